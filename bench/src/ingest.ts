import { engineLimits } from '../../server/src/engine/index.ts';
import type { Pool } from '../../server/src/kit/db.ts';
import { type BenchOptions, expectEffect, type Measured, runBenchmark } from './lib/bench.ts';
import { CopyLimit, copyRows } from './lib/copy-limit.ts';
import { CostMeter } from './lib/cpu.ts';
import { Draws } from './lib/draws.ts';
import {
  eventBytes,
  eventText,
  type IdSum,
  idSumColumns,
  MessageIds,
  noIds,
  type TrackingEvent,
} from './lib/events.ts';
import { type Connection, openConnections, postHead } from './lib/http.ts';
import { inPlace, type Place } from './lib/place.ts';
import { startServer } from './lib/server.ts';
import { StampedBody } from './lib/stamped.ts';
import { createTenant, type Tenant } from './lib/tenant.ts';

// Events a second that a server with ROLE=api acknowledges, against COPY of the same events.

const batchEvents = 100;
const connections = 32;
const persons = 100_000;

async function measure(place: Place, { smoke, seed, say }: BenchOptions): Promise<Measured> {
  const tenant = await createTenant(place, []);
  const draws = new Draws(seed);
  const events = Array.from({ length: connections * 2 * batchEvents }, () => drawEvent(draws));
  const bodies = batchesOf(events, draws);
  const limit = await CopyLimit.open(place, tenant.workspace, events);
  const server = await startServer(place, 'api');
  const senders = await openConnections(place, server.port, connections);
  const run = new Run(place.pool, tenant, senders, bodies, new MessageIds(seed));
  const rounds = smoke ? 1 : 5;
  const roundMs = smoke ? 1_500 : 12_000;
  await run.send(smoke ? 500 : 5_000);
  await limit.run({ ms: smoke ? 500 : 5_000 });
  const [ours, theirs]: [number[], number[]] = [[], []];
  const costs = await CostMeter.open(place.pool, { server: server.pid, sender: process.pid });
  const limitCosts = await CostMeter.open(place.pool, { sender: process.pid });
  const inRound = (perSecond: number): number => (perSecond * roundMs) / 1_000;
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await costs.measure(inRound, () => run.send(roundMs)));
    theirs.push(await limitCosts.measure(inRound, () => limit.run({ ms: roundMs })));
    say(`  round ${round + 1}: ${ours.at(-1)?.toFixed(0)} against ${theirs.at(-1)?.toFixed(0)}`);
    await keepBelowBacklog(run, limit);
  }
  await run.check();
  await limit.check();
  return {
    comparisons: [{ label: 'acknowledged over HTTP', ours, limit: theirs, goal: { sign: 'at least', ratio: 0.8 } }],
    workload: { eventBytes, batchEvents, connections, roundMs, role: 'api', limitRowsPerCommit: copyRows },
    effects: { acknowledged: run.total, inInbox: run.total },
    more: { microsecondsAnEvent: { ours: costs.cost, limit: limitCosts.cost } },
  };
}

/** Ingestion refuses when too much waits, so a fast machine empties both tables now and then, equally. */
async function keepBelowBacklog(run: Run, limit: CopyLimit): Promise<void> {
  if (run.waiting < engineLimits.backlog / 2) return;
  await run.truncate();
  await limit.truncate();
}

function drawEvent(draws: Draws): TrackingEvent {
  const userId = `user-${String(draws.below(persons)).padStart(6, '0')}`;
  const properties = { product_id: `sku-${draws.below(10_000)}`, category: 'courses', price: 1 + draws.below(5_000) };
  const timestamp = new Date().toISOString();
  return { type: 'track', event: 'Product Viewed', messageId: '', timestamp, userId, properties };
}

function batchesOf(events: readonly TrackingEvent[], draws: Draws): StampedBody[] {
  const bodies: StampedBody[] = [];
  for (let start = 0; start < events.length; start += batchEvents) {
    bodies.push(
      StampedBody.batch(events.slice(start, start + batchEvents), (event) => {
        const text = eventText(event, draws);
        if (text.length !== eventBytes) throw new Error(`An event has ${text.length} bytes`);
        return text;
      }),
    );
  }
  return bodies;
}

/** The senders of a run, and what the server has acknowledged to them. */
class Run {
  readonly #pool: Pool;
  readonly #senders: readonly Connection[];
  readonly #bodies: readonly StampedBody[];
  readonly #ids: MessageIds;
  readonly #heads: ReadonlyMap<number, Buffer>;
  readonly #acknowledged: IdSum = noIds();
  total = 0;

  constructor(
    pool: Pool,
    tenant: Tenant,
    senders: readonly Connection[],
    bodies: readonly StampedBody[],
    ids: MessageIds,
  ) {
    this.#pool = pool;
    this.#senders = senders;
    this.#bodies = bodies;
    this.#ids = ids;
    const lengths = new Set(bodies.map((body) => body.bytes.length));
    this.#heads = new Map([...lengths].map((length) => [length, postHead('/v1/batch', tenant.secretKey, length)]));
  }

  get waiting(): number {
    return this.#acknowledged.count;
  }

  /** Sends batches on all connections for so long; answers the events acknowledged a second. */
  async send(forMs: number): Promise<number> {
    const before = this.#acknowledged.count;
    const began = performance.now();
    await Promise.all(this.#senders.map((sender, index) => this.#sendOn(sender, index, began + forMs)));
    const acknowledged = this.#acknowledged.count - before;
    this.total += acknowledged;
    return (acknowledged * 1_000) / (performance.now() - began);
  }

  async #sendOn(sender: Connection, index: number, until: number): Promise<void> {
    const own = this.#bodies.filter((_, position) => position % this.#senders.length === index);
    for (let turn = 0; performance.now() < until; turn += 1) {
      const body = own[turn % own.length];
      const head = this.#heads.get(body?.bytes.length ?? 0);
      if (body === undefined || head === undefined) throw new Error('There is nothing to send');
      body.renew(this.#ids, this.#acknowledged);
      const answer = await sender.send(head, body.bytes);
      const all = answer.status === 200 && answer.body.includes(`"accepted":${batchEvents},`);
      expectEffect(all, `a batch was answered ${answer.status}: ${answer.body.slice(0, 300)}`);
    }
  }

  /** The inbox holds exactly the events that were acknowledged: every one that was sent. */
  async check(): Promise<void> {
    const { rows } = await this.#pool.query<Record<string, string>>(`select ${idSumColumns} from engine_inbox`);
    const [found] = rows;
    const { count, first, last } = this.#acknowledged;
    const counted = Number(found?.['count']) === count && Number(found?.['distinct']) === count;
    const exact = Number(found?.['first']) === first && Number(found?.['last']) === last;
    const held = `${found?.['count']} events (${found?.['distinct']} different)`;
    const sentence = `the inbox holds ${held}, not the ${count} acknowledged`;
    expectEffect(counted && exact, sentence);
  }

  async truncate(): Promise<void> {
    await this.check();
    await this.#pool.query('truncate engine_inbox');
    Object.assign(this.#acknowledged, noIds());
  }
}

await runBenchmark({
  name: 'ingest',
  unit: 'events/s',
  measure: (options) => inPlace('ingest', (place) => measure(place, options)),
});
