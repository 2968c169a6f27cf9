import type { ReplayPair, ReplayResult, ReplaySum } from '@sarafan/contract';
import type { Pool } from '../../kit/db.ts';
import { formatAmount } from '../../kit/values/amounts.ts';
import { getOrInsert } from '../../kit/values/group.ts';
import type { SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { DayOf } from '../../kit/values/zones.ts';
import { personSummaries } from '../people/index.ts';
import { verdictSentence } from './rules/explanation.ts';
import type { Sum } from './rules/replay.ts';
import type { Verdict } from './rules/verdict.ts';

/** A pair before and after. */
export interface ReplayedPair {
  readonly friend: SubjectId;
  readonly was: Verdict;
  readonly becomes: Verdict;
  readonly before: readonly Sum[];
  readonly after: readonly Sum[];
}

type Exponents = ReadonlyMap<string, number>;

export interface ReplayWords {
  readonly exponents: Exponents;
  readonly dayOf: DayOf;
}

/** Pairs with who they are, and both outcomes in words. */
export async function pairLines(
  pool: Pool,
  workspace: WorkspaceId,
  pairs: readonly ReplayedPair[],
  { exponents, dayOf }: ReplayWords,
): Promise<ReplayPair[]> {
  const referrerOf = ({ was, becomes }: ReplayedPair): SubjectId | null =>
    (becomes.touch ?? was.touch)?.referrer ?? null;
  const persons = pairs.flatMap((pair) => [pair.friend, referrerOf(pair)]);
  const summary = await personSummaries(pool, workspace, persons);
  const outcome = (verdict: Verdict, sums: readonly Sum[]): ReplayPair['before'] => ({
    status: verdict.status,
    sentence: verdictSentence(verdict, dayOf),
    rewards: sums.map((sum) => sumIn(exponents, sum)),
  });
  return pairs.map((pair) => {
    const { friend, was, becomes, before, after } = pair;
    const referrer = referrerOf(pair);
    return {
      line: 'pair',
      ...{ friend, friendPerson: summary(friend), referrer, referrerPerson: summary(referrer) },
      ...{ before: outcome(was, before), after: outcome(becomes, after) },
    };
  });
}

export function sumIn(exponents: Exponents, { side, unit, amountMinor }: Sum): ReplaySum {
  return { side, unit, amount: amountIn(exponents, unit, amountMinor) };
}

function amountIn(exponents: Exponents, unit: string, minor: bigint): string {
  return formatAmount(minor, exponents.get(unit) ?? 0);
}

/** What each side had and would have, in each unit. */
export function totalsOf(before: readonly Sum[], after: readonly Sum[], exponents: Exponents): ReplayResult['totals'] {
  const rows = new Map<string, { side: Sum['side']; unit: string; was: bigint; becomes: bigint }>();
  const rowOf = ({ side, unit }: Sum) =>
    getOrInsert(rows, `${side} ${unit}`, () => ({ side, unit, was: 0n, becomes: 0n }));
  for (const sum of before) rowOf(sum).was += sum.amountMinor;
  for (const sum of after) rowOf(sum).becomes += sum.amountMinor;
  return [...rows.values()].map(({ side, unit, was, becomes }) => ({
    ...{ side, unit, before: amountIn(exponents, unit, was), after: amountIn(exponents, unit, becomes) },
    difference: amountIn(exponents, unit, becomes - was),
  }));
}
