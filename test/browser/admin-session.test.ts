import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { codeOfApp } from '../support/visitors.ts';
import { createWorld, type World } from '../support/world.ts';
import { type AdminStage, openAdminStage } from './settings-stage.ts';

let stage: AdminStage;
const opened: BrowserContext[] = [];

beforeAll(async () => {
  stage = await openAdminStage();
}, 300_000);
afterEach(async () => {
  await Promise.all(opened.splice(0).map((context) => context.close()));
});
afterAll(() => stage.close());

const password = 'correct horse battery';

/** A browser of somebody who is not signed in. */
async function stranger(baseURL: string = stage.url, locale = 'en-US'): Promise<Page> {
  const context = await stage.browser.newContext({ baseURL, locale });
  opened.push(context);
  return await context.newPage();
}

/** A member who has not signed in yet. */
async function member(email: string): Promise<{ readonly email: string; readonly password: string }> {
  const { workspace } = stage.keys;
  const made = await stage.world.rooms.users.create({ email, name: 'Olga', role: 'marketer', workspace }, 'test');
  if (made === undefined || 'joined' in made) throw new Error(`${email} is there already`);
  return { email, password: made.password };
}

async function typeIn(page: Page, person: { readonly email: string; readonly password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const expectHeading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

describe('the first run', () => {
  let world: World;
  let url: string;
  beforeAll(async () => {
    world = await createWorld();
    await world.http.listen({ port: 0, host: '127.0.0.1' });
    url = `http://127.0.0.1:${(world.http.server.address() as AddressInfo).port}`;
  });
  afterAll(() => world.close());

  test('is for whoever has the token of the console, once, and ends in the new workspace', async () => {
    const page = await stranger(url);
    await page.goto('/');
    await expectHeading(page, 'Welcome');
    await page.getByLabel('Token from the console of the server').fill('guessed');
    await page.getByLabel('Your name').fill('Olga');
    await page.getByLabel('E-mail').fill('olga@school.example');
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByLabel('Name of the workspace').fill('Polyglot');
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByText('At least 10 characters').nth(1).waitFor();
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByText('This first-run address does not fit').waitFor();

    await page.goto(`/admin/first-run#token=${encodeURIComponent(world.rooms.users.firstRunToken())}`);
    // Only what stands behind the sign changes, so the page stays and takes the token over.
    expect(await page.getByLabel('Token from the console of the server').count()).toBe(0);
    await page.getByLabel('Your name').fill('Olga');
    await page.getByLabel('E-mail').fill('olga@school.example');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Name of the workspace').fill('Polyglot');
    await page.getByRole('button', { name: 'Begin' }).click();
    await expectHeading(page, 'Programs');
    await page.getByRole('button', { name: 'Launch' }).waitFor();
    await page.getByText('Polyglot').filter({ visible: true }).waitFor();

    const other = await stranger(url);
    await other.goto('/admin/first-run');
    await expectHeading(other, 'The server is set up already');
  });
});

describe('signing in', () => {
  test('says what is wrong, then leads to the address that was asked for, and out again', async () => {
    const person = await member('way@school.example');
    const page = await stranger();
    await page.goto('/admin/people?q=somebody');
    await expectHeading(page, 'Sign in');
    await typeIn(page, { ...person, password: 'not this one' });
    await page.getByRole('alert').getByText('does not fit').waitFor();
    await typeIn(page, person);
    await expectHeading(page, 'People');
    expect(new URL(page.url()).search).toBe('?q=somebody');
    await page.getByRole('button', { name: 'User menu' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expectHeading(page, 'Sign in');
  });

  test('leads to nobody else’s address', async () => {
    const person = await member('astray@school.example');
    const page = await stranger();
    await page.goto('/admin/sign-in?to=https%3A%2F%2Fevil.example%2Fadmin%2F');
    await typeIn(page, person);
    await expectHeading(page, 'People');
    expect(new URL(page.url()).origin).toBe(stage.url);
  });

  test('is asked for again when the session ends meanwhile, and leads back', async () => {
    const desk = await stage.enter('support');
    await desk.open('/profile');
    await desk.context.clearCookies();
    await desk.page.getByRole('link', { name: 'People' }).click();
    await expectHeading(desk.page, 'Sign in');
    await typeIn(desk.page, desk);
    await expectHeading(desk.page, 'People');
    expect(new URL(desk.page.url()).pathname).toBe('/admin/people');
    await desk.context.close();
  });
});

test('a second factor is turned on by its QR code, asked for, and turned off', async () => {
  const person = await member('factor@school.example');
  const page = await stranger();
  await page.goto('/admin/profile');
  await typeIn(page, person);
  await expectHeading(page, 'Profile');
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByLabel('Present password').nth(1).fill(person.password);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('img', { name: 'QR code for an authenticator app' }).waitFor();
  const secret = (await page.locator('code').textContent()) ?? '';
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Code', { exact: true }).fill(codeOfApp(secret, Date.now()));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('On: after the password a code of the app is asked for.').waitFor();

  const again = await stranger();
  await again.goto('/admin/profile');
  await typeIn(again, person);
  await expectHeading(again, 'Second step');
  await again.getByLabel('Code', { exact: true }).fill(codeOfApp(secret, Date.now() + 30_000));
  await again.getByRole('button', { name: 'Sign in' }).click();
  await expectHeading(again, 'Profile');
  await again.getByRole('button', { name: 'Turn off' }).click();
  await again.getByLabel('Present password').nth(1).fill(person.password);
  await again.getByRole('button', { name: 'Turn off' }).click();
  await again.getByText(/^Off\./).waitFor();
});

test('an invitation is accepted by somebody new, and its link is good once', async () => {
  const owner = await stage.enter('owner');
  const answer = await owner.context.request.post('/api/v1/access/invitations', {
    headers: { origin: stage.url, 'x-sarafan-workspace': stage.keys.workspace },
    data: { email: 'nina@school.example', role: 'support' },
  });
  const { link } = (await answer.json()) as { link: string };
  const address = `/admin/invitation${new URL(link).hash}`;
  const page = await stranger();
  await page.goto(address);
  await expectHeading(page, 'Invitation');
  await page.getByText('Role: support').waitFor();
  await page.getByLabel('Your name').fill('Nina');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Join' }).click();
  await expectHeading(page, 'People');
  await page.getByText('nina@school.example').waitFor();
  // Support sees no settings, not even by their address.
  expect(await page.getByRole('link', { name: 'Settings' }).count()).toBe(0);

  const late = await stranger();
  await late.goto(address);
  await late.getByRole('alert').getByText('The invitation did not fit').waitFor();
  await owner.context.close();
});

test('a password is changed, and the form asks before what was typed is lost', async () => {
  const person = await member('change@school.example');
  const page = await stranger();
  await page.goto('/admin/profile');
  await typeIn(page, person);
  await expectHeading(page, 'Profile');
  await page.getByLabel('Present password').fill(person.password);
  await page.getByRole('link', { name: 'People' }).click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expectHeading(page, 'Profile');
  expect(await page.getByLabel('Present password').inputValue()).toBe(person.password);
  await page.getByLabel('New password').fill(password);
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByText('The password is changed').waitFor();
  await page.getByRole('link', { name: 'People' }).click();
  await expectHeading(page, 'People');
});

test('language and colours are chosen in the menu and remembered', async () => {
  const person = await member('choice@school.example');
  const page = await stranger();
  await page.goto('/admin/people');
  await typeIn(page, person);
  await expectHeading(page, 'People');
  await page.getByRole('button', { name: 'User menu' }).click();
  await page.getByRole('menuitem', { name: 'Русский' }).click();
  await expectHeading(page, 'Люди');
  await page.getByRole('button', { name: 'Меню пользователя' }).click();
  await page.getByRole('menuitem', { name: 'Тёмное' }).click();
  await page.reload();
  await expectHeading(page, 'Люди');
  expect(await page.evaluate('document.documentElement.lang')).toBe('ru');
  expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
});

test('no browser reported anything against the policy', async () => {
  expect(await stage.reports()).toBe(0);
});
