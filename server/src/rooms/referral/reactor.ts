import { profileJoined, profileLeft, profileParted, redirected } from '../../engine/batch/identity.ts';
import type { Fact } from '../../engine/fact.ts';
import type { DecideInput, Decision, DerivedFact, Outcome, Reactor, TimerChange } from '../../engine/reactor.ts';
import { kindOfSubject, type ProfileId } from '../../kit/values/ids.ts';
import { hasImport, importParticipant, takeBackImport, withoutImport } from '../../kit/values/imports.ts';
import { isJsonObject, type Json, type JsonObject, textIn } from '../../kit/values/json.ts';
import { timeOf } from '../../kit/values/position.ts';
import { isAsserted, type PeoplePart, personFreezing, personOf, profileLeaving } from '../people/index.ts';
import {
  book,
  reviewNews,
  reviewReward,
  rewardDeclined,
  rewardKept,
  rewardReserved,
  rewardTakenBack,
} from '../rewards/index.ts';
import { changedParts, takeAnswer, takeBack } from './reactor-answers.ts';
import { decideApplication, isAboutApplication } from './reactor-applications.ts';
import { applyEffects } from './reactor-apply.ts';
import { ignoredInvitations, takeBan, withGrantsOfBanned } from './reactor-bans.ts';
import { decideChoice } from './reactor-choices.ts';
import { loadPrograms } from './reactor-definitions.ts';
import { bringCodes, codesBrought, goneWith } from './reactor-old-codes.ts';
import { join } from './reactor-participants.ts';
import { countLink, nameOwnLink } from './reactor-placements.ts';
import { isNews, rateBonuses, takeResults, tellResults } from './reactor-results.ts';
import { takeReview } from './reactor-reviews.ts';
import {
  answerAnew,
  noteAbove,
  retell,
  retelling,
  takeCounted,
  takeStanding,
  tellInviters,
} from './reactor-standings.ts';
import { decideTask } from './reactor-tasks.ts';
import { isByBanned } from './rules/bans.ts';
import { chainOf, isBonusCause } from './rules/brought.ts';
import { levelsOf, referralCounted, referralUncounted, standingTold } from './rules/counted.ts';
import { countedLink, knownSinceOf, registeredAt } from './rules/counting.ts';
import {
  applyBan,
  bindFriend,
  boundAt,
  carriedInvitation,
  chooseReward,
  invitationShared,
  joinProgram,
  lookAgain,
  mentionsIn,
  nameInviteLink,
  takeTask,
} from './rules/facts.ts';
import { failedCode } from './rules/failed-codes.ts';
import { creditsAfterJoin, foldFact } from './rules/fold.ts';
import { serverTraits } from './rules/known-traits.ts';
import { booksOf, occasionOf, owedBy, settleBooks } from './rules/owed.ts';
import { emptyReferralPart, type ReferralPart, type ReferralView, toldIn, viewOf } from './rules/part.ts';
import { refusedPayment } from './rules/payment-outcome.ts';
import type { Program, ReferralDefinitions } from './rules/programs.ts';
import { chainCauseOf, resultsTold } from './rules/results.ts';
import type { Link } from './rules/standing.ts';
import { pairReasons } from './rules/touches.ts';
import { judge, type Verdict } from './rules/verdict.ts';
import { verdictText, verdictToJson } from './rules/verdict-json.ts';
import type { ClickKeys } from './types.ts';

type Input = DecideInput<ReferralPart, ReferralDefinitions>;

export function createReferralReactor(clickKeys: ClickKeys): Reactor<ReferralPart, ReferralDefinitions> {
  return {
    name: 'referral',
    subjects: ['per'],
    loadDefinitions: (db, workspace, revision) => loadPrograms(db, workspace, revision, clickKeys(workspace)),
    lookups: (fact, definitions) => [
      ...mentionsIn(fact, definitions.clickKey).map(({ code }) => ({ kind: 'code', value: code }) as const),
      ...codesBrought(fact),
    ],
    decide: (input) =>
      withGrantsOfBanned(withFailedCode(withShared(decide(input), shareInvitation(input)), input), input),
    apply: applyEffects,
  };
}

