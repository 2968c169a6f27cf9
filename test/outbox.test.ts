import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngine, type Engine, type Reactor } from '../server/src/engine/index.ts';
import {
  forgetOutbox,
  Outbox,
  type OutboxMessage,
  putIntoOutbox,
  type Sender,
  type SendResult,
} from '../server/src/engine/outbox.ts';
import { VirtualClock } from '../server/src/kit/clock.ts';
import { inTransaction } from '../server/src/kit/db.ts';
import type { WorkspaceId } from '../server/src/kit/values/ids.ts';
import { laneOfAnchor } from '../server/src/kit/values/lane.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../server/src/kit/values/time.ts';
import { peopleDirectory, peopleReactor } from '../server/src/rooms/people/index.ts';
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

/** A room that writes to the person, and tells others of the person, for every fact named `Letter`. */
const lettersAndNews: Reactor = {
  ...letters,
  decide: ({ fact }) => {
    if (fact.name !== 'Letter') return {};
    const item = { channel: 'mail', payload: {} };
    return {
      outbox: [
        { ...item, key: 'to the person' },
        { ...item, key: 'about the person', outlives: true },
      ],
    };
  },
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

test('of a person that is joined to another, only word of what happened is still sent (ENG-13)', async () => {
  const { pool, url } = database;
  const reactors = [peopleReactor, lettersAndNews];
  const joining = createEngine({ pool, url, directory: peopleDirectory, reactors, clock, log, works: false });
  const settle = async (): Promise<void> => {
    for (let idle = 0; idle < 2; ) idle = (await joining.step()) === 0 ? idle + 1 : 0;
  };
  const tell = async (messageId: string, anchor: string, body: object): Promise<void> => {
    const lane = laneOfAnchor(workspace, anchor);
    const fact = { type: 'track', name: 'Page', timestamp: clock.now(), ...body } as const;
    const accepted = { workspace, lane, trust: 'server', messageId, acceptedAt: clock.now(), body: fact } as const;
    await joining.inbox.accept([accepted]);
    await settle();
  };
  await tell('known', 'userId:anna', { userId: 'anna' });
  await tell('visit', 'anonymousId:browser', { anonymousId: 'browser', name: 'Letter' });
  await tell('both', 'userId:anna', { userId: 'anna', anonymousId: 'browser' });
  await joining.stop();
  const { outbox, seen } = outboxWith([{ kind: 'sent' }]);
  await outbox.round();
  expect(seen.map(({ key }) => key)).toEqual(['about the person']);
  expect(await states()).toEqual(['cancelled', 'sent']);
});

test('what a service puts in is sent once its transaction is over, and not when that is rolled back', async () => {
  const put = (key: string, fails: boolean): Promise<void> =>
    inTransaction(database.pool, async (tx) => {
      const item = { channel: 'mail', key, payload: { text: key } };
      await putIntoOutbox(tx, { workspace, about: 'prg_one', at: clock.now(), item });
      if (fails) throw new Error('The launch failed');
    });
  await expect(put('undone', true)).rejects.toThrow('The launch failed');
  await put('done', false);
  await put('done', false);
  const { outbox, seen } = outboxWith([{ kind: 'sent' }]);
  await outbox.round();
  expect(seen).toMatchObject([{ key: 'done', about: 'prg_one', payload: { text: 'done' } }]);
});

test('what was sent is forgotten after a week, and what waits is not', async () => {
  await write('sent');
  await outboxWith([{ kind: 'sent' }]).outbox.round();
  await write('waiting');
  clock.advance(7 * dayMs);
  await forgetOutbox(database.pool, clock.now());
  expect(await states()).toEqual(['sent', 'waiting']);
  clock.advance(1);
  await forgetOutbox(database.pool, clock.now());
  expect(await states()).toEqual(['waiting']);
});

test('an engine that has a sender sends by itself what a batch of its own wrote', async () => {
  await engine.stop();
  const { pool, url } = database;
  let senders: ReadonlyMap<string, Sender> = new Map();
  const told = new Promise<string>((resolve) => {
    const sender: Sender = (message) => {
      resolve(message.key);
      return Promise.resolve({ kind: 'sent' });
    };
    senders = new Map([['mail', sender]]);
  });
  engine = createEngine({
    ...{ pool, url, directory: peopleDirectory, reactors: [letters], clock, log, works: true, senders },
  });
  await engine.start();
  const body = { type: 'track', name: 'Letter', timestamp: clock.now(), userId: 'anna' } as const;
  const lane = laneOfAnchor(workspace, 'userId:anna');
  await engine.inbox.accept([{ workspace, lane, trust: 'server', messageId: 'm', acceptedAt: clock.now(), body }]);
  expect(await told).toBe('m');
});
