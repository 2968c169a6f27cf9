import type { Conditions, PromotionDefinition, PromotionStatus } from '@sarafan/contract';
import type { PromotionId } from './claim.ts';

/** A promotion as it stands at a revision: its latest version. */
export interface Promotion {
  readonly id: PromotionId;
  readonly version: number;
  readonly status: PromotionStatus;
  readonly definition: PromotionDefinition;
}

export interface PromotionDefinitions {
  readonly promotions: ReadonlyMap<PromotionId, Promotion>;
  /** Conditions of all that have not ended: what they ask is counted. */
  readonly conditions: readonly Conditions[];
}

export function definitionsOf(promotions: readonly Promotion[]): PromotionDefinitions {
  return {
    promotions: new Map(promotions.map((each) => [each.id, each])),
    conditions: promotions.flatMap(({ status, definition: { conditions } }) =>
      status === 'ended' || conditions === undefined ? [] : [conditions],
    ),
  };
}
