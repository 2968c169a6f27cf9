import type { ProgramDefinition, RewardGrant, WebhookType } from '@sarafan/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { separateProfile } from '../../server/src/rooms/people/index.ts';
import { checkExplained, checkHoldings, checkLedger } from '../crash/checks/money.ts';
import { createRecipe, type RecipeWorld, referrer } from '../support/program.ts';
import type { School } from '../support/school.ts';
import { createShop, quarter } from '../support/shop.ts';

// Rewards that expire, told to the public API on the virtual clock, which begins in the middle of January.

let school: School;
/** What is set aside moves on the word of the checkout, whose own decision explains it. */
let hasCheckout = false;
afterEach(async () => {
  // INV-3, REW-6 and REW-22 hold after every story.
  const { pool } = school.database;
  const { workspace } = school.keys;
  const faults = [
    ...(await checkLedger(pool, workspace)),
    ...(hasCheckout ? [] : await checkExplained(pool, workspace)),
    ...(await checkHoldings(pool, workspace)),
  ];
  hasCheckout = false;
  await school.close();
  if (faults.length > 0) throw new Error(faults.join('\n'));
});

/** A wine shop that gives 500 for every order of a friend, to be used until the end of the next month in Moscow. */
async function openWineShop(
  change: Partial<ProgramDefinition['rewards'][number]> = {},
  more: Partial<ProgramDefinition> = {},
): Promise<RecipeWorld> {
  const world = await createRecipe('wine-shop', (definition) => ({
    ...definition,
    timeZone: 'Europe/Moscow',
    correctionDays: 90,
    ...more,
    rewards: definition.rewards.map((reward) =>
      reward.to === 'referrer' ? { ...reward, expires: { endOf: 'month', after: 1 }, ...change } : reward,
    ),
  }));
  school = world.school;
  return world;
}

async function moveTo(moment: string): Promise<void> {
  school.clock.moveTo(Date.parse(moment));
  await school.settle();
}

async function subscribe(...types: WebhookType[]): Promise<void> {
  await school.api('POST', '/api/v1/webhooks/subscriptions', { url: 'https://shop.example/hooks', types });
}

/** What waits to be sent, in the order in which it was decided. */
async function told(): Promise<readonly string[]> {
  const { rows } = await school.database.pool.query<{ payload: { type: string; data: object; amount: object } }>(
    `select payload from engine_outbox where channel = 'webhook' order by lane, outbox_id`,
  );
  return rows.map(({ payload: { type, data, amount } }) => JSON.stringify([type, { ...data, ...amount }]));
}

async function grants(): Promise<readonly RewardGrant[]> {
  const person = await school.person(referrer);
  return ((await school.api('GET', `/api/v1/rewards/grants?person=${person}`)) as { items: RewardGrant[] }).items;
}

describe('a year of a wine shop', () => {
  test('each order of a friend is gone with its month; what expires first is used first (REW-22, REW-19)', async () => {
    const world = await openWineShop();
    await world.invite('boris');
    await world.pays('boris', 2_000);
    await moveTo('2026-02-10T09:00:00Z');
    await world.pays('boris', 2_000);
    expect((await grants()).map(({ expiresAt }) => expiresAt)).toEqual([
      '2026-03-31T21:00:00.000Z',
      '2026-02-28T21:00:00.000Z',
    ]);
    await school.api('POST', '/api/v1/rewards/spendings', { userId: referrer, unit: 'rub', amount: '300' });
    expect(await world.holds(referrer, 'rub')).toBe('700.00');
    // The day ends in Moscow.
    await moveTo('2026-02-28T20:59:59.999Z');
    expect(await world.holds(referrer, 'rub')).toBe('700.00');
    await moveTo('2026-02-28T21:00:00Z');
    expect(await world.holds(referrer, 'rub')).toBe('500.00');
    await moveTo('2026-12-31T21:00:00Z');
    expect(await world.holds(referrer, 'rub')).toBe('0.00');
    const costs = await school.api('GET', '/api/v1/referral/programs/wine-shop/costs');
    expect(costs).toMatchObject({ liability: [{ unit: 'glass' }, { unit: 'rub', available: '0.00' }], expiry: [] });
  });

  test('reminders and the end go out to whoever subscribed, and stand on the timeline', async () => {
    const world = await openWineShop({ expires: { endOf: 'day', after: 20, remindDays: [7] } });
    await subscribe('reward.expiring', 'reward.expired');
    await world.invite('boris');
    await world.pays('boris', 2_000);
    await world.pays('boris', 2_000);
    const at = '2026-02-04T21:00:00.000Z';
    await moveTo('2026-01-28T06:59:59.999Z');
    expect(await told()).toEqual([]);
    await moveTo('2026-01-28T07:00:00Z');
    const reminder = JSON.stringify(['reward.expiring', { expiresAt: at, unit: 'rub', minor: '100000' }]);
    expect(await told()).toEqual([reminder]);
    await moveTo(at);
    const end = JSON.stringify(['reward.expired', { expiresAt: at, unit: 'rub', minor: '100000' }]);
    expect(await told()).toEqual([reminder, end]);
    const timeline = JSON.stringify(
      await school.api('GET', `/api/v1/people/persons/${await school.person(referrer)}/timeline`),
    );
    expect(timeline).toContain('rewards_expiring');
    expect(timeline).toContain('rewards_expired');
  });
});

