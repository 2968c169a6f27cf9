import type { PairDetail } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayMs, minuteMs } from '../../server/src/kit/values/time.ts';
import { openSchoolDesk, type SchoolDesk, soon } from './school-desk.ts';
import type { Desk } from './settings-stage.ts';

let stage: SchoolDesk;
let support: Desk;
let program: string;
let code: string;

/** A school whose student Anna has a code; support is at the desk. */
beforeAll(async () => {
  stage = await openSchoolDesk();
  support = await stage.enter('support');
  const launched = await stage.ask<{ program: string }>('POST', '/referral/recipes/language-school/install');
  program = launched.program;
  const joined = await stage.ask<{ code: string }>('POST', `/referral/programs/${program}/participants`, {
    userId: 'anna',
  });
  code = joined.code;
  await stage.tell({ type: 'identify', userId: 'anna', traits: { name: 'Анна Орлова', phone: '+79161234567' } });
}, 300_000);
afterAll(() => stage.close());

async function pays(userId: string): Promise<void> {
  stage.world.clock.advance(minuteMs);
  const properties = { order_id: `order-${userId}`, total: 4000, currency: 'RUB' };
  await stage.tell({ type: 'track', event: 'Order Completed', userId, messageId: `paid-${userId}`, properties });
}

async function signsUp(userId: string, name: string): Promise<void> {
  await stage.tell({ type: 'identify', userId, traits: { name } });
  stage.world.clock.advance(minuteMs);
}

/** A moment as the field of a date shows it by the clock of the workspace, which is Moscow's. */
function inMoscow(moment: number): string {
  return new Date(moment + 3 * 60 * minuteMs).toISOString().slice(0, 16);
}

async function explained(userId: string): Promise<PairDetail['explanation']> {
  return await stage.ask('GET', `/referral/explanations?program=${program}&userId=${userId}`);
}

async function bind(values: { readonly userId: string; readonly at?: string }): Promise<void> {
  const { page } = support;
  await support.open('/support/binding');
  await page.getByLabel('Id of the friend').fill(values.userId);
  await page.getByLabel('Code of the referrer').fill(code);
  if (values.at !== undefined) await page.getByLabel('Dated back to').fill(values.at);
  await page.getByRole('button', { name: 'Bind', exact: true }).click();
}

interface Entry {
  readonly action: string;
  readonly actor: string;
  readonly target: string;
  readonly detail: object;
}

async function audited(action: string, target: string): Promise<Entry[]> {
  const { items } = await stage.ask<{ items: Entry[] }>('GET', '/access/audit');
  return items.filter((entry) => entry.action === action && entry.target === target);
}

