import type { PromoAlarm, PromoCode, PromoUse } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeAlphabet } from '../../server/src/kit/values/codes.ts';
import { createShop, type Shop } from '../support/shop.ts';
import { discount } from './samples-checkout.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await createShop();
});
afterAll(() => shop.close());

async function items<Item>(url: string): Promise<readonly Item[]> {
  return ((await shop.school.api('GET', `/api/v1${url}`)) as { items: Item[] }).items;
}

describe('a code', () => {
  test('is found however it is dictated: lower case, the wrong layout, look-alikes, spaces (PRM-5)', async () => {
    await shop.promote({ discount: { amount: '1' } }, 'CNJFX93');
    const spellings = ['cnjfx93', 'СТОАЧ93', 'стоач9З', 'CNJ-FX93', ' cn jf x93 ', 'СТОАХ93'];
    for (const spelling of spellings) {
      const quoted = await shop.quote({ userId: 'anna', total: 100, codes: [spelling] });
      expect([spelling, quoted.codes[0]?.code, quoted.discount]).toEqual([spelling, 'CNJFX93', '1.00']);
    }
  });

  test('is never the code of an invitation or of another promotion, whichever was first (PRM-4)', async () => {
    const invite = await shop.school.codeOf('anna');
    const taken = await shop.ask('POST', '/promotions', { definition: discount, code: invite.toLowerCase() });
    expect([taken.status, taken.body.code]).toEqual([409, 'code_taken']);
    const { code } = await shop.promote();
    const again = await shop.ask('POST', '/promotions', { definition: discount, code });
    expect([again.status, again.body.code]).toEqual([409, 'code_taken']);
    const bound = await shop.ask('POST', '/referral/bindings', { userId: 'boris', code: code ?? '' });
    expect([bound.status, bound.body.code]).toEqual([409, 'unknown_code']);
    const asPromo = await shop.quote({ userId: 'boris', total: 100, codes: [invite] });
    expect(asPromo.codes[0]?.refused?.reason).toBe('unknown_code');
    const looked = (await shop.school.api('GET', `/api/v1/referral/codes?code=${code}`)) as { match: unknown };
    expect(looked.match).toBeNull();
  });

  test('an order with a promo code as its coupon binds nobody', async () => {
    const { code } = await shop.promote();
    await shop.pays('lev', 'l1', { coupon: code });
    expect(await shop.school.pair('lev')).toBeUndefined();
  });
});

describe('a batch of codes', () => {
  test('is made whole, each used once, and told in a file that is no formula', async () => {
    const { promotion } = await shop.promote({ kind: 'single' });
    const { status } = await shop.ask('POST', `/promotions/${promotion}/batches`, { count: 1_203 });
    expect(status).toBe(201);
    const [batch] = await items<{ made: number; wanted: number }>(`/promotions/${promotion}/batches`);
    expect(batch).toMatchObject({ made: 1_203, wanted: 1_203 });
    const [first] = await items<PromoCode>(`/promotions/${promotion}/codes?limit=1`);
    const code = first?.code ?? '';
    expect([...code].every((character) => codeAlphabet.includes(character))).toBe(true);
    const reserved = await shop.reserve({ userId: 'anna', order: '=1+1', total: 100, codes: [code] });
    expect(reserved.status).toBe(201);
    const other = await shop.reserve({ userId: 'boris', order: 'b1', total: 100, codes: [code] });
    expect([other.status, other.body.code]).toEqual([409, 'code_used']);
    const [used] = await items<PromoCode>(`/promotions/${promotion}/codes?state=reserved`);
    expect(used).toMatchObject({ code, order: '=1+1' });
    const headers = { authorization: `Bearer ${shop.school.keys.apiKey}` };
    const url = `/api/v1/promotions/${promotion}/codes.csv?language=ru`;
    const file = await shop.school.http.inject({ url, headers });
    const lines = file.body.trimEnd().split('\n');
    expect(lines).toHaveLength(1_204);
    expect(lines[0]).toBe('\uFEFFКод;Состояние;Чей;Заказ;Пачка;Выпущен');
    expect(lines.find((line) => line.startsWith(code))).toContain(";reserved;;'=1+1;");
  });
});

