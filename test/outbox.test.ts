import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngine, type Engine, type Reactor } from '../server/src/engine/index.ts';
import { Outbox, type OutboxMessage, type SendResult } from '../server/src/engine/outbox.ts';
import { VirtualClock } from '../server/src/kit/clock.ts';
import type { WorkspaceId } from '../server/src/kit/values/ids.ts';
import { laneOfAnchor } from '../server/src/kit/values/lane.ts';
import { hourMs, minuteMs, secondMs } from '../server/src/kit/values/time.ts';
import { peopleDirectory } from '../server/src/rooms/people/index.ts';
import { type FreshDatabase, freshDatabase } from './support/database.ts';
import { worldStart } from './support/world.ts';

/** A room that writes a letter for every fact named `Letter`. */
const letters: Reactor = {
  name: 'letters',
  subjects: ['per'],
  loadDefinitions: () => Promise.resolve(undefined),
  decide: ({ fact }) =>
    fact.name === 'Letter' ? { outbox: [{ channel: 'mail', key: fact.messageId, payload: { text: 'hello' } }] } : {},
};

const workspace = 'wsp_test' as WorkspaceId;
let database: FreshDatabase;
let engine: Engine;
const clock = new VirtualClock(worldStart);
const log = pino({ level: 'silent' });

beforeEach(async () => {
  database = await freshDatabase();
  const { pool, url } = database;
  engine = createEngine({ pool, url, directory: peopleDirectory, reactors: [letters], clock, log, works: false });
});
afterEach(async () => {
  await engine.stop();
  await database.drop();
});

async function write(messageId: string): Promise<void> {
  const at = clock.now();
  const body = { type: 'track', name: 'Letter', timestamp: at, userId: 'anna' } as const;
  const lane = laneOfAnchor(workspace, 'userId:anna');
  await engine.inbox.accept([{ workspace, lane, trust: 'server', messageId, acceptedAt: at, body }]);
  for (let idle = 0; idle < 2; ) idle = (await engine.step()) === 0 ? idle + 1 : 0;
}

function outboxWith(answers: readonly SendResult[]): { outbox: Outbox; seen: OutboxMessage[] } {
  const seen: OutboxMessage[] = [];
  const sender = (message: OutboxMessage): Promise<SendResult> => {
    seen.push(message);
    return Promise.resolve(answers[Math.min(seen.length, answers.length) - 1] ?? { kind: 'sent' });
  };
  return { outbox: new Outbox({ pool: database.pool, clock, log, senders: new Map([['mail', sender]]) }), seen };
}

async function states(): Promise<string[]> {
  const { rows } = await database.pool.query<{ state: string }>('select state from engine_outbox order by outbox_id');
  return rows.map((row) => row.state);
}

test('a fact told twice sends once, and what is sent is not sent again (INV-1)', async () => {
  await write('letter-1');
  await write('letter-1');
  const { outbox, seen } = outboxWith([{ kind: 'sent' }]);
  expect(await outbox.round()).toBe(1);
  expect(await outbox.round()).toBe(0);
  expect(seen.map((message) => message.key)).toEqual(['letter-1']);
  expect(await states()).toEqual(['sent']);
});

test('a busy provider is tried again by the schedule and then given up', async () => {
  await write('letter-1');
  const { outbox, seen } = outboxWith([{ kind: 'later', error: 'busy' }]);
  await outbox.round();
  clock.advance(10 * secondMs - 1);
  expect(await outbox.round()).toBe(0);
  clock.advance(1);
  expect(await outbox.round()).toBe(1);
  for (let round = 0; round < 10; round += 1) {
    clock.advance(24 * hourMs);
    await outbox.round();
  }
  expect(seen).toHaveLength(8);
  expect(await states()).toEqual(['failed']);
});

test('an address that does not exist is not tried again', async () => {
  await write('letter-1');
  const { outbox } = outboxWith([{ kind: 'failed', error: 'no such mailbox' }]);
  await outbox.round();
  clock.advance(24 * hourMs);
  expect(await outbox.round()).toBe(0);
  expect(await states()).toEqual(['failed']);
});

test('two senders at once share the work, and a sender that died is followed by another', async () => {
  for (let letter = 0; letter < 20; letter += 1) await write(`letter-${letter}`);
  const left = outboxWith([{ kind: 'sent' }]);
  const right = outboxWith([{ kind: 'sent' }]);
  await Promise.all([left.outbox.round(), right.outbox.round()]);
  expect([...left.seen, ...right.seen].map((message) => message.key).sort()).toEqual(
    Array.from({ length: 20 }, (_, letter) => `letter-${letter}`).sort(),
  );
  await write('orphan');
  await database.pool.query("update engine_outbox set next_at = $1 where key = 'orphan'", [clock.now() + 2 * minuteMs]);
  expect(await left.outbox.round()).toBe(0);
  clock.advance(2 * minuteMs);
  expect(await left.outbox.round()).toBe(1);
});
