import type { OutgoingFault } from '../../../kit/values/outgoing.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { sendingLimits } from '../limits.ts';
import type { DeliveryState, DisabledReason } from '../types.ts';

/** How an endpoint answered an attempt, or why it did not. */
export type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter: string | undefined }
  | { readonly kind: 'failed'; readonly fault: OutgoingFault };

/** A delivery of which one more attempt was made. */
export interface Tried {
  /** Attempts in all, this one included. */
  readonly attempts: number;
  readonly isTest: boolean;
  readonly at: EpochMs;
  /** Drawn from 0 to 1, for the jitter. */
  readonly draw: number;
}

export interface Settled {
  readonly state: DeliveryState;
  /** When it is tried again; the moment of the attempt when it is not. */
  readonly nextAt: EpochMs;
  /** What the answer says of the endpoint; a test says nothing of it. */
  readonly endpoint: 'well' | 'failing' | 'gone' | 'untold';
}

/**
 * What becomes of a delivery:
 *
 *   waiting ── 2xx ──► delivered
 *   waiting ── 410 ──► failed, and the endpoint is disabled
 *   waiting ── anything else ──► waiting, until the waits of the schedule are used up ──► failed
 *
 * A redirect is anything else: following it would send the message where nobody subscribed it to.
 */
export function settle(answer: Answer, { attempts, isTest, at, draw }: Tried): Settled {
  const told = (endpoint: Settled['endpoint']): Settled['endpoint'] => (isTest ? 'untold' : endpoint);
  if (answer.kind === 'answered') {
    if (answer.status >= 200 && answer.status < 300) return { state: 'delivered', nextAt: at, endpoint: told('well') };
    if (answer.status === 410) return { state: 'failed', nextAt: at, endpoint: told('gone') };
  }
  const wait = isTest ? undefined : sendingLimits.retryAfterMs[attempts - 1];
  if (wait === undefined) return { state: 'failed', nextAt: at, endpoint: told('failing') };
  const jittered = Math.round(wait * (1 + sendingLimits.jitter * draw));
  return { state: 'waiting', nextAt: at + Math.max(jittered, askedWait(answer, at)), endpoint: told('failing') };
}

/** The wait that a busy endpoint asks for, in seconds or as a date (RFC 9110); zero when it asks for none. */
function askedWait(answer: Answer, at: EpochMs): number {
  if (answer.kind === 'failed' || (answer.status !== 429 && answer.status !== 503)) return 0;
  const text = answer.retryAfter?.trim() ?? '';
  const asked = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - at;
  return Number.isFinite(asked) ? Math.min(Math.max(asked, 0), sendingLimits.askedWaitMs) : 0;
}

/** How an endpoint stands: since when everything failed, and why it is disabled, if it is. */
export interface Standing {
  readonly failingSince: EpochMs | null;
  readonly disabled: DisabledReason | null;
}

/** How an endpoint stands after an attempt. What a person has disabled stays as it is. */
export function standingAfter(before: Standing, endpoint: Settled['endpoint'], at: EpochMs): Standing {
  if (endpoint === 'untold' || before.disabled !== null) return before;
  if (endpoint === 'well') return { failingSince: null, disabled: null };
  const failingSince = before.failingSince ?? at;
  if (endpoint === 'gone') return { failingSince, disabled: 'gone' };
  const isHopeless = at - failingSince >= sendingLimits.failingMs;
  return { failingSince, disabled: isHopeless ? 'failing' : null };
}
