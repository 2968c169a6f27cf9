import type { AcceptedFact } from '../../server/src/engine/fact.ts';
import { createIngestCounts } from '../../server/src/engine/ingest/counts.ts';
import { ingestion } from '../../server/src/engine/ingest/http.ts';
import { createLimiter, type LimiterOptions } from '../../server/src/engine/ingest/limiter.ts';
import { createNewcomerQuota, type NewcomerOptions } from '../../server/src/engine/ingest/newcomers.ts';
import type { IngestPorts, RefusedItem, Sender } from '../../server/src/engine/ingest/ports.ts';
import { VirtualClock } from '../../server/src/kit/clock.ts';
import { createMetrics } from '../../server/src/kit/metrics.ts';
import type { Random } from '../../server/src/kit/random.ts';
import { idFrom } from '../../server/src/kit/values/ids.ts';

export const writeKey = 'wk_public';
export const secretKey = 'sk_secret';
export const testWorkspace = idFrom('wsp', new Uint8Array(10).fill(7));
/** 2026-03-01T12:00:00Z, the moment at which the test's clock stands. */
export const testNow = Date.UTC(2026, 2, 1, 12);

/** The ports of ingestion in memory, and what went through them. */
export interface IngestWorld {
  readonly ports: IngestPorts;
  readonly clock: VirtualClock;
  readonly facts: AcceptedFact[];
  /** The message ids that the inbox was given, also those that it failed to keep. */
  readonly offered: string[];
  readonly refused: RefusedItem[];
  /** Faults to throw, one a call, before the inbox works again. */
  readonly inboxFaults: Error[];
  readonly refusedFaults: Error[];
  readonly keyFaults: Error[];
  /** How many more requests find the inbox under pressure. */
  pressure: number;
}

/** Bytes that count upwards, so that generated ids differ and are known. */
function countingRandom(): Random {
  let next = 0;
  return {
    bytes(count) {
      next += 1;
      return new Uint8Array(count).fill(next & 0xff);
    },
  };
}

/** Limits that no test meets by accident. */
const generous: LimiterOptions = {
  perKey: { perSecond: 1e6, burst: 1e9 },
  perAddress: { perSecond: 1e6, burst: 1e9 },
  entries: 1_000,
};

const crowd: NewcomerOptions = { perHour: 1e9, remembered: 1_000, entries: 1_000 };

export function ingestWorld(limits: LimiterOptions = generous, newcomers: NewcomerOptions = crowd): IngestWorld {
  const clock = new VirtualClock(testNow);
  const senders = new Map<string, Sender>([
    [writeKey, { workspace: testWorkspace, trust: 'public' }],
    [secretKey, { workspace: testWorkspace, trust: 'server' }],
  ]);
  const throwNext = (faults: Error[]): void => {
    const fault = faults.shift();
    if (fault !== undefined) throw fault;
  };
  const world: IngestWorld = {
    clock,
    facts: [],
    offered: [],
    refused: [],
    inboxFaults: [],
    refusedFaults: [],
    keyFaults: [],
    pressure: 0,
    ports: {
      clock,
      random: countingRandom(),
      limiter: createLimiter(clock, limits),
      newcomers: createNewcomerQuota(clock, newcomers),
      counts: createIngestCounts(createMetrics({ defaults: false })),
      inbox: {
        accept: async (facts) => {
          world.offered.push(...facts.map((fact) => fact.messageId));
          throwNext(world.inboxFaults);
          world.facts.push(...facts);
        },
        pressure: () => {
          if (world.pressure === 0) return false;
          world.pressure -= 1;
          return true;
        },
      },
      keys: {
        find: async (key) => {
          throwNext(world.keyFaults);
          return senders.get(key);
        },
      },
      refused: {
        keep: async (items) => {
          throwNext(world.refusedFaults);
          world.refused.push(...items);
        },
      },
    },
  };
  return world;
}

type App = Parameters<typeof ingestion>[0];

/** Puts ingestion into a server that the test has made. */
export async function ingestServer<Server extends App>(app: Server, world: IngestWorld): Promise<Server> {
  await app.register(ingestion, world.ports);
  await app.ready();
  return app;
}

/** The Authorization header of a key. */
export function basicAuth(key: string): string {
  return `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
}
