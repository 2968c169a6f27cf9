import type { ProgramDefinition } from '@sarafan/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { dayMs, isoMoment, secondMs } from '../../server/src/kit/values/time.ts';
import { createRecipe, type RecipeWorld, referrer } from '../support/program.ts';

// Rewards that follow from what all friends of an inviter have brought, told to the public API on the virtual clock.

let world: RecipeWorld;
afterEach(() => world.close());

const friends = (count: number): string[] => Array.from({ length: count }, (_, index) => `friend-${index + 1}`);

async function inviteAll(count: number): Promise<string[]> {
  const names = friends(count);
  for (const name of names) await world.invite(name);
  return names;
}

/** What the last change brought the inviter, in kopecks. */
async function brought(work: () => Promise<unknown>): Promise<number> {
  const before = Number(await world.holds(referrer, 'rub'));
  await work();
  return Math.round((Number(await world.holds(referrer, 'rub')) - before) * 100) / 100;
}

type Reward = ProgramDefinition['rewards'][number];

const withReward =
  (change: (reward: Reward) => Reward, more: readonly Reward[] = []) =>
  (definition: ProgramDefinition): ProgramDefinition => ({
    ...definition,
    rewards: [...definition.rewards.map(change), ...more],
  });

const scaleBy = (by: 'payments' | 'turnover', froms: readonly string[]) =>
  withReward((reward) => {
    const { amount } = reward;
    if (typeof amount === 'string' || !('steps' in amount)) throw new Error('The recipe has steps');
    const steps = amount.steps.map((step, index) => ({ ...step, from: froms[index] ?? step.from }));
    return { ...reward, amount: { ...amount, by, steps, ...(by === 'turnover' ? { currency: 'RUB' } : {}) } };
  });

describe('SAS-1 the scale (REF-53)', () => {
  test('by friends: 10% by the fourth, 20% by the fifth, 30% by the tenth; past payments stay', async () => {
    world = await createRecipe('saas-progressive');
    const shares: number[] = [];
    for (const friend of await inviteAll(10)) shares.push(await brought(() => world.pays(friend, 10_000)));
    expect(shares).toEqual([1_000, 1_000, 1_000, 1_000, 2_000, 2_000, 2_000, 2_000, 2_000, 3_000]);
    // The fourth friend pays again, and is the tenth by now.
    expect(await brought(() => world.pays('friend-4', 10_000))).toBe(3_000);
    const { earnings } = await world.explain('friend-5');
    expect(earnings[0]).toMatchObject({ status: 'earned', amount: '2000.00' });
    expect(earnings[0]?.sentence.en).toMatch(/; friends of the inviter: 5$/);
  });

  test('by payments made', async () => {
    world = await createRecipe('saas-progressive', scaleBy('payments', ['1', '5', '10']));
    await inviteAll(2);
    const shares: number[] = [];
    for (let payment = 0; payment < 10; payment += 1) {
      shares.push(await brought(() => world.pays(payment % 2 === 0 ? 'friend-1' : 'friend-2', 10_000)));
    }
    expect(shares).toEqual([1_000, 1_000, 1_000, 1_000, 2_000, 2_000, 2_000, 2_000, 2_000, 3_000]);
  });

  test('by turnover, and nothing below the first step', async () => {
    world = await createRecipe('saas-progressive', scaleBy('turnover', ['15000', '25000.01', '40000']));
    await inviteAll(1);
    const shares: number[] = [];
    for (let payment = 0; payment < 4; payment += 1) shares.push(await brought(() => world.pays('friend-1', 10_000)));
    expect(shares).toEqual([0, 1_000, 2_000, 3_000]);
    const { earnings } = await world.explain('friend-1');
    expect(earnings[0]).toMatchObject({
      status: 'refused',
      reason: 'below_first_step',
      sentence: { ru: 'Пригласивший пока привёл 10000.00, а вознаграждают, начиная с 15000' },
    });
  });

  test('a refund takes its own share back, and whoever was the fifth stays the fifth', async () => {
    world = await createRecipe('saas-progressive');
    const names = await inviteAll(6);
    const orders: string[] = [];
    for (const friend of names.slice(0, 5)) orders.push(await world.pays(friend, 10_000));
    expect(await brought(() => world.refunds('friend-1', orders[0] ?? ''))).toBe(-1_000);
    expect((await world.explain('friend-5')).earnings[0]).toMatchObject({ status: 'earned', amount: '2000.00' });
    // Four friends are left, and the sixth is the fifth of them.
    expect(await brought(() => world.pays('friend-6', 10_000))).toBe(2_000);
  });

  test('INV-2 a payment that is told late shifts those after it', async () => {
    world = await createRecipe('saas-progressive');
    const names = await inviteAll(5);
    const { school } = world;
    const early = isoMoment(school.clock.now());
    school.clock.advance(dayMs);
    for (const friend of names.slice(1)) await world.pays(friend, 10_000);
    expect(await world.holds(referrer, 'rub')).toBe('4000.00');
    await school.server({
      ...{ type: 'track', event: 'Order Completed', userId: 'friend-1', timestamp: early, messageId: 'late' },
      properties: { order_id: 'late', total: 10_000, currency: 'RUB' },
    });
    // The last of them is the fifth now; later causes are told together with what else comes in the next second.
    school.clock.advance(secondMs);
    await school.settle();
    expect(await world.holds(referrer, 'rub')).toBe('6000.00');
    expect((await world.explain('friend-5')).earnings[0]).toMatchObject({ amount: '2000.00' });
  });

  test('a payment from before the latest three hundred is rewarded, too, by what had come before those', async () => {
    world = await createRecipe('saas-progressive');
    const [late = '', ...others] = await inviteAll(21);
    const { school } = world;
    const early = isoMoment(school.clock.now());
    school.clock.advance(dayMs);
    const orders = Array.from({ length: 300 }, (_, index) => ({
      ...{ type: 'track', event: 'Order Completed', userId: others[index % 20] ?? '' },
      properties: { order_id: `order-${index}`, total: 100, currency: 'RUB' },
    }));
    for (let sent = 0; sent < 300; sent += 20) await school.server(...orders.slice(sent, sent + 20));
    const properties = { order_id: 'late', total: 10_000, currency: 'RUB' };
    const paid = { type: 'track', event: 'Order Completed', userId: late, timestamp: early, properties };
    await school.server({ ...paid, messageId: 'late' });
    school.clock.advance(secondMs);
    await school.settle();
    expect((await world.explain(late)).earnings[0]).toMatchObject({ status: 'earned', amount: '1000.00' });
  }, 120_000);

  test('a scale of a month begins anew', async () => {
    world = await createRecipe(
      'saas-progressive',
      withReward((reward) => ({
        ...reward,
        amount: { ...(reward.amount as object), every: 'month' } as Reward['amount'],
      })),
    );
    const names = await inviteAll(6);
    for (const friend of names.slice(0, 5)) await world.pays(friend, 10_000);
    world.school.clock.advance(31 * dayMs);
    expect(await brought(() => world.pays('friend-6', 10_000))).toBe(1_000);
  });
});

