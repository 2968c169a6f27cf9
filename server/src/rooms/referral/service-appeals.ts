import { type AddressLimiter, createAddressLimiter } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import { knownPerson } from '../people/index.ts';
import type { AppealAnswer, Bans } from './service-bans.ts';
import type { Cabinets } from './service-cabinets.ts';

export interface AppealsOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly cabinets: Cabinets;
  readonly bans: Bans;
}

export type SentAppeal =
  | { readonly kind: 'answered'; readonly answer: AppealAnswer }
  /** No cabinet is open in this browser. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'wait'; readonly seconds: number };

/** Appeals that are sent from one address. */
const appealRate = { perSecond: 0.1, burst: 20 };
const rememberedAddresses = 20_000;

/** What somebody who is banned has to say, from the cabinet that they have open. */
export class Appeals {
  readonly #options: AppealsOptions;
  readonly #addresses: AddressLimiter;

  constructor(options: AppealsOptions) {
    this.#options = options;
    this.#addresses = createAddressLimiter(options.clock, appealRate, rememberedAddresses);
  }

  async send(idOrKey: string, secret: string | undefined, text: string, address: string): Promise<SentAppeal> {
    const { pool, cabinets, bans } = this.#options;
    const seconds = this.#addresses.wait(address);
    if (seconds > 0) return { kind: 'wait', seconds };
    this.#addresses.take(address);
    const sharer = await cabinets.sharer(idOrKey, secret);
    if (sharer === undefined) return { kind: 'closed' };
    const { workspace } = sharer.program;
    const person = await knownPerson(pool, workspace, sharer.person);
    if (person === undefined) return { kind: 'closed' };
    return { kind: 'answered', answer: await bans.appeal(workspace, sharer.program, person, text) };
  }
}
