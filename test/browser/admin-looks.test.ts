import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '../support/chromium.ts';
import { type AdminSchool, openAdminSchool } from './admin-school.ts';
import type { Look } from './settings-stage.ts';

let school: AdminSchool;

beforeAll(async () => {
  school = await openAdminSchool();
}, 300_000);
afterAll(() => school.close());

const looks: readonly (readonly [string, Look])[] = [
  ['in Russian, wide and light', { language: 'ru', width: 1440 }],
  ['in English, wide and dark', { language: 'en', width: 1440, dark: true }],
  ['in Russian, narrow and dark', { language: 'ru', width: 390, height: 844, dark: true }],
  ['in English, narrow and light', { language: 'en', width: 390, height: 844 }],
];

/** What can be seen before and after signing in, without the rooms that others test. */
const screens = async (): Promise<string[]> => {
  const [anna, gleb] = await Promise.all([school.personOf('anna'), school.personOf('gleb')]);
  return ['/people', '/people?q=nobody-at-all', `/people/${anna}`, `/people/${gleb}`, '/profile', '/no-such-screen'];
};

test.each(looks)(
  'every screen can be used by everybody %s',
  async (_name, look) => {
    const desk = await school.enter('owner', look);
    const { page } = desk;
    for (const path of await screens()) {
      await page.goto(`/admin${path}`);
      await page.getByRole('heading').first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(await accessibilityProblems(page), path).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), path).toBeLessThanOrEqual(0);
    }
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('a');
    await page.waitForLoadState('networkidle');
    expect(await accessibilityProblems(page)).toEqual([]);
    await desk.context.clearCookies();
    await page.goto('/admin/sign-in');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(desk.errors).toEqual([]);
    expect(await school.reports()).toBe(0);
    await desk.context.close();
  },
  180_000,
);

test('the keyboard reaches the content first, the list by its rows, and a drawer on a phone', async () => {
  const desk = await school.enter('support');
  await desk.open('/people');
  const { page } = desk;
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('location.hash')).toBe('#content');
  await page.keyboard.press('/');
  expect(await page.evaluate('document.activeElement.type')).toBe('search');
  await page.getByRole('link', { name: 'Boris Good' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Boris Good' }).waitFor();
  expect(await page.evaluate('document.activeElement.id')).toBe('content');

  const phone = await school.enter('support', { width: 390, height: 844 });
  await phone.open('/profile');
  await phone.page.getByRole('button', { name: 'Open the navigation' }).click();
  await phone.page.getByRole('dialog').getByRole('link', { name: 'People' }).click();
  await phone.page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await expect.poll(() => phone.page.getByRole('dialog').count()).toBe(0);
});
