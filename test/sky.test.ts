import type { Explanation, ProgramDefinition } from '@sarafan/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayMs, minuteMs } from '../server/src/kit/values/time.ts';
import { type Call, createSchool, type School } from './support/school.ts';

/** The language school's vectors, told to the public API as a school would and read back from it as support would. */
let school: School;
let code: string;
beforeEach(async () => {
  school = await createSchool();
  code = (await participate('anna')).code;
});
afterEach(() => school.close());

const base = '/api/v1/referral/programs/language-school';

async function participate(userId: string): Promise<{ code: string; link: string }> {
  const answer = await school.api('POST', `${base}/participants`, { userId });
  return answer as { code: string; link: string };
}

async function explain(userId: string): Promise<Explanation> {
  return (await school.api(
    'GET',
    `/api/v1/referral/explanations?program=language-school&userId=${userId}`,
  )) as Explanation;
}

async function lessons(userId: string): Promise<string> {
  const { person } = (await explain(userId)).person;
  const { items } = (await school.api('GET', `/api/v1/ledger/balances?person=${person}`)) as {
    items: { unit: string; available: string }[];
  };
  return items.find((each) => each.unit === 'lesson')?.available ?? '0';
}

const signUp = (userId: string, traits: object = {}): Call => ({
  type: 'identify',
  userId,
  messageId: `identify-${userId}`,
  traits: { name: userId, email: `${userId}@example.com`, phone: '8(916)123-45-67', ...traits },
});

const pays = (userId: string, more: object = {}): Call => ({
  type: 'track',
  event: 'Order Completed',
  userId,
  messageId: `pays-${userId}`,
  properties: { order_id: `order-${userId}`, total: 4000, currency: 'RUB', ...more },
});

/** Invited by code, a minute passes, then the payment. */
async function invitedAndPays(userId: string, more: object = {}, traits: object = {}): Promise<void> {
  await school.server(signUp(userId, { referral_code: code, ...traits }));
  school.clock.advance(minuteMs);
  await school.server(pays(userId, more));
}

test.each([
  ['a 4-pack', 4000],
  ['a 64-pack', 51_200],
])('SKY-1 a friend pays %s in money: two lessons to each', async (_pack, total) => {
  await invitedAndPays('boris', { total });
  expect(await lessons('anna')).toBe('2');
  expect(await lessons('boris')).toBe('2');
  expect((await explain('boris')).status).toBe('rewarded');
});

test.each([
  ['a certificate', [{ method: 'gift_certificate', amount: 4000 }]],
  [
    'a certificate and money together',
    [
      { method: 'gift_certificate', amount: 1000 },
      { method: 'money', amount: 3000 },
    ],
  ],
])('SKY-2 paid by %s: nothing, and the explanation says why', async (_how, payments) => {
  await invitedAndPays('gleb', { payments });
  expect(await lessons('anna')).toBe('0');
  const explained = await explain('gleb');
  expect(explained).toMatchObject({ status: 'refused', reason: 'order_condition' });
  expect(explained.sentence.ru).toContain('сертификат');
});

test('SKY-2 a certificate first and money later: nothing (REF-6)', async () => {
  await invitedAndPays('gleb', { payments: [{ method: 'gift_certificate', amount: 4000 }] });
  school.clock.advance(dayMs);
  await school.server({ ...pays('gleb', { order_id: 'second' }), messageId: 'second' });
  expect(await lessons('anna')).toBe('0');
  expect(await lessons('gleb')).toBe('0');
});

test('SKY-3 a friend who paid once before: nothing', async () => {
  await school.server({ ...pays('dina', { order_id: 'old' }), messageId: 'old' });
  school.clock.advance(400 * dayMs);
  await invitedAndPays('dina');
  expect(await lessons('anna')).toBe('0');
  expect(await explain('dina')).toMatchObject({ status: 'refused', reason: 'already_paid' });
});

test.each(['company', 'sole_trader'])('SKY-4 a friend who is a %s: nothing', async (legal_form) => {
  await invitedAndPays('egor', {}, { legal_form });
  expect(await lessons('anna')).toBe('0');
  expect(await explain('egor')).toMatchObject({ status: 'refused', reason: 'friend_condition' });
});

test('SKY-7 a code told to a manager before the payment: bound, two lessons to each', async () => {
  await school.server(signUp('zhenya'));
  school.clock.advance(minuteMs);
  const dictated = code.toLowerCase();
  await school.api('POST', '/api/v1/referral/bindings', { userId: 'zhenya', code: dictated });
  school.clock.advance(minuteMs);
  await school.server(pays('zhenya'));
  expect(await lessons('anna')).toBe('2');
  expect(await lessons('zhenya')).toBe('2');
  expect((await explain('zhenya')).invitation?.channel).toBe('manual');
});