function decide(input: Input): Outcome<ReferralPart> {
  const { fact } = input;
  const counted = countedLink(fact);
  if (counted !== undefined) return countLink(input, counted);
  if (fact.type === 'command' && fact.name === nameInviteLink) return nameOwnLink(input);
  if (fact.type === 'timer') {
    if (fact.name !== 'referral') return {};
    return fact.properties?.['key'] === retelling ? retell(input) : judgeAll(input, input.parts);
  }
  if (fact.type === 'command' && fact.name === takeTask) return decideTask(input);
  if (fact.type === 'command' && fact.name === chooseReward) return decideChoice(input, judgeAll);
  if (fact.type === 'command' && fact.name === lookAgain && fact.trust === 'server') {
    return judgeAll(input, input.parts);
  }
  if (fact.type === 'command' && fact.name === joinProgram) return join(input, viewNow);
  if (fact.type === 'command' && isAboutApplication(fact.name)) return decideApplication(input);
  if (fact.type === 'command' && fact.name === reviewReward) return takeReview(input, judgeAll);
  if (fact.type === 'command' && fact.name === importParticipant) return bringCodes(input);
  if (fact.type === 'command' && fact.name === takeBackImport) return takeBackFrom(input);
  if (isServers(fact) && fact.name === applyBan) return takeBan(input, judgeAll);
  if (fact.type === 'derived') {
    if (fact.name === rewardReserved || fact.name === rewardDeclined) return takeAnswer(input);
    if (fact.name === rewardTakenBack || fact.name === rewardKept) return takeBack(input, judgeAll);
    if (fact.name === referralCounted || fact.name === referralUncounted) return takeCounted(input);
    if (fact.name === standingTold) {
      const answered = takeStanding(input);
      return answered === undefined ? {} : judgeAll(input, answered);
    }
    if (fact.name === resultsTold) return takeShare(input);
    if (fact.name === personFreezing) return letGo(input);
    if (fact.name === redirected || fact.name === profileLeaving) return {};
    if (fact.name === profileParted || fact.name === profileLeft) return judgeAll(input, input.parts);
    if (fact.name === profileJoined) {
      const outcome = judgeAll(input, input.parts);
      return { ...outcome, facts: [...(outcome.facts ?? []), ...creditsAfterJoin(input.parts.values())] };
    }
  }
  const before = input.parts.get(fact.profile);
  const folded = foldFact(before ?? emptyReferralPart, input, mentionOwners(input));
  const refused = folded.refused === undefined ? [] : [folded.refused];
  // Of somebody whom nobody invited there is nothing to judge, whatever becomes known of them.
  const isJudged = folded.judged && isInvited([folded.part, ...input.parts.values()]);
  if (!isJudged && folded.problem === undefined) {
    return { ...(folded.part === before ? {} : { part: folded.part }), decisions: refused, facts: folded.facts };
  }
  const parts = new Map(input.parts).set(fact.profile, folded.part);
  const outcome = judgeAll(input, parts);
  return {
    ...outcome,
    decisions: [...refused, ...(outcome.decisions ?? [])],
    facts: [...folded.facts, ...(outcome.facts ?? [])],
    ...replyTo(fact, folded.problem, parts, input),
  };
}

function isInvited(parts: Iterable<ReferralPart>): boolean {
  return toldIn(parts).some(({ touches }) => touches.length > 0);
}

/** True of what this server says: nobody outside sends a command or a derived fact. */
function isServers({ type, trust }: Fact): boolean {
  return trust === 'server' && (type === 'command' || type === 'derived');
}

/** A form that names two contacts of two persons invites both: nobody knows yet which of them the visitor is. */
function shareInvitation({ fact, conflicts }: Input): DerivedFact[] {
  if (fact.trust !== 'public' || fact.claims === undefined) return [];
  const others = new Set(conflicts.filter(({ key }) => isAsserted(key.kind)).map(({ owner }) => owner.subject));
  return [...others].map((subject) => ({
    name: invitationShared,
    subject,
    timestamp: fact.timestamp,
    properties: carriedInvitation(fact),
  }));
}

function withShared(outcome: Outcome<ReferralPart>, shared: readonly DerivedFact[]): Outcome<ReferralPart> {
  return shared.length === 0 ? outcome : { ...outcome, facts: [...(outcome.facts ?? []), ...shared] };
}

