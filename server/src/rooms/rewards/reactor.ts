import { profileJoined } from '../../engine/batch/identity.ts';
import type { DecideInput, DerivedFact, Outcome, Reactor, TimerChange } from '../../engine/reactor.ts';
import type { SubjectId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';
import { personFreezing } from '../people/index.ts';
import { applyRewards } from './reactor-apply.ts';
import {
  factAbout,
  releaseReward,
  rewardGranted,
  rewardKept,
  rewardRevoked,
  rewardTakenBack,
} from './rules/booking.ts';
import { type Grant, grantFromJson, grantToJson } from './rules/grant.ts';
import { addHoldings, availableOf, moveHolding, noRewards, type RewardsPart } from './rules/holdings.ts';
import { grantEffect, type Held, type Movement, movementEffect } from './rules/movement.ts';
import { decideSpending, spendReward } from './rules/spending.ts';

type Input = DecideInput<RewardsPart, undefined>;

/** A person's share of the rewards room: what they hold, when it becomes available, what is taken back. */
export const rewardsReactor: Reactor<RewardsPart, undefined> = {
  name: 'rewards',
  subjects: ['per'],
  profiled: false,
  loadDefinitions: () => Promise.resolve(undefined),
  absorb: addHoldings,
  decide(input) {
    const { fact } = input;
    if (fact.type === 'timer') return fact.name === 'rewards' ? endHold(input) : {};
    if (fact.type === 'command') return fact.name === spendReward ? decideSpending(input, partOf(input)) : {};
    if (fact.type !== 'derived') return {};
    switch (fact.name) {
      case rewardGranted:
        return grantReward(input, grantOfFact(fact.properties));
      case rewardRevoked:
        return revokeReward(input, grantOfFact(fact.properties));
      case personFreezing:
        return handHoldingsOver(input);
      case profileJoined:
        return takeHoldingsIn(input);
      default:
        return {};
    }
  },
  apply: applyRewards,
};

function partOf(input: Input): RewardsPart {
  return input.parts.get(input.fact.subject) ?? noRewards;
}

function grantOfFact(properties: JsonObject | undefined): Grant {
  const grant = properties?.['grant'];
  if (!isJsonObject(grant)) throw new Error('A fact about a grant does not carry it');
  return grantFromJson(grant);
}

/** The holder of facts that were forwarded after a join is whoever they were forwarded to. */
function heldHere(input: Input, grant: Grant): Grant {
  return { ...grant, holder: input.fact.subject };
}

function grantReward(input: Input, asked: Grant): Outcome<RewardsPart> {
  const grant = heldHere(input, asked);
  if (input.fact.trust !== 'server') return refuseUntrusted(grant);
  const due = grant.availableAt;
  const held: Held = due > input.now ? 'pending' : 'available';
  const { unit, amountMinor } = grant;
  const part =
    held === 'pending'
      ? moveHolding(partOf(input), unit, amountMinor, 0n)
      : moveHolding(partOf(input), unit, 0n, amountMinor);
  const movement: Movement = {
    key: `grant:${grant.id}`,
    kind: 'grant',
    about: grant.id,
    unit,
    amountMinor,
    from: grant.cap === undefined ? 'issuer' : 'clearing',
    to: { holder: grant.holder, compartment: held },
  };
  const timers: TimerChange[] =
    held === 'pending' ? [{ key: grant.id, dueAt: due, properties: { grant: grantToJson(grant) } }] : [];
  return {
    part,
    timers,
    effects: [movementEffect(movement), grantEffect(grant, held, due, null)],
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

/** The hold is over. The timer of a revoked grant was removed with it, so what comes due is still owed. */
function endHold(input: Input): Outcome<RewardsPart> {
  const grant = heldHere(input, grantOfFact(input.fact.properties));
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
  return {
    part: moveHolding(partOf(input), unit, -amountMinor, amountMinor),
    effects: [movementEffect(movement), grantEffect(grant, 'available', input.now, null)],
    decisions: [{ about: grant.program, outcome: 'reward_available', detail: { grant: grantToJson(grant) } }],
  };
}

/**
 * Takes a grant back. A refund takes it back whether or not it was spent: a debt is carried as a negative balance and
 * worked off by later rewards, never lost. A correction never takes more than is available, so what was spent stays
 * (points are not told apart: a grant is spent when less is available than it gave). Who asked for a correction is told
 * what became of it.
 */
function revokeReward(input: Input, asked: Grant): Outcome<RewardsPart> {
  const grant = heldHere(input, asked);
  const { fact, now } = input;
  if (fact.trust !== 'server') return refuseUntrusted(grant);
  const { unit, amountMinor, holder, cap } = grant;
  const because = textIn(fact.properties, 'because');
  const isCorrection = fact.properties?.['cause'] === 'correction';
  const pending = grant.availableAt > now;
  const available = availableOf(partOf(input), unit);
  if (isCorrection && !pending && available < amountMinor) {
    const detail = { grant: grantToJson(grant), because, review: 'spent', available: String(available) };
    return {
      facts: [answerTo(fact.properties, rewardKept, grant, fact.timestamp)],
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
  const part = pending
    ? moveHolding(partOf(input), unit, -amountMinor, 0n)
    : moveHolding(partOf(input), unit, 0n, -amountMinor);
  const released = cap === undefined ? [] : [factAbout(releaseReward, cap.subject, grant, fact.timestamp, {})];
  const answered = isCorrection ? [answerTo(fact.properties, rewardTakenBack, grant, fact.timestamp)] : [];
  return {
    part,
    timers: [{ key: grant.id, dueAt: null }],
    effects: [movementEffect(movement), grantEffect(grant, 'clawed_back', now, because)],
    // What is released goes before the answer: another reward may be asked of the cap in its place.
    facts: [...released, ...answered],
    decisions: [
      { about: grant.program, outcome: 'reward_clawed_back', detail: { grant: grantToJson(grant), because } },
    ],
  };
}

function answerTo(properties: JsonObject | undefined, name: string, grant: Grant, at: number): DerivedFact {
  return factAbout(name, textIn(properties, 'asker') as SubjectId, grant, at, {});
}

/** Before this person freezes, what they hold goes into clearing; the survivor takes it out in its own lane. */
function handHoldingsOver(input: Input): Outcome<RewardsPart> {
  const into = textIn(input.fact.properties, 'into');
  return { effects: [...joinMovements(input, partOf(input), 'out'), { handed: { from: input.fact.subject, into } }] };
}

function takeHoldingsIn(input: Input): Outcome<RewardsPart> {
  const parts = input.fact.properties?.['parts'];
  const rewards = isJsonObject(parts) ? parts['rewards'] : undefined;
  if (!isJsonObject(rewards)) return {};
  const theirs = Object.values(rewards) as unknown as readonly RewardsPart[];
  // Rows that were handed to someone who had by then joined this person come along with them.
  const rows = input.profiles
    .filter((profile) => profile !== input.fact.subject)
    .map((profile) => ({ handed: { from: profile, into: input.fact.subject } }));
  return { effects: [...theirs.flatMap((part) => joinMovements(input, part, 'in')), ...rows] };
}

/** One movement for each compartment that holds or owes something; a debt moves the other way. */
function joinMovements(input: Input, part: RewardsPart, direction: 'in' | 'out'): JsonObject[] {
  const { fact } = input;
  return Object.entries(part.holdings).flatMap(([unit, held]) =>
    (['pending', 'available'] as const).flatMap((compartment) => {
      const amount = BigInt(held[compartment]);
      if (amount === 0n) return [];
      const account = { holder: fact.subject, compartment };
      const outward = (direction === 'out') === amount > 0n;
      const movement: Movement = {
        key: `join-${direction}:${fact.lane}.${fact.seq}:${unit}:${compartment}`,
        kind: 'join',
        about: fact.subject,
        unit,
        amountMinor: amount < 0n ? -amount : amount,
        from: outward ? account : 'clearing',
        to: outward ? 'clearing' : account,
      };
      return [movementEffect(movement)];
    }),
  );
}
