import type { Explanation, RewardGrant } from '@sarafan/contract';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayMs, minuteMs } from '../../server/src/kit/values/time.ts';
import { auditBalances, clearingTotals } from '../../server/src/rooms/ledger/index.ts';
import { checkHoldings } from '../crash/checks/money.ts';
import { createSchool, type School } from '../support/school.ts';
import { ask, bearer } from './customers.ts';

let school: School;
let between = 0;

/** Boris came by Anna's code and paid; Anna spent what she got. */
beforeEach(async () => {
  school = await createSchool();
  const code = await school.codeOf('anna');
  await school.server({ type: 'identify', userId: 'boris', traits: { referral_code: code } });
  school.clock.advance(minuteMs);
  between = school.clock.now();
  school.clock.advance(minuteMs);
  await school.server(order('o2'));
});
afterEach(async () => {
  const { pool } = school.database;
  const { workspace } = school.keys;
  const wrong = await auditBalances(pool, workspace);
  const left = (await clearingTotals(pool, workspace)).filter(({ total }) => total !== 0n);
  const apart = await checkHoldings(pool, workspace);
  await school.close();
  if (wrong.length + left.length + apart.length > 0) {
    throw new Error(`The books do not agree (INV-3, REW-6): ${JSON.stringify([wrong, left.length, apart])}`);
  }
});

const order = (id: string, more: object = {}, at?: number) => ({
  ...{ type: 'track', event: 'Order Completed', userId: 'boris', messageId: `order-${id}` },
  properties: { order_id: id, total: 4000, ...more },
  ...(at === undefined ? {} : { timestamp: new Date(at).toISOString() }),
});
const certificate = { payments: [{ method: 'gift_certificate', amount: 4000 }] };
const refund = (id: string) => ({
  ...{ type: 'track', event: 'Order Refunded', userId: 'boris', messageId: `refund-${id}` },
  properties: { order_id: id },
});
const spend = (userId: string, amount: string): Promise<unknown> =>
  school.api('POST', '/api/v1/rewards/spendings', { userId, unit: 'lesson', amount });
const both = async (): Promise<readonly bigint[]> => [await school.lessons('anna'), await school.lessons('boris')];

async function grants(query: string): Promise<RewardGrant[]> {
  return ((await school.api('GET', `/api/v1/rewards/grants?${query}`)) as { items: RewardGrant[] }).items;
}

const decide = (grant: string, verdict: string, note: string, key?: string): Promise<LightMyRequestResponse> =>
  ask(
    school,
    'POST',
    { url: `/rewards/grants/${grant}/${verdict}`, payload: { note } },
    { ...bearer(school.keys.apiKey), ...(key === undefined ? {} : { 'idempotency-key': key }) },
  );

async function explained(): Promise<Explanation> {
  const url = '/api/v1/referral/explanations?program=language-school&userId=boris';
  return (await school.api('GET', url)) as Explanation;
}

/** Anna has spent her reward when an earlier payment by certificate is told. */
async function annaInReview(): Promise<string> {
  await spend('anna', '2');
  await school.server(order('o1', certificate, between));
  const [grant, ...others] = await grants('state=review');
  expect(others).toEqual([]);
  expect(grant).toMatchObject({ state: 'review', review: 'spent', holderPerson: { userId: 'anna' } });
  return grant?.grant ?? '';
}

describe('a reward in review, approved by support (REW-15)', () => {
  test('stands, is told in both languages, and no later word corrects it', async () => {
    const grant = await annaInReview();
    const answer = await decide(grant, 'approve', 'Она не знала');
    expect(answer.json()).toMatchObject({ grant, state: 'available', review: 'approved' });
    expect(await grants('state=review')).toEqual([]);
    expect(await both()).toEqual([0n, 0n]);
    const told = (await explained()).decisions.find(({ outcome }) => outcome === 'review_approved');
    expect(told?.sentence.ru).toBe(
      'Сотрудник оставил вознаграждение, хотя оно больше не причитается. Его слова: Она не знала',
    );
    expect(told?.sentence.en).toContain('In their words: Она не знала');
    await school.server(order('o0', certificate, between - 1));
    expect(await both()).toEqual([0n, 0n]);
    expect((await grants('state=available')).map((each) => each.grant)).toEqual([grant]);
  });

  test('is taken back by the refund of its order, as any other', async () => {
    await decide(await annaInReview(), 'approve', 'ok');
    await school.server(refund('o2'));
    expect(await both()).toEqual([-2n, 0n]);
    expect((await grants('state=clawed_back')).map(({ review }) => review)).toEqual([null, null]);
  });

  test('keeps its place: nobody is paid twice for one friend', async () => {
    await spend('anna', '2');
    await school.server(order('o1', {}, between));
    expect(await both()).toEqual([0n, 2n]);
    const [open] = await grants('state=review');
    await decide(open?.grant ?? '', 'approve', 'ok');
    expect(await both()).toEqual([0n, 2n]);
  });
});

