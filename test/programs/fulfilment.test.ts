import type { ProgramDefinition, RewardGrant } from '@sarafan/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { auditBalances, clearingTotals, systemTotals } from '../../server/src/rooms/ledger/index.ts';
import { ask, bearer } from '../api/customers.ts';
import { checkHoldings } from '../crash/checks/money.ts';
import { createRecipe, type RecipeWorld, referrer } from '../support/program.ts';

// Rewards that a person hands out, told to the public API on the virtual clock.

let world: RecipeWorld;
afterEach(async () => {
  const { database, keys } = world.school;
  const wrong = await auditBalances(database.pool, keys.workspace);
  const left = (await clearingTotals(database.pool, keys.workspace)).filter(({ total }) => total !== 0n);
  const apart = await checkHoldings(database.pool, keys.workspace);
  await world.close();
  if (wrong.length + left.length + apart.length > 0) {
    throw new Error(`The books do not agree (INV-3, REW-6): ${JSON.stringify([wrong, left.length, apart])}`);
  }
});

const byPerson =
  (holdDays = 0) =>
  (definition: ProgramDefinition): ProgramDefinition => ({
    ...definition,
    rewards: (['referrer', 'friend'] as const).map((to) => ({
      ...{ to, unit: 'glass', amount: '2', holdDays, fulfil: { by: 'person' } },
      on: { order: 'first_matching' },
    })),
  });

async function toHandOut(query = 'state=waiting'): Promise<readonly RewardGrant[]> {
  const { items } = (await world.school.api('GET', `/api/v1/rewards/fulfilments?${query}`)) as { items: RewardGrant[] };
  return items;
}

/** The one reward of the referrer in a list. */
async function gift(query?: string): Promise<RewardGrant> {
  const [found, ...others] = (await toHandOut(query)).filter(({ side }) => side === 'referrer');
  if (found === undefined || others.length > 0) throw new Error(`${others.length} more rewards, or none`);
  return found;
}

async function say(grant: string, verb: 'fulfil' | 'fail' | 'reopen', body: object = {}) {
  const { school } = world;
  const answer = await ask(
    school,
    'POST',
    { url: `/rewards/grants/${grant}/${verb}`, payload: body },
    bearer(school.keys.apiKey),
  );
  return { status: answer.statusCode, ...answer.json<RewardGrant & { code?: string }>() };
}

const fulfilled = async (): Promise<readonly bigint[]> =>
  (await systemTotals(world.school.database.pool, world.school.keys.workspace, 'fulfilled')).map(({ total }) => total);

/** Rita has invited Boris, who has paid. */
async function earned(holdDays = 0): Promise<string> {
  world = await createRecipe('wine-shop', byPerson(holdDays));
  await world.invite('boris');
  return world.pays('boris', 4_000);
}

describe('a reward that a person hands out (REW-23)', () => {
  test('waits, cannot be spent, and leaves the books of its holder when it was', async () => {
    await earned();
    expect(await world.holds(referrer, 'glass')).toBe('0 and 2 pending');
    const spending = { userId: referrer, unit: 'glass', amount: '1' };
    const { school } = world;
    const spent = await ask(
      school,
      'POST',
      { url: '/rewards/spendings', payload: spending },
      bearer(school.keys.apiKey),
    );
    expect(spent.statusCode).toBe(409);
    const { grant, state, fulfilment } = await gift();
    expect({ state, fulfilment }).toMatchObject({ state: 'waiting', fulfilment: { by: 'person', state: 'waiting' } });
    const done = await say(grant, 'fulfil', { note: 'At the desk', reference: '17' });
    expect(done).toMatchObject({
      ...{ status: 200, state: 'fulfilled' },
      fulfilment: { state: 'done', note: 'At the desk', reference: '17', code: null },
    });
    expect(await world.holds(referrer, 'glass')).toBe('0');
    expect(await fulfilled()).toEqual([2n]);
    const told = (await world.explain('boris')).rewards.map(
      ({ side, sentence }) => `${side}: ${sentence.en.replace(/\s/g, ' ')}`,
    );
    expect(told.toSorted()).toEqual(['friend: Waits to be handed out — 2 glasses', 'referrer: Handed out — 2 glasses']);
  });

  test('waits from the end of its hold', async () => {
    await earned(14);
    expect(await toHandOut('')).toEqual([]);
    world.school.clock.advance(14 * 86_400_000);
    await world.school.settle();
    expect(await toHandOut()).toHaveLength(2);
    expect(await world.holds(referrer, 'glass')).toBe('0 and 2 pending');
  });

  test('is handed out once, whoever says it how often and at the same moment (REW-24)', async () => {
    await earned();
    const { grant } = await gift();
    const said = await Promise.all(Array.from({ length: 5 }, () => say(grant, 'fulfil')));
    expect(said.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await fulfilled()).toEqual([2n]);
    expect((await say(grant, 'fail', { note: 'Too late' })).code).toBe('not_open');
  });

  test('could not be handed out, is tried again, is done, and that is undone (REW-24)', async () => {
    await earned();
    const { grant } = await gift();
    expect(await say(grant, 'fail', { note: 'Out of stock' })).toMatchObject({
      ...{ status: 200, state: 'waiting', fulfilment: { state: 'failed', note: 'Out of stock' } },
    });
    expect(await world.holds(referrer, 'glass')).toBe('0 and 2 pending');
    expect((await say(grant, 'reopen')).fulfilment).toMatchObject({ state: 'waiting', note: null });
    for (let round = 0; round < 3; round += 1) {
      expect((await say(grant, 'fulfil')).state).toBe('fulfilled');
      expect(await fulfilled()).toEqual([2n]);
      expect((await say(grant, 'reopen', { note: 'Another person' })).state).toBe('waiting');
      expect(await fulfilled()).toEqual([0n]);
    }
    expect(await world.holds(referrer, 'glass')).toBe('0 and 2 pending');
  });

  test('needs a reason where it could not be handed out, and one that exists', async () => {
    await earned();
    const { grant } = await gift();
    expect((await say(grant, 'fail')).status).toBe(400);
    expect((await say('grt_0000000000000000', 'fulfil')).code).toBe('unknown_grant');
    expect((await gift()).fulfilment?.state).toBe('waiting');
  });
});

describe('what is taken back (REW-25)', () => {
  test('before it was handed out is not handed out any more', async () => {
    const order = await earned();
    const { grant } = await gift();
    await world.refunds('boris', order);
    expect(await world.holds(referrer, 'glass')).toBe('0');
    expect((await say(grant, 'fulfil')).code).toBe('not_open');
    expect((await gift('state=cancelled')).state).toBe('clawed_back');
    expect(await fulfilled()).toEqual([]);
  });

  test('SKY-10 after it was handed out is a debt that is carried', async () => {
    const order = await earned();
    const { grant } = await gift();
    await say(grant, 'fulfil');
    await world.refunds('boris', order);
    expect(await world.holds(referrer, 'glass')).toBe('-2');
    expect((await say(grant, 'reopen')).code).toBe('not_open');
    expect((await gift('state=done')).state).toBe('clawed_back');
  });
});
