import { type AcceptedFact, type BackgroundWork, commandFact, type Inbox } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import { minuteMs } from '../../kit/values/time.ts';
import { nextPromotionWaiting, type Offer, offerToJson, waitingForCodes } from '../rewards/index.ts';
import { subjectOfCode } from './rules/claim.ts';
import { giveCode } from './rules/giving.ts';
import { codesToGive } from './store-giving.ts';
import { findPromotion } from './store-promotions.ts';

export interface CodeGivingOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly inbox: Pick<Inbox, 'accept'>;
}

type Waiting = NonNullable<Awaited<ReturnType<typeof nextPromotionWaiting>>>;

const givenAtOnce = 200;
/** So many promotions that have no code to give are passed by in one step. */
const passedByAtOnce = 50;

/**
 * Brings together rewards that wait for a promo code and codes that are free. It decides nothing: a code's own lane
 * gives it once, and the holder's lane takes one for a grant and returns every other. So any number of processes may do
 * this at once, and one that dies has done no harm.
 */
export class CodeGiving implements BackgroundWork {
  readonly #options: CodeGivingOptions;
  #after: Waiting | undefined;

  constructor(options: CodeGivingOptions) {
    this.#options = options;
  }

  /** Looks at promotions one after another; false when it has come round, and rests a moment before the next round. */
  async step(): Promise<boolean> {
    for (let passed = 0; passed < passedByAtOnce; passed += 1) {
      this.#after = await nextPromotionWaiting(this.#options.pool, this.#after);
      if (this.#after === undefined) return false;
      if (await this.#give(this.#after)) return true;
    }
    return true;
  }

  async #give(waiting: Waiting): Promise<boolean> {
    const { pool, clock, inbox } = this.#options;
    const { workspace, promotion } = waiting;
    const now = clock.now();
    const row = await findPromotion(pool, workspace, promotion);
    const until = row?.definition.until;
    const isOver = until !== undefined && Date.parse(until) <= now;
    if (row?.status !== 'active' || isOver) return false;
    const codes = await codesToGive(pool, workspace, promotion, givenAtOnce);
    const grants = codes.length === 0 ? [] : await waitingForCodes(pool, waiting, codes.length);
    const offers = grants.flatMap(({ grant, profile }, index): Offer[] => {
      const code = codes[index];
      return code === undefined ? [] : [{ grant, profile, promotion, code }];
    });
    if (offers.length > 0) await inbox.accept(offers.map((offer) => this.#fact(waiting, offer)));
    return offers.length > 0;
  }

  /** Of a pair that is found again within the minute the second word is a repeat. */
  #fact({ workspace }: Waiting, offer: Offer): AcceptedFact {
    const { clock } = this.#options;
    const messageId = `~give.${offer.grant}.${offer.code}.${Math.floor(clock.now() / minuteMs)}`;
    const to = subjectOfCode(workspace, offer.code);
    return commandFact({ workspace, name: giveCode, to, messageId, properties: offerToJson(offer) }, clock);
  }
}