describe('a personal code', () => {
  test('is one person’s: another who tries it is refused, and that is an alarm until somebody closes it', async () => {
    const { promotion } = await shop.promote({ kind: 'personal' });
    const given = await shop.ask('POST', `/promotions/${promotion}/codes`, { userId: 'anna' });
    const { code } = given.body;
    const tried = await shop.reserve({ userId: 'boris', order: 'p1', total: 100, codes: [code] });
    expect([tried.status, tried.body.code]).toEqual([409, 'not_yours']);
    const [alarm] = await items<PromoAlarm>(`/promotions/alarms?promotion=${promotion}&open=true`);
    expect(alarm).toMatchObject({ kind: 'code_of_another', code, paused: false });
    expect((await shop.reserve({ userId: 'anna', order: 'p2', total: 100, codes: [code] })).status).toBe(201);
    const closed = await shop.ask('POST', `/promotions/alarms/${alarm?.alarm}/close`, { note: 'A screenshot' });
    expect(closed.status).toBe(200);
    expect(await items(`/promotions/alarms?promotion=${promotion}&open=true`)).toEqual([]);
    const [use] = await items<PromoUse>(`/promotions/${promotion}/uses`);
    expect(use).toMatchObject({ code, order: 'p2', state: 'reserved', discount: '10.00' });
  });
});

test('an alarm about many persons pauses where it says so, and a person lets it go on (PRM-7)', async () => {
  const alarm = { persons: 3, minutes: 60, pause: true };
  const { promotion, code } = await shop.promote({ alarm });
  const claims = ['k1', 'k2', 'k3', 'k4'].map((userId) => ({ userId, order: userId, total: 100, codes: [code] }));
  const answers: number[] = [];
  for (const claim of claims) answers.push((await shop.reserve(claim)).status);
  expect(answers).toEqual([201, 201, 201, 409]);
  expect(await shop.promotion(promotion)).toMatchObject({ status: 'active', pausedByAlarm: true, openAlarms: 1 });
  const quoted = await shop.quote({ userId: 'k5', total: 100, codes: [code ?? ''] });
  expect(quoted.codes[0]?.refused?.reason).toBe('paused');
  await shop.ask('POST', `/promotions/${promotion}/status`, { status: 'active' });
  expect((await shop.reserve({ ...claims[3], key: 'again' })).status).toBe(201);
});

test('a promotion that ended is not changed, and neither is whose its codes are', async () => {
  const { promotion, definition } = await shop.promote();
  const url = `/promotions/${promotion}`;
  const kind = await shop.ask('PUT', url, { definition: { ...definition, kind: 'single' } });
  expect([kind.status, kind.body.problems[0]?.code]).toEqual([422, 'kind_is_fixed']);
  await shop.ask('POST', `${url}/status`, { status: 'ended' });
  for (const [method, at, payload] of [
    ['PUT', url, { definition }],
    ['POST', `${url}/status`, { status: 'active' }],
  ] as const) {
    const refused = await shop.ask(method, at, payload);
    expect([refused.status, refused.body.code]).toEqual([409, 'has_ended']);
  }
});

type Row = [what: string, change: object, ...problems: string[]];

test.each<Row>([
  ['nothing off', { discount: { percent: '0' } }, '/discount/percent nothing_off'],
  ['more than all', { discount: { percent: '101' } }, '/discount/percent percent_form'],
  ['an amount without its currency', { discount: { amount: '5' } }, '/discount/amount amount_without_currency'],
  ['a budget without one', { budget: '5' }, '/budget amount_without_currency'],
  ['no such currency', { currency: 'XQQ' }, '/currency bad_currency'],
  ['half a kopeck', { currency: 'RUB', minimum: '0.005' }, '/minimum amount_form'],
  ['neither share nor amount', { discount: {} }, '/discount/percent missing_field'],
  ['an unknown field', { percent: '5' }, '/percent unknown_field'],
  [
    'an end before its beginning',
    { from: '2026-02-01T00:00:00Z', until: '2026-01-01T00:00:00Z' },
    '/until over_before_begun',
  ],
  ['what browsers count', { conditions: { count: 'page', is: 'gte', value: 1 } }, '/conditions forgeable_field'],
  ['no condition', { conditions: { trait: 'city' } }, '/conditions not_a_condition'],
  [
    'a trait of a line',
    { discount: { percent: '5', where: { trait: 'a', is: 'eq', value: 1 } } },
    '/discount/where unknown_field',
  ],
  ['a personal code twice', { kind: 'personal', perPerson: 2 }, '/perPerson personal_per_person'],
])('a definition with %s is refused with its place', async (_what, change, ...expected) => {
  const definition = { ...discount, ...change };
  const made = await shop.ask('POST', '/promotions', { definition });
  expect([made.status, made.body.code]).toEqual([422, 'invalid_promotion']);
  expect(made.body.detail_ru).toBe('Определение не подходит: причины перечислены ниже.');
  expect(made.body.problems.map(({ path, code }) => `${path} ${code}`)).toEqual(expected);
  const checked = await shop.ask('POST', '/promotions/check', { definition });
  expect(checked.body.problems).toEqual(made.body.problems);
});

