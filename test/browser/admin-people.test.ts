import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdminSchool, openAdminSchool } from './admin-school.ts';
import type { Desk } from './settings-stage.ts';

let school: AdminSchool;
let desk: Desk;

beforeAll(async () => {
  school = await openAdminSchool();
  desk = await school.enter('support');
}, 300_000);
afterAll(() => school.close());

/** Waits until something is on the screen. */
const expectShown = (what: Locator): Promise<void> => what.waitFor();

/** The one row that a search leaves, opened. */
async function expectOnly(page: Page, name: string): Promise<void> {
  await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
  await page.getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

describe('a person is found', () => {
  test.each([
    ['a word of the name', 'good'],
    ['the e-mail', 'BORIS@example.com'],
    ['the phone as people write it', '8 (916) 123-45-67'],
    ['the id of the school', 'boris'],
  ])('by %s', async (_what, typed) => {
    await desk.open('/people');
    await desk.page.getByRole('searchbox').fill(typed);
    await expectOnly(desk.page, 'Boris Good');
  });

  test('by a code, also typed in the wrong layout, and the address holds the search', async () => {
    await desk.open('/people');
    await desk.page.getByRole('searchbox').fill(school.code.toLowerCase());
    await expectOnly(desk.page, 'Анна Каренина');
    await desk.page.goBack();
    await expect.poll(() => desk.page.getByRole('searchbox').inputValue()).toBe(school.code.toLowerCase());
    expect(new URL(desk.page.url()).searchParams.get('q')).toBe(school.code.toLowerCase());
    await desk.page.reload();
    await expectOnly(desk.page, 'Анна Каренина');
  });

  test('by Ctrl K from anywhere', async () => {
    await desk.open('/profile');
    await desk.page.keyboard.press('Control+k');
    await desk.page.getByPlaceholder('E-mail, phone, code, id, program, setting…').fill('gleb@');
    await desk.page.getByRole('button', { name: /Gleb Certificate/ }).waitFor();
    await desk.page.keyboard.press('Enter');
    await expectShown(desk.page.getByRole('heading', { level: 1, name: 'Gleb Certificate' }));
  });

  test('and a step back closes the search and the dialog of the screen that is left', async () => {
    const { page } = desk;
    await desk.open(`/people/${await school.personOf('boris')}`);
    await page.getByRole('link', { name: 'Анна Каренина' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Анна Каренина' }).waitFor();
    await page.getByRole('button', { name: 'Merge…' }).click();
    await page.getByRole('dialog').waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Boris Good' }).waitFor();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await page.goForward();
    await page.getByRole('heading', { level: 1, name: 'Анна Каренина' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('E-mail, phone, code, id, program, setting…').waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Boris Good' }).waitFor();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  test('or nobody is, and the screen says so', async () => {
    await desk.open('/people?q=nobody-at-all');
    await desk.page.getByText('Nothing was found').waitFor();
    await desk.page.getByRole('button', { name: 'Clear' }).last().click();
    await expect.poll(() => desk.page.locator('tbody tr').count()).toBe(3);
  });
});

describe('why', () => {
  test('Gleb was not rewarded is told in a sentence, with what was checked, in both languages', async () => {
    const gleb = `/people/${await school.personOf('gleb')}`;
    const russian = await school.enter('support', { language: 'ru' });
    await desk.open(gleb);
    const refused = 'The order was paid with a gift certificate, which does not count by the rules of the program';
    await expectShown(desk.page.getByText(refused).first());
    await desk.page.getByText('Paid with a gift certificate: 4,000').waitFor();
    await desk.page.getByText('Refused', { exact: true }).first().waitFor();
    await russian.open(gleb);
    await russian.page.getByText('Заказ оплачен подарочным сертификатом').first().waitFor();
    await russian.page.getByText('Отказ', { exact: true }).first().waitFor();
    await russian.context.close();
  });

  test('Boris was: both sides with amounts, and the timeline tells the order and the decision', async () => {
    await desk.open(`/people/${await school.personOf('boris')}`);
    const { page } = desk;
    await expectShown(page.getByText('Rewarded', { exact: true }).first());
    await page.getByText('2 lessons', { exact: true }).first().waitFor();
    await page.getByText('Order paid').waitFor();
    await page.getByText('Reward granted').first().waitFor();
    await page.locator('details:has-text("JSON")').last().locator('summary').click();
    await page.getByText('"messageId"').first().waitFor();
    await page.getByRole('link', { name: 'Анна Каренина' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Анна Каренина' }).waitFor();
    await page.getByRole('table', { name: 'Invited friends' }).getByRole('link', { name: 'Boris Good' }).waitFor();
  });
});

test('two persons are merged, and the profile is separated again', async () => {
  await school.tell(
    { type: 'identify', userId: 'vera', traits: { name: 'Vera' } },
    { type: 'identify', anonymousId: 'phone-of-vera', traits: { name: 'Vera on the phone', email: 'v@example.com' } },
  );
  const vera = await school.personOf('vera');
  await desk.open(`/people/${vera}`);
  const { page } = desk;
  await page.getByRole('button', { name: 'Merge…' }).click();
  await page.getByRole('dialog').getByLabel('Name, e-mail, phone, code or id').fill('v@example.com');
  await page.getByRole('button', { name: /Vera on the phone/ }).click();
  const asked = page.getByRole('dialog', { name: 'Merge two persons?' });
  await asked.getByText('Vera on the phone').waitFor();
  await asked.getByRole('button', { name: 'Merge' }).click();
  await page.getByText('The persons are merged').waitFor();
  await expect
    .poll(async () => (await school.api('GET', `/people/persons/${vera}`))['profiles'], { timeout: 10_000 })
    .toHaveLength(2);
  await desk.open(`/people/${vera}`);
  await page.getByRole('button', { name: 'Separate' }).click();
  await page.getByRole('dialog').getByText('phone-of-vera').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Separate' }).click();
  await page.getByText('The profile is separated').waitFor();
  await expect
    .poll(async () => (await school.api('GET', `/people/persons/${vera}`))['profiles'], { timeout: 10_000 })
    .toHaveLength(1);
});

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
