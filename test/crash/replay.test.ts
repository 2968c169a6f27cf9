import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactBody, Trust } from '../../server/src/engine/fact.ts';
import type { Reactor } from '../../server/src/engine/index.ts';
import { anchorOf } from '../../server/src/engine/ingest/anchor.ts';
import { laneOfAnchor } from '../../server/src/kit/values/lane.ts';
import { type Lab, openArena, ownReactors, settle } from '../soak/history/arena.ts';
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
  await playOddities(lab);
}, 120_000);
afterAll(() => database?.drop());

/**
 * Decisions that saw more than their fact: a code that nobody owned yet, a code that was taken, an earlier acceptance.
 */
async function playOddities(lab: Lab): Promise<void> {
  const { engine, around } = await openArena(lab);
  const { workspace, now, codes } = around;
  const [taken = ''] = codes;
  const { rows } = await lab.pool.query<{ detail: string }>(
    `select detail from people_identifiers where workspace_id = $1 and kind = 'code' and value = $2`,
    [workspace, taken],
  );
  const program = rows[0]?.detail ?? '';
  let sent = 0;
  const send = async (trust: Trust, body: Omit<FactBody, 'timestamp'>, acceptedAt: number): Promise<void> => {
    const whole = { ...body, timestamp: now };
    const anchor = anchorOf(trust, whole);
    if (anchor === undefined) throw new Error('A fact names nobody');
    const lane = laneOfAnchor(workspace, `${anchor.kind}:${anchor.value}`);
    sent += 1;
    await engine.inbox.accept([{ workspace, lane, trust, messageId: `odd-${sent}`, acceptedAt, body: whole }]);
    await settle(engine);
  };
  const enter = (ids: { userId: string } | { anonymousId: string }, code: string): Omit<FactBody, 'timestamp'> => {
    return { type: 'track', name: 'Referral Code Entered', ...ids, properties: { code } };
  };
  const offered = [taken, 'CDFGJNQR'].map((value) => ({ kind: 'code' as const, value, detail: program }));
  const join = { name: 'Join Program', userId: 'late', properties: { program }, claims: offered };
  await send('server', enter({ userId: 'early' }, 'CDFGJNQR'), now);
  await send('server', { type: 'command', ...join }, now);
  await send('public', { type: 'page', name: 'page', anonymousId: 'visitor' }, now);
  await send('public', enter({ anonymousId: 'visitor' }, taken), now - 5);
}

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

  it('needs to know what a decision saw besides its fact', async () => {
    for (const what of ['at', 'conflicts', 'owners']) {
      const faults = await replayAfter(
        `update engine_facts set seen = (seen::jsonb - '${what}')::text where seen::jsonb->'${what}' is not null`,
      );
      expect(faults.length, what).toBeGreaterThan(0);
    }
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
