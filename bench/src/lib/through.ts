import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgramDefinition } from '@sarafan/contract';
import { type BenchOptions, expectEffect, type Measured } from './bench.ts';
import { CopyLimit, copyRows } from './copy-limit.ts';
import { eventBytes } from './events.ts';
import { type Connection, openConnections, postHead } from './http.ts';
import { factsApplied, untilDrained } from './lanes.ts';
import type { Place } from './place.ts';
import { startServer } from './server.ts';
import { type Request, Shop } from './shop.ts';
import { takeTurns } from './turns.ts';

const batchEvents = 100;
const connections = 8;
/** So many events may be on their way: the stream is sustained and no backlog grows that is worked off afterwards. */
const underWayAtMost = 10_000;
const lookMs = 10;

/** Events a second from POST to all of their effects, one process with ROLE=all, against COPY of as many events. */
export async function measureThrough(
  place: Place,
  definitions: readonly ProgramDefinition[],
  { smoke, seed, say }: BenchOptions,
): Promise<Measured> {
  const persons = smoke ? 2_000 : 100_000;
  const participants = smoke ? 100 : 2_000;
  const perRound = smoke ? 4_000 : 60_000;
  const rounds = smoke ? 1 : 5;
  const shop = await Shop.open(place, { seed, persons, participants, definitions, joined: definitions.length });
  const server = await startServer(place, 'all');
  await shop.introduce();
  const limit = await CopyLimit.open(place, shop.tenant.workspace, shop.workload.sample(20 * copyRows));
  const senders = await openConnections(place, server.port, connections);
  await stream(place, senders, shop.requests(shop.workload.next(smoke ? 1_000 : 10_000), batchEvents));
  const { ours, theirs, costs } = await takeTurns(place, {
    ...{ rounds, perRound, limit, say },
    processes: { server: server.pid, sender: process.pid },
    prepare: () => shop.requests(shop.workload.next(perRound), batchEvents),
    run: (requests) => stream(place, senders, requests),
  });
  const effects = await shop.check();
  await limit.check();
  return {
    comparisons: [{ label: 'from POST to all effects', ours, limit: theirs, goal: { sign: 'at least', ratio: 0.15 } }],
    workload: { eventBytes, batchEvents, connections, underWayAtMost, persons, participants, perRound, role: 'all' },
    effects,
    more: { microsecondsAnEvent: costs },
  };
}

/** Sends everything and waits until all of it has taken effect; answers the milliseconds. */
async function stream(place: Place, senders: readonly Connection[], requests: readonly Request[]): Promise<number> {
  const before = await factsApplied(place.pool);
  const progress = { sent: 0, applied: 0, done: false };
  const began = performance.now();
  const watching = watch(place, before, progress);
  try {
    const waiting = [...requests].toReversed();
    await Promise.all(senders.map((sender) => sendOn(sender, waiting, progress)));
  } finally {
    progress.done = true;
    await watching;
  }
  await untilDrained(place.pool, before + progress.sent);
  return performance.now() - began;
}

interface Progress {
  sent: number;
  applied: number;
  done: boolean;
}

async function watch(place: Place, before: number, progress: Progress): Promise<void> {
  while (!progress.done) {
    progress.applied = (await factsApplied(place.pool)) - before;
    await sleep(lookMs);
  }
}

async function sendOn(sender: Connection, waiting: Request[], progress: Progress): Promise<void> {
  for (let request = waiting.pop(); request !== undefined; request = waiting.pop()) {
    while (progress.sent - progress.applied > underWayAtMost) await sleep(lookMs / 2);
    progress.sent += request.events;
    const answer = await sender.send(postHead('/v1/batch', request.key, request.body.length), request.body);
    const all = answer.status === 200 && answer.body.includes(`"accepted":${request.events},`);
    expectEffect(all, `a batch was answered ${answer.status}: ${answer.body.slice(0, 300)}`);
  }
}
