import { readFile } from 'node:fs/promises';
import type { ImportDetail, PersonDetail } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { windows1251 } from '../support/imports.ts';
import { type AdminStage, type Desk, openAdminStage } from './settings-stage.ts';
import { lookAt, watch } from './walk/look.ts';

let stage: AdminStage;
let marketer: Desk;

beforeAll(async () => {
  stage = await openAdminStage();
  marketer = await stage.enter('marketer');
}, 300_000);
afterAll(() => stage.close());

const hostile = '<img src=x onerror=alert(1)>';
const clients = windows1251(
  [
    `Код клиента;ФИО;Телефон;E-mail;Город ${hostile}`,
    `000123;Иванова Анна;8(916)123-45-67;Anna@Example.ru;Тверь`,
    `000124;${hostile};+7 495 123-45-67;;Уфа`,
    '000125;Пётр;12345;petr@example.ru;Омск',
  ].join('\r\n'),
);

async function ask<Body>(path: string): Promise<Body> {
  const authorization = `Bearer ${stage.keys.apiKey}`;
  const answer = await fetch(`${stage.url}/api/v1${path}`, { headers: { authorization } });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Body;
}

async function personOf(userId: string): Promise<PersonDetail> {
  const { items } = await ask<{ items: { person: string }[] }>(`/people/persons?userId=${userId}`);
  return await ask<PersonDetail>(`/people/persons/${items[0]?.person}`);
}

type Kind = 'People' | 'Orders' | 'Participants of another system' | 'Bindings of another system';

/** Chooses a file on the page of a new import, and waits for what was read of it. */
async function upload(desk: Desk, kind: Kind, name: string, bytes: Uint8Array): Promise<string> {
  const { page } = desk;
  await desk.open('/imports');
  await page.getByRole('button', { name: 'New import' }).first().click();
  await page.getByRole('radio', { name: kind }).check();
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) });
  await page.getByRole('heading', { name: 'How the file was read' }).waitFor();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Does the work that was ordered to its end, as the runner of a server would. */
async function work(): Promise<void> {
  while (await stage.world.rooms.importWork.step()) await stage.world.settle();
}

async function press({ page }: Desk, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

async function confirm({ page }: Desk, name: string): Promise<string> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name, exact: true }).waitFor();
  const text = (await dialog.textContent()) ?? '';
  await dialog.getByRole('button', { name, exact: true }).click();
  return text;
}

