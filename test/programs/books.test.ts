import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replayHistory } from '../crash/replay/replay.ts';
import { faultsOf } from '../soak/books/checks.ts';
import { drawCases, type Field, playCases } from '../soak/books/field.ts';
import { ownReactors } from '../soak/history/arena.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

// Random programs of the whole language, each with a friend's random history, through the server and its books.

let database: FreshDatabase;
let field: Field;
const nothing = () => ({ grants: 0, bounded: 0, earned: 0, refused: 0 });

beforeAll(async () => {
  database = await freshDatabase();
  field = await playCases({ ...database, reactors: ownReactors() }, drawCases(60, 20261123));
}, 120_000);
afterAll(() => database?.drop());

test('books are sound, limits hold, explanations agree, a replay decides it again (INV-3, INV-7, INV-8)', async () => {
  const found = nothing();
  expect(await faultsOf(database.pool, field, found)).toEqual([]);
  expect((await replayHistory(database.pool, ownReactors())).faults).toEqual([]);
  expect(found.grants).toBeGreaterThan(10);
  expect(found.bounded).toBeGreaterThan(10);
  expect(found.refused).toBeGreaterThan(50);
}, 120_000);

describe('what is planted is found', () => {
  const planted = [
    ['a balance that no posting made', 'update ledger_accounts set balance = balance + 1', 'do not sum to zero'],
    ['a grant beyond every limit', 'update rewards_grants set amount = 9000000000000', 'limits that do not hold'],
    ['another verdict', "update referral_pairs set status = 'waiting', reason = null", 'say otherwise'],
    ['a reward that was lost', "update rewards_grants set state = 'clawed_back'", 'say otherwise'],
  ] as const;

  test.each(planted)(
    '%s',
    async (_, statement, fault) => {
      const { pool } = database;
      // The tables are put back as they were.
      const copies = ['ledger_accounts', 'rewards_grants', 'referral_pairs'];
      for (const table of copies) await pool.query(`create table copy_of_${table} as table ${table}`);
      try {
        await pool.query(statement);
        expect((await faultsOf(pool, field, nothing())).join('\n')).toContain(fault);
      } finally {
        for (const table of copies) {
          await pool.query(`truncate ${table}`);
          await pool.query(`insert into ${table} table copy_of_${table}`);
          await pool.query(`drop table copy_of_${table}`);
        }
      }
    },
    60_000,
  );

  test('and the copies are whole again', async () => {
    expect(await faultsOf(database.pool, field, nothing())).toEqual([]);
  });
});
