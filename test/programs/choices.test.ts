import type { Explanation, ProgramDefinition, RewardChoice } from '@sarafan/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditBalances, clearingTotals } from '../../server/src/rooms/ledger/index.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { type Answer, askApi } from '../support/asks.ts';
import { createSchool, type School } from '../support/school.ts';

// Rewards among which the rewarded person chooses, told to the public API on the virtual clock.

const base = '/api/v1/referral/programs/language-school';
const each = { order: 'each' } as const;
const gift = (option: string): { id: string; option: string } => ({ id: 'gift', option });
const welcome = (option: string): { id: string; option: string } => ({ id: 'welcome', option });
const definition: ProgramDefinition = {
  ...languageSchool,
  rewards: [
    { to: 'referrer', unit: 'lesson', amount: '2', holdDays: 0, on: each, choice: gift('lessons') },
    { to: 'referrer', unit: 'rub', amount: '500', holdDays: 0, on: each, choice: gift('money') },
    { to: 'friend', unit: 'lesson', amount: '1', holdDays: 0, choice: welcome('lesson') },
    { to: 'friend', unit: 'rub', amount: '300', holdDays: 0, choice: welcome('money') },
  ],
};

let school: School;
let code = '';
let told = 0;

beforeEach(async () => {
  school = await createSchool();
  await school.api('POST', '/api/v1/ledger/units', {
    unit: 'rub',
    exponent: 2,
    name: { ru: 'рубли', en: 'roubles' },
  });
  await school.api('POST', '/api/v1/referral/programs', { key: 'language-school', definition, note: 'a choice' });
  school.clock.advance(60_000);
  code = await school.codeOf('anna');
});
afterEach(async () => {
  const { pool } = school.database;
  const wrong = await auditBalances(pool, school.keys.workspace);
  const left = (await clearingTotals(pool, school.keys.workspace)).filter(({ total }) => total !== 0n);
  await school.close();
  if (wrong.length > 0 || left.length > 0) throw new Error('The books do not balance (INV-3)');
});

async function invites(friend: string): Promise<void> {
  await school.server({ type: 'identify', userId: friend, traits: { referral_code: code } });
  school.clock.advance(60_000);
}

async function pays(userId: string, more: object = {}): Promise<string> {
  told += 1;
  const order = `order-${told}`;
  const properties = { order_id: order, total: 4_000, currency: 'RUB' };
  await school.server({ type: 'track', event: 'Order Completed', userId, messageId: order, properties, ...more });
  school.clock.advance(60_000);
  return order;
}

/** Lessons and roubles that somebody may use. */
async function holds(userId: string): Promise<readonly [number, number]> {
  const person = await school.person(userId);
  const { items } = (await school.api('GET', `/api/v1/ledger/balances?person=${person}`)) as {
    items: { unit: string; available: string }[];
  };
  const of = (unit: string): number => Number(items.find((held) => held.unit === unit)?.available ?? 0);
  return [of('lesson'), of('rub')];
}

const choose = (userId: string, choice: string, option: string): Promise<Answer> =>
  askApi(school, school.keys.apiKey, { method: 'POST', url: `${base}/choices/${choice}`, payload: { userId, option } });

async function chooses(userId: string, choice: string, option: string): Promise<void> {
  const { status, body } = await choose(userId, choice, option);
  expect([status, body]).toMatchObject([200, { choice, option }]);
  school.clock.advance(60_000);
}

async function choicesOf(userId: string): Promise<readonly RewardChoice[]> {
  return ((await school.api('GET', `${base}/choices?userId=${userId}`)) as { items: RewardChoice[] }).items;
}

const explained = async (userId: string): Promise<Explanation> =>
  (await school.api('GET', `/api/v1/referral/explanations?program=language-school&userId=${userId}`)) as Explanation;

describe('a choice of whoever invites (REF-82)', () => {
  test('until somebody chooses the first is given; what comes after a choice is given as chosen', async () => {
    await invites('boris');
    await pays('boris');
    expect(await holds('anna')).toEqual([2, 0]);
    await chooses('anna', 'gift', 'money');
    expect(await holds('anna')).toEqual([2, 0]);
    await pays('boris');
    expect(await holds('anna')).toEqual([2, 500]);
    await chooses('anna', 'gift', 'lessons');
    await pays('boris');
    expect(await holds('anna')).toEqual([4, 500]);
  });

  test('an order that is told late is rewarded by what stood when it was paid', async () => {
    await invites('boris');
    const timestamp = new Date(school.clock.now()).toISOString();
    school.clock.advance(60_000);
    await chooses('anna', 'gift', 'money');
    await pays('boris', { timestamp });
    expect(await holds('anna')).toEqual([2, 0]);
  });

  test('a refund takes back what was given, whatever is chosen by then', async () => {
    await invites('boris');
    await chooses('anna', 'gift', 'money');
    const order = await pays('boris');
    await chooses('anna', 'gift', 'lessons');
    await school.server({
      ...{ type: 'track', event: 'Order Refunded', userId: 'boris', messageId: `back-${order}` },
      properties: { order_id: order, currency: 'RUB' },
    });
    expect(await holds('anna')).toEqual([0, 0]);
    const { earnings } = await explained('boris');
    const own = earnings
      .filter(({ reward }) => reward < 2)
      .map(({ reward, status, reason }) => [reward, status, reason]);
    expect(own).toEqual([
      [0, 'refused', 'chosen_otherwise'],
      [1, 'reversed', 'refunded'],
    ]);
  });
});

