import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '../support/chromium.ts';
import { sendForm } from '../support/landing.ts';
import { type AdminSchool, openAdminSchool } from './admin-school.ts';

let school: AdminSchool;

beforeAll(async () => {
  school = await openAdminSchool();
  const { program } = await school.api('GET', '/referral/programs/language-school');
  const form = { name: 'Вера Формина', email: 'vera@example.com' };
  await sendForm({ http: school.world.http }, `/i/${String(program)}?code=${school.code}`, form);
  const browser = { headers: { authorization: `Basic ${Buffer.from(`${school.keys.writeKey}:`).toString('base64')}` } };
  const page = { type: 'page', anonymousId: 'silent', messageId: 'silent-1' };
  await school.world.http.inject({ ...browser, method: 'POST', url: '/v1/page', payload: page });
  await school.world.settle();
}, 300_000);
afterAll(() => school.close());

test.each([
  ['ru', 1440, 'не подтверждено', 'Согласия', 'Даю компании «Полиглот» согласие'],
  ['en', 390, 'not confirmed', 'Consents', 'Даю компании «Полиглот» согласие'],
] as const)('people are filtered, and whoever only left a form is marked (%s, %d)', async (...looked) => {
  const [language, width, unconfirmed, consents, wording] = looked;
  const desk = await school.enter('support', { language, width });
  const { page } = desk;
  const rows = (): Promise<number> => page.locator('tbody tr').count();
  await desk.open('/people');
  await page.getByRole('link', { name: 'Вера Формина' }).waitFor();
  expect(await rows()).toBe(4);
  expect(await page.locator('tbody tr', { hasText: unconfirmed }).count()).toBe(1);
  await page.getByRole('combobox').selectOption('browser');
  await expect.poll(rows).toBe(1);
  await page.reload();
  await expect.poll(rows).toBe(1);
  await page.getByRole('combobox').selectOption('form');
  await expect.poll(() => page.locator('tbody tr', { hasText: 'vera@example.com' }).count()).toBe(1);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('link', { name: 'Вера Формина' }).click();
  await page.getByRole('heading', { level: 1, name: 'Вера Формина' }).waitFor();
  await page.getByRole('heading', { level: 2, name: consents }).waitFor();
  await page.getByText(wording).waitFor();
  await page.getByText('~form.').first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  expect(desk.errors).toEqual([]);
  await desk.context.close();
});

test('what a form said and a server says too is told once, and no screen that is left asks for nothing', async () => {
  await school.tell({ type: 'identify', userId: 'vera', traits: { name: 'Вера Формина', email: 'vera@example.com' } });
  const desk = await school.enter('support', { language: 'en', width: 1440 });
  const { page } = desk;
  const failed: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(response.url());
  });
  await desk.open('/people');
  await page.getByRole('link', { name: 'Вера Формина' }).click();
  const known = page.locator('section', { has: page.getByRole('heading', { name: 'Identifiers' }) });
  await known.getByText('vera@example.com').waitFor();
  expect(await known.locator('dt').allTextContents()).toEqual(['E-mail', 'User id', 'Known since']);
  const consent = page.locator('section', { has: page.getByRole('heading', { name: 'Consents' }) });
  await consent.getByText('~form.').waitFor();
  expect(await consent.locator('dt').allTextContents()).not.toContain('Import');
  await page.getByRole('link', { name: 'Support' }).click();
  await page.getByRole('heading', { level: 1, name: 'Support' }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(failed).toEqual([]);
  await desk.context.close();
});
