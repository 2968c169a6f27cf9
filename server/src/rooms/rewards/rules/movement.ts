import type { ProfileId, SubjectId } from '../../../kit/values/ids.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { expiresAtOf, type Grant } from './grant.ts';

/** One end of a movement: a system account, or a compartment of a subject. */
export type End =
  | 'issuer'
  | 'sponsor'
  | 'shop'
  | 'fulfilled'
  | 'clearing'
  | { readonly holder: SubjectId; readonly compartment: Held | 'reserved' };
export type Held = 'pending' | 'available';

/** How what is set aside for an order moves: to it, back from it, to the shop, and back after a refund. */
export type AsideKind = 'set_aside' | 'put_back' | 'pay' | 'pay_back';

/** A transfer as a decision names it; the amount is a decimal text of minor units. */
export interface Movement {
  readonly key: string;
  readonly kind:
    | 'grant'
    | 'release'
    | 'claw_back'
    | 'spend'
    | 'fund'
    | 'reserve'
    | 'return'
    | 'join'
    | 'separate'
    | 'opening'
    | 'opening_back'
    | 'expire'
    | 'fulfil'
    | 'unfulfil'
    | AsideKind;
  readonly about: string;
  readonly unit: string;
  readonly amountMinor: bigint;
  readonly from: End;
  readonly to: End;
}

/** The JSON form of a movement, an effect that the room's store posts to the ledger. */
export function movementEffect(movement: Movement): JsonObject {
  const { amountMinor, from, to, ...rest } = movement;
  return {
    transfer: { ...rest, amountMinor: String(amountMinor), from: endToJson(from), to: endToJson(to) },
  };
}

function endToJson(end: End): string | JsonObject {
  return typeof end === 'string' ? end : { holder: end.holder, compartment: end.compartment };
}

/** Why a grant that is owed no longer stands: it is in review for a reason, or a person let it stand. */
export type GrantReview = 'spent' | 'window_closed' | 'accrual' | 'approved';

/** waiting: to be handed out; fulfilled: it was. */
export type GrantState = 'pending' | 'waiting' | 'available' | 'fulfilled' | 'clawed_back';

/** The row of a grant that lists and statements show: `holder` is the person who has it, by this profile of theirs. */
export function grantEffect(
  grant: Grant,
  profile: ProfileId,
  state: GrantState,
  availableAt: EpochMs,
  reason: string | null,
): JsonObject {
  const { id, program, version, side, holder, friend, order, unit, amountMinor, task } = grant;
  const row = { id, program, version, side, holder, profile, friend, order, unit, amountMinor: String(amountMinor) };
  return {
    grant: task === undefined ? row : { ...row, task },
    state,
    availableAt,
    expiresAt: expiresAtOf(grant) ?? null,
    reason,
  };
}
