import type { Explanation } from '@sarafan/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditBalances, clearingTotals, systemTotals } from '../../server/src/rooms/ledger/index.ts';
import { createSchool, type School } from '../support/school.ts';

// Tasks that managers of a marketplace take on, told to the public API on the virtual clock.

const base = '/api/v1/referral/programs/marketplace-managers';

let school: School;
let told = 0;

async function pays(userId: string, items: number, code: string, more: object = {}): Promise<void> {
  told += 1;
  const products = [{ product_id: 'p', price: 10, quantity: items, category: 'toothpaste' }];
  const properties = {
    order_id: `order-${told}`,
    total: 10 * items,
    currency: 'RUB',
    coupon: code,
    products,
    ...more,
  };
  await school.server({ type: 'track', event: 'Order Completed', userId, messageId: `told-${told}`, properties });
  school.clock.advance(60_000);
}

/** Somebody who has bought for 2,500 and sent the form. */
async function becomesManager(userId: string): Promise<string> {
  const properties = { order_id: `own-${userId}`, total: 2_500, currency: 'RUB' };
  await school.server({ type: 'track', event: 'Order Completed', userId, messageId: `own-${userId}`, properties });
  const application = { fullName: 'Иванова Рита', born: '1990-05-09' };
  const joined = await school.api('POST', `${base}/participants`, { userId, application });
  school.clock.advance(60_000);
  return (joined as { code: string }).code;
}

async function pending(userId: string): Promise<number> {
  const person = await school.person(userId);
  const { items } = (await school.api('GET', `/api/v1/ledger/balances?person=${person}`)) as {
    items: { unit: string; pending: string }[];
  };
  return Number(items.find(({ unit }) => unit === 'point')?.pending ?? 0);
}

interface Listed {
  readonly task: string;
  readonly state: string;
  readonly taken: number;
  readonly fund: { readonly amount: string; readonly left: string } | null;
  readonly granted: readonly { readonly unit: string; readonly amount: string }[];
}

async function task(): Promise<Listed> {
  const { items } = (await school.api('GET', `${base}/tasks`)) as { items: Listed[] };
  const [only] = items;
  if (only === undefined) throw new Error('The program has a task');
  return only;
}

const take = (userId: string): Promise<unknown> => school.api('POST', `${base}/tasks/toothpaste/takers`, { userId });

beforeEach(async () => {
  school = await createSchool();
  await school.api('POST', '/api/v1/referral/recipes/marketplace-managers/install', {});
});
afterEach(async () => {
  const { pool } = school.database;
  const wrong = await auditBalances(pool, school.keys.workspace);
  const left = (await clearingTotals(pool, school.keys.workspace)).filter(({ total }) => total !== 0n);
  await school.close();
  if (wrong.length > 0 || left.length > 0) throw new Error('The books do not balance (INV-3)');
});

describe('MGR-5, REF-81 a task with a fund of 1,000', () => {
  test('60 items bought at once by many: 50 are paid, exactly nothing is left', async () => {
    const managers = ['rita', 'olga', 'sveta'];
    const codes: string[] = [];
    for (const manager of managers) {
      codes.push(await becomesManager(manager));
      await take(manager);
    }
    expect(await task()).toMatchObject({ taken: 3, fund: { amount: '1000.00', left: '1000.00' }, granted: [] });
    const orders = Array.from({ length: 60 }, (_, index) => ({
      ...{ type: 'track', event: 'Order Completed', userId: `friend-${index}`, messageId: `at-once-${index}` },
      properties: {
        ...{ order_id: `at-once-${index}`, total: 100, currency: 'RUB', coupon: codes[index % 3] },
        products: [{ product_id: 'p', price: 100, quantity: 1, category: 'toothpaste' }],
      },
    }));
    await school.server(...orders);
    const paid = await Promise.all(managers.map(pending));
    expect(paid.reduce((sum, each) => sum + each, 0)).toBe(1_000);
    expect(await task()).toMatchObject({ fund: { left: '0.00' }, granted: [{ unit: 'point', amount: '1000.00' }] });
    // The sponsor has paid for it, and nobody else.
    const { pool } = school.database;
    expect(await systemTotals(pool, school.keys.workspace, 'sponsor')).toEqual([{ unit: 'point', total: -100_000n }]);
  });

  test('an order for more than is left is paid what is left', async () => {
    const code = await becomesManager('rita');
    await take('rita');
    await pays('boris', 49, code);
    expect(await pending('rita')).toBe(980);
    await pays('vera', 7, code);
    expect(await pending('rita')).toBe(1_000);
    const { rewards } = (await school.api(
      'GET',
      '/api/v1/referral/explanations?program=marketplace-managers&userId=vera',
    )) as { rewards: readonly { unit: string; amount: string; sentence: { ru: string } }[] };
    const lessened = rewards.find(({ unit, amount }) => unit === 'point' && amount === '20.00');
    expect(lessened?.sentence.ru).toMatch(/положено 140\s.+больше, чем оставалось в фонде задания/);
  });

  test('what a refunded order brought goes back into the fund, for whoever comes next', async () => {
    const code = await becomesManager('rita');
    await take('rita');
    await pays('boris', 50, code);
    await pays('vera', 1, code);
    expect(await pending('rita')).toBe(1_000);
    await school.server({
      ...{ type: 'track', event: 'Order Refunded', userId: 'boris', messageId: 'back' },
      properties: { order_id: `order-${told - 1}`, currency: 'RUB' },
    });
    expect(await task()).toMatchObject({ fund: { left: '1000.00' } });
    school.clock.advance(60_000);
    await pays('gleb', 2, code);
    expect(await pending('rita')).toBe(40);
  });
});

describe('taking a task', () => {
  test('what was bought before is not for it, what is bought after is; taking it twice changes nothing', async () => {
    const code = await becomesManager('rita');
    await pays('boris', 3, code);
    expect(await pending('rita')).toBe(0);
    const asked = '/api/v1/referral/explanations?program=marketplace-managers&userId=boris';
    const explained = (await school.api('GET', asked)) as Explanation;
    expect(explained.earnings.find(({ reward }) => reward === 3)).toMatchObject({
      status: 'refused',
      reason: 'task_not_taken',
      sentence: { en: expect.stringContaining('had not taken the task') as string },
    });
    const first = await take('rita');
    school.clock.advance(60_000);
    expect(await take('rita')).toEqual(first);
    expect(await task()).toMatchObject({ taken: 1 });
    await pays('boris', 2, code);
    expect(await pending('rita')).toBe(40);
  });

  test('each manager takes it for themselves', async () => {
    const [rita, olga] = [await becomesManager('rita'), await becomesManager('olga')];
    await take('rita');
    await pays('boris', 1, rita);
    await pays('boris', 1, olga);
    expect([await pending('rita'), await pending('olga')]).toEqual([20, 0]);
  });

  test.each([
    ['a stranger', 'nobody', 'toothpaste', 409, 'no_participant'],
    ['an unknown task', 'rita', 'toothbrush', 409, 'unknown_task'],
  ])('%s is refused', async (_what, userId, named, status, code) => {
    await becomesManager('rita');
    const asked = school.http.inject({
      ...{ method: 'POST', url: `${base}/tasks/${named}/takers`, payload: { userId } },
      headers: { authorization: `Bearer ${school.keys.apiKey}` },
    });
    const answer = await school.during(asked);
    expect([answer.statusCode, answer.json()]).toMatchObject([status, { code }]);
    expect(await task()).toMatchObject({ taken: 0 });
  });
});