describe('a reward in review, refused by support (REW-15)', () => {
  test('is taken back whatever was spent, the debt is worked off, and it is told', async () => {
    const grant = await annaInReview();
    const answer = await decide(grant, 'refuse', 'Сертификат был подарен раньше');
    expect(answer.json()).toMatchObject({ grant, state: 'clawed_back', reason: 'refused_by_support', review: null });
    expect(await both()).toEqual([-2n, 0n]);
    const { rewards, decisions } = await explained();
    expect(rewards.map(({ state }) => state)).toEqual(['clawed_back', 'clawed_back']);
    expect(decisions.find(({ outcome }) => outcome === 'review_refused')?.sentence.ru).toContain('подарен раньше');
    const code = await school.codeOf('anna');
    await school.server({ type: 'identify', userId: 'vera', traits: { referral_code: code } });
    school.clock.advance(minuteMs);
    await school.server({ ...order('o9'), userId: 'vera' });
    expect(await school.lessons('anna')).toBe(0n);
  });

  test('makes room for what is owed in its place', async () => {
    await spend('anna', '2');
    await school.server(order('o1', {}, between));
    const [open] = await grants('state=review');
    await decide(open?.grant ?? '', 'refuse', 'The earlier order counts');
    expect(await both()).toEqual([0n, 2n]);
    const anna = await grants(`person=${await school.person('anna')}`);
    expect(anna.map((each) => `${each.order} ${each.state}`).sort()).toEqual(['o1 available', 'o2 clawed_back']);
  });

  test('beyond the correction window takes back what is there', async () => {
    school.clock.advance(30 * dayMs + 1);
    await school.server(order('o1', certificate, between));
    const open = await grants('state=review');
    expect(open.map(({ review }) => review)).toEqual(['window_closed', 'window_closed']);
    for (const { grant } of open) await decide(grant, 'refuse', 'late');
    expect(await both()).toEqual([0n, 0n]);
  });
});

test('a decision is made once, audited once with its note, and answered alike when it is repeated', async () => {
  const grant = await annaInReview();
  const answers = [
    await decide(grant, 'approve', 'because', 'once'),
    await decide(grant, 'approve', 'because', 'once'),
    await decide(grant, 'approve', 'again'),
  ];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  expect(answers[1]?.json()).toEqual(answers[0]?.json());
  expect((await decide(grant, 'refuse', 'no')).json()).toMatchObject({ status: 409, code: 'not_in_review' });
  const audit = (await school.api('GET', '/api/v1/access/audit')) as { items: { action: string; detail: object }[] };
  const entries = audit.items.filter(({ action }) => action.startsWith('reward.') && action !== 'reward.spend');
  expect(entries).toMatchObject([{ action: 'reward.approve', detail: { note: 'because' } }]);
});

test('what is not in review, or is no reward, is not decided about', async () => {
  const [grant] = await grants('state=available');
  for (const verdict of ['approve', 'refuse']) {
    expect((await decide(grant?.grant ?? '', verdict, 'x')).json()).toMatchObject({ code: 'not_in_review' });
    expect((await decide('grt_nothing', verdict, 'x')).json()).toMatchObject({ status: 404, code: 'unknown_grant' });
    expect((await decide(grant?.grant ?? '', verdict, '')).json()).toMatchObject({ status: 400, code: 'bad_request' });
  }
});

test('a reward that is owed again leaves the review by itself', async () => {
  await spend('anna', '2');
  await school.server({ type: 'identify', userId: 'boris', traits: { legal_form: 'company' } });
  expect(await grants('state=review')).toHaveLength(1);
  const timestamp = new Date(between).toISOString();
  await school.server({ type: 'identify', userId: 'boris', timestamp, traits: { legal_form: 'person' } });
  expect(await grants('state=review')).toEqual([]);
  expect(await both()).toEqual([0n, 2n]);
});
