import { profileJoined, profileLeft, profileParted, redirected } from '../../engine/batch/identity.ts';
import type { Fact } from '../../engine/fact.ts';
import type { DecideInput, Decision, DerivedFact, IdentifierConflict, Outcome, Reactor } from '../../engine/reactor.ts';
import type { GrantId, ProfileId, SubjectId } from '../../kit/values/ids.ts';
import { hasImport, takeBackImport, withoutImport } from '../../kit/values/imports.ts';
import { isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';
import { timeOf } from '../../kit/values/position.ts';
import { isAsserted, type PeoplePart, personFreezing, personOf, profileLeaving } from '../people/index.ts';
import {
  book,
  bookAnswer,
  bookRevoked,
  reviewNews,
  reviewReward,
  rewardDeclined,
  rewardKept,
  rewardReserved,
  rewardTakenBack,
} from '../rewards/index.ts';
import { loadPrograms } from './reactor-definitions.ts';
import { takeReview } from './reactor-reviews.ts';
import { answerAnew, noteAbove, takeCounted, takeStanding, tellInviters } from './reactor-standings.ts';
import { levelsOf, referralCounted, referralUncounted, standingTold } from './rules/counted.ts';
import { countedClick, knownSinceOf, registeredAt } from './rules/counting.ts';
import { bindFriend, boundAt, carriedInvitation, invitationShared, joinProgram, mentionsIn } from './rules/facts.ts';
import { creditsAfterJoin, foldFact } from './rules/fold.ts';
import { serverTraits } from './rules/known-traits.ts';
import { booksOf, occasionOf, owedBy, settleBooks } from './rules/owed.ts';
import { codesOf, emptyReferralPart, type ReferralPart, type ReferralView, toldIn, viewOf } from './rules/part.ts';
import { participation } from './rules/participation.ts';
import type { Program, ReferralDefinitions } from './rules/programs.ts';
import { pairReasons } from './rules/touches.ts';
import { judge, type Verdict } from './rules/verdict.ts';
import { verdictText, verdictToJson } from './rules/verdict-json.ts';
import { applyReferral } from './store.ts';
import type { ClickKeys } from './types.ts';

type Input = DecideInput<ReferralPart, ReferralDefinitions>;

export function createReferralReactor(clickKeys: ClickKeys): Reactor<ReferralPart, ReferralDefinitions> {
  return {
    name: 'referral',
    subjects: ['per'],
    loadDefinitions: (db, workspace, revision) => loadPrograms(db, workspace, revision, clickKeys(workspace)),
    lookups: (fact, definitions) =>
      mentionsIn(fact, definitions.clickKey).map((mention) => ({ kind: 'code', value: mention.code })),
    decide: (input) => withShared(decide(input), shareInvitation(input)),
    apply: applyReferral,
  };
}

function decide(input: Input): Outcome<ReferralPart> {
  const { fact } = input;
  const click = countedClick(fact);
  if (click !== undefined) return { effects: [{ click }] };
  if (fact.type === 'command' && fact.name === joinProgram) return join(input);
  if (fact.type === 'command' && fact.name === reviewReward) return takeReview(input, judgeAll);
  if (fact.type === 'command' && fact.name === takeBackImport) return takeBackFrom(input);
  if (fact.type === 'derived') {
    if (fact.name === rewardReserved || fact.name === rewardDeclined) return takeAnswer(input);
    if (fact.name === rewardTakenBack || fact.name === rewardKept) return takeBack(input);
    if (fact.name === referralCounted || fact.name === referralUncounted) return takeCounted(input);
    if (fact.name === standingTold) {
      const answered = takeStanding(input);
      return answered === undefined ? {} : judgeAll(input, answered);
    }
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
  const invited = toldIn([folded.part, ...input.parts.values()]).some((told) => told.touches.length > 0);
  if (!(folded.judged && invited) && folded.problem === undefined) {
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

/** An import is taken back: the person is judged as if it had told nothing, whichever of their profiles it spoke of. */
function takeBackFrom(input: Input): Outcome<ReferralPart> {
  const { fact } = input;
  if (fact.trust !== 'server') return {};
  const id = textIn(fact.properties, 'import');
  const own = input.parts.get(fact.profile) ?? emptyReferralPart;
  const parts = new Map(input.parts).set(fact.profile, withoutImport(own, id));
  for (const [profile, part] of input.parts) if (hasImport(part, id)) parts.set(profile, withoutImport(part, id));
  return judgeAll(input, parts);
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
  return mentionsIn(fact, definitions.clickKey).map((mention) => ({
    mention,
    owner: input.owner({ kind: 'code', value: mention.code }),
  }));
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
  const isMet = profilesMoved.has(fact.name) || knownSinceOf(input.parts.values()) !== view.knownSince;
  for (const program of input.definitions.programs) {
    const verdict = judge(program, view, input.profiles, input.definitions.programs);
    facts.push(
      ...tellInviters(input, parts, program, verdict, view),
      ...noteAbove(input, parts, program.id, aboveOf(program, verdict)),
    );
    if (profilesMoved.has(fact.name)) facts.push(...answerAnew(input, parts, program.id));
    const text = verdictText(verdict);
    const recorded = parts.get(asker)?.recorded[program.id];
    if (verdict.status === 'none' && recorded === undefined) continue;
    const booked = booksOf(parts.values(), program.id);
    // Orders, refunds and who is who come from servers alone, so what is owed has a server's word whatever fact made us
    // look: an invitation only chooses who is credited (INV-4).
    const booking = book(booked, owedBy(program, verdict, asker), occasionOf(program, verdict, { view, now }));
    if (booking.books !== booked) settleBooks(parts, input.profiles, program.id, booking.books);
    facts.push(...reviewNews(booked, booking.books, now));
    const { review } = booking;
    const isNews = text !== recorded || booking.facts.length > 0 || (answered === program.id && review !== undefined);
    // Lists and statistics know also what changes no verdict: that a friend has become known.
    if (!isNews && !isMet) continue;
    const told = verdictToJson(verdict);
    effects.push({ pair: told, registeredAt: registeredAt(verdict, view) });
    if (!isNews) continue;
    facts.push(...booking.facts);
    const outcome = review === undefined ? verdict.status : 'review';
    decisions.push({ about: program.id, outcome, detail: review === undefined ? told : { ...told, review } });
    const own = parts.get(asker) ?? emptyReferralPart;
    parts.set(asker, { ...own, recorded: { ...own.recorded, [program.id]: text } });
  }
  return { parts: changedParts(input, parts), decisions, facts, effects };
}

/** Who is above this person in a program that rewards further levels: nobody, where the invitation does not stand. */
function aboveOf({ versions }: Program, { touch, reason }: Verdict): SubjectId | null {
  const isAsked = versions.some(({ definition }) => levelsOf(definition) > 1);
  const isBarred = pairReasons.some((each) => each === reason);
  return isAsked && !isBarred ? (touch?.referrer ?? null) : null;
}

/** What all profiles know together, the people room's traits included. */
function viewNow(input: Input, parts: ReadonlyMap<ProfileId, ReferralPart>): ReferralView {
  // The people room's own parts, as the engine kept them.
  const known = personOf(input.partsOf('people').values() as Iterable<PeoplePart>);
  return viewOf(parts.values(), serverTraits(known.traits));
}

function changedParts(input: Input, parts: ReadonlyMap<ProfileId, ReferralPart>): ReadonlyMap<ProfileId, ReferralPart> {
  return new Map([...parts].filter(([profile, part]) => part !== input.parts.get(profile)));
}

/** A cap answered about a reward that was asked for. */
function takeAnswer(input: Input): Outcome<ReferralPart> {
  const { fact } = input;
  const grant = fact.properties?.['grant'];
  if (!isJsonObject(grant) || fact.trust !== 'server') return {};
  const program = textIn(grant, 'program') as Program['id'];
  const books = booksOf(input.parts.values(), program);
  const reservedMinor = fact.name === rewardReserved ? BigInt(textIn(fact.properties, 'reserved')) : 0n;
  const booking = bookAnswer(books, textIn(grant, 'id') as GrantId, reservedMinor, fact.timestamp);
  if (booking === undefined) return {};
  const parts = new Map(input.parts);
  settleBooks(parts, input.profiles, program, booking.books);
  const { left, given } = fact.properties ?? {};
  const decisions: Decision[] =
    fact.name !== rewardDeclined
      ? []
      : given === undefined
        ? [{ about: program, outcome: 'cap_reached', detail: { grant, left: left ?? '0' } }]
        : [{ about: program, outcome: 'limit_reached', detail: { grant, given } }];
  return { parts: changedParts(input, parts), facts: booking.facts, decisions };
}

/** A holder answered a correction: what they gave back may go to whom it is owed, the rest waits for a review. */
function takeBack(input: Input): Outcome<ReferralPart> {
  const { fact } = input;
  const grant = fact.properties?.['grant'];
  if (!isJsonObject(grant) || fact.trust !== 'server') return {};
  const program = textIn(grant, 'program') as Program['id'];
  const known = booksOf(input.parts.values(), program);
  const books = bookRevoked(known, textIn(grant, 'id') as GrantId, fact.name === rewardTakenBack);
  if (books === undefined) return {};
  const parts = new Map(input.parts);
  settleBooks(parts, input.profiles, program, books);
  const outcome = judgeAll(input, parts, program);
  return { ...outcome, facts: [...reviewNews(known, books, input.now), ...(outcome.facts ?? [])] };
}

/**
 * A person becomes a participant: the first of the offered codes that was free is theirs. Whoever takes part already,
 * by whichever of their profiles, keeps the codes they have.
 */
function join(input: Input): Outcome<ReferralPart> {
  const { fact, profiles } = input;
  const program = input.definitions.programs.find((each) => each.id === fact.properties?.['program']);
  if (program === undefined) return { reply: { status: 'refused', reason: 'unknown_program' } };
  const before = input.parts.get(fact.profile);
  const { part } = foldFact(before ?? emptyReferralPart, input, []);
  const changed = part === before ? {} : { part };
  const present = codesOf(input.parts, profiles, program.id);
  if (present.length > 0) return { ...changed, reply: participation(program.id, fact.subject, present) };
  const taken = new Set(input.conflicts.map((conflict: IdentifierConflict) => conflict.key.value));
  const code = (fact.claims ?? []).find((claim) => claim.kind === 'code' && !taken.has(claim.value))?.value;
  if (code === undefined) return { ...changed, reply: { status: 'refused', reason: 'no_free_code' } };
  const detail = { program: program.id, person: fact.subject, code };
  return {
    part: { ...part, codes: { ...part.codes, [program.id]: code } },
    effects: [{ participant: detail }],
    decisions: [{ about: program.id, outcome: 'participant_joined', detail }],
    reply: participation(program.id, fact.subject, [code]),
  };
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
