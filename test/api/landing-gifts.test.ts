import type { WidgetAnswer } from '@sarafan/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { openLanding, sendForm } from '../support/landing.ts';
import { createSchool, type School } from '../support/school.ts';

const toReferrer = languageSchool.rewards.find(({ to }) => to === 'referrer');
const toFriend = { to: 'friend', unit: 'lesson', amount: '2', holdDays: 0 } as const;

let school: School;
let code: string;
beforeAll(async () => {
  school = await createSchool();
  code = await school.codeOf('anna');
});
afterAll(() => school.close());

/** Launches the program with a gift for its friends, and says what their pages say of it. */
async function told(gift: object, language: 'ru' | 'en' = 'ru') {
  const definition = { ...languageSchool, rewards: [{ ...toFriend, ...gift }, toReferrer] };
  await school.api('POST', '/api/v1/referral/programs', { key: 'language-school', definition });
  const path = `/i/language-school?code=${code}`;
  const landing = await openLanding(school, path, language);
  const typed = { name: 'Борис', email: 'boris@example.com' };
  const { headers } = await sendForm(school, path, typed, { language });
  const thanks = await openLanding(school, new URL(String(headers['location']), 'http://x/i/').href, language);
  const widget = await school.http.inject({ url: `/sdk/programs/language-school?lang=${language}&code=${code}` });
  return { landing: landing.html, thanks: thanks.html, widget: widget.json<WidgetAnswer>().words?.text };
}

test('a gift for an accepted invitation asks for no payment, and is given without one', async () => {
  const { landing, thanks, widget } = await told({ on: { invitation: true } });
  expect(landing).toContain('<h1>2\u00a0урока в подарок</h1>');
  expect(landing).toContain('Оставьте контакты — и получите 2\u00a0урока.');
  expect(landing).toContain('Получите 2\u00a0урока: платить для этого не нужно.');
  expect(landing).not.toContain('Оплатите');
  expect(thanks).toContain('Как только вас узнают, вы получите 2\u00a0урока. Платить для этого не нужно.');
  expect(widget).toBe('Вам — 2\u00a0урока, если примете приглашение.');
  await school.settle();
  await school.server({ type: 'identify', userId: 'boris', traits: { email: 'boris@example.com' } });
  expect(await school.lessons('boris')).toBe(2n);
});

test.each([
  [
    'the first payment',
    {},
    [
      'A gift for you: 2\u00a0lessons',
      'pay for your first order, and get 2\u00a0lessons.',
      'Pay for your first order.',
    ],
    'After your first payment you get 2\u00a0lessons.',
    'You get 2\u00a0lessons if you accept the invitation and pay for your first order.',
  ],
  [
    'a registration',
    { on: { registration: true } },
    ['A gift for you: 2\u00a0lessons<', 'register, and get 2\u00a0lessons.', 'you do not have to pay for anything.'],
    'After you register you get 2\u00a0lessons.',
    'You get 2\u00a0lessons if you accept the invitation and register.',
  ],
  [
    'an event',
    { on: { event: 'Trial Lesson', which: 'each' } },
    ['2\u00a0lessons for every “Trial Lesson”</h1>', 'meet the terms of the program', 'Meet the terms of the program'],
    'Once the terms of the program are met you get 2\u00a0lessons for every “Trial Lesson”.',
    'You get 2\u00a0lessons for every “Trial Lesson” if you accept the invitation and meet the terms of the program.',
  ],
])('a gift for %s is told as it is given', async (_what, gift, sentences, next, invited) => {
  const { landing, thanks, widget } = await told(gift, 'en');
  for (const sentence of sentences) expect(landing).toContain(sentence);
  expect(thanks).toContain(next);
  expect(widget).toBe(invited);
});
