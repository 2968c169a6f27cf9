import type { Quote, SpendingLimit } from '@sarafan/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replayHistory } from '../crash/replay/replay.ts';
import { ownReactors } from '../soak/history/arena.ts';
import { createSchool, type School } from '../support/school.ts';

// What friends brought, as a condition at the checkout: told to the public API on the virtual clock.

const managers = 'marketplace-managers';
const form = { fullName: 'Иванова Рита', born: '1990-05-09' };

let school: School;
let code: string;
let told = 0;

async function tell(call: { type: string; [field: string]: unknown }): Promise<void> {
  told += 1;
  await school.server({ messageId: `told-${told}`, ...call });
  school.clock.advance(60_000);
}

async function pays(userId: string, total: number, coupon?: string): Promise<string> {
  const order = `order-${told}`;
  const properties = { order_id: order, total, currency: 'RUB', ...(coupon === undefined ? {} : { coupon }) };
  await tell({ type: 'track', event: 'Order Completed', userId, properties });
  return order;
}

const identify = (userId: string, traits: object): Promise<void> => tell({ type: 'identify', userId, traits });

/** Points beyond those of the recipe, so that only the limit decides. */
async function gives(userId: string, amount: string): Promise<void> {
  const definition = {
    ...{ name: { ru: 'Баллы', en: 'Points' }, invite: { code: { length: 8 } }, order: {}, clawBack: 'never' },
    attribution: { pick: 'first', precedence: ['code'], windowDays: 365 },
    friend: { knownForDays: null, mayHavePaid: true },
    rewards: [{ to: 'friend', unit: 'point', amount, holdDays: 0, on: { event: 'Gift', which: 'each' } }],
  };
  await school.api('POST', '/api/v1/referral/programs', { key: 'gifts', definition });
  const patron = await school.api('POST', '/api/v1/referral/programs/gifts/participants', { userId: 'patron' });
  await identify(userId, { referral_code: (patron as { code: string }).code });
  await tell({ type: 'track', event: 'Gift', userId });
}

async function ask(method: 'POST' | 'PUT', url: string, payload: object): Promise<{ status: number; body: Body }> {
  const headers = { authorization: `Bearer ${school.keys.apiKey}` };
  const response = await school.during(school.http.inject({ method, url: `/api/v1${url}`, headers, payload }));
  await school.settle();
  return { status: response.statusCode, body: response.json() };
}

interface Body {
  readonly code: string;
  readonly detail_ru: string;
  readonly problems: readonly { readonly path: string; readonly code: string; readonly ru: string }[];
  readonly summary: readonly { readonly ru: string; readonly en: string }[];
}

async function quote(total: number): Promise<NonNullable<Quote['points']>> {
  const asked = { userId: 'rita', currency: 'RUB', total, points: { unit: 'point' } };
  const { points } = (await school.api('POST', '/api/v1/checkout/quotes', asked)) as Quote;
  if (points === null) throw new Error('Nothing was quoted');
  return points;
}

/** What is accepted on an order, by the quote; and whether the lane reserves exactly that. */
async function accepted(total: number): Promise<string> {
  const quoted = await quote(total);
  told += 1;
  const points = { unit: 'point', amount: quoted.accepted };
  const order = { userId: 'rita', currency: 'RUB', total, order: `quoted-${told}`, key: 'first' };
  const over = { unit: 'point', amount: `${Number.parseInt(quoted.accepted, 10) + 1}.00` };
  expect((await ask('POST', '/checkout/reservations', { ...order, points: over })).status).toBe(409);
  const { status, body } = await ask('POST', '/checkout/reservations', { ...order, points });
  expect(status).toBe(201);
  const { reservation } = body as unknown as { reservation: string };
  await ask('POST', `/checkout/reservations/${reservation}/release`, {});
  return quoted.accepted;
}

const limitWith = (conditions: object): { limit: SpendingLimit } => ({
  limit: { rates: { RUB: '1' }, rules: [{ conditions, percent: '99' }] } as SpendingLimit,
});

beforeEach(async () => {
  school = await createSchool();
  await school.api('POST', `/api/v1/referral/recipes/${managers}/install`, {});
  await gives('rita', '60000');
  await pays('rita', 2_500);
  const joining = school.api('POST', `/api/v1/referral/programs/${managers}/participants`, {
    ...{ userId: 'rita', application: form },
  });
  code = ((await joining) as { code: string }).code;
  await identify('boris', { referral_code: code });
});
afterEach(() => school.close());

