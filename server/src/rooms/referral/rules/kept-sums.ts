import {
  type BonusPeriod,
  type BroughtCondition,
  type CountedResult,
  countedResults,
  type LocalisedText,
  type ProgramDefinition,
} from '@sarafan/contract';
import type { BroughtProblem, Known } from '../../../conditions/index.ts';
import { formatAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import type { ProfileId, ProgramId } from '../../../kit/values/ids.ts';
import { periodOf } from '../../../kit/values/periods.ts';
import { type FactPosition, timeOf } from '../../../kit/values/position.ts';
import type { DateIn } from '../../../kit/values/zones.ts';
import { type Banned, isBanned } from './bans.ts';
import { resultsIn } from './bonuses.ts';
import { countedResultsOf } from './brought.ts';
import type { ReferralPart } from './part.ts';
import type { Program } from './programs.ts';
import { periodsAsked } from './results.ts';

/** What a program keeps of what friends bring, so that conditions of other rooms may ask about it. */
export interface KeptSums {
  readonly program: ProgramId;
  readonly name: LocalisedText;
  readonly counts: ReadonlySet<CountedResult | 'turnover'>;
  readonly periods: ReadonlySet<BonusPeriod>;
  readonly dateOf: DateIn;
  readonly banned: Banned;
}

/** Programs by their ids and by their keys. */
export type SumsByProgram = ReadonlyMap<string, KeptSums>;

export function keptSumsOf(programs: readonly Program[]): SumsByProgram {
  return new Map(
    programs.flatMap((program) => {
      const { id, key } = program;
      const kept = keptBy(program);
      return kept === undefined ? [] : [[id, kept] as const, [key, kept] as const];
    }),
  );
}

function keptBy({ id, versions, banned }: Program): KeptSums | undefined {
  const latest = versions.at(-1);
  if (latest === undefined) return undefined;
  const { definition, dateOf } = latest;
  const periods = new Set(periodsAsked({ versions }));
  return { program: id, name: definition.name, counts: countedBy(definition), periods, dateOf, banned };
}

/** What the latest version counts: of what is not counted any more no sum would grow. */
function countedBy(definition: ProgramDefinition): ReadonlySet<CountedResult | 'turnover'> {
  const [leads, sales] = countedResultsOf(definition);
  if (leads === undefined || sales === undefined) return new Set();
  const isOfKnown = leads.on !== undefined && 'registration' in leads.on && definition.friend.knownForDays === null;
  const isOfOrders = sales.on !== undefined && 'order' in sales.on;
  return new Set([
    ...(isOfKnown ? [] : (['leads'] as const)),
    ...(['sales', 'friends'] as const),
    ...(isOfOrders ? (['turnover'] as const) : []),
  ]);
}

/** Why a condition on what friends bring can never hold. */
export function broughtProblem(sums: SumsByProgram, leaf: BroughtCondition): BroughtProblem | undefined {
  const kept = sums.get(leaf.program);
  if (kept === undefined) return 'unknown_program';
  if (!kept.counts.has(countedIn(leaf) ?? 'turnover')) return 'brought_not_counted';
  return leaf.every === undefined || kept.periods.has(leaf.every) ? undefined : 'brought_not_kept';
}

function countedIn({ brought }: BroughtCondition): CountedResult | undefined {
  return countedResults.find((each) => each === brought);
}

/**
 * What a person's friends have brought by now, as their lanes have told it; in the calendar period of `at`, if one is
 * asked for. Whoever is banned has brought nothing as long as the ban stands.
 */
export function broughtIn(
  parts: Iterable<ReferralPart>,
  profiles: readonly ProfileId[],
  sums: SumsByProgram,
  leaf: BroughtCondition,
  at: FactPosition,
): Known | undefined {
  const kept = sums.get(leaf.program);
  if (kept === undefined) return undefined;
  const { every, brought: currency } = leaf;
  const period = every === undefined ? '' : `${every}:${periodOf(every, timeOf(at), kept.dateOf)}`;
  const found = isBanned(kept.banned, profiles) ? undefined : resultsIn(parts, kept.program)?.brought[period];
  const counted = countedIn(leaf);
  if (counted !== undefined) return { value: found?.[counted] ?? 0, trust: 'server' };
  const minor = BigInt(found?.turnover[currency] ?? 0);
  return { value: formatAmount(minor, currencyExponent(currency) ?? 2), trust: 'server' };
}
