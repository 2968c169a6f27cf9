import type { FailedCode, LostReferrals } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeAlphabet } from '../../server/src/kit/values/codes.ts';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { failedCodeLimits } from '../../server/src/rooms/referral/limits.ts';
import { refusalReasons } from '../../server/src/rooms/referral/rules/verdict.ts';
import { lostTexts } from '../../server/src/rooms/referral/texts-lost.ts';
import { openLanding, sendForm } from '../support/landing.ts';
import { createSchool, type School } from '../support/school.ts';
import { ask, bearer } from './customers.ts';

let school: School;
let program: string;
let anna: string;
let mistyped: string;
beforeAll(async () => {
  school = await createSchool();
  program = ((await school.api('GET', '/api/v1/referral/programs/language-school')) as { program: string }).program;
  anna = await school.codeOf('anna');
  await school.server({ type: 'identify', userId: 'anna', traits: { name: 'Анна' } });
  const other = [...codeAlphabet].find((character) => !anna.includes(character)) ?? 'C';
  mistyped = other + anna.slice(1);
});
afterAll(() => school.close());

const failed = async (query = ''): Promise<{ items: FailedCode[]; next: string | null }> =>
  (await school.api('GET', `/api/v1/referral/failed-codes${query}`)) as { items: FailedCode[]; next: string | null };
const found = async (typed: string): Promise<FailedCode | undefined> => {
  return (await failed()).items.find((each) => each.typed === typed);
};
const lost = async (): Promise<LostReferrals> =>
  (await school.api('GET', `/api/v1/referral/programs/${program}/lost`)) as LostReferrals;
const entered = (anonymousId: string, code: string) =>
  school.browser({ type: 'track', event: 'Referral Code Entered', anonymousId, properties: { code } });

describe('codes that nobody has (REF-72)', () => {
  test('are kept as they were typed, with how often, by whom, and whose is similar', async () => {
    await entered('b1', mistyped.toLowerCase());
    await entered('b2', mistyped);
    await school.server({ type: 'identify', userId: 'gleb', traits: { name: 'Глеб', referral_code: mistyped } });
    const row = await found(mistyped);
    expect(row).toMatchObject({ attempts: 3, near: [{ code: anna, summary: { userId: 'anna', name: 'Анна' } }] });
    expect(row?.persons).toHaveLength(3);
    expect(row?.persons.map(({ summary }) => summary?.userId ?? null)).toContain('gleb');
  });

  test('are kept from support and from landings, where nobody is known', async () => {
    await ask(
      school,
      'POST',
      { url: '/referral/bindings', payload: { userId: 'dina', code: 'дружба' } },
      bearer(school.keys.apiKey),
    );
    await openLanding(school, `/i/${program}?code=FRIEND-10`);
    await sendForm(school, `/i/${program}`, { name: 'Ева', email: 'eva@example.com', code: 'friend-10' });
    expect(await found('ДРУЖБА')).toMatchObject({ attempts: 1, near: [] });
    expect(await found('FRIEND-10')).toMatchObject({ attempts: 2, persons: [], near: [] });
    // A robot that follows the address types nothing.
    await openLanding(school, `/i/${program}?code=ROBOT-10`, 'ru', { headers: { 'user-agent': 'Googlebot/2.1' } });
    expect(await found('ROBOT-10')).toBeUndefined();
  });

  test('are neither codes that somebody has nor coupons of the shop', async () => {
    await entered('b3', anna);
    await school.server({
      ...{ type: 'track', event: 'Order Completed', userId: 'zoya' },
      properties: { order_id: 'o-zoya', total: 1, coupon: 'SUMMER' },
    });
    expect(await found(anna)).toBeUndefined();
    expect(await found('SUMMER')).toBeUndefined();
  });

  test('have a limit for each person, and the latest stay (INV-8)', async () => {
    const typed = Array.from({ length: failedCodeLimits.ofPerson + 5 }, (_, index) => `GUESS ${index}!`);
    for (const code of typed) {
      await entered('guesser', code);
      school.clock.advance(minuteMs);
    }
    const { items } = await failed('?limit=200');
    const kept = items.map((each) => each.typed).filter((each) => each.startsWith('GUESS'));
    expect(kept).toEqual(typed.slice(5).toReversed());
  });

  test('are listed page by page, each once', async () => {
    const all = (await failed('?limit=200')).items.map(({ typed }) => typed);
    const pages: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: Awaited<ReturnType<typeof failed>> = await failed(`?limit=7${next === '' ? '' : `&cursor=${next}`}`);
      pages.push(...page.items.map(({ typed }) => typed));
      next = page.next;
    }
    expect(pages).toEqual(all);
    expect(new Set(pages).size).toBe(pages.length);
  });
});

test('what was lost is told by reason, with a sentence in both languages (REF-72)', async () => {
  const pays = (userId: string) =>
    school.server({
      ...{ type: 'track', event: 'Order Completed', userId },
      properties: { order_id: `o-${userId}`, total: 1 },
    });
  await pays('late');
  school.clock.advance(minuteMs);
  const bound = await ask(
    school,
    'POST',
    { url: '/referral/bindings', payload: { userId: 'late', code: anna } },
    bearer(school.keys.apiKey),
  );
  expect(bound.json()).toMatchObject({ code: 'claim_after_payment' });
  await school.server({ type: 'identify', userId: 'anna', traits: { referral_code: anna } });
  await openLanding(school, `/r/${anna}`);
  await openLanding(school, `/r/${anna}`);
  await expect
    .poll(async () => {
      await school.settle();
      return (await lost()).followed;
    })
    .toBe(2);
  const { reasons, invitedByLink } = await lost();
  expect(invitedByLink).toBe(0);
  const told = Object.fromEntries(reasons.map(({ reason, count }) => [reason, count]));
  expect(told).toMatchObject({ no_binding: 2, already_paid: 1, self_referral: 1 });
  expect(told['unknown_code']).toBe((await failed('?limit=200')).items.length);
  for (const { sentence } of reasons) {
    expect(sentence.ru).toMatch(/[а-я]/);
    expect(sentence.en).toMatch(/[a-z]/);
  }
});

test('every reason has a sentence of its own', () => {
  for (const language of ['ru', 'en'] as const) {
    const texts = refusalReasons.map((reason) => lostTexts[language][reason]);
    expect(new Set(texts).size).toBe(refusalReasons.length);
  }
});
