import type { DecideInput, DerivedFact, Outcome, TimerChange } from '../../engine/reactor.ts';
import { hashOfText } from '../../kit/values/hash.ts';
import type { ProfileId, ProgramId, SubjectId } from '../../kit/values/ids.ts';
import { canonicalJson, isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';
import { comparePositions, type FactPosition, timeOf } from '../../kit/values/position.ts';
import { newsOf, referralCounted, standingTold, tellingOf, withAnswer } from './rules/counted.ts';
import { type OwnWord, wordAt, wordOf } from './rules/own-word.ts';
import { emptyReferralPart, type ReferralPart, type ReferralView } from './rules/part.ts';
import type { Program, ReferralDefinitions } from './rules/programs.ts';
import {
  type Counted,
  count,
  discount,
  emptyTally,
  isAsking,
  isSameCause,
  joined,
  type Link,
  overAll,
  readTeller,
  type Standing,
  type StandingTold,
  standingLimits,
  type Tally,
} from './rules/standing.ts';
import { standingsAt } from './rules/standing-walk.ts';
import type { Verdict } from './rules/verdict.ts';

/**
 * Where inviters stand. A friend's lane tells its inviter's of causes that count; the inviter's lane keeps the tally
 * and answers; the friend's lane judges with the answer.
 */
type Input = DecideInput<ReferralPart, ReferralDefinitions>;
type Parts = Map<ProfileId, ReferralPart>;

/** The inviter's share: the tally with the news in it, and an answer wherever the news changes one. */
export function takeCounted(input: Input): Outcome<ReferralPart> {
  const { fact } = input;
  const told = fact.properties?.['counted'];
  if (fact.trust !== 'server' || !isJsonObject(told)) return {};
  const program = textIn(fact.properties, 'program') as ProgramId;
  // The friend's lane, this same room, wrote it.
  const counted = told as unknown as Counted;
  const parts: Parts = new Map(input.parts);
  const before = parts.get(fact.profile) ?? emptyReferralPart;
  const tally = before.tallies?.[program] ?? emptyTally;
  const next =
    fact.name === referralCounted
      ? count(tally, counted, fact.properties?.['isNew'] === true)
      : discount(tally, counted);
  parts.set(fact.profile, { ...before, tallies: { ...before.tallies, [program]: next } });
  const isOwn = (each: Counted): boolean => isSameCause(each, counted);
  const from = earlier(tally.open.find(isOwn)?.at ?? counted.at, counted.at);
  const isClosed = fact.properties?.['isNew'] === true && !next.open.some(isOwn);
  const facts = isClosed ? answerClosed(input, parts, program, counted) : answers(input, parts, program, isOwn);
  const timers = retellLater(input, parts, program, { isOwn, from });
  return { parts: changed(input, parts), facts, timers };
}

function earlier(left: FactPosition, right: FactPosition | undefined): FactPosition {
  return right === undefined || comparePositions(left, right) <= 0 ? left : right;
}

/** The timer by which later causes are told what has changed for them. */
export const retelling = 'standings';

/** Where later causes may stand otherwise now, they are told together with what else arrives in the next second. */
function retellLater(
  { fact, profiles, now }: Input,
  parts: Parts,
  program: ProgramId,
  { isOwn, from }: { readonly isOwn: (each: Counted) => boolean; readonly from: FactPosition },
): readonly TimerChange[] {
  const isLater = (each: Counted): boolean => comparePositions(each.at, from) >= 0 && !isAsking(each) && !isOwn(each);
  const open = profiles.flatMap((profile) => parts.get(profile)?.tallies?.[program]?.open ?? []);
  const tally = parts.get(fact.profile)?.tallies?.[program];
  if (tally === undefined || !open.some(isLater)) return [];
  const { retell } = tally;
  const waits = retell !== undefined && retell.at > now;
  const at = waits ? retell.at : now + standingLimits.retellMs;
  setTally(parts, fact.profile, program, { ...tally, retell: { at, from: earlier(from, retell?.from) } });
  return waits ? [] : [{ key: retelling, dueAt: at }];
}

/** What an inviter's lane answers has changed with the profiles of the inviter, or with who invited the inviter. */
export function answerAnew(input: Input, parts: Parts, program: ProgramId): readonly DerivedFact[] {
  takeRetelling(parts, input.profiles, program);
  return answers(input, parts, program, () => true);
}

/** Later causes are told what has changed for them, of all programs. */
export function retell(input: Input): Outcome<ReferralPart> {
  const parts: Parts = new Map(input.parts);
  const programs = input.profiles.flatMap((profile) => Object.keys(parts.get(profile)?.tallies ?? {}) as ProgramId[]);
  const facts = [...new Set(programs)].flatMap((program) => {
    const from = takeRetelling(parts, input.profiles, program);
    if (from === undefined) return [];
    return answers(input, parts, program, (each) => comparePositions(each.at, from) >= 0);
  });
  return { parts: changed(input, parts), facts };
}

/** From which cause on something may have changed that was not told yet; it is being told now. */
function takeRetelling(parts: Parts, profiles: readonly ProfileId[], program: ProgramId): FactPosition | undefined {
  let from: FactPosition | undefined;
  for (const profile of profiles) {
    const { retell: waiting, ...tally } = parts.get(profile)?.tallies?.[program] ?? emptyTally;
    if (waiting === undefined) continue;
    from = earlier(waiting.from, from);
    setTally(parts, profile, program, tally);
  }
  return from;
}

/** Tells what is news of those open causes that are asked for, and remembers what was told. */
function answers(
  { fact, profiles }: Input,
  parts: Parts,
  program: ProgramId,
  isAsked: (counted: Counted) => boolean,
): readonly DerivedFact[] {
  const tallies = profiles.flatMap((profile) => parts.get(profile)?.tallies?.[program] ?? []);
  const known = knownOf(joined(tallies), parts, profiles, program);
  const facts: DerivedFact[] = [];
  for (const profile of profiles) {
    const part = parts.get(profile);
    const tally = part?.tallies?.[program];
    if (part === undefined || tally === undefined) continue;
    const marks = new Map<Counted, string>();
    const asked = tally.open.filter(isAsked);
    const standings = standingsAt(known.tally, asked);
    for (const [index, each] of asked.entries()) {
      const answer = answerOf(each, standings[index], known);
      const mark = hashOfText(canonicalJson(answer)).slice(0, 12);
      if (each.told === mark) continue;
      marks.set(each, mark);
      facts.push(answerTo(each, program, answer, fact.timestamp));
    }
    if (marks.size === 0) continue;
    const open = tally.open.map((each) => (marks.has(each) ? { ...each, told: marks.get(each) ?? '' } : each));
    setTally(parts, profile, program, { ...tally, open });
  }
  return facts;
}

/** What an answer is made of. */
interface Known {
  readonly tally: Tally;
  readonly word: OwnWord;
  readonly link: Link | undefined;
}

function knownOf(tally: Tally, parts: Parts, profiles: readonly ProfileId[], program: ProgramId): Known {
  return { tally, word: wordOf(parts, profiles, program), link: linkIn(parts, profiles, program) };
}

function answerOf(counted: Counted, standing: Standing | undefined, { word, link }: Known): JsonObject {
  const own = isAsking(counted) || standing === undefined ? {} : { standing, ...wordAt(word, timeOf(counted.at)) };
  const links = counted.asks === undefined ? {} : { links: [link?.hasBought === true] };
  return { ...own, above: [aboveFor(counted, link)], ...links };
}

/** A cause from before all that are kept one by one is answered once, by the sums of those before it as they are. */
function answerClosed(
  { fact, profiles }: Input,
  parts: Parts,
  program: ProgramId,
  counted: Counted,
): readonly DerivedFact[] {
  const tallies = profiles.flatMap((profile) => parts.get(profile)?.tallies?.[program] ?? []);
  const closed = { ...joined(tallies), open: [] };
  const [standing] = standingsAt(closed, [counted]);
  const answer = answerOf(counted, standing, knownOf(closed, parts, profiles, program));
  return [answerTo(counted, program, answer, fact.timestamp)];
}

function setTally(parts: Parts, profile: ProfileId, program: ProgramId, tally: Tally): void {
  const part = parts.get(profile) ?? emptyReferralPart;
  parts.set(profile, { ...part, tallies: { ...part.tallies, [program]: tally } });
}

function answerTo({ friend, cause, level }: Counted, program: ProgramId, answer: JsonObject, at: number): DerivedFact {
  const properties = { program, cause, level, answer };
  return { name: standingTold, subject: friend, timestamp: at, trust: 'server', owed: true, properties };
}

function aboveFor({ asks }: Counted, link: Link | undefined): SubjectId | null {
  const isLater = link !== undefined && asks !== undefined && link.at >= asks.before;
  return link === undefined || isLater ? null : link.inviter;
}

function linkIn(parts: Parts, profiles: readonly ProfileId[], program: ProgramId): Link | undefined {
  return overAll(parts, profiles, (profile) => parts.get(profile)?.above)[program];
}

/** Whoever invited this person is above them for the friends whom they invite, unless the invitation does not stand. */
export function noteAbove(
  input: Input,
  parts: Parts,
  program: ProgramId,
  above: Link | undefined,
): readonly DerivedFact[] {
  const { fact, profiles } = input;
  const known = linkIn(parts, profiles, program);
  if (canonicalJson(known) === canonicalJson(above)) return [];
  const own = parts.get(fact.subject) ?? emptyReferralPart;
  const { [program]: _before, ...others } = own.above ?? {};
  parts.set(fact.subject, { ...own, above: above === undefined ? others : { ...others, [program]: above } });
  return answerAnew(input, parts, program);
}

/** The friend's share: what was answered is kept with its cause. Undefined when it answers nothing that was asked. */
export function takeStanding(input: Input): Parts | undefined {
  const { fact, profiles } = input;
  const { program, cause, level, answer } = fact.properties ?? {};
  const isWhole = typeof program === 'string' && typeof cause === 'string' && typeof level === 'number';
  if (fact.trust !== 'server' || !isWhole || !isJsonObject(answer)) return undefined;
  const id = program as ProgramId;
  const parts: Parts = new Map(input.parts);
  const counted = overAll(parts, profiles, (profile) => parts.get(profile)?.counted?.[id]);
  if (counted[`${level} ${cause}`] === undefined) return undefined;
  const known = overAll(parts, profiles, (profile) => parts.get(profile)?.standings?.[id]);
  const own = parts.get(fact.subject) ?? emptyReferralPart;
  // An inviter's lane, this same room, wrote it.
  const next = withAnswer(known[cause], level, answer as unknown as StandingTold);
  parts.set(fact.subject, { ...own, standings: { ...own.standings, [id]: { ...own.standings?.[id], [cause]: next } } });
  return parts;
}

/** Tells inviters what has changed of the causes that count, and forgets the answers about those that do not. */
export function tellInviters(
  { fact, profiles }: Input,
  parts: Parts,
  program: Program,
  verdict: Verdict,
  view: ReferralView,
): readonly DerivedFact[] {
  const before = overAll(parts, profiles, (profile) => parts.get(profile)?.counted?.[program.id]);
  const telling = tellingOf(program, verdict, view, fact.subject);
  if (telling.size === 0 && Object.keys(before).length === 0) return [];
  const { counted, facts } = newsOf(program.id, before, telling, fact.timestamp);
  if (facts.length === 0) return [];
  for (const profile of profiles) {
    const part = parts.get(profile);
    if (part === undefined && profile !== fact.subject) continue;
    const { counted: told, standings, ...rest } = part ?? emptyReferralPart;
    const { [program.id]: _told, ...others } = told ?? {};
    const mine = profile === fact.subject ? { ...others, [program.id]: counted } : others;
    const answered = answeredStill(standings, program.id, before, counted);
    parts.set(profile, { ...rest, counted: mine, ...(answered === undefined ? {} : { standings: answered }) });
  }
  return facts;
}

type Standings = ReferralPart['standings'];

/** An answer of somebody who is asked no longer says nothing any more. */
function answeredStill(
  standings: Standings,
  program: ProgramId,
  before: Readonly<Record<string, string>>,
  counted: Readonly<Record<string, string>>,
): Standings {
  const known = standings?.[program];
  if (known === undefined) return standings;
  const isSame = (cause: string): boolean => {
    const [was, is] = [before[`1 ${cause}`], counted[`1 ${cause}`]];
    return was !== undefined && is !== undefined && readTeller(was).to === readTeller(is).to;
  };
  return { ...standings, [program]: Object.fromEntries(Object.entries(known).filter(([cause]) => isSame(cause))) };
}

function changed(input: Input, parts: Parts): ReadonlyMap<ProfileId, ReferralPart> {
  return new Map([...parts].filter(([profile, part]) => part !== input.parts.get(profile)));
}