describe('by hand', () => {
  test('SKY-7 a code told to a manager before the payment is bound, and both get two lessons', async () => {
    await signsUp('boris', 'Борис');
    await bind({ userId: 'boris' });
    const { page } = support;
    await page.getByText('Waiting for a payment').waitFor();
    expect(await audited('binding.create', 'boris')).toMatchObject([
      { actor: support.user, detail: { userId: 'boris', code } },
    ]);
    await pays('boris');
    const { status, rewards: granted } = await explained('boris');
    expect(status).toBe('rewarded');
    const told = granted.map(({ side, amount, state }) => `${side} ${amount} ${state}`);
    expect(told.sort()).toEqual(['friend 2 available', 'referrer 2 available']);
    await page.getByRole('link', { name: 'The pair in full' }).click();
    await page.getByRole('heading', { level: 1, name: 'Борис' }).waitFor();
    const rewards = page.getByRole('table', { name: 'Rewards' });
    await soon(() => rewards.getByRole('row').count()).toBe(3);
    expect(await page.locator('main').textContent()).toContain('paid-boris');
  });

  test('SKY-8 a claim after the payment is refused; dated back within the window it counts, audited', async () => {
    const { page } = support;
    await signsUp('vera', 'Вера');
    const before = stage.world.clock.now();
    stage.world.clock.advance(2 * minuteMs);
    await pays('vera');
    stage.world.clock.advance(3 * dayMs);
    await bind({ userId: 'vera' });
    await page.getByText('The person has paid already, and nobody is bound after the payment.').waitFor();
    expect(await page.getByLabel('Id of the friend').inputValue()).toBe('vera');
    await bind({ userId: 'vera', at: inMoscow(before + minuteMs) });
    await page.getByText('The binding is written down').first().waitFor();
    expect(await explained('vera')).toMatchObject({ status: 'rewarded' });
    const entries = await audited('binding.create', 'vera');
    expect(entries.every(({ actor }) => actor === support.user)).toBe(true);
    expect(entries.some(({ detail }) => 'at' in detail)).toBe(true);
    // The log tells both that was asked for, and which of it was refused.
    expect(entries).toHaveLength(2);
    expect(await audited('binding.refuse', 'vera')).toMatchObject([
      { actor: support.user, detail: { userId: 'vera', code, reason: 'claim_after_payment' } },
    ]);
  });

  test('SKY-8 outside the window it is refused, and nothing is paid', async () => {
    await signsUp('gleb', 'Глеб');
    const before = stage.world.clock.now();
    await pays('gleb');
    stage.world.clock.advance(20 * dayMs);
    await bind({ userId: 'gleb', at: inMoscow(before) });
    await support.page.getByText('A binding cannot be dated back so far').waitFor();
    expect((await explained('gleb')).status).not.toBe('rewarded');
  });

  test('a pair is unbound after telling what that touches', async () => {
    const { page } = support;
    const pairs = await stage.ask<{ items: { friend: string; order: string }[] }>('GET', '/referral/pairs?q=boris');
    const friend = pairs.items[0]?.friend ?? '';
    await support.open(`/programs/${program}/pairs/${friend}`);
    await page.getByRole('button', { name: 'Unbind' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.textContent()).toContain('Reward: ');
    await dialog.getByRole('button', { name: 'Unbind' }).click();
    await page.getByText('The binding is taken away').waitFor();
    expect(await explained('boris')).toMatchObject({ status: 'refused', reason: 'unbound' });
    expect(await audited('binding.delete', friend)).toMatchObject([{ actor: support.user }]);
  });
});

const latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const russian = 'йцукенгшщзхъфывапролджэячсмитьбю';

/** The same keys on a Russian keyboard. */
function inWrongLayout(text: string): string {
  return [...text.toLowerCase()].map((sign) => russian[latin.indexOf(sign)] ?? sign).join('');
}

describe('the one box', () => {
  test.each([
    ['as it is', (text: string) => text],
    ['in the wrong layout', inWrongLayout],
  ])('finds the owner of a code %s, with friends and payments', async (_how, typed) => {
    const { page } = support;
    await support.open('/support');
    await page.getByLabel('Code, name, phone or e-mail').fill(typed(code));
    await page.getByRole('heading', { name: `Code ${code}` }).waitFor();
    await page.getByRole('link', { name: 'Анна Орлова' }).first().waitFor();
    const friends = page.getByRole('table', { name: /whom they invited/ });
    await friends.getByRole('link', { name: 'Вера' }).waitFor();
    expect(await friends.textContent()).toContain('order-vera');
  });

  test('suggests the code that was meant, with the mistake', async () => {
    const { page } = support;
    const wrong = code[0] === '2' ? '3' : '2';
    await support.open('/support');
    await page.getByLabel('Code, name, phone or e-mail').fill(wrong + code.slice(1));
    const similar = page.getByRole('table', { name: /similar/ });
    await similar.getByText(code, { exact: true }).waitFor();
    await similar.getByRole('button').first().click();
    await page.getByRole('heading', { name: `Code ${code}` }).waitFor();
    expect(await page.getByLabel('Code, name, phone or e-mail').inputValue()).toBe(code);
  });

  test.each(['Орлова', '8 (916) 123-45-67'])('finds a person by %s', async (typed) => {
    const { page } = support;
    await support.open('/support');
    await page.getByLabel('Code, name, phone or e-mail').fill(typed);
    await page.getByRole('table', { name: 'People' }).getByRole('link', { name: 'Анна Орлова' }).waitFor();
    await page.getByRole('table', { name: /whom they invited/ }).waitFor();
    expect(await page.getByRole('table', { name: 'People' }).getByRole('row').count()).toBe(2);
  });

  test('says so when there is nobody', async () => {
    const { page } = support;
    await support.open('/support?q=nobody-at-all');
    await page.getByText('Nobody and nothing was found').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });
});

test('a fact in quarantine is shown with its error and released after a question', async () => {
  const { page } = support;
  await support.open('/support/quarantine');
  await page.getByText('The quarantine is empty').waitFor();
  const { database, clock } = stage.world;
  const body = { type: 'track', name: 'Seen', timestamp: clock.now(), anonymousId: 'broken' };
  await database.pool.query(
    `insert into engine_quarantine
       (lane, workspace_id, trust, message_id, accepted_at, payload, error, quarantined_at)
     values (7, $1, 0, 'broken', $2, $3, $4, $2)`,
    [stage.keys.workspace, clock.now(), JSON.stringify(body), 'Error: <b>on purpose</b>'],
  );
  await support.open('/support/quarantine');
  await page.getByText('Error: <b>on purpose</b>').waitFor();
  await page.getByRole('button', { name: 'Release' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Message: broken').waitFor();
  await dialog.getByRole('button', { name: 'Release' }).click();
  await page.getByText('The fact is released').waitFor();
  await soon(async () => (await stage.ask<{ items: object[] }>('GET', '/engine/quarantine')).items).toEqual([]);
  const { items } = await stage.ask<{ items: Entry[] }>('GET', '/access/audit');
  expect(items.find(({ action }) => action === 'quarantine.release')).toMatchObject({ actor: support.user });
});