test('SKY-8 a claim after the payment is refused, and dated back only within the window (REF-14)', async () => {
  await school.server(signUp('lev'));
  school.clock.advance(minuteMs);
  const before = school.clock.now();
  school.clock.advance(minuteMs);
  await school.server(pays('lev'));
  school.clock.advance(14 * dayMs);
  const bind = (at?: number): Promise<unknown> =>
    school.api('POST', '/api/v1/referral/bindings', {
      ...{ userId: 'lev', code },
      ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
    });
  await expect(bind()).rejects.toThrow('claim_after_payment');
  await expect(bind(before - 2 * minuteMs - 1)).rejects.toThrow('back_dated_too_far');
  await expect(bind(school.clock.now() + 1)).rejects.toThrow('in_the_future');
  expect(await lessons('anna')).toBe('0');
  // The furthest date that is allowed is a millisecond after the payment.
  school.clock.advance(1);
  await expect(bind(school.clock.now() - 14 * dayMs - 1)).rejects.toThrow('back_dated_too_far');
  await expect(bind(school.clock.now() - 14 * dayMs)).rejects.toThrow('claim_after_payment');
  expect(await explain('lev')).toMatchObject({ status: 'refused', reason: 'already_paid' });
});

test('SKY-8 dated back by support to before the payment: two lessons to each, and an audit entry', async () => {
  await school.server(signUp('lev'));
  school.clock.advance(minuteMs);
  const before = new Date(school.clock.now()).toISOString();
  school.clock.advance(minuteMs);
  await school.server(pays('lev'));
  school.clock.advance(13 * dayMs);
  await school.api('POST', '/api/v1/referral/bindings', { userId: 'lev', code, at: before });
  expect(await lessons('anna')).toBe('2');
  expect(await lessons('lev')).toBe('2');
  const audit = (await school.api('GET', '/api/v1/access/audit')) as { items: { action: string; detail: object }[] };
  expect(audit.items.find((each) => each.action === 'binding.create')?.detail).toMatchObject({ userId: 'lev', code });
});

test('SKY-8 a claim after the payment is refused also when somebody else had invited in time', async () => {
  await invitedAndPays('lev');
  const { code: rival } = await participate('boris');
  school.clock.advance(minuteMs);
  const claim = school.api('POST', '/api/v1/referral/bindings', { userId: 'lev', code: rival });
  await expect(claim).rejects.toThrow('claim_after_payment');
  expect([await lessons('anna'), await lessons('boris')]).toEqual(['2', '0']);
});

test('SKY-8 what came too late in one program refuses no binding to another', async () => {
  const { definition } = (await school.api('GET', base)) as { definition: ProgramDefinition };
  await school.api('POST', '/api/v1/referral/programs', { key: 'second', definition });
  const joined = await school.api('POST', '/api/v1/referral/programs/second/participants', { userId: 'boris' });
  await school.server(signUp('lev'));
  school.clock.advance(minuteMs);
  const at = new Date(school.clock.now()).toISOString();
  school.clock.advance(minuteMs);
  await school.server(pays('lev'));
  school.clock.advance(minuteMs);
  await school.server({ type: 'identify', userId: 'lev', messageId: 'late', traits: { referral_code: code } });
  expect(await explain('lev')).toMatchObject({ status: 'refused', reason: 'already_paid' });
  const binding = { userId: 'lev', code: (joined as { code: string }).code, at };
  await school.api('POST', '/api/v1/referral/bindings', binding);
  expect(await lessons('boris')).toBe('2');
});

test('support takes a wrong binding away and dates the right one back to before the payment', async () => {
  const { code: right } = await participate('boris');
  await school.server(signUp('lev'));
  school.clock.advance(minuteMs);
  const at = new Date(school.clock.now()).toISOString();
  school.clock.advance(minuteMs);
  await school.api('POST', '/api/v1/referral/bindings', { userId: 'lev', code });
  school.clock.advance(minuteMs);
  await school.server(pays('lev'));
  school.clock.advance(dayMs);
  const binding = { userId: 'lev', program: 'language-school' };
  await school.api('DELETE', '/api/v1/referral/bindings', binding);
  expect(await explain('lev')).toMatchObject({ status: 'refused', reason: 'unbound' });
  expect(await lessons('anna')).toBe('0');
  school.clock.advance(minuteMs);
  await school.api('POST', '/api/v1/referral/bindings', { userId: 'lev', code: right, at });
  expect(await explain('lev')).toMatchObject({ status: 'rewarded', invitation: { referrer: { userId: 'boris' } } });
  expect([await lessons('anna'), await lessons('boris'), await lessons('lev')]).toEqual(['0', '2', '2']);
});