describe('MGR-7 what an order may be paid with follows the turnover and the card (CHK-10)', () => {
  test('a turnover of 149,999 with the card: a quarter, and what is missing is told', async () => {
    await identify('rita', { marketplace_card: true });
    await pays('boris', 149_999, code);
    expect(await accepted(40_000)).toBe('10000.00');
    const { skipped } = await quote(40_000);
    expect(skipped).toEqual([
      {
        rule: 1,
        sentence: {
          ru:
            'Оборот друзей в программе «Менеджеры маркетплейса» в этом году, RUB: 149\u00a0999, ' +
            'а нужно не меньше 150\u00a0000.',
          en:
            'Turnover of friends in “Managers of a marketplace” this year, RUB: 149,999, ' +
            'but at least 150,000 needed.',
        },
      },
    ]);
  });

  test('150,000 without the card: a quarter', async () => {
    await pays('boris', 150_000, code);
    expect(await accepted(40_000)).toBe('10000.00');
  });

  test('with the card an order of 40,000 takes 39,600 and one of 60,000 takes 50,000', async () => {
    await identify('rita', { marketplace_card: true });
    await pays('boris', 150_000, code);
    expect(await accepted(40_000)).toBe('39600.00');
    expect(await accepted(60_000)).toBe('50000.00');
    expect((await quote(60_000)).skipped).toEqual([]);
  });

  test('CHK-9 a replay of what was recorded decides the same again (INV-7)', async () => {
    await identify('rita', { marketplace_card: true });
    await pays('boris', 149_999, code);
    await accepted(40_000);
    await pays('boris', 1, code);
    await accepted(40_000);
    const { decisions, faults } = await replayHistory(school.database.pool, ownReactors());
    expect(faults).toEqual([]);
    expect(decisions).toBeGreaterThan(10);
  });
});

describe('the turnover at the checkout (CHK-10)', () => {
  beforeEach(async () => {
    await identify('rita', { marketplace_card: true });
  });

  test('is what was paid under the code and not refunded, whichever comes first', async () => {
    const order = await pays('boris', 150_000, code);
    expect((await quote(40_000)).accepted).toBe('39600.00');
    const properties = { order_id: order, total: 1, currency: 'RUB' };
    await tell({ type: 'track', event: 'Order Refunded', userId: 'boris', properties });
    expect((await quote(40_000)).accepted).toBe('10000.00');
    // Without the code it is nobody's.
    await pays('boris', 500_000);
    expect((await quote(40_000)).accepted).toBe('10000.00');
    await tell({
      ...{ type: 'track', event: 'Order Refunded', userId: 'boris' },
      properties: { order_id: 'late', total: 5, currency: 'RUB' },
    });
    const late = { order_id: 'late', total: 6, currency: 'RUB', coupon: code };
    await tell({ type: 'track', event: 'Order Completed', userId: 'boris', properties: late });
    expect((await quote(40_000)).accepted).toBe('39600.00');
  });

  test('begins anew with the year of the program’s calendar', async () => {
    await pays('boris', 150_000, code);
    // The last second of the year in Moscow, and the first of the next.
    school.clock.moveTo(Date.UTC(2026, 11, 31, 20, 59, 59));
    expect((await quote(40_000)).accepted).toBe('39600.00');
    school.clock.moveTo(Date.UTC(2026, 11, 31, 21, 0, 0));
    expect((await quote(40_000)).accepted).toBe('10000.00');
  });

  test('counts for nothing while a ban stands (MGR-9)', async () => {
    await pays('boris', 150_000, code);
    const bans = `/api/v1/referral/programs/${managers}/bans`;
    const banned = school.api('POST', bans, { userId: 'rita', reason: 'paid_advertising', note: 'Seen' });
    const { ban } = (await banned) as { ban: string };
    expect((await quote(40_000)).accepted).toBe('10000.00');
    await school.api('POST', `${bans}/${ban}/lift`, { note: 'A mistake' });
    expect((await quote(40_000)).accepted).toBe('39600.00');
  });

  test('for all time, and counts of sales and of friends, are asked in the same way', async () => {
    await pays('boris', 100, code);
    await pays('boris', 100, code);
    const holds = async (brought: string, value: number): Promise<boolean> => {
      const limit = limitWith({ brought, program: managers, is: 'gte', value });
      await school.api('PUT', '/api/v1/checkout/limits/point', limit);
      return (await quote(100)).refused === null;
    };
    expect([await holds('RUB', 200), await holds('RUB', 201)]).toEqual([true, false]);
    expect([await holds('sales', 2), await holds('sales', 3)]).toEqual([true, false]);
    expect([await holds('friends', 1), await holds('friends', 2)]).toEqual([true, false]);
    const order = { userId: 'rita', currency: 'RUB', total: 100, order: 'own', key: 'first' };
    const points = { unit: 'point', amount: '1' };
    const { body } = await ask('POST', '/checkout/reservations', { ...order, points });
    expect(body).toMatchObject({
      code: 'no_rule_fits',
      detail_ru:
        'Пока вы не можете оплатить заказ так. ' +
        'Друзей с покупкой в программе «Менеджеры маркетплейса» за всё время: 1, а нужно не меньше 2.',
    });
  });
});

