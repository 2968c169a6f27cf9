import type { Fulfil } from '@sarafan/contract';
import type { GrantId, ProfileId, SubjectId } from '../../../kit/values/ids.ts';
import { type JsonObject, textIn } from '../../../kit/values/json.ts';
import { fulfilmentLimits } from '../limits.ts';
import type { Grant } from './grant.ts';
import type { Handed, Open, RewardsPart } from './holdings.ts';

/**
 * How what was granted reaches its holder, where it is no balance to be spent. Until then it is pending:
 *
 *   pending ── its time has come ──► waiting ── handed out ──► done ── undone ──► waiting
 *                                    waiting ── it could not be ──► failed ── tried again ──► waiting
 *                                    waiting, failed ── taken back ──► cancelled
 *
 * A grant that is open stands in the part of its profile. One that stands there no longer was handed out, so the part
 * holds what is to be done and not all that was ever done.
 */
export type FulfilmentState = 'waiting' | 'done' | 'failed' | 'cancelled';

/** The command by which somebody says what became of it. */
export const reportFulfilment = 'Report Fulfilment';
/** A promo code that may be given for a grant, and that it was not wanted. */
export const offerCode = 'Offer Reward Code';
export const returnCode = 'Return Reward Code';

export type Report = 'done' | 'failed' | 'waiting';

/** The same reward in another round of its books. */
function nameOf({ program, friend, order, side, unit, amountMinor, owedMinor, nth = 0 }: Grant): string {
  return [program, friend, order, side, unit, owedMinor ?? amountMinor, nth].join(' ');
}

export function isOpen(part: RewardsPart | undefined, id: GrantId): boolean {
  return part?.open?.[id] !== undefined;
}

/** True when a profile has as many open as its part may hold. */
export function isFull({ open = {} }: RewardsPart): boolean {
  return Object.keys(open).length >= fulfilmentLimits.open;
}

export function withOpen(part: RewardsPart, id: GrantId, open: Open): RewardsPart {
  return { ...part, open: { ...part.open, [id]: open } };
}

export function withoutOpen(part: RewardsPart, id: GrantId): RewardsPart {
  if (part.open?.[id] === undefined) return part;
  const { [id]: _closed, ...open } = part.open;
  return { ...part, open };
}

export function withHanded(part: RewardsPart, id: GrantId, handed: Handed): RewardsPart {
  const { [id]: _before, ...others } = part.handed ?? {};
  const latest = Object.entries(others).slice(1 - fulfilmentLimits.handed);
  return { ...part, handed: Object.fromEntries([...latest, [id, handed]]) };
}

export function withoutHanded(part: RewardsPart, id: GrantId): RewardsPart {
  if (part.handed?.[id] === undefined) return part;
  const { [id]: _undone, ...handed } = part.handed;
  return { ...part, handed };
}

/** What was handed out was taken back, so its holder keeps the thing and owes for it. */
export function noteKept(part: RewardsPart, grant: Grant): RewardsPart {
  const kept = [...(part.kept ?? []), nameOf(grant)].slice(-fulfilmentLimits.kept);
  return withoutHanded({ ...part, kept }, grant.id);
}

/** The part without that note, once it is used: undefined where the holder keeps nothing of this reward. */
export function takeKept(part: RewardsPart, grant: Grant): RewardsPart | undefined {
  const { kept = [] } = part;
  const place = kept.indexOf(nameOf(grant));
  return place < 0 ? undefined : { ...part, kept: kept.toSpliced(place, 1) };
}

/** What lists show of a fulfilment from now on; what is absent stays as it was. */
export interface FulfilmentRow {
  readonly id: GrantId;
  readonly state: FulfilmentState;
  readonly by?: Fulfil['by'];
  readonly promotion?: SubjectId;
  readonly note?: string;
  readonly reference?: string;
  readonly code?: string;
}

export function fulfilmentEffect(row: FulfilmentRow): JsonObject {
  return { fulfilment: { ...row } };
}

/** A promo code that may be given for a grant. */
export interface Offer {
  readonly grant: GrantId;
  /** Whose profile the grant was given to. */
  readonly profile: ProfileId;
  readonly promotion: SubjectId;
  readonly code: string;
}

export function offerToJson({ grant, profile, promotion, code }: Offer): JsonObject {
  return { grant, profile, promotion, code };
}

/** Reads the offer that a fact of this server carries; any other form is a fault. */
export function offerIn(properties: JsonObject | undefined): Offer {
  return {
    grant: textIn(properties, 'grant') as GrantId,
    profile: textIn(properties, 'profile') as ProfileId,
    promotion: textIn(properties, 'promotion') as SubjectId,
    code: textIn(properties, 'code'),
  };
}
