import type { LostReferrals, Pair, ProgramDefinition, Statistics } from '@sarafan/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { createRecipe, type RecipeWorld, referrer } from '../support/program.ts';

// Recipes whose rewards follow from what one friend does, told to the public API on the virtual clock.

let world: RecipeWorld;
afterEach(() => world.close());

describe('marketplace, bring a friend', () => {
  test.each([
    ['2500', '0'],
    ['2500.01', '500.00'],
  ])('MKT-2 a friend who spent %s brings %s', async (total, brings) => {
    world = await createRecipe('marketplace-invite');
    await world.invite('boris');
    expect(await world.holds('boris', 'point')).toBe('500.00');
    await world.pays('boris', total);
    expect(await world.holds(referrer, 'point')).toBe(brings);
    const { earnings } = await world.explain('boris');
    const [own, referrers] = earnings;
    expect(own).toMatchObject({ to: 'friend', status: 'earned', amount: '500.00', cause: '~invitation' });
    if (brings === '0') {
      expect(referrers).toMatchObject({ status: 'waiting', reason: 'reward_condition' });
      expect(referrers?.failure).toMatchObject({ path: '/rewards/1/conditions', actual: '2500.00' });
      expect(referrers?.sentence).toEqual({
        ru: 'Потрачено деньгами с приглашения, RUB: 2\u00a0500, а нужно больше 2\u00a0500',
        en: 'Spent in money since the invitation, RUB: 2,500, but more than 2,500 needed',
      });
    } else expect(referrers).toMatchObject({ status: 'earned', amount: '500.00', failure: null });
  });

  test('MKT-2 what was paid with points or a certificate is not spent', async () => {
    world = await createRecipe('marketplace-invite');
    await world.invite('boris');
    const payments = [
      { method: 'money', amount: 2_000 },
      { method: 'points', amount: 1_000 },
    ];
    await world.pays('boris', 3_000, { payments });
    expect(await world.holds(referrer, 'point')).toBe('0');
    await world.pays('boris', 500.01);
    expect(await world.holds(referrer, 'point')).toBe('500.00');
  });

  test('MKT-3 three orders of 1,000: paid on the third, once', async () => {
    world = await createRecipe('marketplace-invite');
    await world.invite('boris');
    const paid: string[] = [];
    for (let order = 0; order < 5; order += 1) {
      await world.pays('boris', 1_000);
      paid.push(await world.holds(referrer, 'point'));
    }
    expect(paid).toEqual(['0', '0', '500.00', '500.00', '500.00']);
  });

  test('MKT-3 a refund takes the spending and the reward back, and the next order brings it again', async () => {
    world = await createRecipe('marketplace-invite');
    await world.invite('boris');
    const first = await world.pays('boris', 2_000);
    await world.pays('boris', 1_000);
    expect(await world.holds(referrer, 'point')).toBe('500.00');
    await world.refunds('boris', first);
    expect(await world.holds(referrer, 'point')).toBe('0.00');
    await world.pays('boris', 1_600);
    expect(await world.holds(referrer, 'point')).toBe('500.00');
  });

  test('orders in another currency are not added up', async () => {
    world = await createRecipe('marketplace-invite');
    await world.invite('boris');
    await world.pays('boris', 9_000, { currency: 'KZT' });
    expect(await world.holds(referrer, 'point')).toBe('0');
  });
});

test('CLN-1 the friend has 500 off at once, the inviter only when the friend has paid', async () => {
  world = await createRecipe('cleaning');
  await world.invite('boris');
  expect([await world.holds('boris', 'rub'), await world.holds(referrer, 'rub')]).toEqual(['500.00', '0']);
  await world.pays('boris', 3_500);
  expect([await world.holds('boris', 'rub'), await world.holds(referrer, 'rub')]).toEqual(['500.00', '500.00']);
});

test('WIN-1 500 for every order of the friend, two glasses with the first alone', async () => {
  world = await createRecipe('wine-shop');
  await world.invite('boris');
  for (let order = 0; order < 3; order += 1) await world.pays('boris', 1_000);
  expect([await world.holds(referrer, 'rub'), await world.holds('boris', 'glass')]).toEqual(['1500.00', '2']);
  const refunded = await world.pays('boris', 700);
  await world.refunds('boris', refunded);
  expect(await world.holds(referrer, 'rub')).toBe('1500.00');
});

