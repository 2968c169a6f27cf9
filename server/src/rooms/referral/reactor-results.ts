import type { DecideInput, Decision, DerivedFact, TimerChange } from '../../engine/reactor.ts';
import type { ProfileId, ProgramId, SubjectId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { Books, Owed } from '../rewards/index.ts';
import { isBanned } from './rules/bans.ts';
import { fractionText, owedBonuses, type Rating, ratingsOf, resultsIn } from './rules/bonuses.ts';
import { type BroughtBy, bonusCause, type SharesTold, togetherOf } from './rules/brought.ts';
import { emptyReferralPart, type ReferralPart, type ReferralView, type Results } from './rules/part.ts';
import type { Program, ReferralDefinitions } from './rules/programs.ts';
import { latestOf, resultNews, sharesOf } from './rules/results.ts';
import type { Verdict } from './rules/verdict.ts';

/**
 * What friends bring to those above them, and the bonuses for it. A friend's lane tells how its share has changed, the
 * lane of whoever invited adds it up, and books bonuses among its own rewards: at once, or when a timer ends a period.
 */
type Input = DecideInput<ReferralPart, ReferralDefinitions>;
type Parts = Map<ProfileId, ReferralPart>;

/** Tells those above what has changed of this friend's share. */
export function tellResults(
  { fact, profiles }: Input,
  parts: Parts,
  program: Program,
  verdict: Verdict,
  view: ReferralView,
): readonly DerivedFact[] {
  const before = sharesTold(parts, profiles, program.id);
  const shares = sharesOf(program, verdict, view, fact.subject);
  if (shares.size === 0 && Object.keys(before).length === 0) return [];
  const { told, facts } = resultNews(program.id, before, shares, { at: fact.timestamp, latest: latestOf(verdict) });
  if (facts.length === 0) return [];
  for (const profile of profiles) {
    const part = parts.get(profile);
    if (part === undefined && profile !== fact.subject) continue;
    const { [program.id]: _before, ...others } = part?.shares ?? {};
    const shared = profile === fact.subject ? { ...others, [program.id]: told } : others;
    parts.set(profile, { ...(part ?? emptyReferralPart), shares: shared });
  }
  return facts;
}

/** What was told by all profiles: two friends who became one had both told of themselves. */
function sharesTold(parts: Parts, profiles: readonly ProfileId[], program: ProgramId): SharesTold {
  const all = profiles.flatMap((profile) => Object.entries(parts.get(profile)?.shares?.[program] ?? {}));
  const told: Record<SubjectId, BroughtBy> = {};
  for (const [to, share] of all) told[to as SubjectId] = togetherOf([told[to as SubjectId], share]);
  return told;
}

/** The share of a friend has changed. Undefined where the fact says nothing that this server would say. */
export function takeResults(input: Input): { readonly parts: Parts; readonly program: ProgramId } | undefined {
  const { fact } = input;
  const results = fact.properties?.['results'];
  if (fact.trust !== 'server' || !isJsonObject(results)) return undefined;
  const program = textIn(fact.properties, 'program') as ProgramId;
  const parts: Parts = new Map(input.parts);
  const before = parts.get(fact.profile) ?? emptyReferralPart;
  const known = before.results?.[program];
  const latest = Number(fact.properties?.['latest'] ?? 0);
  const next: Results = {
    ...known,
    // A friend's lane, this same room, wrote it.
    brought: togetherOf([known?.brought, results as unknown as BroughtBy]),
    latest: Math.max(known?.latest ?? 0, latest),
  };
  parts.set(fact.profile, { ...before, results: { ...before.results, [program]: next } });
  return { parts, program };
}

export interface Bonuses {
  readonly owed: readonly Owed[];
  readonly timers: readonly TimerChange[];
  readonly decisions: readonly Decision[];
}

const noBonuses: Bonuses = { owed: [], timers: [], decisions: [] };

/** What the bonuses of a person come to now, when they will, and what is news of them. */
export function rateBonuses(input: Input, parts: Parts, program: Program, books: Books): Bonuses {
  const { fact, profiles, now } = input;
  const results = resultsIn(parts.values(), program.id);
  if (results === undefined) return noBonuses;
  const ratings = ratingsOf(program, results, now);
  const own = parts.get(fact.subject) ?? emptyReferralPart;
  const mine = own.results?.[program.id] ?? { brought: {}, latest: 0 };
  const due = dueIn(ratings, program.id);
  const isOut = isBanned(program.banned, profiles);
  // Nothing that is rated behind a ban is news before the ban is lifted.
  const rated = { ...mine.rated, ...(isOut ? {} : ratedIn(ratings)) };
  const timers = Object.entries(due).flatMap(([key, dueAt]): TimerChange[] => {
    return mine.due?.[key] === dueAt ? [] : [{ key, dueAt, properties: { program: program.id } }];
  });
  const news = ratings.filter((rating) => {
    return (rated[bonusCause(rating)] ?? '') !== (mine.rated?.[bonusCause(rating)] ?? '');
  });
  if (timers.length > 0 || news.length > 0) {
    parts.set(fact.subject, { ...own, results: { ...own.results, [program.id]: { ...mine, due, rated } } });
  }
  forgetTimers(parts, profiles, program.id);
  return {
    owed: isOut ? [] : owedBonuses(program, results, books, fact.subject, now),
    timers,
    decisions: news.flatMap((rating) => (rating.due === 'now' ? [decisionOf(program.id, rating)] : [])),
  };
}

function dueIn(ratings: readonly Rating[], program: ProgramId): Readonly<Record<string, EpochMs>> {
  const open = ratings.flatMap(({ due, period }) => (due === 'now' ? [] : [[due.at, period] as const]));
  return Object.fromEntries(open.map(([at, period]) => [`bonus:${program}:${period}:${at}`, at]));
}

/** Of what is not given yet nothing is news; of what was never reached neither, before its period is over. */
function ratedIn(ratings: readonly Rating[]): Readonly<Record<string, string>> {
  const texts = ratings.map((rating): [string, string] => {
    const { due, unit = '', amountMinor, period } = rating;
    const isSilent = due !== 'now' || (period === '' && amountMinor === 0n);
    return [bonusCause(rating), isSilent ? '' : `${amountMinor} ${unit}`];
  });
  return Object.fromEntries(texts);
}

/** The timers of a person who joined another ended with them: were the profile to go home, they are set anew. */
function forgetTimers(parts: Parts, [, ...others]: readonly ProfileId[], program: ProgramId): void {
  for (const profile of others) {
    const part = parts.get(profile);
    const known = part?.results?.[program];
    if (part === undefined || known?.due === undefined) continue;
    const { due: _due, ...kept } = known;
    parts.set(profile, { ...part, results: { ...part.results, [program]: kept } });
  }
}

function decisionOf(program: ProgramId, rating: Rating): Decision {
  const { version, bonus, period, reached, step, unit, amountMinor } = rating;
  const detail: JsonObject = {
    ...{ version: version.version, bonus, period, reached: fractionText(reached), amountMinor: String(amountMinor) },
    ...(step === undefined ? {} : { step }),
    ...(unit === undefined ? {} : { unit }),
  };
  return { about: program, outcome: amountMinor > 0n ? 'bonus_earned' : 'bonus_missed', detail };
}

/** True where something that was told changes what a person is given by now, or when it will be. */
export function isNews(input: Input, parts: Parts, program: Program): boolean {
  const known = resultsIn(input.parts.values(), program.id);
  const results = resultsIn(parts.values(), program.id);
  if (results === undefined) return false;
  const before = known === undefined ? [] : ratingsOf(program, known, input.now);
  return marksOf(before) !== marksOf(ratingsOf(program, results, input.now));
}

function marksOf(ratings: readonly Rating[]): string {
  return ratings
    .map((rating) => {
      const { due, amountMinor, unit = '', version } = rating;
      const amount = due === 'now' ? `${version.version} ${amountMinor} ${unit}` : due.at;
      return `${bonusCause(rating)} ${amount}`;
    })
    .join('\n');
}