const secondLevel: Reward = {
  ...{ to: 'referrer', level: 2, unit: 'rub', amount: '10', holdDays: 0 },
};

async function codeOf(userId: string): Promise<string> {
  const base = '/api/v1/referral/programs/cleaning/participants';
  return ((await world.school.api('POST', base, { userId })) as { code: string }).code;
}

describe('levels', () => {
  test('LED-2 ten for a client whom one’s friend has brought', async () => {
    world = await createRecipe(
      'cleaning',
      withReward((reward) => reward, [secondLevel]),
    );
    await world.invite('boris');
    const code = await codeOf('boris');
    await world.invite('vera', { referral_code: code });
    const before = Number(await world.holds(referrer, 'rub'));
    const order = await world.pays('vera', 1_000);
    expect(Number(await world.holds(referrer, 'rub')) - before).toBe(10);
    expect((await world.explain('vera')).earnings.at(-1)).toMatchObject({ status: 'earned', amount: '10.00' });
    await world.refunds('vera', order);
    expect(Number(await world.holds(referrer, 'rub'))).toBe(before);
  });

  test('nobody is above whoever came by themselves', async () => {
    world = await createRecipe(
      'cleaning',
      withReward((reward) => reward, [secondLevel]),
    );
    await world.invite('boris');
    await world.pays('boris', 1_000);
    expect((await world.explain('boris')).earnings.at(-1)).toMatchObject({ status: 'refused', reason: 'nobody_above' });
  });

  test('three levels up', async () => {
    const third: Reward = { ...secondLevel, level: 3, amount: '3' };
    world = await createRecipe(
      'cleaning',
      withReward((reward) => reward, [secondLevel, third]),
    );
    await world.invite('boris');
    const [boris, vera] = [await codeOf('boris'), await codeOf('vera')];
    await world.invite('vera', { referral_code: boris });
    await world.invite('gleb', { referral_code: vera });
    const before = {
      rita: Number(await world.holds(referrer, 'rub')),
      boris: Number(await world.holds('boris', 'rub')),
    };
    await world.pays('gleb', 1_000);
    expect(Number(await world.holds('boris', 'rub')) - before.boris).toBe(10);
    expect(Number(await world.holds(referrer, 'rub')) - before.rita).toBe(3);
  });

  test('five levels up, for an order that somebody else has paid', async () => {
    const levels = [2, 3, 4, 5].map((level): Reward => ({ ...secondLevel, level, amount: String(level) }));
    world = await createRecipe(
      'cleaning',
      withReward((reward) => reward, levels),
    );
    const line = ['one', 'two', 'three', 'four', 'five'];
    let code = world.code;
    for (const name of line) {
      await world.invite(name, { referral_code: code });
      code = await codeOf(name);
    }
    await world.invite('learner', { referral_code: code });
    const before = await Promise.all([referrer, ...line].map((name) => world.holds(name, 'rub')));
    await world.pays('payer', 1_000, { learner_id: 'learner' });
    const after = await Promise.all([referrer, ...line].map((name) => world.holds(name, 'rub')));
    const brought = after.map((each, index) => Number(each) - Number(before[index]));
    // The one who invited the learner has the program's own reward; the first of all is six levels up.
    expect(brought).toEqual([0, 5, 4, 3, 2, 500]);
  });

  test('INV-2 whoever was above by then is rewarded, also when that is told only after the payment', async () => {
    world = await createRecipe(
      'cleaning',
      withReward((reward) => reward, [secondLevel]),
    );
    const { school } = world;
    const told = isoMoment(school.clock.now());
    school.clock.advance(dayMs);
    const code = await codeOf('boris');
    await world.invite('vera', { referral_code: code });
    await world.pays('vera', 1_000);
    expect((await world.explain('vera')).earnings.at(-1)).toMatchObject({ reason: 'nobody_above' });
    await school.server({
      ...{ type: 'identify', userId: 'boris', timestamp: told, messageId: 'late' },
      traits: { referral_code: world.code },
    });
    expect((await world.explain('vera')).earnings.at(-1)).toMatchObject({ status: 'earned', amount: '10.00' });
    expect(await world.holds(referrer, 'rub')).toBe('10.00');
  });
});
