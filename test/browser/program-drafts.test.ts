import type { ProgramDetail, ProgramVersionRow } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { described, openSchoolDesk, type SchoolDesk, soon } from './school-desk.ts';
import type { Desk } from './settings-stage.ts';

let stage: SchoolDesk;
let marketer: Desk;
let program: string;

beforeAll(async () => {
  stage = await openSchoolDesk();
  marketer = await stage.enter('marketer');
  await stage.ask('POST', '/referral/recipes/language-school/install');
  program = (await stage.ask<ProgramDetail>('GET', '/referral/programs/language-school')).program;
}, 300_000);
afterAll(() => stage.close());

async function versions(): Promise<ProgramVersionRow[]> {
  return (await stage.ask<{ items: ProgramVersionRow[] }>('GET', `/referral/programs/${program}/versions`)).items;
}

describe('two tabs', () => {
  test('never undo the launch of one another unseen, and lose no draft', async () => {
    const { page } = marketer;
    const base = (await versions())[0]?.version ?? 0;
    await marketer.open(`/programs/${program}/definition`);
    const discard = page.getByRole('button', { name: 'Discard changes' });
    if (await discard.isVisible()) {
      await discard.click();
      await page.getByRole('dialog').getByRole('button', { name: 'Discard changes' }).click();
    }
    await page.getByText(`The same as the running version ${base}`).waitFor();
    const other = await marketer.context.newPage();
    await other.goto(`/admin/programs/${program}/definition`);
    await other.getByLabel('Amount').first().fill('9');
    await other.getByText('The draft is kept in this browser').waitFor();
    await other.getByRole('button', { name: 'Launch…' }).click();
    const late = other.getByRole('dialog');
    await late.getByLabel('Version note').fill('More for whoever invites');

    await page.getByLabel('Amount').nth(1).fill('4');
    await page.getByRole('button', { name: 'Launch…' }).click();
    await page.getByRole('dialog').getByLabel('Version note').fill('More for friends');
    await page.getByRole('dialog').getByRole('button', { name: 'Launch', exact: true }).click();
    await page.getByText(`The same as the running version ${base + 1}`).waitFor();

    await late.getByRole('button', { name: 'Launch', exact: true }).click();
    await late.getByText(`Version ${base + 1} was launched while you were editing. Your draft is kept`).waitFor();
    await other.getByRole('heading', { name: `Launch version ${base + 2}?` }).waitFor();
    const undone = /The friend: 4\s*lessons.*The friend: 2\s*lessons/u;
    await soon(() => late.getByRole('table').textContent()).toMatch(undone);
    expect((await versions())[0]?.version).toBe(base + 1);
    await late.getByRole('button', { name: 'Cancel' }).click();
    await other.getByText(`The draft began from version ${base}`).waitFor();

    await other.reload();
    await soon(() => other.getByLabel('Amount').first().inputValue()).toBe('9');
    await other.getByRole('button', { name: 'Launch…' }).click();
    await late.getByText(`Version ${base + 1} was launched while you were editing`).waitFor();
    await soon(() => late.getByRole('table').textContent()).toMatch(undone);
    await late.getByLabel('Version note').fill('More for whoever invites');
    await late.getByRole('button', { name: 'Launch', exact: true }).click();
    await other.getByText(`The same as the running version ${base + 2}`).waitFor();
    const [latest] = await versions();
    expect(latest?.definition.rewards.map(({ amount }) => amount)).toEqual(['9', '2']);
    await other.close();
  }, 90_000);

  test('bring no version back over one that was launched meanwhile', async () => {
    const { page } = marketer;
    const [latest] = await versions();
    if (latest === undefined) throw new Error('There is no version');
    await marketer.open(`/programs/${program}/versions`);
    await page.getByRole('button', { name: 'Roll back' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('What will be touched').waitFor();
    const definition = { ...latest.definition, name: { ru: 'Друзья', en: 'Friends' } };
    await stage.ask('POST', '/referral/programs', { key: 'language-school', definition, note: 'Named' });
    await dialog.getByRole('button', { name: 'Launch as a new version' }).click();
    await dialog.getByText(`Version ${latest.version + 1} was launched meanwhile`).waitFor();
    await soon(() => dialog.textContent()).toContain('Friends → Bring a friend');
    await dialog.getByRole('button', { name: 'Launch as a new version' }).click();
    await page.getByText(`Version ${latest.version + 2} is launched`).waitFor();
    expect((await versions())[0]).toMatchObject({ version: latest.version + 2 });
  });
});

test('the key of a new program is checked while it is typed, and kept with the draft', async () => {
  const { page } = marketer;
  await marketer.open('/programs/new?recipe=cleaning');
  await page.getByText('No contradictions').waitFor();
  const key = page.getByLabel('Key of the program');
  const told = () => described(marketer, 'Key of the program');
  await key.fill('Зубы Друзей');
  await page.getByText('1 contradiction', { exact: true }).waitFor();
  await soon(told).toContain('Latin letters, digits and hyphens are needed; a letter comes first.');
  await page.getByText('The draft is kept in this browser').waitFor();
  await page.reload();
  await soon(() => key.inputValue()).toBe('Зубы Друзей');
  await page.getByText('1 contradiction', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Launch…' }).click();
  await soon(() => key.and(page.locator(':focus')).count()).toBe(1);
  expect(await page.getByRole('dialog').count()).toBe(0);
  await key.fill('');
  await soon(told).toContain('a letter comes first.');
  await key.fill('language-school');
  await soon(told).toContain('Another program has this key.');
  await key.fill('tidy-homes');
  await page.getByText('No contradictions').waitFor();

  await page.getByRole('button', { name: 'Launch…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Version note').waitFor();
  const { definition } = await stage.ask<ProgramDetail>('GET', `/referral/programs/${program}`);
  await stage.ask('POST', '/referral/programs', { key: 'tidy-homes', definition });
  await dialog.getByRole('button', { name: 'Launch', exact: true }).click();
  await soon(told).toContain('Another program has this key.');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await key.fill('tidy-rooms');
  await page.getByRole('button', { name: 'Launch…' }).click();
  await dialog.getByRole('button', { name: 'Launch', exact: true }).click();
  await soon(() => page.url()).toMatch(/\/programs\/prg_/);
  await marketer.open('/programs/new?recipe=cleaning');
  await soon(() => key.inputValue()).toBe('cleaning');
}, 60_000);
