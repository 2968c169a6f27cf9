import type { ProgramDefinition } from '@sarafan/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { openPagesStage, type PagesStage } from './pages-stage.ts';
import { lookAt, watch } from './walk/look.ts';

const [referrer, ...others] = languageSchool.rewards;
const definition: ProgramDefinition = {
  ...languageSchool,
  correctionDays: 60,
  rewards: [...(referrer === undefined ? [] : [{ ...referrer, holdDays: 14 }]), ...others],
  results: { keep: ['month', 'year'] },
  bonuses: [
    {
      ...{ by: 'turnover', every: 'month', currency: 'RUB', holdDays: 0 },
      steps: [
        { from: '5000', unit: 'lesson', amount: '3' },
        { from: '1000000', unit: 'lesson', amount: '40' },
      ],
    },
    { by: 'friends', holdDays: 0, steps: [{ from: '10', unit: 'lesson', amount: '5' }] },
  ],
};

/** What stands over or under numbers and has more than one line: each of them is one word. */
const broken = `[...document.querySelectorAll('thead th, .tiles dt')].filter((each) => {
  const text = document.createRange();
  text.selectNodeContents(each);
  return new Set([...text.getClientRects()].map(({ top }) => top)).size > 1;
}).map((each) => each.textContent)`;

let stage: PagesStage;
beforeAll(async () => {
  stage = await openPagesStage(definition);
});
afterAll(() => stage.close());

test.each(['ru', 'en'] as const)('statistics, turnover, the next step and a forecast in %s', async (language) => {
  const say = (ru: string, en: string): string => (language === 'ru' ? ru : en);
  const { school } = stage;
  const userId = `anna-${language}`;
  const code = await school.codeOf(userId);
  for (const [index, friend] of ['boris', 'vera', 'gleb'].entries()) {
    const name = { firstName: say('Борис', 'Boris'), lastName: say('Котов', 'Kotov') };
    await school.server({
      type: 'identify',
      userId: `${friend}-${language}`,
      traits: { referral_code: code, ...name },
    });
    school.clock.advance(60_000);
    if (index === 2) continue;
    const properties = { order_id: `order-${friend}-${language}`, total: 4_000, currency: 'RUB' };
    await school.server({ type: 'track', event: 'Order Completed', userId: `${friend}-${language}`, properties });
  }
  const visit = await stage.open({ language });
  const { page } = visit;
  const watched = watch(page, [stage.url]);
  await page.goto(await stage.cabinetLink(userId));
  const seen = async (): Promise<string> => {
    await page.reload();
    return (await page.locator('main').textContent())?.replaceAll('\u00a0', ' ') ?? '';
  };
  await expect.poll(seen, { timeout: 40_000, interval: 200 }).toContain(say('8 000 RUB', '8,000 RUB'));
  const text = await seen();
  expect(text).toContain(say('Не хватает 992 000 RUB.', 'Still missing: 992,000 RUB.'));
  expect(text).toContain(say('Не хватает 8.', 'Still missing: 8.'));
  // Two lessons for each of two friends wait, and three are for the month.
  expect(text).toContain(say('7 уроков', '7 lessons'));
  expect(text).toContain(say('Это прогноз, а не обещание', 'a forecast and no promise'));
  expect(text).toContain(say('Борис К.', 'Boris K.'));
  expect(text).not.toContain(say('Котов', 'Kotov'));
  expect(await lookAt(page, watched, { name: 'cabinet-outlook', language })).toEqual([]);

  await page.getByRole('link', { name: say('Подробная статистика', 'Statistics in detail') }).click();
  await page.getByRole('heading', { level: 1, name: say('Статистика', 'Statistics') }).waitFor();
  const row = page.getByRole('row', { name: say('По коду', 'By the code') });
  expect((await row.getByRole('cell').allTextContents()).join(' ')).toBe('0 3 2');
  expect(await page.locator('main').textContent()).not.toContain(say('Борис', 'Boris'));
  expect(await lookAt(page, watched, { name: 'cabinet-statistics', language })).toEqual([]);
  for (const width of [390, 330]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await page.evaluate(broken)).toEqual([]);
    // What is too wide scrolls by itself.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  }
  await page.getByRole('link', { name: say('В кабинет', 'Back to the cabinet') }).click();
  await page.locator('#forecast').waitFor();
  await page.goto(`${page.url().split('?')[0]}/statistics?lang=${language}`);
  await page.getByRole('button', { name: say('Выйти', 'Sign out') }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await visit.close();
});
