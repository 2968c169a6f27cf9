import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reactor } from '../../server/src/engine/index.ts';
import { ownReactors } from '../soak/history/arena.ts';
import { happenings } from '../soak/history/facts.ts';
import { play } from '../soak/history/play.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { replayHistory } from './replay/replay.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const lab = { ...database, reactors: ownReactors() };
  const histories = fc.sample(happenings(6, 40), { seed: 11, numRuns: 12 });
  for (const [seed, history] of histories.entries()) await play(lab, history, { kind: 'drawn', seed });
}, 120_000);
afterAll(() => database?.drop());

/** What a replay says of the database after a statement that is taken back. */
async function replayAfter(statement: string): Promise<readonly string[]> {
  const connection = await database.pool.connect();
  try {
    await connection.query('begin');
    const { rowCount } = await connection.query(statement);
    expect(rowCount).toBeGreaterThan(0);
    return (await replayHistory(connection, ownReactors())).faults;
  } finally {
    await connection.query('rollback');
    connection.release();
  }
}

describe('a replay of everything that was recorded', () => {
  it('gives the recorded decisions again, from the recorded facts, their now and their revision (INV-7)', async () => {
    const replayed = await replayHistory(database.pool, ownReactors());
    expect(replayed.faults).toEqual([]);
    expect(replayed.facts).toBeGreaterThan(400);
    expect(replayed.decisions).toBeGreaterThan(200);
    expect(replayed.posts).toBeGreaterThan(25);
  });

  it('notices a decision that was changed, one that is gone and one that nobody took', async () => {
    const some = '(select lane, seq, position from engine_decisions order by lane, seq, position limit 1)';
    const where = `where (lane, seq, position) in ${some}`;
    const changed = await replayAfter(`update engine_decisions set outcome = 'other' ${where}`);
    expect(changed).toEqual([expect.stringContaining('and is decided again as')]);
    const gone = await replayAfter(`delete from engine_decisions ${where}`);
    expect(gone).toEqual([expect.stringContaining('is decided again but never was')]);
    const invented = await replayAfter(
      `insert into engine_decisions
       select (jsonb_populate_record(d, '{"position": 99}')).* from engine_decisions d ${where}`,
    );
    expect(invented).toEqual([expect.stringContaining('was decided and is not decided again')]);
  });

  it('notices a definition that was changed without a new revision', async () => {
    const faults = await replayAfter(
      `update referral_versions set definition = jsonb_set(definition, '{rewards,0,amount}', '"3"')`,
    );
    expect(faults.join()).toContain('is not derived again');
  });

  it('notices a fact that is not where it was', async () => {
    const order = `name = 'Order Completed' and message_id not like '~%'`;
    const faults = await replayAfter(
      `delete from engine_facts where (lane, seq) = (select lane, seq from engine_facts where ${order} limit 1)`,
    );
    expect(faults.length).toBeGreaterThan(0);
  });

  it('notices a rule that reads something which is not recorded', async () => {
    let decided = 0;
    const moody = ownReactors().map((reactor): Reactor => {
      if (reactor.name !== 'referral') return reactor;
      const decide: Reactor['decide'] = (input) => {
        decided += 1;
        return decided % 7 === 0 ? {} : reactor.decide(input);
      };
      return { ...reactor, decide };
    });
    const { faults } = await replayHistory(database.pool, moody);
    expect(faults.length).toBeGreaterThan(0);
  });
});