describe('a choice of the friend (REF-82)', () => {
  test('is for what comes after it, once', async () => {
    await invites('boris');
    await chooses('boris', 'welcome', 'money');
    await pays('boris');
    expect(await holds('boris')).toEqual([0, 300]);
    await chooses('boris', 'welcome', 'lesson');
    await pays('boris');
    expect(await holds('boris')).toEqual([0, 300]);
  });

  test('two words of the same moment as the order change nothing', async () => {
    await invites('boris');
    const timestamp = new Date(school.clock.now()).toISOString();
    expect((await choose('boris', 'welcome', 'money')).status).toBe(200);
    await pays('boris', { timestamp });
    expect(await holds('boris')).toEqual([1, 0]);
  });
});

describe('how a choice stands', () => {
  test('each sees the choices that are theirs, in words, with what stands', async () => {
    await invites('boris');
    expect(await choicesOf('anna')).toEqual([
      {
        ...{ choice: 'gift', to: 'referrer', standing: 'lessons', chosenAt: null },
        options: [
          { option: 'lessons', gift: { ru: '2\u00a0урока за каждую оплату', en: '2\u00a0lessons for every payment' } },
          {
            option: 'money',
            gift: expect.objectContaining({ en: expect.stringContaining('500') as string }) as object,
          },
        ],
      },
    ]);
    await chooses('boris', 'welcome', 'money');
    expect(await choicesOf('boris')).toMatchObject([
      { choice: 'welcome', to: 'friend', standing: 'money', chosenAt: expect.any(String) as string },
    ]);
  });

  test.each([
    ['an unknown choice', 'anna', 'prize', 'lessons', 'unknown_choice'],
    ['an unknown option', 'anna', 'gift', 'car', 'unknown_option'],
    ['somebody who does not take part', 'boris', 'gift', 'money', 'no_participant'],
    ['somebody whom nobody invited', 'anna', 'welcome', 'money', 'not_invited'],
  ])('%s is refused', async (_what, userId, choice, option, reason) => {
    await invites('boris');
    expect(await choose(userId, choice, option)).toMatchObject({ status: 409, body: { code: reason } });
    expect((await choicesOf('anna'))[0]).toMatchObject({ standing: 'lessons', chosenAt: null });
  });

  test('nobody knows somebody unknown, and a choice is no choice without an option', async () => {
    const unknown = await askApi(school, school.keys.apiKey, { method: 'GET', url: `${base}/choices?userId=nobody` });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown_person' } });
    const empty = { method: 'POST', url: `${base}/choices/gift`, payload: { userId: 'anna' } } as const;
    expect(await askApi(school, school.keys.apiKey, empty)).toMatchObject({
      status: 400,
      body: { code: 'bad_request' },
    });
  });

  test('an option that a later version has not any more gives way to the first', async () => {
    await invites('boris');
    await chooses('anna', 'gift', 'money');
    const rewards = definition.rewards.map((reward) =>
      reward.choice?.option === 'money' && reward.to === 'referrer' ? { ...reward, choice: gift('cash') } : reward,
    );
    await school.api('POST', '/api/v1/referral/programs', {
      ...{ key: 'language-school', definition: { ...definition, rewards }, note: 'renamed', appliesTo: 'all' },
    });
    school.clock.advance(60_000);
    await invites('vera');
    await pays('vera');
    expect(await holds('anna')).toEqual([2, 0]);
    expect((await choicesOf('anna'))[0]).toMatchObject({ standing: 'lessons' });
  });

  test('a replay of the same rules finds no difference', async () => {
    await invites('boris');
    await chooses('anna', 'gift', 'money');
    await chooses('boris', 'welcome', 'money');
    await pays('boris');
    const answer = await school.during(
      school.http.inject({
        ...{ method: 'POST', url: `${base}/replay`, payload: { definition } },
        headers: { authorization: `Bearer ${school.keys.apiKey}` },
      }),
    );
    const lines = answer.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly line: string });
    expect(lines.at(-1)).toMatchObject({ line: 'result', pairs: 1, changed: 0 });
  });
});
