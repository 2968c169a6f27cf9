import type { ProgramDefinition } from '@sarafan/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { openPagesStage, type PagesStage } from './pages-stage.ts';
import { lookAt, watch } from './walk/look.ts';

const gift = (option: string): { id: string; option: string } => ({ id: 'gift', option });
const withChoice: ProgramDefinition = {
  ...languageSchool,
  rewards: [
    { to: 'referrer', unit: 'lesson', amount: '2', holdDays: 0, on: { order: 'each' }, choice: gift('soon') },
    { to: 'referrer', unit: 'lesson', amount: '5', holdDays: 30, on: { order: 'each' }, choice: gift('later') },
    { to: 'friend', unit: 'lesson', amount: '1', holdDays: 0 },
  ],
};

let stage: PagesStage;
beforeAll(async () => {
  stage = await openPagesStage(withChoice);
});
afterAll(() => stage.close());

test.each(['ru', 'en'] as const)('a reward is chosen in the cabinet in %s, and stands', async (language) => {
  const say = (ru: string, en: string): string => (language === 'ru' ? ru : en);
  const visit = await stage.open({ language });
  const { page } = visit;
  const watched = watch(page, [stage.url]);
  await page.goto(await stage.cabinetLink(`anna-${language}`));
  const choices = page.locator('#choices');
  const later = choices.getByRole('radio', { name: say('5 уроков', '5 lessons') });
  expect(await choices.getByRole('radio', { name: say('2 урока', '2 lessons') }).isChecked()).toBe(true);
  expect(await lookAt(page, watched, { name: 'cabinet-choice', language })).toEqual([]);
  await later.check();
  await choices.getByRole('button', { name: say('Сохранить выбор', 'Keep the choice') }).click();
  await choices.getByText(say('Выбор сохранён.', 'Your choice was kept.')).waitFor();
  expect(await later.isChecked()).toBe(true);
  expect(await lookAt(page, watched, { name: 'cabinet-chosen', language })).toEqual([]);
  await visit.close();
});

test('a form from elsewhere chooses nothing, and one that names no reward says so', async () => {
  const visit = await stage.open({ language: 'en' });
  const { page } = visit;
  await page.goto(await stage.cabinetLink('vera'));
  await page.locator('#choices').waitFor();
  const program = new URL(page.url()).pathname;
  const send = (origin: string, option: string, choice = 'gift') =>
    page.request.post(`${stage.url}${program}/choices/${choice}?lang=en`, { headers: { origin }, form: { option } });
  expect((await send('https://evil.example', 'later')).status()).toBe(403);
  expect(await (await send(stage.url, 'car')).text()).toContain('Your choice was not kept.');
  expect(await (await send(stage.url, 'later', 'prize')).text()).toContain('Your choice was not kept.');
  await page.reload();
  expect(await page.locator('#choices input:checked').getAttribute('value')).toBe('soon');
  await visit.close();
});
