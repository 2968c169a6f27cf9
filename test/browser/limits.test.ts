import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSchoolDesk, type SchoolDesk } from './school-desk.ts';
import type { Desk } from './settings-stage.ts';
import { lookAt, watch } from './walk/look.ts';

let stage: SchoolDesk;
let marketer: Desk;

beforeAll(async () => {
  stage = await openSchoolDesk();
  marketer = await stage.enter('marketer');
  await stage.ask('POST', '/referral/recipes/language-school/install', {});
}, 300_000);
afterAll(() => stage.close());

interface Limits {
  readonly items: readonly { readonly unit: string; readonly version: number; readonly limit: unknown }[];
}

describe('what part of an order a unit may pay', () => {
  test('a recipe brings its rules, and they are told in plain words', async () => {
    const { page } = marketer;
    await marketer.open('/programs/new');
    await page.getByRole('button', { name: /^Launch as it is: .Managers/ }).click();
    await page.getByText('The program is launched').waitFor();
    await marketer.open('/settings/limits');
    const row = page.getByRole('row', { name: /point/ });
    await row.getByText(/turnover of friends in “Managers of a marketplace” this year/).waitFor();
    await row.getByText('Up to 25% of an order.').waitFor();
    const watched = watch(page, [stage.url]);
    expect(await lookAt(page, watched, { name: 'limits-list', language: 'en' })).toEqual([]);
  });

  test('a condition on what friends have brought is chosen, and what is wrong is said at once', async () => {
    const { page } = marketer;
    await page.setViewportSize({ width: 1440, height: 900 });
    await marketer.open('/settings/limits/point');
    await page.getByLabel('Program (1.2)').waitFor();
    expect(await page.getByLabel('Program (1.2)').inputValue()).toBe('marketplace-managers');
    await page.getByLabel('Program (1.2)').selectOption({ value: 'language-school' });
    await page.getByText('It cannot be saved like this').waitFor();
    await page.getByText(/Rule 1, condition 2: .*does not count that/).waitFor();
    const watched = watch(page, [stage.url]);
    expect(await lookAt(page, watched, { name: 'limit-wrong', language: 'en' })).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByLabel('Program (1.2)').selectOption({ value: 'marketplace-managers' });
    await page.getByLabel('For which time (1.2)').selectOption({ label: 'this month' });
    await page.getByLabel('Value (1.2)').fill('200 000');
    await page.getByText(/this month \(RUB\) is at least 200,000/).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The rules are saved: they decide about new orders').waitFor();
    const { items } = await stage.ask<Limits>('GET', '/checkout/limits');
    expect(items).toMatchObject([
      {
        ...{ unit: 'point', version: 2 },
        limit: {
          rules: [
            {
              conditions: {
                all: [
                  { trait: 'marketplace_card', is: 'eq', value: true },
                  { brought: 'RUB', program: 'marketplace-managers', every: 'month', is: 'gte', value: 200_000 },
                ],
              },
              ...{ percent: '99', atMost: '50000' },
            },
            { percent: '25' },
          ],
        },
      },
    ]);
  });

  test('a second recipe leaves the rules as they are, and says so', async () => {
    const { page } = marketer;
    await marketer.open('/programs/new');
    await page.getByRole('button', { name: /^Launch as it is: .Invite a friend to the marketplace/ }).click();
    await page.getByText('Rules of paying stood already and were left as they are: point').waitFor();
    const { items } = await stage.ask<Limits>('GET', '/checkout/limits');
    expect(items).toMatchObject([{ version: 2 }]);
  });
});
