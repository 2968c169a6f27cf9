import { type BonusPeriod, bonusPeriods } from '@sarafan/contract';
import type { DerivedFact } from '../../../engine/reactor.ts';
import { getOrInsert } from '../../../kit/values/group.ts';
import type { ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import { periodOf } from '../../../kit/values/periods.ts';
import { timeOf } from '../../../kit/values/position.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import {
  type Brought,
  type BroughtBy,
  broughtNothing,
  chainCause,
  chainOf,
  differenceOf,
  type SharesTold,
  sumOf,
} from './brought.ts';
import type { Cause } from './conditions-view.ts';
import type { Earning } from './earnings.ts';
import { paidBy } from './order.ts';
import type { ReferralView } from './part.ts';
import type { Program } from './programs.ts';
import { refundedMinor } from './refunds.ts';
import type { Verdict } from './verdict.ts';
import type { ProgramVersion } from './versions.ts';

/**
 * What friends bring to whoever invited them, in sums, so that bonuses may go by it. A friend's lane tells the
 * inviter's how its own share has changed (`Results Told`), and the inviter's lane adds the changes up. So nothing has
 * to be kept of single friends, however many they are, and no order of arrival matters (INV-2).
 */
export const resultsTold = 'Results Told';

/** Which of the counted results an earning is for. */
const isLead = ({ reward }: Earning): boolean => reward === 0;

/** What this friend has brought to each of those above them. */
export type Shares = ReadonlyMap<SubjectId, BroughtBy>;

/** The cause of a friend's chain: their first sale that stands. */
export function chainCauseOf({ results = [] }: Verdict): Cause | undefined {
  const [first] = results.filter((each) => !isLead(each) && each.status === 'earned');
  return first === undefined ? undefined : { id: chainCause, at: first.cause.at };
}

/** What a friend brings, by whom it is brought to, under the version that decides about the friend. */
export function sharesOf(program: Program, verdict: Verdict, view: ReferralView, friend: SubjectId): Shares {
  const { touch, results = [] } = verdict;
  const version = program.versions.find((each) => each.version === verdict.version);
  const shares = new Map<SubjectId, Record<string, Brought>>();
  if (version === undefined || touch === undefined || verdict.reason === 'cycle') return shares;
  const add = (to: SubjectId, period: string, more: Brought): void => {
    const share = getOrInsert(shares, to, (): Record<string, Brought> => ({}));
    share[period] = sumOf(share[period] ?? broughtNothing, more);
  };
  const every = periodsAsked(program);
  const bought = new Set<string>();
  for (const earning of results) {
    if (earning.status !== 'earned') continue;
    const to = earning.inviter ?? touch.referrer;
    for (const period of periodsAt(version, every, earning.cause)) {
      const isFirst = !isLead(earning) && !bought.has(`${to} ${period}`);
      if (isFirst) bought.add(`${to} ${period}`);
      add(to, period, broughtBy(earning, version, view, isFirst));
    }
  }
  for (const [length, member] of chainFrom(program, verdict, view, friend)) {
    add(member, '', { ...broughtNothing, chains: { [length]: 1 } });
  }
  return shares;
}

function broughtBy(earning: Earning, version: ProgramVersion, view: ReferralView, isFirst: boolean): Brought {
  if (isLead(earning)) return { ...broughtNothing, leads: 1 };
  const { order } = earning.cause;
  const sale = { ...broughtNothing, sales: 1, friends: isFirst ? 1 : 0 };
  if (order === undefined) return sale;
  const back = version.definition.clawBack === 'never' ? 0n : refundedMinor(view, order);
  const left = BigInt(paidBy(order).money ?? 0) - back;
  return { ...sale, turnover: { [order.currency]: String(left > 0n ? left : 0n) } };
}

/** Everybody on the friend's chain, the friend included, with how long it is. */
function chainFrom(
  { id, versions }: Program,
  verdict: Verdict,
  view: ReferralView,
  friend: SubjectId,
): readonly (readonly [number, SubjectId])[] {
  const version = versions.find((each) => each.version === verdict.version);
  const most = version === undefined ? 0 : chainOf(version.definition);
  const { touch } = verdict;
  if (touch === undefined || most === 0 || chainCauseOf(verdict) === undefined) return [];
  const { above = [], links = [] } = view.standings.get(id)?.[chainCause] ?? {};
  const end = above.findIndex((each, at) => each === null || links[at] !== true);
  const known = (end < 0 ? above : above.slice(0, end)) as readonly SubjectId[];
  const members = [...new Set([friend, touch.referrer, ...known])].slice(0, most);
  return members.map((member) => [members.length, member]);
}

/** The periods for which a program keeps sums, beside those of all time. */
export function periodsAsked({ versions }: Pick<Program, 'versions'>): readonly BonusPeriod[] {
  const asked = new Set(
    versions.flatMap(({ definition: { bonuses = [], results } }) => [
      ...bonuses.map(({ every }) => every),
      ...(results?.keep ?? []),
    ]),
  );
  return bonusPeriods.filter((every) => asked.has(every));
}

function periodsAt({ dateOf }: ProgramVersion, asked: readonly BonusPeriod[], { at }: Cause): readonly string[] {
  return ['', ...asked.map((every) => `${every}:${periodOf(every, timeOf(at), dateOf)}`)];
}

/** When the latest result of a friend happened. */
export function latestOf({ results = [] }: Verdict): EpochMs {
  return results.reduce(
    (latest, { status, cause }) => (status === 'earned' ? Math.max(latest, timeOf(cause.at)) : latest),
    0,
  );
}

/** The facts that lead from what was told to what has to be told. The books rest on them, so they are owed. */
export function resultNews(
  program: ProgramId,
  before: SharesTold,
  shares: Shares,
  { at, latest }: { readonly at: EpochMs; readonly latest: EpochMs },
): { readonly told: SharesTold; readonly facts: readonly DerivedFact[] } {
  const told: Record<SubjectId, BroughtBy> = Object.fromEntries(shares);
  const facts = [...new Set([...(Object.keys(before) as SubjectId[]), ...shares.keys()])].flatMap((subject) => {
    const results = differenceOf(before[subject] ?? {}, told[subject] ?? {});
    if (Object.keys(results).length === 0) return [];
    const properties: JsonObject = { program, results, latest };
    return [{ name: resultsTold, subject, timestamp: at, trust: 'server' as const, owed: true, properties }];
  });
  return { told, facts };
}
