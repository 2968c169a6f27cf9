import type { ProgramDefinition } from '@sarafan/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { openPagesStage, type PagesStage } from './pages-stage.ts';
import { lookAt, watch } from './walk/look.ts';

const name = (ru: string, en: string): { ru: string; en: string } => ({ ru, en });
const withTasks: ProgramDefinition = {
  ...languageSchool,
  rewards: [
    ...languageSchool.rewards,
    { to: 'referrer', unit: 'lesson', amount: '5', holdDays: 0, on: { order: 'each' }, task: 'march' },
    { to: 'referrer', unit: 'lesson', amount: '1', holdDays: 0, on: { order: 'each' }, task: 'always' },
    { to: 'referrer', unit: 'lesson', amount: '9', holdDays: 0, on: { order: 'each' }, task: 'gone' },
  ],
  tasks: [
    {
      ...{ id: 'march', name: name('Марафон', 'Marathon'), sponsor: 'Oxford <Press>' },
      terms: name('За каждую оплату друга.', 'For each payment of a friend.'),
      ...{ until: '2030-04-01T00:00:00Z', fund: { unit: 'lesson', amount: '20', partly: true } },
    },
    { id: 'always', name: name('Всегда', 'Always'), forAll: true },
    { id: 'gone', name: name('Прошлое', 'Past'), until: '2020-01-01T00:00:00Z' },
  ],
};

let stage: PagesStage;
beforeAll(async () => {
  stage = await openPagesStage(withTasks);
});
afterAll(() => stage.close());

test.each(['ru', 'en'] as const)('a task is taken in the cabinet in %s, and what it brings shows', async (language) => {
  const userId = `anna-${language}`;
  const say = (ru: string, en: string): string => (language === 'ru' ? ru : en);
  const visit = await stage.open({ language });
  const { page } = visit;
  const watched = watch(page, [stage.url]);
  const code = await stage.school.codeOf(userId);
  await page.goto(await stage.cabinetLink(userId));
  const tasks = page.locator('#tasks');
  await tasks.getByText(say('Платит Oxford <Press>', 'Paid by Oxford <Press>')).waitFor();
  await tasks.getByText(say('Завершено', 'It is over')).waitFor();
  await tasks.getByText(say('Для всех участников', 'For every participant')).waitFor();
  expect(await lookAt(page, watched, { name: 'cabinet-tasks', language })).toEqual([]);
  const take = tasks.getByRole('button', { name: say('Взять задание', 'Take the task') });
  // What is over cannot be taken, and what is for everybody need not be.
  expect(await take.count()).toBe(1);
  await take.click();
  await tasks.getByText(say('Вы взяли его', 'You took it on')).waitFor();
  expect(await take.count()).toBe(0);
  await stage.school.server({ type: 'identify', userId: `boris-${language}`, traits: { referral_code: code } });
  stage.school.clock.advance(60_000);
  const properties = { order_id: `order-${language}`, total: 4_000, currency: 'RUB' };
  await stage.school.server({ type: 'track', event: 'Order Completed', userId: `boris-${language}`, properties });
  const gained = async (): Promise<string> => {
    await page.reload();
    return (await tasks.textContent())?.replaceAll('\u00a0', ' ') ?? '';
  };
  await expect.poll(gained, { timeout: 40_000, interval: 200 }).toContain(say('5 уроков', '5 lessons'));
  expect(await lookAt(page, watched, { name: 'cabinet-task-taken', language })).toEqual([]);
  await visit.close();
});

test('a form from elsewhere takes no task, and one that is over says so', async () => {
  const visit = await stage.open({ language: 'en' });
  const { page } = visit;
  await page.goto(await stage.cabinetLink('vera'));
  await page.locator('#tasks').waitFor();
  const program = new URL(page.url()).pathname;
  const foreign = await page.request.post(`${stage.url}${program}/tasks/march`, {
    headers: { origin: 'https://evil.example' },
  });
  expect(foreign.status()).toBe(403);
  const late = await page.request.post(`${stage.url}${program}/tasks/gone?lang=en`, {
    headers: { origin: stage.url },
  });
  expect(await late.text()).toContain('The task cannot be taken now.');
  await visit.close();
});