test('of a refunded order only what did not expire is taken back (REW-20)', async () => {
  const world = await openWineShop();
  await world.invite('boris');
  const order = await world.pays('boris', 2_000);
  await school.api('POST', '/api/v1/rewards/spendings', { userId: referrer, unit: 'rub', amount: '120' });
  await moveTo('2026-03-05T09:00:00Z');
  expect(await world.holds(referrer, 'rub')).toBe('0.00');
  await world.refunds('boris', order);
  expect(await world.holds(referrer, 'rub')).toBe('-120.00');
  await world.pays('boris', 2_000);
  expect(await world.holds(referrer, 'rub')).toBe('380.00');
});

test('a cap has back what is taken back, and not what expired (REW-5)', async () => {
  const world = await openWineShop({}, { cap: { unit: 'rub', amount: '1000', partly: true } });
  await world.invite('boris');
  const order = await world.pays('boris', 2_000);
  await school.api('POST', '/api/v1/rewards/spendings', { userId: referrer, unit: 'rub', amount: '120' });
  await moveTo('2026-03-05T09:00:00Z');
  await world.refunds('boris', order);
  // 500 of 1,000 were never granted, 120 came back, 380 expired.
  await world.pays('boris', 2_000);
  await world.pays('boris', 2_000);
  const amounts = (await grants()).map(({ amount, state }) => `${amount} ${state}`);
  expect(amounts.toSorted()).toEqual(['120.00 available', '500.00 available', '500.00 clawed_back']);
});

test('an order that is told late expires by the day on which its reward became available', async () => {
  const world = await openWineShop({ holdDays: 20 });
  await world.invite('boris');
  const timestamp = new Date(school.clock.now() + 60_000).toISOString();
  await moveTo('2026-02-20T09:00:00Z');
  const properties = { order_id: 'late', total: 2_000, currency: 'RUB' };
  await school.server({ type: 'track', event: 'Order Completed', userId: 'boris', timestamp, properties });
  expect((await grants()).map(({ availableAt, expiresAt }) => [availableAt, expiresAt])).toEqual([
    ['2026-03-12T09:00:00.000Z', '2026-04-30T21:00:00.000Z'],
  ]);
  expect(await world.holds(referrer, 'rub')).toBe('0.00 and 500.00 pending');
  await moveTo('2026-04-30T20:59:59Z');
  expect(await world.holds(referrer, 'rub')).toBe('500.00');
  await moveTo('2026-04-30T21:00:00Z');
  expect(await world.holds(referrer, 'rub')).toBe('0.00');
});

test('what waits for a person is counted from when it is let through', async () => {
  const world = await openWineShop({
    accrual: { every: 'month', approval: 'manual' },
    expires: { endOf: 'day', after: 10 },
    holdDays: 0,
  });
  await world.invite('boris');
  await world.pays('boris', 2_000);
  await moveTo('2026-02-20T09:00:00Z');
  const [waiting] = await grants();
  await school.api('POST', `/api/v1/rewards/grants/${waiting?.grant}/approve`, { note: 'Checked' });
  expect((await grants()).map(({ expiresAt }) => expiresAt)).toEqual(['2026-03-02T21:00:00.000Z']);
  await moveTo('2026-03-02T21:00:00Z');
  expect(await world.holds(referrer, 'rub')).toBe('0.00');
});

