import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { createSchool, type School } from '../support/school.ts';

// The managers of a marketplace, told to the public API on the virtual clock.

const base = '/api/v1/referral/programs/marketplace-managers';
const form = { fullName: 'Иванова Рита', born: '1990-05-09' };

let school: School;
let code: string;
let told = 0;

async function pays(userId: string, total: number, more: object = {}): Promise<void> {
  told += 1;
  const properties = { order_id: `order-${told}`, total, currency: 'RUB', ...more };
  await school.server({ type: 'track', event: 'Order Completed', userId, messageId: `told-${told}`, properties });
  school.clock.advance(60_000);
}

/** What somebody has of a unit: what may be spent and what waits. */
async function holds(userId: string, unit: string): Promise<{ available: number; pending: number }> {
  const person = await school.person(userId);
  const { items } = (await school.api('GET', `/api/v1/ledger/balances?person=${person}`)) as {
    items: { unit: string; available: string; pending: string }[];
  };
  const held = items.find((each) => each.unit === unit);
  return { available: Number(held?.available ?? 0), pending: Number(held?.pending ?? 0) };
}

async function letThrough(): Promise<void> {
  const { items } = (await school.api('GET', '/api/v1/rewards/grants?state=accrual')) as { items: { grant: string }[] };
  for (const { grant } of items)
    await school.api('POST', `/api/v1/rewards/grants/${grant}/approve`, { note: 'Checked' });
}

beforeEach(async () => {
  school = await createSchool();
  await school.api('POST', '/api/v1/referral/recipes/marketplace-managers/install', {});
  await pays('rita', 2_500);
  const joined = (await school.api('POST', `${base}/participants`, { userId: 'rita', application: form })) as {
    code: string;
  };
  code = joined.code;
});
afterEach(() => school.close());

test('MGR-1 becoming a manager: 2,499 is refused with what is missing, 2,500 and the form are accepted', async () => {
  await pays('olga', 2_499);
  const asked = school.http.inject({
    ...{ method: 'POST', url: `${base}/participants`, payload: { userId: 'olga', application: form } },
    headers: { authorization: `Bearer ${school.keys.apiKey}` },
  });
  expect((await school.during(asked)).json()).toMatchObject({ code: 'not_qualified', result: { missing: '1.00' } });
  await pays('olga', 1);
  await school.api('POST', `${base}/participants`, { userId: 'olga', application: form });
});

test('MGR-1 a day of birth that is still to come is refused in a sentence', async () => {
  await pays('olga', 2_500);
  const application = { ...form, born: '01.01.2035' };
  const asked = school.http.inject({
    ...{ method: 'POST', url: `${base}/participants`, payload: { userId: 'olga', application } },
    headers: { authorization: `Bearer ${school.keys.apiKey}` },
  });
  expect((await school.during(asked)).json()).toMatchObject({
    ...{ status: 422, code: 'invalid_application' },
    detail_ru: 'Анкета заполнена не так, как нужно: причины перечислены ниже.',
    problems: [
      {
        ...{ field: 'born', code: 'in_the_future' },
        ru: 'Этот день ещё не наступил: проверьте год.',
        en: 'This day is still to come: check the year.',
      },
    ],
  });
});

describe('a friend', () => {
  test('MGR-2 has 300 points for the code at sign-up; after orders of 2,500 the manager has 500', async () => {
    await school.server({ type: 'identify', userId: 'boris', traits: { referral_code: code } });
    school.clock.advance(60_000);
    expect(await holds('boris', 'point')).toEqual({ available: 300, pending: 0 });
    await pays('boris', 1_000, { coupon: code });
    await pays('boris', 1_499, { coupon: code });
    expect(await holds('rita', 'point')).toEqual({ available: 0, pending: 0 });
    await pays('boris', 1, { coupon: code });
    expect(await holds('rita', 'point')).toEqual({ available: 0, pending: 500 });
    // Once for this friend, however much they go on buying.
    await pays('boris', 10_000, { coupon: code });
    expect(await holds('rita', 'point')).toEqual({ available: 0, pending: 500 });
    expect(await holds('boris', 'point')).toEqual({ available: 300, pending: 0 });
  });

  test('MGR-3 an order without the code pays nobody', async () => {
    await school.server({ type: 'identify', userId: 'boris', traits: { referral_code: code } });
    school.clock.advance(60_000);
    await pays('boris', 5_000);
    expect(await holds('rita', 'point')).toEqual({ available: 0, pending: 0 });
  });
});

describe('a manager', () => {
  const goods = (demand: string, price: number, quantity: number): object => ({
    coupon: code,
    products: [{ product_id: 'p', price, quantity, demand }],
  });

  test('MGR-4, MGR-6 has points an item by demand and turnover, pending until the month was checked', async () => {
    await school.server({ type: 'identify', userId: 'boris', traits: { referral_code: code } });
    school.clock.advance(60_000);
    await pays('boris', 2_000, goods('usual', 1_000, 2));
    expect(await holds('rita', 'point')).toEqual({ available: 0, pending: 10 });
    await pays('boris', 148_000, goods('high', 148_000, 1));
    // With this order the turnover has reached 150,000, and boris has bought for 2,500.
    expect(await holds('rita', 'point')).toEqual({ available: 0, pending: 10 + 20 + 500 });
    await pays('boris', 1_000, goods('none', 500, 2));
    school.clock.advance(30 * dayMs);
    await school.settle();
    expect(await holds('rita', 'point')).toEqual({ available: 0, pending: 530 });
    await letThrough();
    expect(await holds('rita', 'point')).toEqual({ available: 530, pending: 0 });
  });

  test.each([
    [47_999_999, 0, 0],
    [48_000_000, 1, 0],
    [335_000_000, 1, 0],
    [335_000_001, 0, 1],
  ])('MGR-8 with a turnover of %d in a year has %d cars and %d better ones', async (turnover, cars, better) => {
    await school.server({ type: 'identify', userId: 'boris', traits: { referral_code: code } });
    school.clock.advance(60_000);
    await pays('boris', turnover, { coupon: code });
    school.clock.moveTo(Date.UTC(2027, 0, 31));
    await school.settle();
    await letThrough();
    expect((await holds('rita', 'car')).available).toBe(cars);
    expect((await holds('rita', 'better_car')).available).toBe(better);
  });
});