test('a code entered with the payment is in time, one entered a millisecond later is not (REF-4)', async () => {
  await school.server(signUp('mark'), signUp('nina'));
  school.clock.advance(minuteMs);
  await school.server(pays('mark', { referral_code: code }), pays('nina'));
  expect(await lessons('mark')).toBe('2');
  school.clock.advance(1);
  await school.server({ type: 'identify', userId: 'nina', messageId: 'late', traits: { referral_code: code } });
  expect(await lessons('nina')).toBe('0');
  expect(await explain('nina')).toMatchObject({ status: 'refused', reason: 'already_paid' });
});

test('SKY-9 the same payment fifty times in parallel: one reward each', async () => {
  await school.server(signUp('igor', { referral_code: code }));
  school.clock.advance(minuteMs);
  await Promise.all(Array.from({ length: 50 }, () => school.server(pays('igor'))));
  expect(await lessons('anna')).toBe('2');
  expect(await lessons('igor')).toBe('2');
});

test('SKY-9 the same order under fifty message ids: one reward each', async () => {
  await school.server(signUp('igor', { referral_code: code }));
  school.clock.advance(minuteMs);
  const repeats = Array.from({ length: 50 }, (_, index) => ({ ...pays('igor'), messageId: `again-${index}` }));
  await Promise.all(repeats.map((call) => school.server(call)));
  expect(await lessons('anna')).toBe('2');
});

test('SKY-10 the payment is refunded: both are clawed back, also what was spent', async () => {
  await invitedAndPays('kira');
  await school.api('POST', '/api/v1/rewards/spendings', { userId: 'anna', unit: 'lesson', amount: '2' });
  school.clock.advance(dayMs);
  await school.server({
    type: 'track',
    event: 'Order Refunded',
    userId: 'kira',
    messageId: 'refund',
    properties: { order_id: 'order-kira' },
  });
  expect(await lessons('anna')).toBe('-2');
  expect(await lessons('kira')).toBe('0');
  expect(await explain('kira')).toMatchObject({ status: 'reversed', reason: 'refunded' });
});

test('a link followed, a sign-up elsewhere that names the browser, a payment: two lessons to each', async () => {
  const { link } = await participate('anna');
  const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
  const redirect = await school.http.inject({ method: 'GET', url: new URL(link).pathname, headers });
  const target = new URL(String(redirect.headers.location));
  const click = target.searchParams.get('sarafan_click');
  const context = { referrer: { type: 'sarafan', id: click } };
  await school.browser({ type: 'page', name: 'Home', anonymousId: 'phone', context });
  school.clock.advance(minuteMs);
  await school.server({ ...signUp('vera'), anonymousId: 'phone' });
  school.clock.advance(minuteMs);
  await school.server(pays('vera'));
  expect(await lessons('anna')).toBe('2');
  expect((await explain('vera')).invitation?.channel).toBe('link');
});

test('nobody invites themselves, nor from a browser that turns out to be theirs (REF-7)', async () => {
  await school.server(signUp('anna', { referral_code: code }));
  school.clock.advance(minuteMs);
  await school.server(pays('anna'));
  expect(await lessons('anna')).toBe('0');
  expect(await explain('anna')).toMatchObject({ status: 'refused', reason: 'self_referral' });
  const entered = { type: 'track', event: 'Referral Code Entered', properties: { code } };
  await school.browser({ ...entered, anonymousId: 'tablet' });
  school.clock.advance(minuteMs);
  const order = { order_id: 'order-tablet', total: 4000 };
  await school.server({ type: 'track', event: 'Order Completed', anonymousId: 'tablet', properties: order });
  expect(await lessons('anna')).toBe('2');
  await school.server({ type: 'identify', userId: 'anna', anonymousId: 'tablet', messageId: 'known' });
  expect(await lessons('anna')).toBe('0');
});

test('a launched version stays, and the next one decides on invitations from its launch on (REF-10)', async () => {
  const first = (await school.api('GET', base)) as { definition: ProgramDefinition };
  await school.server(signUp('oleg', { referral_code: code }));
  school.clock.advance(minuteMs);
  const { definition } = first;
  const more = { ...definition, rewards: definition.rewards.map((reward) => ({ ...reward, amount: '3' })) };
  await school.api('POST', '/api/v1/referral/programs', { key: 'language-school', definition: more, note: 'three' });
  await school.server(signUp('petr', { referral_code: code }));
  school.clock.advance(minuteMs);
  await school.server(pays('oleg'), pays('petr'));
  expect([await lessons('oleg'), await lessons('petr'), await lessons('anna')]).toEqual(['2', '3', '5']);
  expect((await explain('oleg')).program.version).toBe(1);
  expect((await explain('petr')).program.version).toBe(2);
  const versions = (await school.api('GET', `${base}/versions`)) as {
    items: { version: number; definition: object }[];
  };
  expect(versions.items.find((each) => each.version === 1)?.definition).toEqual(definition);
});
