import type { BonusPeriod, CountedResult, ResultName } from '@sarafan/contract';
import { isObject, textAt } from './draft.ts';

/** What a bonus goes by, for which time, and what it may be given for each of. */
export const resultNames = [
  'leads',
  'sales',
  'friends',
  'turnover',
  'conversion',
  'chain',
  'team',
] as const satisfies readonly ResultName[];
export const bonusPeriods = ['month', 'year'] as const satisfies readonly BonusPeriod[];
export const countedResults = ['leads', 'sales', 'friends'] as const satisfies readonly CountedResult[];

/** The forms in which a bonus may be given, by what tells them apart. */
export const bonusForms = ['fixed', 'each', 'percent'] as const;
export type BonusForm = (typeof bonusForms)[number];

export function bonusFormOf(amount: unknown): BonusForm {
  if (!isObject(amount)) return 'fixed';
  return 'percent' in amount ? 'percent' : 'each';
}

/** The amount in another form, with as much of what it said as that form can say. */
export function bonusAmountOf(form: BonusForm, amount: unknown): unknown {
  const fixed = typeof amount === 'string' ? amount : textAt(amount, '/amount') || '1';
  if (form === 'fixed') return fixed;
  return form === 'each' ? { each: 'sales', amount: fixed } : { percent: '5', rate: '1' };
}

export type StepStart = 'from' | 'above';

export function startOf(step: unknown): StepStart {
  return isObject(step) && 'above' in step ? 'above' : 'from';
}

/** Whether money is asked for, so that a currency has to be named. */
export function asksMoney(bonus: unknown): boolean {
  return textAt(bonus, '/by') === 'turnover' || JSON.stringify(bonus).includes('"percent":');
}
