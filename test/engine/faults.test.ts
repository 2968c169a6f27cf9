import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { engineLimits, type Reactor, releaseQuarantine } from '../../server/src/engine/index.ts';
import { textIn } from '../../server/src/kit/values/json.ts';
import { type Arena, createArena, insist, laneOf, neighbours, reactor, settle, workspace } from './arena.ts';

let arena: Arena;
beforeEach(async () => {
  arena = await createArena();
});
afterEach(() => arena.close());

const errorLevel = 50;
const users = ['anna', 'boris', 'clara', 'dina', 'egor'];

/** A room with a table of its own, into which it writes one row for every fact. */
async function withTable(sql = 'insert into test_room select unnest($1::text[])'): Promise<Reactor> {
  await arena.database.pool.query('create table test_room (message_id text primary key)');
  return reactor('room', {
    decide: ({ fact }) => ({ effects: [{ id: fact.messageId }] }),
    async apply(tx, effects) {
      await tx.query(sql, [effects.map(({ effect }) => textIn(effect, 'id'))]);
    },
  });
}

async function roomRows(): Promise<string[]> {
  const { rows } = await arena.database.pool.query<{ message_id: string }>('select * from test_room order by 1');
  return rows.map((row) => row.message_id);
}

it.each(['engine_decisions', 'people_identifiers', 'engine_subjects', 'test_room'])(
  'while the table %s is missing nothing is quarantined, and afterwards all takes effect once (ENG-16)',
  async (table) => {
    const room = await withTable();
    const loud = { ...room, decide: (input: Parameters<Reactor['decide']>[0]) => decided(room, input) };
    const engine = arena.engine([loud]);
    await arena.tell(engine, 'Early', users);
    await settle(engine);
    await arena.tell(engine, 'Late', [...users, 'fresh']);
    await arena.database.pool.query(`alter table ${table} rename to elsewhere`);
    const thrown = await insist(engine, 3);
    expect(thrown.map((error) => (error as { code?: string }).code)).toEqual(['42P01', '42P01', '42P01']);
    expect(await arena.quarantine()).toEqual([]);
    await arena.database.pool.query(`alter table elsewhere rename to ${table}`);
    await settle(engine);
    expect(await arena.waiting()).toBe(0);
    expect(await arena.quarantine()).toEqual([]);
    const history = await arena.history();
    expect(history).toHaveLength(11);
    expect(new Set(history).size).toBe(11);
    expect(await roomRows()).toEqual([...history].sort());
  },
);

/** The room's outcome with a decision and a timer: then every table of the engine is written. */
function decided(room: Reactor, input: Parameters<Reactor['decide']>[0]): ReturnType<Reactor['decide']> {
  const decisions = [{ about: input.fact.messageId, outcome: 'seen', detail: {} }];
  const timers = [{ key: 'again', dueAt: input.now + 1e9 }];
  return { ...room.decide(input), part: { seen: input.fact.messageId }, decisions, timers };
}

it.each([
  ['a missing privilege', '42501'],
  ['a full disk', '53100'],
  ['a damaged page', 'XX001'],
  ['an unreadable file', '58030'],
  ['a server that only reads', '25006'],
  ['a plan that no longer fits', '0A000'],
])('%s puts no fact aside (%s)', async (_what, code) => {
  const raise = `do $$ begin raise exception 'mended soon' using errcode = '${code}'; end $$`;
  let isBroken = true;
  const room = reactor('room', {
    decide: ({ fact }) => ({ effects: [{ id: fact.messageId }] }),
    apply: async (tx) => {
      if (isBroken) await tx.query(raise);
    },
  });
  const engine = arena.engine([room]);
  await arena.tell(engine, 'Told', users);
  expect(await insist(engine, 2)).toHaveLength(2);
  expect(await arena.quarantine()).toEqual([]);
  isBroken = false;
  await settle(engine);
  expect(await arena.history()).toHaveLength(users.length);
});

it('a lane that meets a fault of the store waits, and the other lanes go on', async () => {
  const room = reactor('room', {
    decide: ({ fact }) => ({ effects: fact.userId === 'boris' ? [{}] : [] }),
    apply: async (tx, effects) => {
      if (effects.length > 0) await tx.query('select from nowhere');
    },
  });
  const engine = arena.engine([room]);
  await arena.tell(engine, 'Told', users);
  await insist(engine, 4);
  expect(await arena.history()).toHaveLength(users.length - 1);
  expect(await arena.waiting()).toBe(1);
  expect(await arena.quarantine()).toEqual([]);
});

