import type { BonusAmount, Fulfil, ProgramDefinition, RewardAmount } from '@sarafan/contract';
import type { Sentence } from '../../../kit/values/sentences.ts';
import type { ProgramProblem, ProgramProblemCode } from './problems.ts';

/** What the checker knows of a promotion: whether its codes are used once, and whether they still work. */
export interface KnownPromotion {
  readonly name: Sentence;
  readonly isSingle: boolean;
  readonly isOver: boolean;
}

export type KnownPromotions = ReadonlyMap<string, KnownPromotion>;

/** A reward or a bonus as far as it is handed out. */
interface HandedOut {
  readonly path: string;
  readonly fulfil: Fulfil | undefined;
  readonly expires: object | undefined;
  readonly isFixed: boolean;
  /** True when less than the whole may be granted. */
  readonly mayBePart: boolean;
}

/** True when a definition names a promotion, so that the checker has to know which there are. */
export function namesPromotion({ rewards, bonuses = [] }: ProgramDefinition): boolean {
  return [...rewards, ...bonuses].some(({ fulfil }) => fulfil?.promotion !== undefined);
}

/** How rewards and bonuses are handed out. Without promotions nothing is said of them. */
export function checkFulfilment(
  { rewards, bonuses = [], cap, tasks = [] }: ProgramDefinition,
  promotions: KnownPromotions | undefined,
): ProgramProblem[] {
  const isCapPart = (unit: string): boolean => cap?.partly === true && cap.unit === unit;
  const isFundPart = (name: string | undefined, unit: string): boolean => {
    return tasks.some(({ id, fund }) => id === name && fund?.partly === true && fund.unit === unit);
  };
  const all: HandedOut[] = [
    ...rewards.map(({ fulfil, expires, amount, unit, perPerson, task }, index) => ({
      ...{ path: `/rewards/${index}`, fulfil, expires, isFixed: isFixed(amount) },
      mayBePart: perPerson?.partly === true || isCapPart(unit) || isFundPart(task, unit),
    })),
    ...bonuses.map(({ fulfil, expires, steps }, index) => ({
      ...{ path: `/bonuses/${index}`, fulfil, expires, isFixed: steps.every(({ amount }) => isFixed(amount)) },
      mayBePart: steps.some(({ unit }) => isCapPart(unit)),
    })),
  ];
  return all.flatMap((each) => (each.fulfil === undefined ? [] : checkOne(each, each.fulfil, promotions)));
}

function isFixed(amount: RewardAmount | BonusAmount): boolean {
  if (typeof amount === 'string') return true;
  return 'steps' in amount && amount.steps.every((step) => typeof step.amount === 'string');
}

function checkOne(
  { path, expires, isFixed, mayBePart }: HandedOut,
  { by, promotion }: Fulfil,
  promotions: KnownPromotions | undefined,
): ProgramProblem[] {
  const at = `${path}/fulfil`;
  const problem = (place: string, code: ProgramProblemCode, values = {}): ProgramProblem => {
    return { path: place, code, values };
  };
  const late = expires === undefined ? [] : [problem(`${at}/by`, 'fulfil_expires')];
  if (by !== 'promo_code') {
    return promotion === undefined ? late : [...late, problem(`${at}/promotion`, 'promotion_not_for_codes')];
  }
  return [
    ...late,
    ...(isFixed ? [] : [problem(`${at}/by`, 'code_for_share')]),
    ...(mayBePart ? [problem(`${at}/by`, 'part_of_code')] : []),
    ...promotionProblems(promotion, promotions).map((code) =>
      problem(`${at}/promotion`, code, code === 'missing_field' ? { field: 'promotion' } : {}),
    ),
  ];
}

function promotionProblems(
  promotion: string | undefined,
  promotions: KnownPromotions | undefined,
): readonly ProgramProblemCode[] {
  if (promotion === undefined) return ['missing_field'];
  if (promotions === undefined) return [];
  const known = promotions.get(promotion);
  if (known === undefined) return ['unknown_promotion'];
  if (!known.isSingle) return ['promotion_not_single'];
  return known.isOver ? ['promotion_over'] : [];
}
