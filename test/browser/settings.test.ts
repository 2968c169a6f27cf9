import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../support/process.ts';
import { openSite } from '../support/site.ts';
import { type AdminStage, type Desk, openAdminStage } from './settings-stage.ts';

let stage: AdminStage;
let owner: Desk;

beforeAll(async () => {
  stage = await openAdminStage();
  owner = await stage.enter('owner');
}, 300_000);
afterAll(() => stage.close());

/** What the API says of the workspace, asked with its key. */
async function ask(path: string, key = stage.keys.apiKey): Promise<Response> {
  return await fetch(`${stage.url}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } });
}

/** What the one button copied. */
function shownIn(desk: Desk, label: string): Promise<string> {
  return desk.page.getByRole('dialog').getByLabel(label, { exact: true }).inputValue();
}

describe('the workspace', () => {
  test('is renamed, moved to another zone and given a colour and a logo, and the preview follows', async () => {
    const { page } = owner;
    await owner.open('/settings');
    await page.getByLabel('Name', { exact: true }).fill('Polyglot & Co');
    await page.getByRole('combobox', { name: 'Time zone' }).fill('Vladivostok');
    await page.getByRole('option', { name: 'Asia/Vladivostok' }).click();
    await page.getByLabel('Address of the site').fill('https://school.example');
    await page.getByLabel('Accent colour').fill('#ffcc00');
    await expect.poll(() => page.getByText('White text does not read').isVisible()).toBe(true);
    const button = page.getByRole('group', { name: 'How customers will see it' }).getByText('Accept the invitation');
    const colour = (node: unknown): unknown => Reflect.get(globalThis, 'getComputedStyle')(node).backgroundColor;
    expect(await button.evaluate(colour)).toBe('rgb(255, 204, 0)');
    await page.locator('input[type=file]').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: pixel });
    await page.getByRole('img', { name: 'The logo now' }).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    const settings = await (await ask('/access/workspace')).json();
    expect(settings).toMatchObject({
      ...{ name: 'Polyglot & Co', timeZone: 'Asia/Vladivostok', siteUrl: 'https://school.example' },
      brand: { accent: '#ffcc00', logo: `data:image/png;base64,${pixel.toString('base64')}` },
    });
  });

  test('keeps what was typed when the server refuses it, and says why', async () => {
    const { page } = owner;
    await owner.open('/settings');
    await page.getByLabel('Address of the site').fill('https://me:secret@school.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Address of the site').inputValue()).toBe('https://me:secret@school.example');
  });
});

test('a unit is added with the words that follow its number, and renamed', async () => {
  const { page } = owner;
  await owner.open('/settings/units');
  await page.getByRole('button', { name: 'Add a unit' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Code').fill('LESSON');
  await dialog.getByLabel('Name in Russian').fill('Уроки');
  await dialog.getByLabel('Name in English').fill('Lessons');
  const words = { 'Russian: 1 …': 'урок', 'Russian: 2 …': 'урока', 'Russian: 5 …': 'уроков' };
  for (const [label, word] of Object.entries(words)) await dialog.getByLabel(label, { exact: true }).fill(word);
  await dialog.getByRole('button', { name: 'Save' }).click();
  // Two of the five words are missing.
  await expect.poll(() => dialog.getByText('This field is needed').count()).toBe(2);
  await dialog.getByLabel('1 …', { exact: true }).fill('lesson');
  await dialog.getByLabel('2 …', { exact: true }).fill('lessons');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('1 lesson · 2 lessons · 5 lessons · 1,500 lessons').waitFor();
  await page.getByRole('button', { name: 'Change: LESSON' }).click();
  await dialog.getByLabel('Name in English').fill('Classes');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('cell', { name: 'Classes' }).waitFor();
});

test('a key is shown once and works; once it is revoked it does not', async () => {
  const { page } = owner;
  await owner.open('/settings/keys');
  await page.getByRole('button', { name: 'Make a key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('For the API').check();
  await dialog.getByLabel('Note').fill('Reports');
  await dialog.getByRole('button', { name: 'Make a key' }).click();
  await dialog.getByText('Copy the key now').waitFor();
  const key = await shownIn(owner, 'Key');
  expect(key).toMatch(/^sfa_/);
  await dialog.getByRole('button', { name: 'Copy: Key' }).click();
  expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(key);
  await page.keyboard.press('Escape');
  expect(await dialog.isVisible()).toBe(true);
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  expect((await ask('/people/persons', key)).status).toBe(200);
  // It may only read.
  expect((await ask('/access/keys', key)).status).toBe(403);
  await page.getByRole('button', { name: 'Revoke: Reports' }).click();
  expect(await dialog.textContent()).toContain(`Programs with the key ${key.slice(0, 8)}`);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect((await ask('/people/persons', key)).status).toBe(200);
  await page.getByRole('button', { name: 'Revoke: Reports' }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('The key “Reports” is revoked').waitFor();
  expect((await ask('/people/persons', key)).status).toBe(401);
  await owner.open('/settings/keys');
  expect(await page.content()).not.toContain(key);
});

describe('users', () => {
  test('whose role changes may do in their own browser what it allows, and no more', async () => {
    const colleague = await stage.enter('marketer');
    await colleague.open('/settings');
    expect(await colleague.page.getByRole('link', { name: 'Keys' }).count()).toBe(0);
    const { page } = owner;
    await owner.open('/settings/users');
    const row = page.getByRole('row').filter({ hasText: colleague.email });
    await row.getByRole('combobox').selectOption('support');
    const dialog = page.getByRole('dialog');
    expect(await dialog.textContent()).toContain(colleague.email);
    await dialog.getByRole('button', { name: 'Change the role' }).click();
    await page.getByText('the role is “Support” now').waitFor();
    // The session is over: signing in again leads back to where one was, and there is nothing for support.
    await colleague.page.goto('/admin/settings');
    await colleague.page.getByLabel('E-mail').fill(colleague.email);
    await colleague.page.getByLabel('Password', { exact: true }).fill(colleague.password);
    await colleague.page.getByRole('button', { name: 'Sign in' }).click();
    await colleague.page.getByText('There is nothing here').waitFor();
    expect(await colleague.page.getByRole('link', { name: 'Settings' }).count()).toBe(0);
    await colleague.context.close();
  });

  test('are invited by a link that is shown once, and the invitation can be revoked', async () => {
    const { page } = owner;
    await owner.open('/settings/users');
    await page.getByRole('button', { name: 'Invite' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail').fill('Olga@School.example');
    await dialog.getByLabel('Support').check();
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await dialog.getByText('Send this link').waitFor();
    const link = await shownIn(owner, 'Link of the invitation');
    const token = new URL(link).hash.replace('#token=', '');
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    const invitation = await fetch(`${stage.url}/api/session/invitations/${token}`);
    expect(await invitation.json()).toMatchObject({ email: 'olga@school.example', role: 'support' });
    await page.getByRole('button', { name: 'Revoke: olga@school.example' }).click();
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('is revoked').waitFor();
    expect((await fetch(`${stage.url}/api/session/invitations/${token}`)).ok).toBe(false);
  });

  test('are removed, but the last owner is not', async () => {
    const guest = await stage.enter('support');
    const { page } = owner;
    await owner.open('/settings/users');
    await page.getByRole('row').filter({ hasText: guest.email }).getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('is removed').waitFor();
    expect((await guest.context.request.get('/api/session').then((answer) => answer.json())).state).toBe('signed_out');
    await page.getByRole('row').filter({ hasText: owner.email }).getByRole('combobox').selectOption('support');
    await page.getByRole('dialog').getByRole('button', { name: 'Change the role' }).click();
    await page.getByText('the last owner').waitFor();
    await guest.context.close();
  });
});

test('the page of the snippet makes a key, and sees a visit to a site with its tag within a second', async () => {
  const site = await openSite();
  const { page, context } = owner;
  await owner.open('/settings/snippet');
  await page.getByText('Waiting for the first visit').waitFor();
  await page.getByRole('button', { name: 'Make a key' }).click();
  const tag = page.getByLabel('Tag for pages', { exact: true });
  await expect.poll(() => tag.inputValue()).toMatch(/data-write-key="sfw_[\w-]{20,}"/);
  const copied = await tag.inputValue();
  site.show(
    '/courses',
    `<!doctype html><html lang="en"><head><title>Courses</title>${copied}</head><body></body></html>`,
  );
  const visitor = await stage.browser.newContext({ userAgent });
  const visited = await visitor.newPage();
  const sent = visited.waitForResponse((response) => response.url().includes('/v1/'));
  await visited.goto(`${site.url}/courses`);
  await sent;
  await page.getByText(`${site.url}/courses`).waitFor({ timeout: 1_000 });
  await page.getByText('We see your site').waitFor();
  // The key is remembered here, and the tag is whole when one comes back.
  await page.reload();
  await expect.poll(() => tag.inputValue()).toContain('sfw_');
  expect(await context.pages()[0]?.title()).toBe('Connect · Sarafan');
  await visitor.close();
  await site.close();
});

test('the log tells what was done in sentences of both languages, and is narrowed to an area', async () => {
  const russian = await stage.enter('owner', { language: 'ru' });
  await russian.open('/settings/audit');
  await russian.page.getByText('Создан ключ «Reports»').first().waitFor();
  await owner.open('/settings/audit');
  const { page } = owner;
  await page.getByText('The key “Reports” was made, for the API').waitFor();
  await page.getByLabel('Area').selectOption('unit');
  await page.getByText('The unit LESSON was saved').first().waitFor();
  expect(await eventually(async () => (await page.getByText('The key “Reports”').count()) === 0, 5_000)).toBe(true);
  await russian.context.close();
});

describe('the settings', () => {
  test('give a marketer nothing of keys, users and the log', async () => {
    const marketer = await stage.enter('marketer');
    for (const path of ['/keys', '/users', '/audit']) {
      await marketer.page.goto(`/admin/settings${path}`);
      await expect.poll(() => marketer.page.getByText('There is nothing here').isVisible()).toBe(true);
    }
    await marketer.context.close();
  });

  test('make no browser report a breach of the content security policy', async () => {
    expect(owner.errors).toEqual([]);
    expect(await stage.reports()).toBe(0);
  });
});

/** A browser without a window calls itself a robot, whose visits are not counted. */
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test('on a phone the tab of the open settings is seen, however far along it stands', async () => {
  const phone = await stage.enter('owner', { width: 390 });
  await phone.open('/settings/audit');
  const tab = phone.page.locator('nav a[aria-current=page]').last();
  await tab.waitFor();
  await expect.poll(async () => (await tab.boundingBox())?.x ?? 1_000).toBeLessThan(390);
  const box = await tab.boundingBox();
  expect((box?.x ?? 1_000) + (box?.width ?? 0)).toBeLessThanOrEqual(391);
  await phone.context.close();
});
