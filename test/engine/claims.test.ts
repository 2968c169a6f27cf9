import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ClaimScope, claimLanes, readArrivals } from '../../server/src/engine/batch/claim.ts';
import { inTransaction, type Queryable } from '../../server/src/kit/db.ts';
import { type Arena, createArena, start, workspace } from './arena.ts';

let arena: Arena;
beforeEach(async () => {
  arena = await createArena();
});
afterEach(() => arena.close());

async function fill(lanes: readonly number[]): Promise<void> {
  await arena.database.pool.query(
    `insert into engine_inbox (lane, workspace_id, trust, message_id, accepted_at, payload)
     select lane, $2, 1, 'm' || n, $3, '{}' from unnest($1::smallint[]) lane cross join generate_series(1, 3) n`,
    [lanes, workspace, start],
  );
}

async function setTimers(lanes: readonly number[], dueAt: number): Promise<void> {
  await arena.database.pool.query(
    `insert into engine_timers (lane, subject_id, reactor, key, workspace_id, due_at, properties)
     select lane, 'per_x', 'r', 'k', $2, $3, '{}' from unnest($1::smallint[]) lane`,
    [lanes, workspace, dueAt],
  );
}

/** The lanes that a worker would take, in its order; they are given back at once. */
async function claimed(scope: Partial<ClaimScope>): Promise<number[]> {
  const whole = { facts: 1_000, lanesAtMost: 256, offset: 0, ...scope };
  const lanes = await inTransaction(arena.database.pool, (tx) => claimLanes(tx, start, whole));
  return lanes.map(({ lane }) => lane);
}

it('lanes are taken around the circle from the offset on, each once, and no more than asked for (ENG-3)', async () => {
  await fill([3, 7, 90, 200, 255]);
  expect(await claimed({})).toEqual([3, 7, 90, 200, 255]);
  expect(await claimed({ offset: 90 })).toEqual([90, 200, 255, 3, 7]);
  expect(await claimed({ offset: 91, lanesAtMost: 3 })).toEqual([200, 255, 3]);
  expect(await claimed({ lanes: [7, 8, 200], offset: 8 })).toEqual([200, 7]);
});

it('a lane that another holds is passed over and counts for nothing (ENG-3)', async () => {
  await fill([3, 7, 90, 200]);
  const holder = await arena.database.pool.connect();
  await holder.query('begin; select from engine_lanes where lane in (7, 90) for no key update');
  expect(await claimed({ lanesAtMost: 2 })).toEqual([3, 200]);
  await holder.query('rollback');
  holder.release();
});

it('lanes with nothing but a due timer go first, so that lanes full of facts cannot starve them (ENG-4)', async () => {
  await fill([3, 7]);
  await setTimers([7, 100, 150], start);
  await setTimers([160], start + 1);
  expect(await claimed({})).toEqual([100, 150, 3, 7]);
  expect(await claimed({ offset: 101, lanesAtMost: 1 })).toEqual([150]);
  expect(await claimed({ withTimers: false })).toEqual([3, 7]);
});

it('what commits behind the claim is not overtaken by what the same transaction told later (INV-2)', async () => {
  const { pool } = arena.database;
  const scope: ClaimScope = { facts: 1_000, lanesAtMost: 256, offset: 0 };
  const tell = (db: Queryable, messageId: string): Promise<unknown> =>
    db.query(
      `insert into engine_inbox (lane, workspace_id, trust, message_id, accepted_at, payload)
       values (3, $1, 1, $2, $3, '{}')`,
      [workspace, messageId, start],
    );
  const slow = await pool.connect();
  await slow.query('begin');
  await tell(slow, 'first of the slow');
  await tell(pool, 'of somebody fast');
  await tell(slow, 'second of the slow');
  const read = await inTransaction(pool, async (tx) => {
    const lanes = await claimLanes(tx, start, scope);
    expect(lanes).toMatchObject([{ lane: 3 }]);
    await slow.query('commit');
    return readArrivals(tx, lanes, start, scope);
  });
  slow.release();
  const told = read.map((each) => (each.kind === 'inbox' ? each.messageId : each.kind));
  expect(told).toEqual(['first of the slow', 'of somebody fast', 'second of the slow']);
});
