import type { ProgramDefinition, RewardGrant } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayMs, minuteMs } from '../../server/src/kit/values/time.ts';
import { openSchoolDesk, type SchoolDesk, soon } from './school-desk.ts';
import type { Desk } from './settings-stage.ts';

let stage: SchoolDesk;
let support: Desk;

/** Anna invited Boris; both have spent what they got when Boris turns out to pay as a company. */
beforeAll(async () => {
  stage = await openSchoolDesk();
  support = await stage.enter('support');
  await stage.ask('POST', '/referral/recipes/language-school/install');
  const participants = '/referral/programs/language-school/participants';
  const { code } = await stage.ask<{ code: string }>('POST', participants, { userId: 'anna' });
  await stage.tell({ type: 'identify', userId: 'anna', traits: { name: 'Анна' } });
  await stage.tell({ type: 'identify', userId: 'boris', traits: { name: '<b>Борис</b>', referral_code: code } });
  stage.world.clock.advance(minuteMs);
  const properties = { order_id: 'o1', total: 4000, currency: 'RUB' };
  await stage.tell({ type: 'track', event: 'Order Completed', userId: 'boris', messageId: 'paid', properties });
}, 300_000);
afterAll(() => stage.close());

async function grants(query = ''): Promise<RewardGrant[]> {
  return (await stage.ask<{ items: RewardGrant[] }>('GET', `/rewards/grants?${query}`)).items;
}

/** The one row of the review queue that names somebody. */
function rowOf(name: string) {
  return support.page.getByRole('table', { name: 'For review' }).getByRole('row', { name });
}

describe('rewards', () => {
  test('are listed with names, amounts and units, and narrowed by filters of the address', async () => {
    const { page } = support;
    await support.open('/rewards');
    const table = page.getByRole('table', { name: 'Rewards' });
    await soon(() => table.getByRole('row').count()).toBe(3);
    expect(await table.textContent()).toMatch(/Анна.*2\s*lessons/u);
    expect(await table.textContent()).toContain('<b>Борис</b>');
    await page.getByLabel('State', { exact: true }).selectOption('For review');
    await page.getByText('Nothing was found').waitFor();
    expect(page.url()).toContain('state=review');
    await support.open('/rewards?from=2026-01-15&to=2026-01-15&unit=lesson&state=available');
    await soon(() => table.getByRole('row').count()).toBe(3);
    await support.open('/rewards?from=2026-01-16');
    await page.getByText('There are no rewards yet').waitFor();
  });

  test('lead to why they were given and by which facts', async () => {
    const { page } = support;
    await support.open('/rewards');
    await page.getByRole('link', { name: /Анна/ }).first().click();
    await page.getByRole('heading', { name: 'Decisions' }).waitFor();
    expect(await page.locator('main').textContent()).toContain('paid');
    await page.getByRole('table', { name: 'What conditions looked at' }).waitFor();
  });
});

describe('the review queue', () => {
  test('holds what was spent and is no longer due', async () => {
    for (const userId of ['anna', 'boris'])
      await stage.ask('POST', '/rewards/spendings', { userId, unit: 'lesson', amount: '2' });
    await stage.tell({ type: 'identify', userId: 'boris', traits: { legal_form: 'company' } });
    expect((await grants('state=review')).map(({ review }) => review)).toEqual(['spent', 'spent']);
    await support.open('/rewards/review');
    await rowOf('as the referrer').getByText('No longer due, but spent already').waitFor();
  });

  test('a reward is kept, with a note that is needed', async () => {
    const { page } = support;
    await rowOf('as the referrer').getByRole('button', { name: 'Keep' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await dialog.getByText('This field is needed').waitFor();
    await dialog.getByLabel('Why').fill('She could not know');
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await page.getByText('The reward is kept').waitFor();
    const [kept] = (await grants()).filter(({ side }) => side === 'referrer');
    expect(kept).toMatchObject({ state: 'available', review: 'approved' });
  });

  test('a reward is taken back, and the queue is empty', async () => {
    const { page } = support;
    await rowOf('as the friend').getByRole('button', { name: 'Take back' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why').fill('A company may not take part');
    await dialog.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('There is nothing to review').waitFor();
    const [refused] = (await grants()).filter(({ side }) => side === 'friend');
    expect(refused).toMatchObject({ state: 'clawed_back' });
    const { items } = await stage.ask<{ items: { action: string; actor: string }[] }>('GET', '/access/audit');
    const reviews = items.filter(({ action }) => /^reward\.(approve|refuse)$/.test(action));
    expect(reviews.map(({ actor }) => actor)).toEqual([support.user, support.user]);
  });
});

/** Leads of a month whose bonus needs somebody's word, in a program of its own. */
async function leadsOfJanuary(): Promise<void> {
  await stage.ask('POST', '/referral/recipes/accounting-leads/install');
  const { definition } = await stage.ask<{ definition: ProgramDefinition }>(
    'GET',
    '/referral/programs/accounting-leads',
  );
  const bonuses = (definition.bonuses ?? []).map((bonus) => ({ ...bonus, approval: 'manual' as const }));
  await stage.ask('POST', '/referral/programs', { key: 'checked-leads', definition: { ...definition, bonuses } });
  for (const inviter of ['rita', 'olga']) {
    const participants = '/referral/programs/checked-leads/participants';
    const { code } = await stage.ask<{ code: string }>('POST', participants, { userId: inviter });
    await stage.tell({ type: 'identify', userId: `lead-of-${inviter}`, traits: { referral_code: code } });
  }
  stage.world.clock.advance(40 * dayMs);
  await stage.world.settle();
}

describe('what waits for the end of its period', () => {
  test('is let through all at once, after one was declined', async () => {
    const { page } = support;
    await leadsOfJanuary();
    await support.open('/rewards/review');
    const rows = page.getByRole('table', { name: 'For review' }).getByRole('row', { name: 'as a bonus' });
    await soon(() => rows.count()).toBe(2);
    await rows.first().getByRole('button', { name: 'Decline' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why').fill('An advertisement');
    await dialog.getByRole('button', { name: 'Decline' }).click();
    await page.getByText('The reward is declined').waitFor();
    await soon(() => rows.count()).toBe(1);
    await page.getByRole('button', { name: 'Let through all of periods that are over' }).click();
    await dialog.getByLabel('Why').fill('Checked');
    await dialog.getByRole('button', { name: 'Let through all of periods that are over' }).click();
    await dialog.getByText('Done: 1 of 1 let through').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('There is nothing to review').waitFor();
    const states = (await grants()).flatMap(({ side, state }) => (side === 'bonus' ? [state] : []));
    expect(states.toSorted()).toEqual(['available', 'clawed_back']);
  });
});
