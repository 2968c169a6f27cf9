import type { Ban } from '@sarafan/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { replayHistory } from '../crash/replay/replay.ts';
import { ownReactors } from '../soak/history/arena.ts';
import { type BanWorld, openBanWorld } from '../support/bans.ts';

// How friends of somebody banned come to hear of it.

let world: BanWorld;
afterEach(() => world.close());

describe('the work of a ban (REF-77)', () => {
  const friends = ['boris', 'vera', 'gleb'];

  async function bannedWithoutWork(): Promise<Ban> {
    world = await openBanWorld();
    for (const friend of friends) {
      await world.invite(friend);
      await world.pays(friend);
    }
    const ban = await world.school.api('POST', '/api/v1/referral/programs/language-school/bans', {
      ...{ userId: 'anna', reason: 'spam' },
    });
    return ban as Ban;
  }

  /** One step, as soon as transactions of before have ended: databases of other tests are on the same server. */
  async function step(): Promise<void> {
    while (!(await world.school.rooms.banWork.step())) await world.school.settle();
  }

  const stateOf = (ban: Ban): Promise<Ban> =>
    world.school.api('GET', `/api/v1/referral/programs/language-school/bans/${ban.ban}`) as Promise<Ban>;

  test('INV-1 a step that dies before it is written down is told again, and takes effect once', async () => {
    const ban = await bannedWithoutWork();
    expect((await stateOf(ban)).work).toEqual({ isDone: false, told: 0 });
    // A mark, then whoever is banned.
    await step();
    await step();
    const { pool } = world.school.database;
    const before = await pool.query<{ work_cursor: object; told: string }>(
      'select work_cursor, told from referral_bans',
    );
    // The friends are told, and what was written about it is lost, as when the process is killed before its commit.
    await step();
    await world.school.settle();
    expect(await world.school.lessons('anna')).toBe(0n);
    const [kept] = before.rows;
    await pool.query('update referral_bans set work_cursor = $1, told = $2', [kept?.work_cursor, kept?.told]);
    await world.work();
    expect(await world.school.lessons('anna')).toBe(0n);
    expect((await stateOf(ban)).work.isDone).toBe(true);
    const { rows } = await pool.query<{ count: string }>(
      "select count(*) as count from engine_decisions where outcome = 'reward_clawed_back'",
    );
    expect(Number(rows[0]?.count)).toBe(friends.length);
  });

  test('waits for a batch of before the ban, whose friend is told then', async () => {
    const ban = await bannedWithoutWork();
    const { pool } = world.school.database;
    const batch = await pool.connect();
    try {
      await batch.query('begin');
      await batch.query('select pg_current_xact_id()');
      await world.school.rooms.banWork.step();
      expect(await world.school.rooms.banWork.step()).toBe(false);
      await batch.query('commit');
    } finally {
      batch.release();
    }
    await world.work();
    expect((await stateOf(ban)).work.isDone).toBe(true);
    expect(await world.school.lessons('anna')).toBe(0n);
  });

  test('INV-7 facts that are folded again are decided as the bans of their moment had it', async () => {
    world = await openBanWorld();
    await world.invite('boris');
    await world.pays('boris');
    const ban = await world.ban('anna');
    await world.invite('vera');
    await world.pays('vera');
    await world.lift(ban);
    await world.ban('anna');
    const { facts, decisions, faults } = await replayHistory(world.school.database.pool, ownReactors());
    expect(faults).toEqual([]);
    expect(facts).toBeGreaterThan(20);
    expect(decisions).toBeGreaterThan(10);
  });

  test('a reward that was on its way when the ban began is annulled, too', async () => {
    world = await openBanWorld();
    await world.invite('boris');
    const { engine } = world.school.rooms;
    // The friend's lane has booked the reward; its fact waits in the inviter's lane.
    const properties = { order_id: 'late', total: 4_000, currency: 'RUB' };
    const authorization = `Basic ${Buffer.from(`${world.school.keys.secretKey}:`).toString('base64')}`;
    await world.school.http.inject({
      ...{ method: 'POST', url: '/v1/track', headers: { authorization } },
      payload: { event: 'Order Completed', userId: 'boris', messageId: 'late', properties },
    });
    await engine.step();
    const banned = world.school.http.inject({
      ...{ method: 'POST', url: '/api/v1/referral/programs/language-school/bans' },
      ...{
        headers: { authorization: `Bearer ${world.school.keys.apiKey}` },
        payload: { userId: 'anna', reason: 'spam' },
      },
    });
    expect((await banned).statusCode).toBe(201);
    await world.work();
    expect(await world.school.lessons('anna')).toBe(0n);
    expect(await world.school.lessons('boris')).toBe(2n);
  });
});
