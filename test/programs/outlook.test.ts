import type { ParticipantResults } from '@sarafan/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkCounts } from '../crash/checks/counts.ts';
import { type OpenedPage, openLanding } from '../support/landing.ts';
import { createSchool, type School } from '../support/school.ts';

// What a manager's cabinet tells of all that friends bring: statistics, turnover, the next step, a forecast.

const managers = 'marketplace-managers';
const base = `/api/v1/referral/programs/${managers}`;
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

const invite = (userId: string): Promise<void> => tell({ type: 'identify', userId, traits: { referral_code: code } });
const results = (userId = 'rita'): Promise<ParticipantResults> =>
  school.api('GET', `${base}/results?userId=${userId}`) as Promise<ParticipantResults>;

/** Opens the cabinet as a browser does, and gives a way to its pages. */
async function cabinet(userId = 'rita'): Promise<(path?: string, language?: 'ru' | 'en') => Promise<OpenedPage>> {
  const made = (await school.api('POST', `${base}/cabinet-links`, { userId })) as { url: string };
  const { pathname, search } = new URL(made.url);
  const opened = await school.during(openLanding(school, pathname + search, 'ru', { headers: { cookie: '' } }));
  const [cookie = ''] = String(opened.headers['set-cookie']).split(';');
  return async (path = '', language = 'ru') => {
    const page = await school.during(openLanding(school, `${pathname}${path}`, language, { headers: { cookie } }));
    return { ...page, html: page.html.replaceAll('\u00a0', ' ') };
  };
}

beforeEach(async () => {
  school = await createSchool();
  await school.api('POST', `/api/v1/referral/recipes/${managers}/install`, {});
  await pays('rita', 2_500);
  const joining = school.api('POST', `${base}/participants`, { userId: 'rita', application: form });
  code = ((await joining) as { code: string }).code;
});
afterEach(async () => {
  const { workspace } = school.keys;
  const faults = await checkCounts(school.database.pool, workspace);
  await school.close();
  if (faults.length > 0) throw new Error(faults.join('\n'));
});

describe('the results of a participant by the API (REF-83)', () => {
  test('of nobody’s friends there is the first step and what is missing to it', async () => {
    const { counts, ways, periods, progress, forecast } = await results();
    expect(counts).toEqual({ shared: 0, followed: 0, invited: 0, registered: 0, paid: 0, rewarded: 0 });
    expect([ways, forecast]).toEqual([[], []]);
    expect(periods.map(({ period, sales }) => [period, sales])).toEqual([
      ['month:2026-01', 0],
      ['year:2026', 0],
    ]);
    expect(progress).toMatchObject([{ period: 'year:2026', reached: '0', next: { step: 0, missing: '48000000' } }]);
  });

  test('follows orders and refunds: turnover by month and year, what waits, and what is missing', async () => {
    await invite('boris');
    const order = await pays('boris', 100_000, code);
    await pays('boris', 50_000, code);
    const { counts, ways, periods, progress, forecast } = await results();
    expect(counts).toMatchObject({ invited: 1, registered: 1, paid: 1 });
    expect(ways).toMatchObject([{ channel: 'code', placement: null, paid: 1 }]);
    const turnover = [{ currency: 'RUB', amount: '150000.00' }];
    expect(periods).toMatchObject([
      { period: 'month:2026-01', sales: 2, friends: 1, turnover },
      { period: 'year:2026', sales: 2, friends: 1, turnover },
      { period: '', sales: 2, friends: 1, turnover },
    ]);
    expect(progress).toMatchObject([{ reached: '150000', next: { missing: '47850000' } }]);
    // 500 points for a friend who has bought for 2,500; orders name no goods.
    expect(forecast).toMatchObject([{ unit: 'point', pending: '500.00', bonuses: '0.00', total: '500.00' }]);
    await tell({
      ...{ type: 'track', event: 'Order Refunded', userId: 'boris' },
      properties: { order_id: order, total: 100_000, currency: 'RUB' },
    });
    expect((await results()).progress).toMatchObject([{ reached: '50000', next: { missing: '47950000' } }]);
  });

  test('forecasts what the present period’s bonus comes to, and still until it is given', async () => {
    await invite('boris');
    await pays('boris', 48_000_000, code);
    expect((await results()).forecast).toMatchObject([
      { unit: 'car', pending: '0', bonuses: '1', total: '1' },
      { unit: 'point', total: '500.00' },
    ]);
    // The year is over in Moscow, and thirty days more are to pass.
    school.clock.moveTo(Date.UTC(2027, 0, 10));
    const { progress, forecast } = await results();
    expect(forecast.find(({ unit }) => unit === 'car')).toMatchObject({ bonuses: '1' });
    expect(progress.map(({ period, next }) => [period, next?.missing])).toEqual([
      ['year:2026', undefined],
      ['year:2027', '48000000'],
    ]);
  });

  test('names a program, a person and one of two ids', async () => {
    const status = async (url: string): Promise<number> => {
      const headers = { authorization: `Bearer ${school.keys.apiKey}` };
      return (await school.http.inject({ url: `/api/v1/referral/programs/${url}`, headers })).statusCode;
    };
    const person = await school.person('rita');
    expect(await status(`${managers}/results?person=${person}`)).toBe(200);
    expect(await status('nothing/results?userId=rita')).toBe(404);
    expect(await status(`${managers}/results?userId=nobody`)).toBe(404);
    expect(await status(`${managers}/results`)).toBe(422);
    expect(await status(`${managers}/results?userId=rita&person=${person}`)).toBe(422);
  });
});