describe('a file of people from a Russian Excel', () => {
  let id: string;

  test('is read as it was written, mapped and checked; the refused line is explained, also in a file', async () => {
    const { page } = marketer;
    id = await upload(marketer, 'People', 'Клиенты.csv', clients);
    expect(await page.getByLabel('Encoding').textContent()).toContain('Detected: windows-1251');
    expect(await page.getByLabel('Delimiter').textContent()).toContain('Detected: semicolon');
    await page.getByRole('cell', { name: 'Иванова Анна' }).waitFor();
    await page.getByLabel('What the column “ФИО” is').waitFor();
    const city = `Город ${hostile}`;
    await page.getByLabel(`What the column “${city}” is`).selectOption('trait');
    await page.getByLabel(`Name of the trait: ${city}`).fill('city');
    await page.getByLabel('Where people agreed').fill('Club card');
    await press(marketer, 'Check');
    // A consent that is stated by half is asked about before anything is sent.
    await expect.poll(() => page.getByText('or leave the whole part empty').count()).toBe(2);
    await page.getByLabel('When').fill('2025-02-01');
    await page.getByLabel('What proves it').fill('Contract of 1 February');
    await page.getByLabel('Remember the mapping under a name').fill('From 1C');
    await press(marketer, 'Check');
    await page.getByText('Being checked').waitFor();
    await work();
    await page.getByText('What the check found').waitFor();
    await page.getByText('is not one whole phone number').first().waitFor();
    const detail = await ask<ImportDetail>(`/imports/${id}`);
    expect(detail.check).toMatchObject({ rows: 3, ready: 2, refused: 1 });
    expect(detail.consent).toMatchObject({ source: 'Club card', date: '2025-02-01' });
    const download = page.waitForEvent('download');
    await press(marketer, 'CSV');
    const report = await readFile(await (await download).path(), 'utf8');
    expect(report).toContain('4,Телефон,12345,');
  });

  test('is imported once that was asked, also while nobody looks, and its people are known', async () => {
    const { page } = marketer;
    await press(marketer, 'Import');
    expect(await confirm(marketer, 'Import')).toContain('2 people: contacts and traits of the file');
    await page.getByText('Being imported').waitFor();
    await marketer.open('/people');
    await work();
    await marketer.open('/imports');
    await page.getByRole('link', { name: 'Клиенты.csv' }).click();
    await page.getByText('The import is done').waitFor();
    const anna = await personOf('000123');
    expect(anna).toMatchObject({ email: 'anna@example.ru', phone: '+79161234567' });
    expect(anna.traits).toContainEqual(expect.objectContaining({ name: 'city', value: 'Тверь' }));
  });

  test('is taken back once it was said what that touches, and what it told counts no more', async () => {
    const { page } = marketer;
    await press(marketer, 'Undo the import');
    const said = await confirm(marketer, 'Undo the import');
    expect(said).toContain('2 lines: their orders, refunds, traits');
    expect(said).toContain('People, their e-mail addresses, phones and ids stay');
    await page.getByText('Being undone').waitFor();
    await work();
    await page.getByText('The import is undone').waitFor();
    const { traits } = await personOf('000123');
    expect(traits.filter(({ name }) => name === 'city')).toEqual([]);
    await press(marketer, 'Remove');
    await confirm(marketer, 'Remove');
    await page.getByText('The import is removed').waitFor();
    expect((await ask<{ items: unknown[] }>('/imports')).items).toEqual([]);
  });

  test('is mapped as the last one with these columns was, until the mapping is forgotten', async () => {
    const { page } = marketer;
    await upload(marketer, 'People', 'Ещё.csv', clients);
    await page.getByText('The saved mapping “From 1C” is filled in').waitFor();
    expect(await page.getByLabel(`Name of the trait: Город ${hostile}`).inputValue()).toBe('city');
    await marketer.open('/imports');
    await press(marketer, 'Forget: From 1C');
    await confirm(marketer, 'Forget');
    await page.getByText('is forgotten').waitFor();
    await upload(marketer, 'People', 'Ещё раз.csv', clients);
    expect(await page.getByText('The saved mapping').count()).toBe(0);
  });
});

describe('what another referral system knew', () => {
  test('participants come with their codes, links and balances, and a code that is taken is told', async () => {
    const { page } = marketer;
    const { rooms } = stage.world;
    await rooms.referral.install({ workspace: stage.keys.workspace, actor: 'test' }, 'language-school');
    const file = 'id;code;link;balance\nrita;RITA-1;https://old.example/?ref=77;3\nsveta;rita1;;1\n';
    const kind = 'Participants of another system';
    const id = await upload(marketer, kind, 'participants.csv', new TextEncoder().encode(file));
    await page.getByLabel('Parameter of old links').fill('ref');
    await press(marketer, 'Check');
    // Neither the unit nor the program is known yet: the mapping says so and keeps what was chosen.
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('Unit of the balance: balance').selectOption('lesson');
    await page.getByLabel('Program', { exact: true }).selectOption('language-school');
    await lookWell('import-participants');
    await press(marketer, 'Check');
    await page.getByText('Being checked').waitFor();
    await work();
    await page.getByText('Line 2 has the same code for another person').first().waitFor();
    await press(marketer, 'Import');
    expect(await confirm(marketer, 'Import')).toContain('1 participant: their old code, link and balance');
    await page.getByText('Being imported').waitFor();
    await work();
    await page.getByText('The import is done').waitFor();
    expect((await ask<ImportDetail>(`/imports/${id}`)).progress).toMatchObject({ imported: 1, refused: 1 });
    const found = await ask<{ match: { code: string } | null }>('/referral/codes?code=77');
    expect(found.match).toMatchObject({ code: '77' });
  });

  test('bindings name who invited whom, and say what was rewarded', async () => {
    const { page } = marketer;
    const file =
      'id;inviter code;date;channel;rewarded\ntanya;rita 1;01.12.2025;по ссылке;да\nulya;RITA1;01.12.2025;сарафан;\n';
    await upload(marketer, 'Bindings of another system', 'bindings.csv', new TextEncoder().encode(file));
    await page.getByLabel('Program', { exact: true }).selectOption('language-school');
    await page.getByLabel('What “сарафан” means').selectOption('manual');
    await lookWell('import-bindings');
    await press(marketer, 'Check');
    await page.getByText('Being checked').waitFor();
    await work();
    await press(marketer, 'Import');
    expect(await confirm(marketer, 'Import')).toContain('2 bindings: who invited whom');
    await page.getByText('Being imported').waitFor();
    await work();
    await page.getByText('The import is done').waitFor();
    const explained = await ask<{ reason: string; invitation: { channel: string } }>(
      '/referral/explanations?program=language-school&userId=ulya',
    );
    expect(explained.invitation).toMatchObject({ channel: 'manual' });
    await press(marketer, 'Undo the import');
    expect(await confirm(marketer, 'Undo the import')).toContain('bindings are gone');
    await page.getByText('Being undone').waitFor();
    await work();
    await page.getByText('The import is undone').waitFor();
  });
});

