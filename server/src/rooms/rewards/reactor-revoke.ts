import type { DecideInput, Outcome } from '../../engine/reactor.ts';
import type { ProfileId } from '../../kit/values/ids.ts';
import { textIn } from '../../kit/values/json.ts';
import { heldHere, partOf, refuseUntrusted } from './reactor-grants.ts';
import { releaseAsides } from './rules/aside-lots.ts';
import { factAbout, releaseReward, rewardKept, rewardTakenBack } from './rules/booking.ts';
import { expiredOf, withoutExpired } from './rules/expired.ts';
import { fulfilmentEffect, isOpen, noteKept, withoutOpen } from './rules/fulfilment.ts';
import { expiresAtOf, type Grant, grantToJson } from './rules/grant.ts';
import { availableOf, countGiven, moveHolding, noRewards, type RewardsPart, unlistHold } from './rules/holdings.ts';
import { isOf, type Parts, type Preferred, takeFromLots } from './rules/lots.ts';
import { grantEffect, type Held, type Movement, movementEffect } from './rules/movement.ts';

type Input = DecideInput<RewardsPart, undefined>;

/**
 * Takes a grant back. A refund takes it back whether or not it was spent: a debt is carried as a negative balance and
 * worked off by later rewards, never lost. A correction never takes more than is available, so what was spent stays
 * (points are not told apart: a grant is spent when less is available than it gave). Who asked for a correction is told
 * what became of it. What a person refused is taken back like a refund, and its answer makes room for another reward.
 * Of what has expired nothing is taken back, since nobody had any use of it. What is still to be handed out is not any
 * more; what was is spent.
 */
export function revokeReward(input: Input, asked: Grant): Outcome<RewardsPart> {
  const grant = heldHere(input, asked);
  const { fact, now } = input;
  if (fact.trust !== 'server') return refuseUntrusted(asked);
  const { unit, cap } = grant;
  const because = textIn(fact.properties, 'because');
  const cause = fact.properties?.['cause'];
  const isCorrection = cause === 'correction';
  const mine = partOf(input, fact.profile);
  const isOpenHere = isOpen(mine, grant.id);
  const isHeld = mine.holds?.[grant.id] !== undefined || grant.availableAt > now || grant.approval === true;
  const isPending = isOpenHere || isHeld;
  const expired = isPending ? 0n : expiredIn(mine, grant);
  const amountMinor = grant.amountMinor - expired;
  const available = availableOf(input.parts.values(), unit);
  // What was handed out is spent, whatever else there is.
  const isSpent = grant.fulfil !== undefined || available < amountMinor;
  if (isCorrection && !isPending && isSpent) {
    const detail = { grant: grantToJson(grant), because, review: 'spent', available: String(available) };
    return {
      facts: [factAbout(rewardKept, grant.friend, grant, fact.timestamp, {})],
      decisions: [{ about: grant.program, outcome: 'review', detail }],
    };
  }
  const taken = { ...grant, amountMinor };
  const isTaken = amountMinor > 0n;
  const released =
    cap === undefined || !isTaken ? [] : [factAbout(releaseReward, cap.subject, taken, fact.timestamp, {})];
  const answered =
    isCorrection || cause === 'refusal' ? [factAbout(rewardTakenBack, grant.friend, grant, fact.timestamp, {})] : [];
  const told = { grant: grantToJson(grant), because, ...(expired === 0n ? {} : { expired: String(expired) }) };
  return {
    parts: isPending ? withoutPending(input, grant) : withoutAvailable(input, grant, expired),
    timers: [{ key: grant.id, dueAt: null }],
    effects: [
      ...(isTaken ? [movementEffect(clawBackOf(taken, isPending ? 'pending' : 'available'))] : []),
      grantEffect(grant, fact.profile, 'clawed_back', now, because),
      ...(isOpenHere ? [fulfilmentEffect({ id: grant.id, state: 'cancelled' })] : []),
    ],
    // What is released goes before the answer: another reward may be asked of the cap in its place.
    facts: [...released, ...answered],
    decisions: [{ about: grant.program, outcome: 'reward_clawed_back', detail: told }],
  };
}

function expiredIn(mine: RewardsPart, grant: Grant): bigint {
  const at = expiresAtOf(grant);
  return at === undefined ? 0n : expiredOf(mine, grant.unit, at, grant.amountMinor);
}

function clawBackOf({ id, unit, amountMinor, holder, cap }: Grant, compartment: Held): Movement {
  return {
    ...{ key: `claw_back:${id}`, kind: 'claw_back', about: id, unit, amountMinor },
    from: { holder, compartment },
    to: cap === undefined ? 'issuer' : 'clearing',
  };
}

function withoutPending(input: Input, { id, unit, amountMinor, limit }: Grant): Parts {
  const { profile } = input.fact;
  const less = moveHolding(partOf(input, profile), unit, -amountMinor, 0n);
  return new Map([[profile, withoutOpen(unlistHold(notGiven(less, limit, amountMinor), id), id)]]);
}

/** What expires is taken from its own day first, and then from what expires first. */
function withoutAvailable(input: Input, grant: Grant, expired: bigint): Parts {
  const { profile } = input.fact;
  const { id, unit, amountMinor, limit } = grant;
  const at = expiresAtOf(grant);
  const back = amountMinor - expired;
  const parts = at === undefined ? new Map(input.parts) : withoutDay(input.parts, unit, back, { profile, at });
  const less = moveHolding(parts.get(profile) ?? noRewards, unit, 0n, -back);
  const left = at === undefined ? less : withoutExpired(less, unit, at, expired);
  const without = unlistHold(notGiven(left, limit, amountMinor), id);
  return parts.set(profile, grant.fulfil === undefined ? without : noteKept(without, grant));
}

function withoutDay(parts: Parts, unit: string, back: bigint, day: Preferred): Map<ProfileId, RewardsPart> {
  const { parts: left, taken } = takeFromLots(parts, unit, back, day);
  let own = 0n;
  for (const each of taken) if (each.profile === day.profile && isOf(each, day.at)) own += BigInt(each.minor);
  return releaseAsides(left, unit, day, back - own);
}

function notGiven(part: RewardsPart, limit: Grant['limit'], amountMinor: bigint): RewardsPart {
  return limit === undefined ? part : countGiven(part, limit.key, -amountMinor);
}
