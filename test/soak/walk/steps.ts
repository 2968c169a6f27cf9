import type { Page } from 'playwright-core';

/** The first visit: the owner, the workspace, and the admin that opens. */
export async function setUp(page: Page, firstRun: string): Promise<void> {
  await page.goto(firstRun);
  await page.getByLabel('Your name').fill('Olga');
  await page.getByLabel('E-mail').fill('olga@example.com');
  await page.getByLabel('Password', { exact: true }).fill('a long enough password');
  await page.getByLabel('Name of the workspace').fill('My school');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('heading', { level: 1, name: 'Programs' }).waitFor();
}

/** Makes a key in the settings and reads it, this once. A key for the API has rights. */
export async function makeKey(page: Page, url: string, kind: string, rights?: string): Promise<string> {
  await page.goto(`${url}/admin/settings/keys`);
  await page.getByRole('button', { name: 'Make a key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(kind).first().click();
  if (rights !== undefined) {
    await dialog.getByRole('combobox', { name: 'Rights' }).click();
    await page.getByRole('option', { name: rights }).click();
  }
  await dialog.getByRole('button', { name: 'Make a key' }).click();
  return await dialog.getByRole('textbox', { name: 'Key' }).inputValue();
}

/** What the guide does with curl. Answers the body; throws when the server refused. */
export async function curl(
  address: string,
  key: string,
  body: object,
  scheme: 'basic' | 'bearer' = 'basic',
): Promise<unknown> {
  const credentials = scheme === 'bearer' ? `Bearer ${key}` : `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  const response = await fetch(address, {
    method: 'POST',
    headers: { authorization: credentials, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${address} was answered ${response.status}: ${text}`);
  return JSON.parse(text) as unknown;
}