/** A code that nobody has is kept for a report, since whoever typed it rarely asks why nothing came of it. */
function withFailedCode(outcome: Outcome<ReferralPart>, { fact, owner }: Input): Outcome<ReferralPart> {
  const typed = failedCode(fact, (code) => owner({ kind: 'code', value: code }) !== undefined);
  return typed === undefined ? outcome : { ...outcome, effects: [...(outcome.effects ?? []), { failedCode: typed }] };
}

/** An import is taken back: the person is judged as if it had told nothing, whichever of their profiles it spoke of. */
function takeBackFrom(input: Input): Outcome<ReferralPart> {
  const { fact } = input;
  if (fact.trust !== 'server') return {};
  const id = textIn(fact.properties, 'import');
  const own = input.parts.get(fact.profile) ?? emptyReferralPart;
  const parts = new Map(input.parts).set(fact.profile, withoutImport(own, id));
  for (const [profile, part] of input.parts) if (hasImport(part, id)) parts.set(profile, withoutImport(part, id));
  const outcome = judgeAll(input, parts);
  const gone = goneWith(input, id);
  return gone === undefined ? outcome : { ...outcome, effects: [...(outcome.effects ?? []), gone] };
}

/** A person who turns out to be another one is no friend of their own any more: the survivor's pair speaks for both. */
function letGo(input: Input): Outcome<ReferralPart> {
  const own = input.parts.get(input.fact.subject);
  if (own === undefined || Object.keys(own.recorded).length === 0) return {};
  return { part: { ...own, recorded: {} }, effects: [{ gone: input.fact.subject }] };
}

/** The invitations a fact mentions, with whose they are; a code that nobody owns is not among them. */
function mentionOwners(input: Input): Parameters<typeof foldFact>[2] {
  const { fact, definitions } = input;
  return mentionsIn(fact, definitions.clickKey).map((mention) => {
    const owner = input.owner({ kind: 'code', value: mention.code });
    // A promo code is no invitation: it belongs to a promotion.
    return { mention, owner: owner === undefined || kindOfSubject(owner.subject) !== 'per' ? undefined : owner };
  });
}

/** A friend's share has changed: bonuses are looked at where that changes one. */
function takeShare(input: Input): Outcome<ReferralPart> {
  const taken = takeResults(input);
  if (taken === undefined) return {};
  const { parts } = taken;
  const program = input.definitions.programs.find(({ id }) => id === taken.program);
  const isLooked = program !== undefined && isNews(input, parts, program);
  return isLooked ? judgeAll(input, parts) : { parts: changedParts(input.parts, parts) };
}

/** Facts by which a person comes to know more or less without a fact of their own. */
const profilesMoved: ReadonlySet<string> = new Set([profileJoined, profileLeft, profileParted]);