describe('the cabinet (REF-83)', () => {
  test('tells turnover, the next step and a forecast that promises nothing', async () => {
    await invite('boris');
    await pays('boris', 150_000, code);
    const { html } = await (await cabinet())();
    expect(html).toContain('Январь 2026</th><td>1</td><td>150 000 RUB</td>');
    expect(html).toContain('2026</th><td>1</td><td>150 000 RUB</td>');
    expect(html).toContain('Следующая ступень: от 48 000 000 — автомобиль: 1. Не хватает 47 850 000 RUB.');
    expect(html).toContain('уже начислено и ждёт срока: 500 баллов, ближайшее — с 5 февраля 2026 г.');
    expect(html).toContain('Это прогноз, а не обещание');
    const english = await (await cabinet())('', 'en');
    expect(english.html).toContain('Still missing: 47,850,000 RUB.');
    expect(english.html).toContain('a forecast and no promise');
  });

  test('has a page of statistics by way and by month, a part of each at a time', async () => {
    for (const [index, name] of ['boris', 'vera', 'gleb'].entries()) {
      await invite(name);
      if (index < 2) await pays(name, 1_000, code);
    }
    for (let month = 0; month < 13; month += 1) {
      school.clock.advance(31 * 86_400_000);
      await pays('boris', 1_000, code);
    }
    const open = await cabinet();
    const { html, status } = await open('/statistics');
    expect(status).toBe(200);
    expect(html).toContain('По коду</th><td>0</td><td>3</td><td>2</td>');
    expect(html).toContain('Из записавшихся оплатили: 66,7 %.');
    expect(html.match(/<th scope="row">[А-Я][а-я]+ 202\d/g)).toHaveLength(12);
    expect(html).toContain('periods=12');
    expect(html).not.toContain('Январь 2026');
    const further = await open('/statistics?periods=12');
    expect(further.html).toContain('Январь 2026</th><td>2</td><td>2</td><td>2 000 RUB</td>');
    expect(further.html).toContain('К началу');
    // What is no place in the list begins it.
    expect((await open('/statistics?periods=9999')).html).not.toContain('Январь 2026');
    expect((await open('/statistics?ways=-1')).html).toContain('По коду');
  });

  test('shows nobody anything without a cookie, and nothing of friends but sums', async () => {
    await invite('boris');
    const { pathname } = new URL(
      ((await school.api('POST', `${base}/cabinet-links`, { userId: 'rita' })) as { url: string }).url,
    );
    const stranger = await openLanding(school, `${pathname}/statistics`);
    expect(stranger.status).toBe(303);
    const { html } = await (await cabinet())('/statistics');
    expect(html).not.toMatch(/boris/i);
  });

  test('forecasts nothing to whoever is banned (REF-75)', async () => {
    await invite('boris');
    await pays('boris', 48_000_000, code);
    await school.api('POST', `${base}/bans`, { userId: 'rita', reason: 'spam', note: 'Seen' });
    const open = await cabinet();
    const { html } = await open();
    expect(html).not.toContain('id="forecast"');
    expect(html).not.toContain('Следующая ступень');
    // Nothing was given yet, so nothing is said of bonuses at all, in either language.
    for (const language of ['ru', 'en'] as const) expect((await open('', language)).html).not.toContain('id="bonuses"');
  });
});

test('sums follow friends who turn out to be one person, and bindings that support takes away (REF-84)', async () => {
  await invite('boris');
  await school.browser({ type: 'identify', anonymousId: 'phone', traits: { referral_code: code } });
  await pays('boris', 1_000, code);
  await tell({ type: 'identify', userId: 'boris', anonymousId: 'phone' });
  expect((await results()).counts).toMatchObject({ invited: 1, paid: 1 });
  const person = await school.person('boris');
  await school.api('DELETE', '/api/v1/referral/bindings', { program: managers, person });
  expect((await results()).counts).toMatchObject({ rewarded: 0 });
});
