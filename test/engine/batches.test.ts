import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ClaimLost } from '../../server/src/engine/batch/resolve.ts';
import type { AcceptedFact, FactBody } from '../../server/src/engine/fact.ts';
import { type Engine, type Reactor, runBatch } from '../../server/src/engine/index.ts';
import { VirtualClock } from '../../server/src/kit/clock.ts';
import { textIn } from '../../server/src/kit/values/json.ts';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import {
  type Arena,
  createArena,
  factOf,
  insist,
  laneOf,
  neighbours,
  reactor,
  settle,
  start,
  workspace,
} from './arena.ts';

let arena: Arena;
beforeEach(async () => {
  arena = await createArena();
});
afterEach(() => arena.close());

const users = ['anna', 'boris', 'clara', 'dina', 'egor'];

/** Every row of every table, as text. */
async function everything(): Promise<Record<string, string[]>> {
  const { pool } = arena.database;
  const tables = await pool.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
  );
  const rows = tables.rows.map(async ({ name }) => {
    const found = await pool.query<{ row: string }>(`select t::text as row from ${name} t order by 1`);
    return [name, found.rows.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

/** A failure of the moment: the connection is kept, and so might be what a room sends behind it. */
const conflict = `do $$ begin raise exception 'in conflict' using errcode = '40001'; end $$`;

/** A room that leaves something in every table of the engine. */
const busy = reactor('busy', {
  decide: ({ fact, now }) => ({
    part: { seen: fact.messageId },
    timers: [{ key: 'later', dueAt: now + minuteMs }],
    decisions: [{ about: fact.messageId, outcome: 'seen', detail: {} }],
    outbox: [{ channel: 'mail', key: fact.messageId, payload: {} }],
    reply: { status: 'done' },
    facts: fact.type === 'track' ? [{ name: 'Seen', subject: { userId: 'zoe' }, timestamp: now, properties: {} }] : [],
  }),
});

/** A room that writes one row, and a while later another one. */
const slow = reactor('slow', {
  decide: ({ fact }) => ({ effects: [{ id: fact.messageId }] }),
  async apply(tx, effects) {
    const ids = effects.map(({ effect }) => textIn(effect, 'id'));
    await tx.query('insert into test_rows select unnest($1::text[]), 1', [ids]);
    await delay(60);
    await tx.query('insert into test_rows select unnest($1::text[]), 2', [ids]);
  },
});

/** A room whose write fails while `isBroken` says so. */
function failing(isBroken: () => boolean): Reactor {
  return reactor('failing', {
    decide: () => ({ effects: [{}] }),
    async apply(tx) {
      await tx.query('select');
      if (isBroken()) await tx.query(conflict);
    },
  });
}

it.each([
  ['before all others', (broken: Reactor) => [broken, busy, slow]],
  ['while another one is between two statements of its own', (broken: Reactor) => [slow, busy, broken]],
])('of a batch in which a room fails %s nothing is written, then or later (ENG-3)', async (_when, ordered) => {
  await arena.database.pool.query('create table test_rows (message_id text, step int, primary key (message_id, step))');
  let isBroken = false;
  const engine = arena.engine(ordered(failing(() => isBroken)));
  await arena.tell(engine, 'Before', users);
  await settle(engine);
  await arena.tell(engine, 'After', [...users, 'fresh']);
  const before = await everything();
  isBroken = true;
  await expect(engine.step()).rejects.toMatchObject({ code: '40001' });
  await expect(engine.step()).rejects.toMatchObject({ code: '40001' });
  await delay(200);
  expect(await everything()).toEqual(before);
  isBroken = false;
  await settle(engine);
  const history = await arena.history();
  expect(history.filter((id) => id.startsWith('After'))).toHaveLength(6);
  const rows = await arena.database.pool.query('select from test_rows');
  expect(rows.rowCount).toBe(2 * history.length);
});

it('nobody takes facts from a lane whose lock another holds, and everybody takes those of others (ENG-3)', async () => {
  const engine = arena.engine([busy]);
  await arena.tell(engine, 'Told', users);
  const holder = await arena.database.pool.connect();
  await holder.query('begin');
  await holder.query('select from engine_lanes where lane = $1 for no key update', [laneOf('clara')]);
  await settle(engine);
  expect(await arena.waiting()).toBe(1);
  expect((await arena.history()).filter((id) => id === 'Told-3')).toEqual([]);
  await holder.query('rollback');
  holder.release();
  await settle(engine);
  expect((await arena.history()).filter((id) => id === 'Told-3')).toHaveLength(1);
});

/** A promise that others open. */
function latch(): { readonly opened: Promise<void>; open(): void } {
  const waiting: (() => void)[] = [];
  const opened = new Promise<void>((resolve) => waiting.push(resolve));
  return { opened, open: () => waiting[0]?.() };
}

it('while a batch is under way another worker takes nothing from its lanes (ENG-3)', async () => {
  const gate = latch();
  const entered = latch();
  const held = reactor('held', {
    decide: () => ({ effects: [{}] }),
    async apply() {
      entered.open();
      await gate.opened;
    },
  });
  const [one, other] = [arena.engine([held]), arena.engine([held])];
  const lane = laneOf('anna');
  await arena.tell(one, 'Told', neighbours(4, lane));
  const batch = one.step();
  await entered.opened;
  await arena.tell(one, 'Told', neighbours(4, lane));
  expect(await other.step()).toBe(0);
  gate.open();
  await batch;
  await settle(other);
  expect(await arena.history()).toEqual(Array.from({ length: 8 }, (_, index) => `Told-${index + 1}`));
});

it('a fact takes effect if and only if its id is remembered, and places have no gap (ENG-1, ENG-2)', async () => {
  let isBroken = false;
  const rooms = [busy, failing(() => isBroken)];
  const engines = [arena.engine(rooms), arena.engine(rooms)];
  const [one, other] = engines as [Engine, Engine];
  for (let round = 0; round < 6; round += 1) {
    await arena.tell(one, 'Told', [...users, ...users]);
    // Every round is repeated by its sender while it may be under way, and half of the batches fail.
    await one.inbox.accept(repeats(round * 10, users));
    isBroken = round % 2 === 1;
    await Promise.all([insist(one, 2), insist(other, 2)]);
  }
  isBroken = false;
  await settle(one);
  const { pool } = arena.database;
  const remembered = await pool.query<{ message_id: string }>('select message_id from engine_dedup order by 1');
  const outside = (await arena.history()).filter((id) => id.startsWith('Told'));
  expect(outside).toHaveLength(60);
  expect(remembered.rows.map((row) => row.message_id)).toEqual(outside.sort());
  const lanes = await pool.query<{ lane: number; next: string; count: string; last: string }>(
    `select l.lane, l.next_seq as next, count(distinct f.seq) as count, max(f.seq) as last
     from engine_lanes l join engine_facts f on f.lane = l.lane group by l.lane`,
  );
  expect(lanes.rows.length).toBeGreaterThan(3);
  for (const { next, count, last } of lanes.rows) {
    expect([Number(last), Number(next)]).toEqual([Number(count), Number(count) + 1]);
  }
});

/** The facts `Told-<n>` from `after` on, one for each user, as their sender repeats them. */
function repeats(after: number, of: readonly string[]): AcceptedFact[] {
  return of.map((userId, index) =>
    factOf(`Told-${after + index + 1}`, { type: 'track', name: 'Told', timestamp: start, userId }, start),
  );
}

it('a timer that sets itself again comes due a second later, and not before (ENG-8)', async () => {
  const rung: number[] = [];
  const clockwork = reactor('clockwork', {
    decide: ({ fact, now }) => {
      if (fact.type === 'timer') rung.push(now - start);
      return { timers: [{ key: 'again', dueAt: now }] };
    },
  });
  const engine = arena.engine([clockwork]);
  await arena.tell(engine, 'Told', ['anna']);
  await settle(engine);
  arena.clock.advance(999);
  await settle(engine);
  expect(rung).toEqual([0]);
  arena.clock.advance(1);
  await settle(engine);
  expect(rung).toEqual([0, 1_000]);
});

it('now never goes back for a lane, also when a worker’s clock is behind (ENG-5)', async () => {
  const seen: number[] = [];
  const watch = reactor('watch', {
    decide: ({ fact, now }) => {
      seen.push(now);
      return fact.type === 'timer' ? {} : { timers: [{ key: 'tick', dueAt: now + 1_000 }] };
    },
  });
  const behind = new VirtualClock(start - 10 * minuteMs);
  const [ahead, late] = [arena.engine([watch]), arena.engine([watch], behind)];
  const near = neighbours(3, laneOf('anna'));
  const accept = (clock: VirtualClock, messageId: string, userId: string): AcceptedFact => {
    const body: FactBody = { type: 'track', name: 'Told', timestamp: clock.now(), userId };
    return { workspace, lane: laneOf('anna'), trust: 'server', messageId, acceptedAt: clock.now(), body };
  };
  for (let round = 0; round < 12; round += 1) {
    const userId = near[round % 3] ?? '';
    await ahead.inbox.accept([accept(arena.clock, `ahead-${round}`, userId)]);
    await settle(round % 2 === 0 ? ahead : late);
    await late.inbox.accept([accept(behind, `late-${round}`, userId)]);
    await settle(round % 3 === 0 ? ahead : late);
    arena.clock.advance(700);
    behind.advance(700);
  }
  expect(seen.length).toBeGreaterThan(24);
  expect(seen).toEqual([...seen].sort((left, right) => left - right));
  const { rows } = await arena.database.pool.query<{ now_at: string }>('select now_at from engine_facts order by seq');
  expect(rows.map((row) => Number(row.now_at))).toEqual(seen);
  expect(new Set(seen).size).toBeGreaterThan(5);
});

it('two batches that race for the same identifiers never wait for each other in a circle (ENG-6)', async () => {
  const [one, other] = [arena.engine([]), arena.engine([])];
  const lanes = [laneOf('anna'), laneOf('boris')] as const;
  const persons = 400;
  // Each person is met in both lanes, in one of them from the first to the last, in the other the other way round.
  const facts = lanes.map((lane, side) =>
    neighbours(persons, lane).map((userId, index) => {
      const email = `p${side === 0 ? index : persons - 1 - index}@example.com`;
      const body: FactBody = { type: 'identify', name: '', timestamp: start, userId, traits: { email } };
      return { workspace, lane, trust: 'server', messageId: `${side}-${index}`, acceptedAt: start, body } as const;
    }),
  );
  await one.inbox.accept(facts.flat());
  // Both have decided before either may claim, so they claim at the same time.
  const holder = await arena.database.pool.connect();
  await holder.query('begin; lock table people_identifiers in share mode');
  const batches = [one, other].map((engine, side) =>
    runBatch(engine.batches, start, { lanes: lanes.slice(side, side + 1), facts: persons, lanesAtMost: 1, offset: 0 }),
  );
  const waiters = `select from pg_locks where relation = 'people_identifiers'::regclass and not granted`;
  await expect.poll(async () => (await arena.database.pool.query(waiters)).rowCount).toBe(2);
  await holder.query('rollback');
  holder.release();
  const settled = await Promise.allSettled(batches);
  const lost = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  expect(lost).toEqual([expect.any(ClaimLost)]);

  await settle(one);
  expect((await arena.history()).sort()).toEqual(
    facts
      .flat()
      .map((fact) => fact.messageId)
      .sort(),
  );
  const owners = await arena.database.pool.query<{ lane: number; count: string }>(
    `select s.lane, count(*) from people_identifiers i join engine_subjects s on s.subject_id = i.subject_id
     where i.kind = 'email' group by s.lane`,
  );
  // One lane was first, and all addresses are its persons'.
  expect(owners.rows).toEqual([{ lane: expect.any(Number) as number, count: String(persons) }]);
});