/** Judges every program anew and books the differences. Only what changed is recorded, or was `answered` just now. */
function judgeAll(
  input: Input,
  known: ReadonlyMap<ProfileId, ReferralPart>,
  answered?: Program['id'],
): Outcome<ReferralPart> {
  const { fact, now } = input;
  const asker = fact.subject;
  const parts = new Map(known);
  const view = viewNow(input, parts);
  const decisions: Decision[] = [];
  const facts: DerivedFact[] = [];
  const effects: JsonObject[] = [];
  const timers: TimerChange[] = [];
  const isMet = profilesMoved.has(fact.name) || knownSinceOf(input.parts.values()) !== view.knownSince;
  for (const program of input.definitions.programs) {
    const verdict = judge(program, view, input.profiles, input.definitions.programs);
    facts.push(
      ...tellInviters(input, parts, program, verdict, view),
      ...noteAbove(input, parts, program.id, aboveOf(program, verdict)),
      ...tellResults(input, parts, program, verdict, view),
    );
    if (profilesMoved.has(fact.name)) facts.push(...answerAnew(input, parts, program.id));
    effects.push(...ignoredInvitations(program, view, verdict));
    const text = verdictText(verdict);
    const recorded = parts.get(asker)?.recorded[program.id];
    const booked = booksOf(parts.values(), program.id);
    const bonuses = rateBonuses(input, parts, program, booked);
    timers.push(...bonuses.timers);
    decisions.push(...bonuses.decisions);
    const isInvited = verdict.status !== 'none' || recorded !== undefined;
    if (!isInvited && bonuses.owed.length === 0 && booked.entries.length === 0) continue;
    // Orders, refunds and who is who come from servers alone, so what is owed has a server's word whatever fact made us
    // look: an invitation only chooses who is credited (INV-4).
    const owed = [...owedBy(program, verdict, asker), ...bonuses.owed];
    const booking = book(booked, owed, occasionOf(program, verdict, { view, now, profiles: input.profiles }));
    if (booking.books !== booked) settleBooks(parts, input.profiles, program.id, booking.books);
    // A grant comes before what lists shall say of it.
    facts.push(...booking.facts, ...reviewNews(booked, booking.books, now));
    if (!isInvited) continue;
    const review = booking.books.entries.find((entry) => entry.state === 'review' && !isOfBonus(entry))?.review;
    const isBooked = booking.facts.some(({ properties }) => !isOfBonus(properties ?? {}));
    const isNews = text !== recorded || isBooked || (answered === program.id && review !== undefined);
    // Lists and statistics know also what changes no verdict: that a friend has become known.
    if (!isNews && !isMet) continue;
    const told = verdictToJson(verdict);
    effects.push({ pair: asListed(verdict, told), registeredAt: registeredAt(verdict, view) });
    if (!isNews) continue;
    const outcome = review === undefined ? verdict.status : 'review';
    decisions.push({ about: program.id, outcome, detail: review === undefined ? told : { ...told, review } });
    const own = parts.get(asker) ?? emptyReferralPart;
    parts.set(asker, { ...own, recorded: { ...own.recorded, [program.id]: text } });
  }
  return { parts: changedParts(input.parts, parts), decisions, facts, effects, timers };
}

/** A pair in lists: beside a reward that stands they tell why the payment brought none. */
function asListed(verdict: Verdict, told: JsonObject): JsonObject {
  const reason = refusedPayment(verdict)?.reason;
  return reason === undefined ? told : { ...told, reason };
}

function isOfBonus({ grant }: { readonly grant?: Json }): boolean {
  return isJsonObject(grant) && isBonusCause(textIn(grant, 'order'));
}

/** Who is above this person where a program looks further up: nobody, where the invitation does not stand. */
function aboveOf({ versions, banned }: Program, verdict: Verdict): Link | undefined {
  const { touch, reason } = verdict;
  const isAsked = versions.some(({ definition }) => chainOf(definition) > 0 || levelsOf(definition) > 1);
  if (!isAsked || touch === undefined || pairReasons.some((each) => each === reason)) return undefined;
  if (isByBanned(banned, touch)) return undefined;
  const bought = chainCauseOf(verdict) === undefined ? {} : ({ hasBought: true } as const);
  return { inviter: touch.referrer, at: timeOf(touch.at), ...bought };
}

/** What all profiles know together, the people room's traits included. */
function viewNow(input: Input, parts: ReadonlyMap<ProfileId, ReferralPart>): ReferralView {
  // The people room's own parts, as the engine kept them.
  const known = personOf(input.partsOf('people').values() as Iterable<PeoplePart>);
  return viewOf(parts.values(), serverTraits(known.traits));
}

function replyTo(
  fact: Fact,
  problem: string | undefined,
  parts: ReadonlyMap<ProfileId, ReferralPart>,
  input: Input,
): Pick<Outcome<ReferralPart>, 'reply'> {
  if (fact.type !== 'command') return {};
  if (problem !== undefined) return { reply: { status: 'refused', reason: problem } };
  const view = viewNow(input, parts);
  const { programs } = input.definitions;
  const verdicts: Verdict[] = programs.map((each) => judge(each, view, input.profiles, programs));
  const told = verdicts.filter((verdict) => verdict.status !== 'none').map(verdictToJson);
  const result = { person: fact.subject, verdicts: told };
  return fact.name === bindFriend && isAfterPayment(view, boundAt(fact))
    ? { reply: { status: 'refused', reason: 'claim_after_payment', result } }
    : { reply: { status: 'done', result } };
}

/** A claim after the payment counts for nothing, also when another invitation was in time (SKY-8). */
function isAfterPayment(view: ReferralView, at: number): boolean {
  return view.orders.some((order) => order.learner === undefined && timeOf(order.at) < at);
}