describe('the checker of limits', () => {
  const problems = async (conditions: object): Promise<readonly string[]> => {
    const { status, body } = await ask('PUT', '/checkout/limits/point', limitWith(conditions));
    expect(status).toBe(422);
    for (const problem of body.problems) expect(problem.ru).toMatch(/[а-я]{3}/);
    return body.problems.map(({ path, code: found }) => `${path} ${found}`);
  };
  const turnover = { brought: 'RUB', program: managers, is: 'gte', value: 1 };

  test('refuses a program that is unknown or counts nothing, and a period that it does not keep', async () => {
    const at = '/rules/0/conditions';
    expect(await problems({ ...turnover, program: 'nobody' })).toEqual([`${at} unknown_program`]);
    expect(await problems({ ...turnover, program: 'gifts' })).toEqual([`${at} brought_not_counted`]);
    expect(await problems({ all: [{ ...turnover, brought: 'XXZ' }] })).toEqual([`${at}/all/0 unknown_currency`]);
    // Whoever was known may be a friend there, so nobody's registration counts.
    expect(await problems({ ...turnover, brought: 'leads' })).toEqual([`${at} brought_not_counted`]);
    expect(await problems({ count: 'Lead', where: turnover, is: 'gte', value: 1 })).toEqual([
      `${at}/where not_in_where`,
    ]);
  });

  test('takes a program that keeps sums without a bonus, and says the limit in plain words', async () => {
    const definition = {
      ...{ name: { ru: 'Друзья', en: 'Friends' }, invite: { code: { length: 8 } }, order: {}, clawBack: 'never' },
      attribution: { pick: 'first', precedence: ['code'], windowDays: 365 },
      friend: { knownForDays: 30 },
      rewards: [{ to: 'friend', unit: 'point', amount: '1', holdDays: 0 }],
      results: { keep: ['month'] },
    };
    await school.api('POST', '/api/v1/referral/programs', { key: 'friends', definition });
    const leaf = { ...turnover, program: 'friends', every: 'month', value: 1_000 };
    expect(await problems({ ...leaf, every: 'year' })).toEqual(['/rules/0/conditions brought_not_kept']);
    const { status, body } = await ask('POST', '/checkout/limits/point/check', limitWith(leaf));
    expect(status).toBe(200);
    expect(body).toEqual({
      problems: [],
      summary: [
        {
          ru: 'Если оборот друзей в программе «Друзья» в этом месяце (RUB) — не меньше 1\u00a0000 — до 99 % заказа.',
          en: 'If the turnover of friends in “Friends” this month (RUB) is at least 1,000: up to 99% of an order.',
        },
      ],
    });
    const { code: invited } = (await school.api('POST', '/api/v1/referral/programs/friends/participants', {
      userId: 'rita',
    })) as { code: string };
    await ask('PUT', '/checkout/limits/point', limitWith(leaf));
    await identify('vera', { referral_code: invited });
    await pays('vera', 999);
    expect((await quote(100)).refused?.reason).toBe('no_rule_fits');
    await pays('vera', 1);
    expect((await quote(100)).accepted).toBe('99.00');
  });

  test('a version that stops counting what a limit asks for is not launched', async () => {
    const { definition } = (await school.api('GET', `/api/v1/referral/programs/${managers}`)) as {
      definition: { bonuses?: unknown; results?: unknown };
    };
    const { bonuses: _bonuses, results: _results, ...without } = definition;
    const launch = async (next: object): Promise<{ status: number; body: Body }> =>
      ask('POST', '/referral/programs', { key: managers, definition: next });
    const checked = await ask('POST', '/referral/programs/check', { key: managers, definition: without });
    const refused = await launch(without);
    expect(refused.status).toBe(422);
    for (const { body } of [checked, refused]) {
      expect(body.problems).toMatchObject([{ path: '/results', code: 'limit_asks_for_sums' }]);
    }
    // The sums of a year are kept as well by themselves, and without a limit nobody asks for them.
    expect((await launch({ ...without, results: { keep: ['year'] } })).status).toBe(200);
    await school.api('PUT', '/api/v1/checkout/limits/point', { limit: { rates: { RUB: '1' }, rules: [] } });
    expect((await launch(without)).status).toBe(200);
  });

  test('of programs refuses such a condition wherever it stands', async () => {
    const definition = {
      ...{ name: { ru: 'Друзья', en: 'Friends' }, invite: { code: { length: 8 } }, clawBack: 'never' },
      attribution: { pick: 'first', precedence: ['code'], windowDays: 365 },
      friend: { knownForDays: 30, conditions: turnover },
      order: { conditions: { not: turnover } },
      participant: { conditions: turnover },
      rewards: [{ to: 'friend', unit: 'point', amount: '1', holdDays: 0, conditions: turnover }],
    };
    const { body } = await ask('POST', '/referral/programs/check', { definition });
    const found = body.problems.map(({ path, code: problem }) => `${path} ${problem}`);
    expect(found.toSorted()).toEqual([
      '/friend/conditions brought_means_nothing',
      '/order/conditions/not brought_means_nothing',
      '/participant/conditions brought_means_nothing',
      '/rewards/0/conditions brought_means_nothing',
    ]);
  });
});