/** The open page is fit to be seen on a desk and on a phone, in the light and in the dark. */
async function lookWell(name: string): Promise<void> {
  const { page } = marketer;
  const before = page.viewportSize();
  const watched = watch(page, [stage.url]);
  expect(await lookAt(page, watched, { name, language: 'en' })).toEqual([]);
  if (before !== null) await page.setViewportSize(before);
}

test('an encoding that was guessed wrongly is put right, and the columns are read anew', async () => {
  const { page } = marketer;
  await upload(marketer, 'Orders', 'orders.csv', windows1251('Номер заказа;Сумма\r\n1;10,50\r\n'));
  await page.getByLabel('Encoding').selectOption('utf-8');
  await expect.poll(() => page.getByText('�').count()).toBeGreaterThan(0);
  await page.getByLabel('Encoding').selectOption('');
  await page.getByLabel('What the column “Сумма” is').waitFor();
  await press(marketer, 'Check');
  // Nobody is named and no date, so the mapping is refused as a whole, and what was chosen stays.
  await page.getByRole('alert').first().waitFor();
  expect(await page.getByLabel('What the column “Сумма” is').inputValue()).toBe('total');
});

test('a run is stopped where it is, and continued', async () => {
  const { page } = marketer;
  const rows = Array.from({ length: 1_200 }, (_, index) => `u${index};user ${index}`);
  const id = await upload(
    marketer,
    'People',
    'many.csv',
    new TextEncoder().encode(['user_id,name', ...rows].join('\n').replaceAll(';', ',')),
  );
  await press(marketer, 'Check');
  await page.getByText('Being checked').waitFor();
  await work();
  await press(marketer, 'Import');
  await confirm(marketer, 'Import');
  await page.getByText('Being imported').waitFor();
  await stage.world.rooms.importWork.step();
  await page.getByText('500 of 1200 lines').waitFor();
  await press(marketer, 'Stop');
  await page.getByText('The import is stopped').waitFor();
  expect((await ask<ImportDetail>(`/imports/${id}`)).progress.imported).toBe(500);
  await press(marketer, 'Continue');
  await page.getByText('Being imported').waitFor();
  await work();
  await page.getByText('The import is done').waitFor();
  expect((await ask<ImportDetail>(`/imports/${id}`)).progress.imported).toBe(1_200);
});

test('a file that is no table is refused in a sentence, and nothing is kept', async () => {
  const { page } = marketer;
  const before = (await ask<{ items: unknown[] }>('/imports')).items.length;
  await marketer.open('/imports/new');
  const workbook = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200, 7)]);
  await page.locator('input[type=file]').setInputFiles({ name: 'book.xlsx', mimeType: 'text/csv', buffer: workbook });
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toContain('CSV');
  expect((await ask<{ items: unknown[] }>('/imports')).items).toHaveLength(before);
});

test('support is offered no imports', async () => {
  const support = await stage.enter('support');
  await support.page.goto('/admin/imports');
  await support.page.getByText('There is nothing here').waitFor();
  expect(await support.page.getByRole('link', { name: 'Imports' }).count()).toBe(0);
  await support.context.close();
});

test('nothing ran that a file said, and no browser reported a breach', async () => {
  expect(marketer.errors).toEqual([]);
  expect(await stage.reports()).toBe(0);
});
