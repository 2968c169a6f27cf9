import type { ProgramDefinition } from '@sarafan/contract';
import type { AcceptedFact } from '../../../server/src/engine/fact.ts';
import { loadPrograms } from '../../../server/src/rooms/referral/reactor-definitions.ts';
import { evaluateBatch } from './batch-evaluation.ts';
import { expectEffect } from './bench.ts';
import { Draws } from './draws.ts';
import { eventText } from './events.ts';
import { drain, preload } from './lanes.ts';
import { type Participant, participants, readDirectory } from './participants.ts';
import type { Place } from './place.ts';
import { checkRewards } from './rewards-check.ts';
import { createTenant, type Tenant } from './tenant.ts';
import { customer, factsOf, type Sent, Workload } from './workload.ts';

export interface ShopOptions {
  readonly seed: number;
  readonly persons: number;
  /** Customers who take part in the first programs and have a code in each. */
  readonly participants: number;
  /** How many programs these are. */
  readonly joined: number;
  readonly definitions: readonly ProgramDefinition[];
}

/** A request that was serialised before it is measured. */
export interface Request {
  readonly key: string;
  readonly body: Buffer;
  readonly events: number;
}

/** A shop on a place, its traffic, and what was ever sent, so that effects can be worked out again. */
export class Shop {
  readonly place: Place;
  readonly tenant: Tenant;
  readonly workload: Workload;
  readonly #draws: Draws;
  readonly #participants: readonly Participant[];
  /** What the shop's server said; of what browsers say, which decides nothing, only the number is kept. */
  readonly #said: AcceptedFact[] = [];
  #sent = 0;

  private constructor(place: Place, tenant: Tenant, options: ShopOptions) {
    this.place = place;
    this.tenant = tenant;
    this.#draws = new Draws(options.seed + 1);
    const users = Array.from({ length: options.participants }, (_, index) => customer(index));
    this.#participants = participants(tenant, tenant.programs.slice(0, options.joined), users, this.#draws);
    const codes = this.#participants.map(({ code }) => code);
    this.workload = new Workload({ seed: options.seed, persons: options.persons, codes });
  }

  static async open(place: Place, options: ShopOptions): Promise<Shop> {
    return new Shop(place, await createTenant(place, options.definitions), options);
  }

  /** Makes every person known and the participants' codes theirs; the worker must be up. Warms everything up. */
  async introduce(): Promise<void> {
    await drain(this.place, await preload(this.place, this.facts(this.workload.introductions())));
    const commands = this.#participants.map(({ command }) => command);
    await drain(this.place, await preload(this.place, commands));
  }

  /** The facts that these events are when they are accepted. */
  facts(sent: readonly Sent[]): AcceptedFact[] {
    const facts = factsOf(this.tenant.workspace, sent, this.#draws);
    this.#remember(facts);
    return facts;
  }

  /**
   * The same events as requests of the tracking API, all under the secret key: one sender's address would meet the
   * limit of a public key, which browsers at their own addresses do not.
   */
  requests(sent: readonly Sent[], size: number): Request[] {
    const byServer = sent.map(({ event }): Sent => ({ trust: 'server', event }));
    this.#remember(factsOf(this.tenant.workspace, byServer, this.#draws));
    const requests: Request[] = [];
    for (let start = 0; start < sent.length; start += size) {
      const texts = sent.slice(start, start + size).map(({ event }) => eventText(event, this.#draws));
      const body = Buffer.from(`{"batch":[${texts.join(',')}]}`);
      requests.push({ key: this.tenant.secretKey, body, events: texts.length });
    }
    return requests;
  }

  #remember(facts: readonly AcceptedFact[]): void {
    this.#sent += facts.length;
    for (const { body, ...fact } of facts) {
      if (body.userId === undefined || fact.trust !== 'server') continue;
      const { context: _context, ...said } = body;
      this.#said.push({ ...fact, body: said });
    }
  }

  /**
   * What must be true when everything has taken effect: every fact stands in the history once, the standing grants are
   * those that the batch evaluation owes, and the ledger agrees with them.
   */
  async check(): Promise<Readonly<Record<string, unknown>>> {
    const { place, tenant } = this;
    const count = async (sql: string): Promise<number> => {
      const { rows } = await place.pool.query<{ count: string }>(sql);
      return Number(rows[0]?.count ?? 0);
    };
    const outside = "from engine_facts where type in ('track', 'identify', 'page')";
    const facts = await count(`select count(*) as count ${outside}`);
    const different = await count(`select count(distinct message_id) as count ${outside}`);
    const sentence = `the history holds ${facts} facts (${different} different) of ${this.#sent}`;
    expectEffect(facts === this.#sent && different === this.#sent, sentence);
    const quarantined = await count('select count(*) as count from engine_quarantine');
    expectEffect(quarantined === 0, `${quarantined} facts are in quarantine`);
    const revision = await count('select revision as count from engine_revisions');
    const definitions = await loadPrograms(place.pool, tenant.workspace, revision, '');
    const owed = evaluateBatch(this.#said, definitions, await readDirectory(place, tenant));
    const grants = await checkRewards(place, tenant, owed);
    const decisions = await count('select count(*) as count from engine_decisions');
    const persons = await count("select count(*) as count from engine_subjects where subject_id like 'per%'");
    return { facts, persons, grants, decisions };
  }
}
