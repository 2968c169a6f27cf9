import type { DecideInput, Outcome, Reactor } from '../../engine/reactor.ts';
import type { ProfileId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';
import { type PeoplePart, personFreezing, personOf, profileLeaving } from '../people/index.ts';
import { applyRewards } from './reactor-apply.ts';
import { releaseOfLimit, reserveOfLimit } from './reactor-limits.ts';
import { holdTimer, isArrival, sendAll, sendHome, takeIn } from './reactor-moves.ts';
import {
  factAbout,
  releaseReward,
  reserveReward,
  rewardGranted,
  rewardKept,
  rewardReviewed,
  rewardRevoked,
  rewardTakenBack,
} from './rules/booking.ts';
import { type Grant, grantFromJson, grantToJson } from './rules/grant.ts';
import {
  availableOf,
  countGiven,
  listHold,
  moveHolding,
  noRewards,
  type RewardsPart,
  unlistHold,
} from './rules/holdings.ts';
import { grantEffect, type Held, type Movement, movementEffect } from './rules/movement.ts';
import { decideSpending, spendReward } from './rules/spending.ts';

type Input = DecideInput<RewardsPart, undefined>;

/** A person's share of the rewards room: what they hold, when it becomes available, what is taken back. */
export const rewardsReactor: Reactor<RewardsPart, undefined> = {
  name: 'rewards',
  subjects: ['per'],
  loadDefinitions: () => Promise.resolve(undefined),
  decide(input) {
    const { fact } = input;
    if (fact.type === 'timer') return fact.name === 'rewards' ? endHold(input) : {};
    if (fact.type === 'command') return fact.name === spendReward ? decideSpending(input) : {};
    if (fact.type !== 'derived') return {};
    if (isArrival(fact.name)) return takeIn(input);
    switch (fact.name) {
      case rewardGranted:
        return grantReward(input, grantOfFact(fact.properties));
      case rewardRevoked:
        return revokeReward(input, grantOfFact(fact.properties));
      case reserveReward:
        return reserveOfLimit(input, grantOfFact(fact.properties));
      case releaseReward:
        return releaseOfLimit(input, grantOfFact(fact.properties));
      case rewardReviewed:
        return noteReview(input, grantOfFact(fact.properties));
      case personFreezing:
        return sendAll(input);
      case profileLeaving:
        return sendHome(input);
      default:
        return {};
    }
  },
  apply: applyRewards,
};

function partOf(input: Input, profile: ProfileId): RewardsPart {
  return input.parts.get(profile) ?? noRewards;
}

function grantOfFact(properties: JsonObject | undefined): Grant {
  const grant = properties?.['grant'];
  if (!isJsonObject(grant)) throw new Error('A fact about a grant does not carry it');
  return grantFromJson(grant);
}

/** A grant belongs to the profile that it was given to; who has it is whoever that profile makes by now. */
function heldHere(input: Input, grant: Grant): Grant {
  return { ...grant, holder: input.fact.subject };
}

/** The own profile of somebody with a user id neither joins another person nor leaves. */
function isSettled(input: Input, profile: ProfileId): boolean {
  if (profile !== input.fact.subject) return false;
  // The people room's own parts, as the engine kept them.
  return personOf(input.partsOf('people').values() as Iterable<PeoplePart>).userId !== undefined;
}

function grantReward(input: Input, asked: Grant): Outcome<RewardsPart> {
  const { fact, now } = input;
  if (fact.trust !== 'server') return refuseUntrusted(asked);
  const { profile } = fact;
  const grant = heldHere(input, asked);
  const due = grant.availableAt;
  const held: Held = due > now ? 'pending' : 'available';
  const { unit, amountMinor } = grant;
  const mine = { ...asked, holder: profile };
  const part = partOf(input, profile);
  const given =
    held === 'pending' ? moveHolding(part, unit, amountMinor, 0n) : moveHolding(part, unit, 0n, amountMinor);
  const movement: Movement = {
    key: `grant:${grant.id}`,
    kind: 'grant',
    about: grant.id,
    unit,
    amountMinor,
    from: grant.cap === undefined ? 'issuer' : 'clearing',
    to: { holder: grant.holder, compartment: held },
  };
  return {
    part: held === 'pending' && !isSettled(input, profile) ? listHold(given, mine) : given,
    timers: held === 'pending' ? [holdTimer(mine)] : [],
    effects: [movementEffect(movement), grantEffect(grant, profile, held, due, null)],
    decisions: [
      { about: grant.program, outcome: 'reward_granted', detail: { grant: grantToJson(grant), availableAt: due } },
    ],
  };
}

/** What somebody is owed follows from servers' facts alone, so a word of anybody else gives and takes nothing. */
function refuseUntrusted(grant: Grant): Outcome<RewardsPart> {
  const detail = { grant: grantToJson(grant), failed: 'untrusted' };
  return { decisions: [{ about: grant.program, outcome: 'reward_refused', detail }] };
}

/**
 * The hold is over. The timer of a grant that was revoked, or went away with its profile, was removed with it, so what
 * comes due is still owed and is here.
 */
function endHold(input: Input): Outcome<RewardsPart> {
  const mine = grantOfFact(input.fact.properties);
  const grant = heldHere(input, mine);
  const { unit, amountMinor, holder } = grant;
  const movement: Movement = {
    key: `release:${grant.id}`,
    kind: 'release',
    about: grant.id,
    unit,
    amountMinor,
    from: { holder, compartment: 'pending' },
    to: { holder, compartment: 'available' },
  };
  const part = moveHolding(partOf(input, mine.holder), unit, -amountMinor, amountMinor);
  return {
    parts: new Map([[mine.holder, unlistHold(part, grant.id)]]),
    effects: [movementEffect(movement), grantEffect(grant, mine.holder, 'available', input.now, null)],
    decisions: [{ about: grant.program, outcome: 'reward_available', detail: { grant: grantToJson(grant) } }],
  };
}

/**
 * Takes a grant back. A refund takes it back whether or not it was spent: a debt is carried as a negative balance and
 * worked off by later rewards, never lost. A correction never takes more than is available, so what was spent stays
 * (points are not told apart: a grant is spent when less is available than it gave). Who asked for a correction is told
 * what became of it. What a person refused is taken back like a refund, and its answer makes room for another reward.
 */
function revokeReward(input: Input, asked: Grant): Outcome<RewardsPart> {
  const grant = heldHere(input, asked);
  const { fact, now } = input;
  if (fact.trust !== 'server') return refuseUntrusted(asked);
  const { unit, amountMinor, holder, cap } = grant;
  const because = textIn(fact.properties, 'because');
  const cause = fact.properties?.['cause'];
  const isCorrection = cause === 'correction';
  const mine = partOf(input, fact.profile);
  const pending = mine.holds?.[grant.id] !== undefined || grant.availableAt > now;
  const available = availableOf(input.parts.values(), unit);
  if (isCorrection && !pending && available < amountMinor) {
    const detail = { grant: grantToJson(grant), because, review: 'spent', available: String(available) };
    return {
      facts: [factAbout(rewardKept, grant.friend, grant, fact.timestamp, {})],
      decisions: [{ about: grant.program, outcome: 'review', detail }],
    };
  }
  const movement: Movement = {
    key: `claw_back:${grant.id}`,
    kind: 'claw_back',
    about: grant.id,
    unit,
    amountMinor,
    from: { holder, compartment: pending ? 'pending' : 'available' },
    to: cap === undefined ? 'issuer' : 'clearing',
  };
  const less = pending ? moveHolding(mine, unit, -amountMinor, 0n) : moveHolding(mine, unit, 0n, -amountMinor);
  const part = grant.limit === undefined ? less : countGiven(less, grant.limit.key, -amountMinor);
  const released = cap === undefined ? [] : [factAbout(releaseReward, cap.subject, grant, fact.timestamp, {})];
  const answered =
    isCorrection || cause === 'refusal' ? [factAbout(rewardTakenBack, grant.friend, grant, fact.timestamp, {})] : [];
  return {
    part: unlistHold(part, grant.id),
    timers: [{ key: grant.id, dueAt: null }],
    effects: [movementEffect(movement), grantEffect(grant, fact.profile, 'clawed_back', now, because)],
    // What is released goes before the answer: another reward may be asked of the cap in its place.
    facts: [...released, ...answered],
    decisions: [
      { about: grant.program, outcome: 'reward_clawed_back', detail: { grant: grantToJson(grant), because } },
    ],
  };
}

/** A reward came into review or out of it, which changes nothing of what is held: lists tell it, and the timeline. */
function noteReview(input: Input, asked: Grant): Outcome<RewardsPart> {
  const { fact } = input;
  if (fact.trust !== 'server') return refuseUntrusted(asked);
  const review = fact.properties?.['review'];
  const noted = { reviewed: { id: asked.id, review: typeof review === 'string' ? review : null } };
  const grant = grantToJson(heldHere(input, asked));
  return {
    effects: [noted],
    decisions: review === 'approved' ? [{ about: asked.program, outcome: 'review_approved', detail: { grant } }] : [],
  };
}
