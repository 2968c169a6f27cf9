import type { WebhookDelivery } from '@sarafan/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReceiver, type Receiver, verified } from '../support/receiver.ts';
import { openSchoolDesk, type SchoolDesk, soon } from './school-desk.ts';
import type { Desk } from './settings-stage.ts';

let stage: SchoolDesk;
let owner: Desk;
let endpoint: Receiver;

beforeAll(async () => {
  stage = await openSchoolDesk();
  owner = await stage.enter('owner');
  endpoint = await openReceiver();
  await stage.ask('POST', '/referral/recipes/language-school/install');
}, 300_000);
afterAll(async () => {
  await endpoint.close();
  await stage.close();
});

/** What a worker does all the time. */
async function deliver(): Promise<void> {
  const { rooms } = stage.world;
  await stage.world.settle();
  while ((await rooms.engine.send()) > 0);
  while ((await rooms.webhookSender.round()) > 0);
}

/** Adds the endpoint, after two mistakes; resolves to its secret. */
async function addEndpoint(): Promise<string> {
  const { page } = owner;
  const dialog = page.getByRole('dialog');
  await owner.open('/settings/webhooks');
  await page.getByRole('button', { name: 'Add an address' }).first().click();
  await dialog.getByRole('button', { name: 'Add an address' }).click();
  await dialog.getByText('Enter an address').waitFor();
  await dialog.getByText('Choose one at least').waitFor();
  await dialog.getByLabel('Address', { exact: true }).fill('ftp://example.com');
  await dialog.getByRole('checkbox', { name: 'A new participant of a program' }).check();
  await dialog.getByRole('button', { name: 'Add an address' }).click();
  // The server's word stands beside the field that it is about.
  await dialog.getByText('The address must begin with https://').waitFor();
  expect(await dialog.getByRole('alert').count()).toBe(0);
  await dialog.getByLabel('Address', { exact: true }).fill(endpoint.url);
  await dialog.getByRole('button', { name: 'Add an address' }).click();
  const secret = await dialog.getByLabel('Secret', { exact: true }).inputValue();
  expect(secret).toMatch(/^whsec_/);
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  return secret;
}

test('an owner adds an address, tests it, mends it, sends again, rotates, disables and deletes it', async () => {
  const { page } = owner;
  const dialog = page.getByRole('dialog');
  const secret = await addEndpoint();
  await page.getByRole('link', { name: endpoint.url }).click();
  await page.getByText('Nothing was sent yet').waitFor();
  endpoint.answers((response) => response.writeHead(500).end('not yet'));
  await page.getByRole('button', { name: 'Send a test' }).click();
  await dialog.getByRole('radio', { name: 'A reward can be spent' }).check();
  await dialog.getByRole('button', { name: 'Send a test' }).click();
  // The page of the delivery waits for the answer and shows it as it comes.
  await page.getByRole('heading', { level: 1, name: 'Test: A reward can be spent' }).waitFor();
  await page.getByText('To be sent').first().waitFor();
  await deliver();
  await page.getByText('Not delivered').first().waitFor();
  await page.getByRole('cell', { name: 'not yet' }).waitFor();
  endpoint.answers(200);
  const asked = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: 'Send again' }).click();
  await asked;
  await deliver();
  await page.getByText('Delivered', { exact: true }).first().waitFor();
  await soon(() => page.getByRole('row').count()).toBe(3);
  const [sample] = endpoint.received;
  if (sample === undefined) throw new Error('Nothing came');
  expect(verified(secret, sample, stage.world.clock.now())).toMatchObject({ type: 'reward.available', test: true });

  await page.getByRole('link', { name: endpoint.url }).click();
  await page.getByRole('button', { name: 'Rotate the secret' }).click();
  await dialog.getByRole('button', { name: 'Rotate the secret' }).click();
  const next = await dialog.getByLabel('Secret', { exact: true }).inputValue();
  expect(next).not.toBe(secret);
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByText('The former secret is good until').waitFor();

  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await dialog.getByLabel('Note').fill('billing');
  await dialog.getByRole('checkbox', { name: 'A reward was granted' }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.getByText('billing', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Disable' }).click();
  await dialog.getByRole('button', { name: 'Disable' }).click();
  await page.getByText('Disabled by hand.').waitFor();
  await stage.ask('POST', '/referral/programs/language-school/participants', { userId: 'anna' });
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByText('Works', { exact: true }).waitFor();
  await stage.ask('POST', '/referral/programs/language-school/participants', { userId: 'boris' });
  await deliver();
  const { items } = await stage.ask<{ items: WebhookDelivery[] }>(
    'GET',
    '/webhooks/deliveries?type=participant.joined',
  );
  expect(items).toMatchObject([{ state: 'delivered', test: false }]);

  await page.getByRole('button', { name: 'Delete' }).click();
  await dialog.getByText('its log is deleted').waitFor();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('There are no addresses yet').waitFor();
  expect((await stage.ask<{ items: unknown[] }>('GET', '/webhooks/subscriptions')).items).toEqual([]);
  expect(owner.errors).toEqual([]);
}, 120_000);

test('the log is narrowed to what failed, and each row leads to its delivery', async () => {
  const { page } = owner;
  const body = { url: endpoint.url, types: ['participant.joined'] };
  const { subscription } = await stage.ask<{ subscription: string }>('POST', '/webhooks/subscriptions', body);
  endpoint.answers(404);
  await stage.ask('POST', `/webhooks/subscriptions/${subscription}/test`, { type: 'pair.changed' });
  await deliver();
  endpoint.answers(200);
  await stage.ask('POST', '/referral/programs/language-school/participants', { userId: 'vera' });
  await deliver();
  await owner.open(`/settings/webhooks/${subscription}`);
  await soon(() => page.getByRole('row').count()).toBe(3);
  await page.getByLabel('State').selectOption({ label: 'Not delivered' });
  await soon(() => page.getByRole('row').count()).toBe(2);
  expect(new URL(page.url()).search).toContain('state=failed');
  await page.getByRole('link', { name: 'Test: The verdict about an invited person changed' }).click();
  await page.getByText('The endpoint answered 404').first().waitFor();
  await page.getByText('"status": "rewarded"').waitFor();
});

test('nobody but an owner sees the settings of webhooks', async () => {
  const marketer = await stage.enter('marketer');
  await marketer.open('/settings/webhooks');
  await marketer.page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  expect(await marketer.page.getByRole('link', { name: 'Webhooks' }).count()).toBe(0);
});
