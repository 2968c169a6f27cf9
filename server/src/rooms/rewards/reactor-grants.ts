import type { DecideInput, Outcome } from '../../engine/reactor.ts';
import type { ProfileId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject } from '../../kit/values/json.ts';
import { type PeoplePart, personOf } from '../people/index.ts';
import { type Come, comeDue } from './reactor-fulfilment.ts';
import { holdTimer } from './reactor-moves.ts';
import { remindersOf } from './rules/expiry.ts';
import { expiresAtOf, type Grant, grantFromJson, grantToJson } from './rules/grant.ts';
import { listHold, moveHolding, noRewards, type RewardsPart, unlistHold } from './rules/holdings.ts';
import { addLot } from './rules/lots.ts';
import { grantEffect, type Movement, movementEffect } from './rules/movement.ts';

/** Grants as their holder's lane has them, from the grant to the moment at which it may be spent. */
type Input = DecideInput<RewardsPart, undefined>;

export function partOf(input: Input, profile: ProfileId): RewardsPart {
  return input.parts.get(profile) ?? noRewards;
}

export function grantOfFact(properties: JsonObject | undefined): Grant {
  const grant = properties?.['grant'];
  if (!isJsonObject(grant)) throw new Error('A fact about a grant does not carry it');
  return grantFromJson(grant);
}

/** A grant belongs to the profile that it was given to; who has it is whoever that profile makes by now. */
export function heldHere(input: Input, grant: Grant): Grant {
  return { ...grant, holder: input.fact.subject };
}

/** The own profile of somebody with a user id neither joins another person nor leaves. */
function isSettled(input: Input, profile: ProfileId): boolean {
  if (profile !== input.fact.subject) return false;
  // The people room's own parts, as the engine kept them.
  return personOf(input.partsOf('people').values() as Iterable<PeoplePart>).userId !== undefined;
}

export function grantReward(input: Input, asked: Grant): Outcome<RewardsPart> {
  const { fact, now } = input;
  if (fact.trust !== 'server') return refuseUntrusted(asked);
  const { profile } = fact;
  const grant = heldHere(input, asked);
  const due = grant.availableAt;
  const mine = { ...asked, holder: profile };
  const part = partOf(input, profile);
  const isHeld = due > now || grant.approval === true;
  const come: Come = isHeld
    ? { held: 'pending', part, effects: [grantEffect(grant, profile, 'pending', due, null)], decisions: [] }
    : comeDue(grant, profile, part, due);
  const given = withGranted(input, come, grant);
  const movement: Movement = {
    key: `grant:${grant.id}`,
    kind: 'grant',
    about: grant.id,
    unit: grant.unit,
    amountMinor: grant.amountMinor,
    from: grant.cap === undefined ? 'issuer' : 'clearing',
    to: { holder: grant.holder, compartment: come.held },
  };
  const waits = !isHeld && come.held === 'pending' ? { waits: true } : {};
  const detail = { grant: grantToJson(grant), availableAt: due, ...waits };
  return {
    part: isHeld && !isSettled(input, profile) ? listHold(given, mine) : given,
    timers: isHeld ? [holdTimer(mine)] : [],
    effects: [movementEffect(movement), ...come.effects],
    decisions: [{ about: grant.program, outcome: 'reward_granted', detail }, ...come.decisions],
  };
}

/** The part with what was granted just now. */
function withGranted(input: Input, { held, part }: Come, grant: Grant): RewardsPart {
  const { unit, amountMinor } = grant;
  return held === 'pending'
    ? moveHolding(part, unit, amountMinor, 0n)
    : withLot(input, moveHolding(part, unit, 0n, amountMinor), grant);
}

/** What somebody is owed follows from servers' facts alone, so a word of anybody else gives and takes nothing. */
export function refuseUntrusted(grant: Grant): Outcome<RewardsPart> {
  const detail = { grant: grantToJson(grant), failed: 'untrusted' };
  return { decisions: [{ about: grant.program, outcome: 'reward_refused', detail }] };
}

/**
 * The hold is over. The timer of a grant that was revoked, or went away with its profile, was removed with it, so what
 * comes due is still owed and is here.
 */
export function endHold(input: Input): Outcome<RewardsPart> {
  const mine = grantOfFact(input.fact.properties);
  return mine.approval === true ? waitForPerson(input, mine) : makeAvailable(input, mine);
}

/** Its time has come, and a person has to look at it before it may be spent. */
function waitForPerson(input: Input, mine: Grant): Outcome<RewardsPart> {
  const grant = grantToJson(heldHere(input, mine));
  return {
    effects: [{ reviewed: { id: mine.id, review: 'accrual' } }],
    decisions: [{ about: mine.program, outcome: 'reward_waits', detail: { grant } }],
  };
}

export function letThrough(input: Input, asked: Grant): Outcome<RewardsPart> {
  if (input.fact.trust !== 'server') return refuseUntrusted(asked);
  const outcome = makeAvailable(input, { ...asked, holder: input.fact.profile });
  return {
    ...outcome,
    timers: [{ key: asked.id, dueAt: null }],
    effects: [...(outcome.effects ?? []), { reviewed: { id: asked.id, review: null } }],
  };
}

function makeAvailable(input: Input, mine: Grant): Outcome<RewardsPart> {
  const grant = heldHere(input, mine);
  const { unit, amountMinor, holder } = grant;
  const come = comeDue(grant, mine.holder, unlistHold(partOf(input, mine.holder), grant.id), input.now);
  const { effects, decisions } = come;
  if (come.held === 'pending') return { parts: new Map([[mine.holder, come.part]]), effects, decisions };
  const movement: Movement = {
    key: `release:${grant.id}`,
    kind: 'release',
    about: grant.id,
    unit,
    amountMinor,
    from: { holder, compartment: 'pending' },
    to: { holder, compartment: 'available' },
  };
  const told = { about: grant.program, outcome: 'reward_available', detail: { grant: grantToJson(grant) } };
  return {
    parts: new Map([[mine.holder, withLot(input, moveHolding(come.part, unit, -amountMinor, amountMinor), grant)]]),
    effects: [movementEffect(movement), ...effects],
    decisions: [told, ...decisions],
  };
}

/** What may be spent from now on and expires is in the lot of its day. */
function withLot({ now }: Input, part: RewardsPart, grant: Grant): RewardsPart {
  const at = expiresAtOf(grant);
  if (at === undefined || grant.expires === undefined) return part;
  const remind = remindersOf(grant.expires, at, now);
  const reminders = remind.length === 0 ? {} : { remind };
  return addLot(part, grant.unit, { at, minor: String(grant.amountMinor), ...reminders });
}

/** A reward came into review or out of it, which changes nothing of what is held: lists tell it, and the timeline. */
export function noteReview(input: Input, asked: Grant): Outcome<RewardsPart> {
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