test('a bonus expires like a reward', async () => {
  const world = await createRecipe('accounting-leads', (definition) => ({
    ...definition,
    bonuses: (definition.bonuses ?? []).map((each) => ({ ...each, expires: { endOf: 'year' as const, after: 0 } })),
  }));
  school = world.school;
  // January is reckoned by the version that stood when it began, and February by this one.
  await moveTo('2026-02-10T09:00:00Z');
  await world.invite('boris');
  await moveTo('2026-03-10T09:00:00Z');
  expect(await world.holds(referrer, 'rub')).toBe('300.00');
  expect((await grants()).map(({ side, expiresAt }) => [side, expiresAt])).toEqual([
    ['bonus', '2026-12-31T21:00:00.000Z'],
  ]);
  await moveTo('2026-12-31T21:00:00Z');
  expect(await world.holds(referrer, 'rub')).toBe('0.00');
});

test('profiles that join and leave carry what expires along (REW-12, REW-22)', async () => {
  const world = await openWineShop({ to: 'friend', expires: { endOf: 'day', after: 30 } });
  const entered = { event: 'Referral Code Entered', anonymousId: 'browser', properties: { code: world.code } };
  await school.server({ type: 'track', ...entered });
  school.clock.advance(60_000);
  const order = { order_id: 'o1', total: 2_000, currency: 'RUB' };
  await school.server({ type: 'track', event: 'Order Completed', anonymousId: 'browser', properties: order });
  await school.server({ type: 'identify', userId: 'boris' });
  await school.server({ type: 'identify', userId: 'boris', anonymousId: 'browser' });
  expect(await world.holds('boris', 'rub')).toBe('500.00');
  const boris = await school.person('boris');
  const rows = async (): Promise<unknown[]> => {
    const read = await school.database.pool.query('select holder_id, amount from rewards_lots');
    return read.rows;
  };
  expect(await rows()).toEqual([{ holder_id: boris, amount: '50000' }]);
  const { rows: found } = await school.database.pool.query<{ profile_id: string }>(
    `select profile_id from people_identifiers where kind = 'anonymousId' and value = 'browser'`,
  );
  const profile = found[0]?.profile_id ?? '';
  const { workspace } = school.keys;
  const asked = { workspace, name: separateProfile, to: boris, messageId: 'apart', properties: { profile } };
  await school.during(school.rooms.engine.commands.send(asked));
  await school.settle();
  expect(await world.holds('boris', 'rub')).toBe('0.00');
  expect(await rows()).toEqual([{ holder_id: profile, amount: '50000' }]);
  await moveTo(new Date(school.clock.now() + 31 * dayMs).toISOString());
  expect(await rows()).toEqual([]);
});

test('what is set aside for an order outlives its day, and comes back for three days (REW-21)', async () => {
  const shop = await createShop();
  school = shop.school;
  hasCheckout = true;
  await shop.limit(quarter);
  await shop.gives('fedor', 400, { endOf: 'day', after: 2 });
  await shop.gives('fedor', 100);
  const points = { unit: 'points', amount: '450' };
  const { body } = await shop.reserve({ userId: 'fedor', order: 'o1', total: 4_000, points, minutes: 6 * 24 * 60 });
  await moveTo('2026-01-18T00:00:00Z');
  expect(await shop.holds('fedor')).toEqual(['50', '450']);
  await shop.ask('POST', `/checkout/reservations/${body.reservation}/release`);
  expect(await shop.holds('fedor')).toEqual(['500', '0']);
  await moveTo('2026-01-20T23:59:59Z');
  const quoted = await shop.quote({ userId: 'fedor', total: 4_000, points: { unit: 'points' } });
  expect(quoted.points?.accepted).toBe('500');
  await moveTo('2026-01-21T00:00:00Z');
  const after = await shop.quote({ userId: 'fedor', total: 4_000, points: { unit: 'points' } });
  expect(after.points).toMatchObject({ accepted: '100', binds: 'balance' });
});

test('what a version says about expiry holds for what it grants, and nothing else (REF-10)', async () => {
  const world = await openWineShop();
  await world.invite('boris');
  await world.pays('boris', 2_000);
  const base = '/api/v1/referral/programs';
  const { definition } = (await school.api('GET', `${base}/wine-shop`)) as { definition: ProgramDefinition };
  const rewards = definition.rewards.map(({ expires: _forEver, ...reward }) => reward);
  await school.api('POST', base, { key: 'wine-shop', definition: { ...definition, rewards } });
  await world.invite('vera');
  await world.pays('vera', 2_000);
  await moveTo('2026-12-31T09:00:00Z');
  expect(await world.holds(referrer, 'rub')).toBe('500.00');
});
