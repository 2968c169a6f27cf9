import type { Conditions, SpendingLimit } from '@sarafan/contract';
import type { Promotion, PromotionDefinitions, PromotionId } from '../../promotions/index.ts';

/** What part of an order a unit may pay, as it stands at a revision. */
export interface LimitOfUnit {
  readonly unit: string;
  readonly version: number;
  readonly limit: SpendingLimit;
}

export interface CheckoutDefinitions {
  readonly promotions: ReadonlyMap<PromotionId, Promotion>;
  readonly limits: ReadonlyMap<string, SpendingLimit>;
  /** Decimals of units. */
  readonly exponents: ReadonlyMap<string, number>;
  /** Everything that a condition at checkout asks. */
  readonly conditions: readonly Conditions[];
}

export function definitionsOf(
  { promotions, conditions }: PromotionDefinitions,
  limits: readonly LimitOfUnit[],
  exponents: ReadonlyMap<string, number>,
): CheckoutDefinitions {
  const ofLimits = limits.flatMap(({ limit }) => limit.rules.flatMap((rule) => rule.conditions ?? []));
  return {
    promotions,
    limits: new Map(limits.map(({ unit, limit }) => [unit, limit])),
    exponents,
    conditions: [...conditions, ...ofLimits],
  };
}
