import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import type { Sentence } from '../../kit/values/sentences.ts';
import { dayIn, momentIn } from '../../kit/values/zones.ts';
import { namesPromotion } from './rules/check-fulfilment.ts';
import { type FullRules, fullRulesOf } from './rules/full-rules.ts';
import { type Brand, brandOf, unitsOf } from './service-brand.ts';
import type { PromotionsOf } from './service-definitions.ts';
import { type ProgramState, stateOf } from './service-lists.ts';
import { findPublicProgram, listPrograms, type PublicProgram } from './store-programs.ts';

/** What a page of rules shows. */
export interface RulesPage {
  readonly program: PublicProgram;
  readonly state: ProgramState;
  readonly brand: Brand;
  readonly full: FullRules;
  /** A moment to the second, in the workspace's own zone. */
  readonly momentOf: (moment: number) => Sentence;
}

/** The rules of a program in full, made of the definition by which rewards are decided. */
export class ProgramRules {
  readonly #pool: Pool;
  readonly #clock: Clock;

  readonly #promotions: PromotionsOf;

  constructor(pool: Pool, clock: Clock, promotions: PromotionsOf) {
    this.#promotions = promotions;
    this.#pool = pool;
    this.#clock = clock;
  }

  /** Undefined when there is no such program. */
  async page(idOrKey: string): Promise<RulesPage | undefined> {
    const program = await findPublicProgram(this.#pool, idOrKey);
    if (program === undefined) return undefined;
    const { workspace, definition } = program;
    const [brand, units, programs, promotions] = await Promise.all([
      brandOf(this.#pool, workspace),
      unitsOf(this.#pool, workspace),
      listPrograms(this.#pool, workspace),
      namesPromotion(definition) ? this.#promotions(this.#pool, workspace) : undefined,
    ]);
    const group = definition.exclusive?.group;
    const rivals = programs.filter((each) => {
      return group !== undefined && each.program !== program.program && each.definition.exclusive?.group === group;
    });
    const [dayOf, momentOf] = [dayIn(brand.timeZone), momentIn(brand.timeZone)];
    const full = fullRulesOf(definition, {
      ...{ units, zone: brand.timeZone, rivals: rivals.map((each) => each.definition.name) },
      promotionName: (promotion) => promotions?.get(promotion)?.name,
      dayOf: (moment) => dayOf(Date.parse(moment)),
      momentOf: (moment) => momentOf(Date.parse(moment)),
    });
    return { program, state: stateOf(definition, this.#clock.now()), brand, full, momentOf };
  }
}
