import type { Explanation, ProgramDefinition } from '@sarafan/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { type Call, createSchool, type School } from '../support/school.ts';

// Programs that exclude one another: the language school and the bloggers who advertise it.

let school: School;
let invite: { code: string; link: string };
let blogger: string;

async function participate(program: string, userId: string): Promise<{ code: string; link: string }> {
  const answer = await school.api('POST', `/api/v1/referral/programs/${program}/participants`, { userId });
  return answer as { code: string; link: string };
}

beforeEach(async () => {
  school = await createSchool();
  await school.api('POST', '/api/v1/referral/recipes/bloggers/install', {});
  invite = await participate('language-school', 'anna');
  blogger = (await participate('bloggers', 'blogger')).code;
});
afterEach(() => school.close());

async function tell(call: Call): Promise<void> {
  await school.server(call);
  school.clock.advance(minuteMs);
}

async function signUp(userId: string, traits: object = {}): Promise<void> {
  await tell({ type: 'identify', userId, traits: { email: `${userId}@example.com`, ...traits } });
}

/** Follows the invite link in a browser, and signs up there. */
async function follows(userId: string): Promise<void> {
  const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
  const url = new URL(invite.link).pathname;
  const { headers } = await school.http.inject({ method: 'GET', url, headers: browser });
  const token = new URL(String(headers.location)).searchParams.get('sarafan_click');
  await tell({ type: 'identify', userId, traits: { email: `${userId}@example.com` }, ...byLink(token ?? '') });
}

const byLink = (token: string): object => ({ context: { referrer: { type: 'sarafan', id: token } } });

async function pays(userId: string, more: object = {}): Promise<void> {
  const properties = { order_id: `order-${userId}`, total: 4_000, currency: 'RUB', ...more };
  await tell({ type: 'track', event: 'Order Completed', userId, messageId: `pays-${userId}`, properties });
}

async function explain(userId: string, program = 'language-school'): Promise<Explanation> {
  const url = `/api/v1/referral/explanations?program=${program}&userId=${userId}`;
  return (await school.api('GET', url)) as Explanation;
}

async function lessons(userId: string): Promise<string> {
  const { items } = (await school.api('GET', `/api/v1/ledger/balances?person=${await school.person(userId)}`)) as {
    items: { unit: string; available: string }[];
  };
  return items.find((each) => each.unit === 'lesson')?.available ?? '0';
}

describe('a friend chooses one promotion (REF-54)', () => {
  test('SKY-5 link followed, paid with a blogger’s code: two for the inviter, the blogger’s gift alone', async () => {
    await follows('boris');
    await pays('boris', { coupon: blogger });
    expect([await lessons('anna'), await lessons('boris')]).toEqual(['2', '1']);
    const { status, earnings } = await explain('boris');
    expect(status).toBe('rewarded');
    expect(earnings.map(({ to, status: each }) => `${to} ${each}`)).toEqual(['referrer earned', 'friend refused']);
    expect(earnings[1]).toMatchObject({
      reason: 'claimed_elsewhere',
      sentence: { ru: 'Друг выбрал другую акцию: bloggers', en: 'The friend chose another promotion: bloggers' },
    });
    expect((await explain('boris', 'bloggers')).status).toBe('rewarded');
  });

  test.each([
    ['the blogger’s', true, '0', '1'],
    ['the inviter’s', false, '2', '2'],
  ])('SKY-6 both codes entered, %s last: that one alone applies', async (_whose, bloggersLast, anna, boris) => {
    const [first, last] = bloggersLast ? [invite.code, blogger] : [blogger, invite.code];
    await signUp('boris', { referral_code: first });
    await pays('boris', { coupon: last });
    expect([await lessons('anna'), await lessons('boris')]).toEqual([anna, boris]);
    const [own, other] = [await explain('boris'), await explain('boris', 'bloggers')];
    expect([own.status, other.status].toSorted()).toEqual(['claimed', 'rewarded']);
  });

  test('whoever is claimed by another promotion is counted as such, and found in the list', async () => {
    await signUp('boris', { referral_code: invite.code });
    await pays('boris', { coupon: blogger });
    const { items } = (await school.api('GET', '/api/v1/referral/programs/language-school/pairs?status=claimed')) as {
      items: { friend: string }[];
    };
    expect(items.map(({ friend }) => friend)).toEqual([await school.person('boris')]);
  });

  test('the choice follows from what was entered when, not from what arrived when (INV-2)', async () => {
    const entered = new Date(school.clock.now()).toISOString();
    school.clock.advance(minuteMs);
    await signUp('boris', { referral_code: invite.code });
    await pays('boris');
    expect(await lessons('boris')).toBe('2');
    const late: Call = { type: 'identify', userId: 'boris', traits: { referral_code: blogger }, timestamp: entered };
    await tell(late);
    expect([await lessons('anna'), await lessons('boris')]).toEqual(['2', '2']);
  });

  test('a coupon of the shop is another promotion where the program says so', async () => {
    const base = '/api/v1/referral/programs/language-school';
    const { definition } = (await school.api('GET', base)) as { definition: ProgramDefinition };
    const exclusive = { group: 'promotions', alwaysPays: ['link' as const], coupons: true };
    const changed = { ...definition, exclusive };
    await school.api('POST', '/api/v1/referral/programs', { key: 'language-school', definition: changed });
    await signUp('boris', { referral_code: invite.code });
    await pays('boris', { coupon: 'SALE10' });
    expect([await lessons('anna'), await lessons('boris')]).toEqual(['0', '0']);
    expect((await explain('boris')).earnings[0]).toMatchObject({
      sentence: { en: 'The friend chose another promotion: SALE10' },
    });
    await signUp('gleb', { referral_code: invite.code });
    await pays('gleb', { coupon: invite.code });
    expect([await lessons('anna'), await lessons('gleb')]).toEqual(['2', '2']);
  });
});