it('the fault is told, and not the failures of the statements behind it', async () => {
  await arena.database.pool.query('create table test_room (message_id text primary key)');
  // The engine removes timers and then sets others: the second statement follows the room's failed one.
  const room = reactor('room', {
    decide: ({ now }) => ({
      effects: [{}],
      timers: [
        { key: 'gone', dueAt: null },
        { key: 'set', dueAt: now + 1e9 },
      ],
    }),
    apply: async (tx) => {
      await tx.query(`insert into test_room values ('same'), ('same')`);
    },
  });
  const engine = arena.engine([room]);
  await arena.tell(engine, 'Told', ['anna']);
  await settle(engine);
  expect((await arena.quarantine()).map((row) => row.error)).toEqual([expect.stringContaining('duplicate key')]);
});

it('the worker says in its log that the store has a fault, and goes on when it is mended', async () => {
  const { pool } = arena.database;
  const room = await withTable();
  const engine = arena.engine([room]);
  await arena.tell(engine, 'Told', users);
  await pool.query('alter table test_room rename to elsewhere');
  await arena.worker([room]);
  const errors = () => arena.logged.filter((line) => line.level === errorLevel).map((line) => line.msg);
  await expect.poll(errors).toContain('The store has a fault; facts wait until it is mended');
  await pool.query('alter table elsewhere rename to test_room');
  await expect.poll(() => arena.waiting(), { timeout: 10_000 }).toBe(0);
  expect(await roomRows()).toHaveLength(users.length);
});

it('facts that arrive do not cut short the pauses that a fault makes', async () => {
  let tries = 0;
  const room = reactor('room', {
    decide: () => ({ effects: [{}] }),
    async apply(tx) {
      tries += 1;
      await tx.query('select from nowhere');
    },
  });
  const engine = await arena.worker([room]);
  const arrivals = 60;
  for (let fact = 0; fact < arrivals; fact += 1) {
    await arena.tell(engine, 'Told', ['anna']);
    await delay(15);
  }
  expect(tries).toBeGreaterThan(1);
  expect(tries).toBeLessThan(arrivals / 2);
});

const broken = reactor('broken', {
  decide: () => {
    throw new Error('the room is broken');
  },
});
const mended = reactor('broken', {});

it('a room that throws for every fact puts aside as many as the limit says, and the rest waits (ENG-16)', async () => {
  const engine = arena.engine([broken]);
  const many = Array.from({ length: 3 * engineLimits.asideInARow }, (_, index) => `user-${index % 40}`);
  await arena.tell(engine, 'Told', many);
  await insist(engine, 4);
  expect(await arena.quarantine()).toHaveLength(engineLimits.asideInARow);
  expect(await arena.waiting()).toBe(many.length - engineLimits.asideInARow);
  expect(arena.logged.filter((line) => line.msg.startsWith('So many facts in a row'))).toHaveLength(1);
  const restarted = arena.engine([mended]);
  await settle(restarted);
  expect(await arena.waiting()).toBe(0);
  for (const row of await arena.quarantine()) {
    await releaseQuarantine(arena.database.pool, workspace, row.lane, row.quarantine_id, arena.clock.now());
  }
  await settle(restarted);
  const history = await arena.history();
  expect(history).toHaveLength(many.length);
  expect(new Set(history).size).toBe(many.length);
});

it('one lane full of failing facts is emptied by and by, as long as facts of others take effect', async () => {
  const lane = laneOf('anna');
  const room = reactor('room', {
    decide: ({ fact }) => {
      if (fact.name === 'Bad') throw new Error('bad');
      return {};
    },
  });
  const engine = arena.engine([room]);
  const limit = engineLimits.asideInARow;
  await arena.tell(engine, 'Bad', neighbours(limit + 5, lane));
  await arena.tell(engine, 'Good', neighbours(1, lane));
  await insist(engine, 2);
  expect(await arena.quarantine()).toHaveLength(limit);
  await arena.tell(engine, 'Good', ['boris']);
  expect(laneOf('boris')).not.toBe(lane);
  await insist(engine, 4);
  expect(await arena.quarantine()).toHaveLength(limit + 5);
  expect(await arena.history()).toHaveLength(2);
  expect(arena.logged.map((line) => line.msg)).toContain('Facts take effect again');
});

it('a batch that is ended for want of time is halved until it fits', async () => {
  const sizes: number[] = [];
  const ended = `do $$ begin raise exception 'no time left' using errcode = '25P04'; end $$`;
  const room = reactor('room', {
    decide: () => ({ effects: [{}] }),
    async apply(tx, effects) {
      sizes.push(effects.length);
      if (effects.length > 150) await tx.query(ended);
    },
  });
  await arena.tell(arena.engine([room]), 'Told', Array(500).fill('anna') as string[]);
  await arena.worker([room]);
  await expect.poll(() => arena.waiting(), { timeout: 20_000 }).toBe(0);
  expect(await arena.quarantine()).toEqual([]);
  expect(await arena.history()).toHaveLength(500);
  expect(Math.max(...sizes)).toBe(500);
});