describe('a friend who has a reward for the invitation, and whose first payment has to be 3,000', () => {
  const fromThreeThousand = (definition: ProgramDefinition): ProgramDefinition => ({
    ...definition,
    order: { conditions: { fact: 'total', is: 'gte', value: 3_000 } },
    rewards: definition.rewards.map(({ conditions: _spent, ...reward }) => {
      return reward.to === 'referrer' ? { ...reward, on: { order: 'first' } } : reward;
    }),
  });
  const read = (path: string): Promise<unknown> =>
    world.school.api('GET', `/api/v1/referral/programs/marketplace-invite${path}`);
  const pairs = async (status: string): Promise<Pair[]> =>
    ((await read(`/pairs?status=${status}`)) as { items: Pair[] }).items;

  test('a payment that is refused is the headline everywhere, and is lost for whoever invited', async () => {
    world = await createRecipe('marketplace-invite', fromThreeThousand);
    await world.invite('vera');
    await world.pays('vera', 1_200);
    expect([await world.holds('vera', 'point'), await world.holds(referrer, 'point')]).toEqual(['500.00', '0']);
    const ru =
      'За оплату 15 января 2026 г. вознаграждение не положено, хотя за другое положено. ' +
      'Сумма заказа: 1\u00a0200, а нужно не меньше 3\u00a0000';
    const told = await world.explain('vera');
    expect(told).toMatchObject({ status: 'rewarded', reason: 'order_condition', sentence: { ru } });
    expect(told.failure).toMatchObject({ path: '/order/conditions', actual: '1200.00' });
    expect(told.seen.map(({ path }) => path)).toContain('/order/conditions');
    expect(told.decisions[0]).toMatchObject({ outcome: 'rewarded', sentence: { ru } });
    expect(await pairs('rewarded')).toMatchObject([{ status: 'rewarded', reason: 'order_condition' }]);
    const { reasons } = (await read('/lost')) as LostReferrals;
    expect(reasons).toMatchObject([{ reason: 'order_condition', status: 'rewarded', count: 1 }]);
  });

  test('a payment that is refunded is taken back in the headline, while the other reward stands', async () => {
    world = await createRecipe('marketplace-invite', fromThreeThousand);
    await world.invite('denis');
    const order = await world.pays('denis', 3_000);
    expect(await world.explain('denis')).toMatchObject({
      ...{ reason: null, sentence: { ru: 'Приглашение засчитано: первая оплата 15 января 2026 г.' } },
    });
    expect(await pairs('rewarded')).toMatchObject([{ reason: null }]);
    await world.refunds('denis', order);
    const told = await world.explain('denis');
    expect(told).toMatchObject({ status: 'rewarded', reason: 'refunded' });
    expect(told.sentence.en).toMatch(
      /^The reward for the payment of January 15, 2026 was taken back, though one is due/,
    );
    expect(told.decisions[0]?.sentence).toEqual(told.sentence);
  });

  test('who is rewarded is as many in statistics as in the list, whatever it is for (REF-34)', async () => {
    world = await createRecipe('marketplace-invite', fromThreeThousand);
    await world.pays('boris', 5_000);
    for (const friend of ['denis', 'gleb', 'vera', 'boris']) await world.invite(friend);
    await world.pays('denis', 3_000);
    await world.pays('vera', 1_200);
    const { total, days, channels } = (await read('/statistics')) as Statistics;
    expect(total).toMatchObject({ invited: 4, registered: 3, paid: 2, rewarded: 3 });
    expect([days.at(-1)?.total.rewarded, channels[0]?.rewarded]).toEqual([3, 3]);
    expect([(await pairs('rewarded')).length, (await pairs('refused')).length]).toEqual([3, 1]);
  });
});

test.each([
  ['on the last second', '2026-12-31T23:59:59+03:00', '3'],
  ['a second later', '2027-01-01T00:00:00+03:00', '2'],
  ['before it begins', '2026-11-30T23:59:59+03:00', '2'],
])('SKY-11 bring your class %s', async (_when, at, brings) => {
  world = await createRecipe('bring-your-class');
  const paidAt = Date.parse(at);
  world.school.clock.advance(paidAt - world.school.clock.now() - dayMs);
  await world.invite('boris');
  world.school.clock.advance(paidAt - world.school.clock.now());
  await world.pays('boris', 4_000);
  expect([await world.holds(referrer, 'lesson'), await world.holds('boris', 'lesson')]).toEqual([brings, brings]);
  const { earnings } = await world.explain('boris');
  const extra = earnings.filter(({ reward }) => reward === 2);
  expect(extra[0]).toMatchObject(
    brings === '3' ? { status: 'earned' } : { status: 'refused', reason: 'out_of_period' },
  );
});

test('GAM-1 level 19 brings none, level 20 one, the event again still one', async () => {
  world = await createRecipe('online-game');
  await world.invite('boris');
  await world.happens('boris', 'Level Reached', { level: 19 });
  expect(await world.holds(referrer, 'character')).toBe('0');
  const waiting = await world.explain('boris');
  expect(waiting).toMatchObject({ status: 'waiting', reason: 'reward_condition', failure: { actual: 19 } });
  await world.happens('boris', 'Level Reached', { level: 20 });
  await world.happens('boris', 'Level Reached', { level: 20 });
  await world.happens('boris', 'Level Reached', { level: 21 });
  expect(await world.holds(referrer, 'character')).toBe('1');
  expect((await world.explain('boris')).sentence.ru).toBe('Приглашение засчитано');
});

test('GAM-1 a browser that says level 20 brings nothing (INV-4, REF-52)', async () => {
  world = await createRecipe('online-game');
  await world.invite('boris');
  const told = { type: 'track', event: 'Level Reached', properties: { level: 20 } };
  await world.school.browser({ ...told, userId: 'boris', anonymousId: 'b' });
  expect(await world.holds(referrer, 'character')).toBe('0');
});

describe('an agency', () => {
  const services = (...lines: readonly (readonly [string, number])[]) => ({
    products: lines.map(([category, price]) => ({ category, price, quantity: 1 })),
  });

  test('SEO-1 1,000 for 40,000 of promotion each month, nothing for other services', async () => {
    world = await createRecipe('seo-lifetime');
    await world.invite('boris');
    for (let month = 0; month < 3; month += 1) {
      await world.pays('boris', 40_000, services(['promotion', 30_000], ['contextual', 10_000]));
      await world.pays('boris', 25_000, services(['design', 25_000]));
      world.school.clock.advance(30 * dayMs);
    }
    expect(await world.holds(referrer, 'rub')).toBe('3000.00');
  });

  test('SEO-1 a partial refund takes its share back, the rest of it the rest', async () => {
    world = await createRecipe('seo-lifetime');
    await world.invite('boris');
    const order = await world.pays('boris', 40_000, services(['promotion', 40_000]));
    await world.refunds('boris', order, 10_000);
    expect(await world.holds(referrer, 'rub')).toBe('750.00');
    await world.refunds('boris', order, 30_000);
    expect(await world.holds(referrer, 'rub')).toBe('0.00');
  });
});
