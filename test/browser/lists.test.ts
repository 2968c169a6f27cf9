import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '../support/chromium.ts';
import { type AdminSchool, openAdminSchool } from './admin-school.ts';

let school: AdminSchool;

beforeAll(async () => {
  school = await openAdminSchool();
}, 300_000);
afterAll(() => school.close());

/** The file that the button leaves, and how the browser would call it. */
async function saved(page: Page): Promise<{ readonly text: string; readonly name: string }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const file = await coming;
  return { text: await readFile(await file.path(), 'utf8'), name: file.suggestedFilename() };
}

const titles = (page: Page): Promise<string[]> => page.locator('thead th').allTextContents();

test('a column is hidden, the address keeps it, and the file holds what the other columns show', async () => {
  const desk = await school.enter('support', { language: 'ru' });
  const { page } = desk;
  await desk.open('/people');
  await page.getByRole('link', { name: 'Boris Good' }).waitFor();
  expect(await titles(page)).toEqual(['Имя', 'Почта', 'Телефон', 'Id пользователя', 'Кто сообщил', 'Впервые']);
  await page.getByRole('button', { name: 'Столбцы' }).click();
  const name = page.getByRole('checkbox', { name: 'Имя' });
  expect(await name.isDisabled()).toBe(true);
  await page.getByRole('checkbox', { name: 'Телефон' }).click();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('checkbox', { name: 'Впервые' }).click();
  await page.keyboard.press('Escape');
  await page.reload();
  await page.getByRole('button', { name: 'Столбцы: 4 из 6' }).waitFor();
  await page.getByRole('link', { name: 'Boris Good' }).waitFor();
  expect(await titles(page)).toEqual(['Имя', 'Почта', 'Id пользователя', 'Кто сообщил']);
  expect(new URL(page.url()).searchParams.get('hidden')).toBe('phone,createdAt');

  await page.getByRole('searchbox').fill('boris');
  await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
  const boris = await school.personOf('boris');
  const { text, name: fileName } = await saved(page);
  expect(text).toBe(
    `\ufeffИмя;Id;Почта;Id пользователя;Кто сообщил\r\nBoris Good;${boris};boris@example.com;boris;сервер\r\n`,
  );
  expect(fileName).toMatch(/^Люди \d{4}-\d{2}-\d{2}\.csv$/);
  await page.getByText('Файл сохранён: 1 строка.').waitFor();

  await page.getByRole('button', { name: 'Столбцы: 4 из 6' }).click();
  await page.getByRole('button', { name: 'Показать все' }).click();
  await expect.poll(() => titles(page)).toHaveLength(6);
  expect(desk.errors).toEqual([]);
  await desk.context.close();
});

test('the file holds all pages, and no cell of a stranger is computed', async () => {
  const formulas = ['=HYPERLINK("http://evil.example";"pay")', '+1+1', '-1', '@SUM(1)', '\t=1'];
  const crowd = Array.from({ length: 230 }, (_, index) => ({
    ...{ type: 'identify', userId: `crowd-${index}` },
    traits: { name: formulas[index] ?? `Crowd ${index}`, email: `crowd-${index}@example.com` },
  }));
  await school.tell(...crowd.slice(0, 100));
  await school.tell(...crowd.slice(100, 200));
  await school.tell(...crowd.slice(200));
  const desk = await school.enter('support');
  const { page } = desk;
  await desk.open('/people?q=crowd');
  await expect.poll(() => page.locator('tbody tr').count()).toBe(50);
  const { text } = await saved(page);
  await page.getByText('The file is saved: 230 rows.').waitFor();
  const lines = text.split('\r\n');
  expect(lines[0]).toBe('\ufeffName,Id,E-mail,Phone,User id,Told by,Known since');
  expect(lines).toHaveLength(232);
  const found = new Set(lines.map((line) => /crowd-\d+@/.exec(line)?.[0]));
  expect(found.size).toBe(231);
  expect(lines.find((line) => line.includes('crowd-0@'))).toMatch(/^"'=HYPERLINK\(""http/);
  for (const line of lines.slice(1, -1)) expect(line).not.toMatch(/^"?[=+@\t-]/);
  await desk.context.close();
});

test('a file that takes long is stopped, and leaves nothing', async () => {
  const desk = await school.enter('support');
  const { page } = desk;
  await desk.open('/people?q=crowd');
  await expect.poll(() => page.locator('tbody tr').count()).toBe(50);
  let downloads = 0;
  page.on('download', () => {
    downloads += 1;
  });
  const held: (() => void)[] = [];
  await page.route(/persons\?.*limit=200.*/, async (route) => {
    if (route.request().url().includes('cursor=')) await new Promise<void>((go) => held.push(go));
    await route.continue().catch(() => undefined);
  });
  await page.getByRole('button', { name: 'CSV' }).click();
  await page.getByText('200 rows…').waitFor();
  await page.getByRole('link', { name: 'Programs' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Programs' }).waitFor();
  await page.getByText('200 rows…').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Stopped, and no file was saved.').waitFor();
  for (const go of held) go();
  await page.waitForLoadState('networkidle');
  expect(downloads).toBe(0);
  await desk.context.close();
});
