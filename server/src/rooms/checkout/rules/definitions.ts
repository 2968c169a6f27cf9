import type { BroughtCondition, Conditions, SpendingLimit } from '@sarafan/contract';
import { type Labels, leavesOf, standardLabels } from '../../../conditions/index.ts';
import type { Promotion, PromotionDefinitions, PromotionId } from '../../promotions/index.ts';
import type { SumsByProgram } from '../../referral/index.ts';

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
  /** What programs keep of what friends bring; empty where no limit asks about it. */
  readonly sums: SumsByProgram;
}

function conditionsIn(limits: readonly LimitOfUnit[]): Conditions[] {
  return limits.flatMap(({ limit }) => limit.rules.flatMap((rule) => rule.conditions ?? []));
}

/** What limits ask of what friends have brought, by the unit whose limit asks. */
export function broughtAsked(limits: readonly LimitOfUnit[]): { unit: string; leaf: BroughtCondition }[] {
  return limits.flatMap((each) => {
    const leaves = conditionsIn([each]).flatMap(leavesOf);
    return leaves.flatMap((leaf) => ('brought' in leaf ? [{ unit: each.unit, leaf }] : []));
  });
}

/** True where a limit asks what friends have brought. */
export function asksBrought(limits: readonly LimitOfUnit[]): boolean {
  return broughtAsked(limits).length > 0;
}

/** What conditions at checkout call what they look at. */
export function labelsOf(sums: SumsByProgram): Labels {
  return { ...standardLabels, programs: Object.fromEntries([...sums].map(([name, kept]) => [name, kept.name])) };
}

export function definitionsOf(
  { promotions, conditions }: PromotionDefinitions,
  limits: readonly LimitOfUnit[],
  exponents: ReadonlyMap<string, number>,
  sums: SumsByProgram,
): CheckoutDefinitions {
  return {
    promotions,
    limits: new Map(limits.map(({ unit, limit }) => [unit, limit])),
    exponents,
    conditions: [...conditions, ...conditionsIn(limits)],
    sums,
  };
}
