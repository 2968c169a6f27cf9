import { type ProgramDefinition, programLimits, type Reward } from '@sarafan/contract';
import type { SubjectId } from '../../../kit/values/ids.ts';
import { canonicalJson } from '../../../kit/values/json.ts';

/** What friends bring to whoever invited them, in sums by period: nothing is kept of single friends. */
export type Brought = {
  readonly leads: number;
  readonly sales: number;
  /** Friends who have bought. */
  readonly friends: number;
  /** What sales came to in money less what was refunded of it, in minor units by currency. */
  readonly turnover: Readonly<Record<string, string>>;
  /** Chains that end in somebody who bought, with how many people each has; only in the sums of all time. */
  readonly chains?: Readonly<Record<string, number>>;
};

/** Sums by period, such as month:2026-01; the empty name is all time. */
export type BroughtBy = Readonly<Record<string, Brought>>;

export const broughtNothing: Brought = { leads: 0, sales: 0, friends: 0, turnover: {} };

/** What a person's lane has told whom, so that only what changes is told. */
export type SharesTold = Readonly<Record<SubjectId, BroughtBy>>;

/** The cause under which a friend's lane asks who is above their inviter, where bonuses go by chains. */
export const chainCause = '~chain';

/** What stands in the place of an order where a bonus is rewarded. */
export const bonusCause = ({ name, period }: { readonly name: string; readonly period: string }): string =>
  `~bonus:${name}:${period}`;

export const isBonusCause = (order: string): boolean => order.startsWith('~bonus:');

/** The results that a definition counts, as rewards of nothing: they are judged as rewards are. */
export function countedResultsOf({ bonuses, results = {} }: ProgramDefinition): readonly Reward[] {
  if (bonuses === undefined && results.keep === undefined) return [];
  const { leads = { on: { registration: true } }, sales = { on: { order: 'each' } } } = results;
  return [leads, sales].map((counting) => ({ to: 'referrer', unit: '', amount: '0', holdDays: 0, ...counting }));
}

/** How many people the longest chain has that any bonus of a definition asks for; 0 where none does. */
export function chainOf({ bonuses = [] }: ProgramDefinition): number {
  if (bonuses.some(({ by }) => by === 'team')) return programLimits.chain;
  const steps = bonuses.flatMap((bonus) => (bonus.by === 'chain' ? bonus.steps : []));
  return steps.reduce((most, { from, above }) => Math.max(most, Number(from ?? 0), Number(above ?? -1) + 1), 0);
}

/** All that was told of profiles of one person, or all that profiles were told, as one. */
export function togetherOf(all: readonly (BroughtBy | undefined)[]): BroughtBy {
  const sums: Record<string, Brought> = {};
  for (const each of all) {
    for (const [period, more] of Object.entries(each ?? {})) sums[period] = sumOf(sums[period] ?? broughtNothing, more);
  }
  return sums;
}

/** What has to be added to `before` to make it `after`. */
export function differenceOf(before: BroughtBy, after: BroughtBy): BroughtBy {
  const negative = Object.fromEntries(Object.entries(before).map(([period, sums]) => [period, negated(sums)]));
  const difference = Object.entries(togetherOf([after, negative]));
  return Object.fromEntries(difference.filter(([, sums]) => !isNothing(sums)));
}

export function sumOf(left: Brought, right: Brought): Brought {
  const turnover: Record<string, string> = { ...left.turnover };
  for (const [currency, minor] of Object.entries(right.turnover)) {
    turnover[currency] = String(BigInt(turnover[currency] ?? 0) + BigInt(minor));
  }
  const chains: Record<string, number> = { ...left.chains };
  for (const [length, count] of Object.entries(right.chains ?? {})) chains[length] = (chains[length] ?? 0) + count;
  const kept = Object.fromEntries(Object.entries(chains).filter(([, count]) => count !== 0));
  return {
    leads: left.leads + right.leads,
    sales: left.sales + right.sales,
    friends: left.friends + right.friends,
    turnover: Object.fromEntries(Object.entries(turnover).filter(([, minor]) => minor !== '0')),
    ...(Object.keys(kept).length === 0 ? {} : { chains: kept }),
  };
}

function negated({ leads, sales, friends, turnover, chains }: Brought): Brought {
  const less = Object.entries(turnover).map(([currency, minor]) => [currency, String(-BigInt(minor))]);
  const fewer = Object.entries(chains ?? {}).map(([length, count]) => [length, -count]);
  return {
    leads: -leads,
    sales: -sales,
    friends: -friends,
    turnover: Object.fromEntries(less),
    ...(chains === undefined ? {} : { chains: Object.fromEntries(fewer) }),
  };
}

function isNothing(sums: Brought): boolean {
  return canonicalJson(sums) === canonicalJson(sumOf(broughtNothing, broughtNothing));
}
