import { isJsonObject, type Json, type JsonObject } from '../../../kit/values/json.ts';
import { timeOf } from '../../../kit/values/position.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import type { Earning } from './earnings.ts';
import type { Verdict } from './verdict.ts';
import { toldAtMost } from './verdict-json.ts';

/** What a reward came to for a payment, as it was judged or as it was stored. */
export interface PaymentOutcome extends Pick<Earning, 'status' | 'reason' | 'actual' | 'failure' | 'seen'> {
  readonly reward: number;
  readonly order: string;
  readonly at: EpochMs;
}

/** What is owed speaks for the payments, then what may still come, then what was owed, then what is refused. */
const byWeight = ['earned', 'waiting', 'reversed', 'refused'] as const satisfies readonly Earning['status'][];

/** What became of the payments of a pair, whatever else is rewarded; undefined where no reward is for any of them. */
export function paymentOutcome({ earnings }: Pick<Verdict, 'earnings'>): PaymentOutcome | undefined {
  return speakingOf(
    earnings.flatMap(({ cause, ...earning }) => {
      return cause.order === undefined ? [] : [{ ...earning, order: cause.order.id, at: timeOf(cause.at) }];
    }),
  );
}

/** Why no payment of a rewarded pair brings anything, nor will: the reward that stands is for something else. */
export function refusedPayment(verdict: Pick<Verdict, 'status' | 'earnings'>): PaymentOutcome | undefined {
  const outcome = verdict.status === 'rewarded' ? paymentOutcome(verdict) : undefined;
  return outcome?.status === 'refused' || outcome?.status === 'reversed' ? outcome : undefined;
}

/**
 * The same of a stored decision. `unknown` where it told only the latest of many rewards, or none since all of them
 * were for the first payment.
 */
export function storedPaymentOutcome({ rewards }: JsonObject): PaymentOutcome | 'unknown' | undefined {
  if (!Array.isArray(rewards) || rewards.length >= toldAtMost) return 'unknown';
  return speakingOf(rewards.flatMap(readOutcome));
}

/** Reads what `verdictToJson` wrote. What is for no order has an id that begins with `~`. */
function readOutcome(json: Json): PaymentOutcome[] {
  if (!isJsonObject(json)) return [];
  const { cause, at } = json;
  if (typeof cause !== 'string' || cause.startsWith('~') || typeof at !== 'number') return [];
  return [{ ...(json as unknown as Earning), order: cause, at }];
}

function speakingOf(outcomes: readonly PaymentOutcome[]): PaymentOutcome | undefined {
  const inTime = outcomes.toSorted((left, right) => left.at - right.at);
  return byWeight.flatMap((status) => inTime.find((each) => each.status === status) ?? [])[0];
}