test('dates in the wrong order are said as the clock of the workspace shows them', async () => {
  await shop.school.api('PATCH', '/api/v1/access/workspace', { timeZone: 'Europe/Moscow' });
  const definition = { ...discount, from: '2026-12-09T21:00:00.000Z', until: '2026-11-30T21:00:00.000Z' };
  const { body } = await shop.ask('POST', '/promotions/check', { definition });
  expect(body.problems).toMatchObject([
    {
      ru: 'Акция закончилась бы (1 декабря 2026 г., 00:00) не позже, чем началась (10 декабря 2026 г., 00:00).',
      en: 'The promotion would be over (December 1, 2026, 00:00) no later than it begins (December 10, 2026, 00:00).',
    },
  ]);
});

type Bad = [what: string, change: object, status: number, code: string];

test.each<Bad>([
  ['a total that is no number', { total: 'much' }, 400, 'bad_request'],
  ['a total below zero', { total: -1 }, 400, 'bad_request'],
  ['nothing to pay', { total: 0 }, 422, 'empty_order'],
  ['half a kopeck', { total: 0.005 }, 422, 'too_many_decimals'],
  ['no such currency', { currency: 'XQQ' }, 422, 'unknown_currency'],
  ['a line without a price', { products: [{ name: 'a' }] }, 400, 'bad_request'],
  ['six codes', { codes: Array.from({ length: 6 }, () => 'CDFGJN') }, 400, 'bad_request'],
  ['a field that is an object', { properties: { a: {} } }, 400, 'bad_request'],
  ['a name of a prototype', { properties: { a: 1 }, codes: ['constructor', '__proto__'] }, 200, ''],
  ['no points', { points: { unit: 'points', amount: '0' } }, 422, 'bad_points'],
  ['half a point', { points: { unit: 'points', amount: '0.5' } }, 422, 'bad_points'],
  ['a person who is nobody', { userId: 'undefined' }, 400, 'placeholder_id'],
  ['NUL', { codes: ['\u0000'] }, 400, 'bad_character'],
])('a quote with %s is answered with a sentence', async (_what, change, status, code) => {
  const asked = { userId: 'anna', currency: 'RUB', total: 100, ...change };
  const answer = await shop.ask('POST', '/checkout/quotes', asked);
  expect([answer.status, answer.body.code ?? '']).toEqual([status, code]);
  if (status > 200) expect(answer.body.detail_ru).toMatch(/[а-я]/);
});

test.each([
  ['no such unit', 'gold', { rates: { RUB: '1' }, rules: [] }, 404, []],
  ['no rate', 'points', { rates: {}, rules: [{ percent: '25' }] }, 422, ['/rates no_rates']],
  ['a rate of nothing', 'points', { rates: { RUB: '0' }, rules: [] }, 422, ['/rates/RUB zero_rate']],
  [
    'a rule behind one without conditions',
    'points',
    { rates: { RUB: '1' }, rules: [{ percent: '25' }, { percent: '99' }] },
    422,
    ['/rules/1 never_reached'],
  ],
  [
    'half a point at most',
    'points',
    { rates: { RUB: '1' }, rules: [{ percent: '25', atMost: '0.5' }] },
    422,
    ['/rules/0/atMost amount_form'],
  ],
  [
    'a share of more than all',
    'points',
    { rates: { RUB: '1' }, rules: [{ percent: '101' }] },
    422,
    ['/rules/0/percent schema'],
  ],
])('a spending limit with %s is refused', async (_what, unit, limit, status, expected) => {
  const saved = await shop.ask('PUT', `/checkout/limits/${unit}`, { limit });
  expect(saved.status).toBe(status);
  expect((saved.body.problems ?? []).map(({ path, code }) => `${path} ${code}`)).toEqual(expected);
});

test('a promotion is told in plain words that follow from its definition', async () => {
  const definition = {
    ...discount,
    ...{ currency: 'RUB', minimum: '1000', perPerson: 2, uses: 100, budget: '5000', together: true },
    discount: { percent: '10', atMost: '500' },
    conditions: { count: 'Order Completed', is: 'eq', value: 0 },
    from: '2026-03-01T00:00:00Z',
  };
  const { body } = await shop.ask('POST', '/promotions/check', { definition });
  const { summary } = body as unknown as { summary: { ru: string; en: string }[] };
  expect(summary.map(({ ru }) => ru)).toEqual([
    'Скидка 10 % на заказ.',
    'Не больше 500\u00a0₽ с одного заказа.',
    'Заказ — от 1\u00a0000\u00a0₽.',
    'Только на первый заказ.',
    expect.stringMatching(/^Начинается 1 марта 2026/),
    'Код один на всех.',
    'Один человек может воспользоваться 2 раза.',
    'Все вместе — 100 раз.',
    'Все скидки вместе — не больше 5\u00a0000\u00a0₽.',
    'Складывается с другими такими кодами.',
  ]);
  expect(summary.map(({ en }) => en)).toContain('A person may use it 2 times.');
});
