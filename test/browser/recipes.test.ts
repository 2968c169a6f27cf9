import type { LedgerUnit, PairDetail, ProgramDefinition, ProgramDetail, Recipe } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recipes } from '../../server/src/rooms/referral/recipes/index.ts';
import { accessibilityProblems } from '../support/chromium.ts';
import { openSchoolDesk, type SchoolDesk, soon } from './school-desk.ts';
import type { Desk } from './settings-stage.ts';

// Every recipe is opened, checked, launched and edited by hand in a real browser, and nothing of it is lost.

let stage: SchoolDesk;
let marketer: Desk;

beforeAll(async () => {
  stage = await openSchoolDesk();
  marketer = await stage.enter('marketer');
}, 300_000);
afterAll(() => stage.close());

/** Without a note: with the one that a first version has by itself. */
async function launch(note?: string): Promise<void> {
  const { page } = marketer;
  await page.getByRole('button', { name: 'Launch…' }).click();
  const dialog = page.getByRole('dialog');
  if (note === undefined) expect(await dialog.getByLabel('Version note').inputValue()).toBe('The first version');
  else await dialog.getByLabel('Version note').fill(note);
  await dialog.getByRole('button', { name: 'Launch', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function definitionOf(key: string): Promise<ProgramDefinition> {
  return (await stage.ask<ProgramDetail>('GET', `/referral/programs/${key}`)).definition;
}

test('all recipes are offered with what each side gets', async () => {
  const { page } = marketer;
  await marketer.open('/programs/new');
  const { items } = await stage.ask<{ items: Recipe[] }>('GET', '/referral/recipes');
  expect(items.map(({ recipe }) => recipe).toSorted()).toEqual(Object.keys(recipes).toSorted());
  for (const { name, friendGets, referrerGets } of items) {
    const card = page.getByRole('listitem', { name: name.en, exact: true });
    await card.waitFor();
    const text = await card.textContent();
    expect(text).toContain(`The friend gets: ${friendGets?.en ?? 'nothing'}`);
    expect(text).toContain(`The referrer gets: ${referrerGets?.en ?? 'nothing'}`);
  }
});

test.each(Object.entries(recipes))(
  '%s opens, is without problems, launches and is edited',
  async (recipe, whole) => {
    const { page } = marketer;
    await marketer.open('/programs/new');
    await page.getByRole('button', { name: `Begin with “${whole.definition.name.en}”` }).click();
    await page.getByText('No contradictions').waitFor();
    const key = `own-${recipe}`;
    await page.getByLabel('Key of the program').fill(key);
    await launch();
    await page.getByRole('heading', { level: 1, name: whole.definition.name.en }).waitFor();
    expect(await definitionOf(key)).toEqual(whole.definition);
    const { items: units } = await stage.ask<{ items: LedgerUnit[] }>('GET', '/ledger/units?limit=200');
    expect(units.map(({ unit }) => unit)).toEqual(expect.arrayContaining(whole.units.map(({ unit }) => unit)));

    await marketer.open(new URL(page.url()).pathname.replace('/admin', '').concat('/definition'));
    await page.getByLabel('Hold, days').first().fill('3');
    await page.getByText('The draft is kept in this browser').waitFor();
    await launch('Held');
    await page.getByText('The same as the running version 2').waitFor();
    const [first, ...others] = whole.definition.rewards;
    expect(await definitionOf(key)).toEqual({ ...whole.definition, rewards: [{ ...first, holdDays: 3 }, ...others] });
  },
  90_000,
);

describe('a reward', () => {
  test('is made of every part by fields, and problems stand beside them', async () => {
    const { page } = marketer;
    await marketer.open('/programs/new?recipe=seo-lifetime');
    await page.getByText('No contradictions').waitFor();
    await page.getByLabel('Key of the program').fill('agency');
    const reward = page.getByRole('group', { name: 'Reward 1' });
    await reward.getByLabel('For what').selectOption('For every event that fits');
    await reward.getByLabel('Name of the event').fill('Paid');
    await reward.getByRole('alert').first().waitFor();
    await reward.getByLabel('For what').selectOption('For every payment that fits');
    await page.getByText('No contradictions').waitFor();

    await reward.getByRole('button', { name: 'Add goods' }).click();
    const second = reward.getByRole('group', { name: 'Goods 2' });
    await second.getByLabel('They earn').selectOption('so much for each item');
    await second.getByLabel('For each item', { exact: true }).fill('10,5');
    await reward.getByRole('button', { name: 'Add goods' }).click();
    const third = reward.getByRole('group', { name: 'Goods 3' });
    await third.getByRole('alert').waitFor();
    await reward.getByRole('button', { name: 'Remove goods 3' }).click();
    await reward.getByRole('button', { name: 'Add a currency' }).click();
    await reward.getByLabel('For 1 KZT').fill('0.2');
    await reward.getByLabel('No more for one order than').fill('5000');
    await reward.getByLabel('Rounding').selectOption('to the nearest');
    const conditions = reward.getByRole('group', { name: 'Conditions of this reward' });
    await conditions.getByRole('button', { name: 'Add a condition', exact: true }).click();
    await conditions.getByLabel('About (1)').selectOption('Spent');
    await conditions.getByLabel('Comparison (1)').selectOption('is at least');
    await conditions.getByLabel('Value (1)').fill('2500');
    await conditions.getByLabel('Within days (1)').fill('30');
    await conditions.getByLabel('since the invitation').check();
    await page.getByLabel('Whoever paid before is welcome, too').check();
    await page.getByText('No contradictions').waitFor();
    await launch('By fields');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const { friend, rewards } = await definitionOf('agency');
    expect(friend.mayHavePaid).toBe(true);
    expect(rewards).toEqual([
      {
        ...{ to: 'referrer', unit: 'rub', holdDays: 0, on: { order: 'each' } },
        amount: {
          lines: [
            { where: { fact: 'category', is: 'in', value: ['promotion', 'contextual'] }, percent: '2.5' },
            { amount: '10.5' },
          ],
          ...{ of: 'money', rates: { RUB: '1', KZT: '0.2' }, atMost: '5000', round: 'half_up' },
        },
        conditions: { spent: 'RUB', since: 'touch', withinDays: 30, is: 'gte', value: 2500 },
      },
    ]);
  }, 90_000);

  test('has steps, a level, limits and a zone by fields, and problems stand beside them', async () => {
    const { page } = marketer;
    await marketer.open('/programs/new?recipe=seo-lifetime');
    await page.getByText('No contradictions').waitFor();
    await page.getByLabel('Key of the program').fill('ladder');
    const reward = page.getByRole('group', { name: 'Reward 1' });
    await reward.getByLabel('How it is reckoned').first().selectOption('By steps: the more is brought, the more it is');
    await reward.getByLabel('What of the inviter counts').selectOption('how much money');
    await reward.getByLabel('Within').first().selectOption('a month');
    await reward.getByLabel('Currency', { exact: true }).first().selectOption('RUB');
    for (const [step, from] of [
      ['1', '0'],
      ['2', '0'],
    ] as const) {
      const fields = reward.getByRole('group', { name: `Step ${step}`, exact: true });
      await fields.getByLabel('How it is reckoned').selectOption('A share of the payment');
      await fields.getByLabel('From', { exact: true }).fill(from);
    }
    await reward.getByText('Steps go upwards: 0 is not above the one before.').waitFor();
    await reward.getByRole('group', { name: 'Step 2', exact: true }).getByLabel('From', { exact: true }).fill('50000');
    await reward.getByRole('switch', { name: 'A limit for one person' }).check();
    await reward.getByLabel('At most', { exact: true }).fill('3000');
    await reward.getByLabel('Grant what is left').check();
    await page.getByLabel('Time zone of the program').selectOption('Europe/Moscow');
    await reward.getByRole('switch', { name: 'It expires unless it is spent' }).check();
    await reward.getByLabel('At the end of').selectOption('a day');
    await reward.getByLabel('After how many such days, months or years').fill('30');
    await reward.getByLabel('How many days before to remind').fill('7, 30');
    await reward.getByText('A reminder 30 days before would come before the reward itself').waitFor();
    await reward.getByLabel('How many days before to remind').fill('7, 1');
    await page.getByRole('button', { name: 'Add a reward' }).click();
    const second = page.getByRole('group', { name: 'Reward 2' });
    await second.getByLabel('To', { exact: true }).selectOption('The referrer');
    await second.getByLabel('Level', { exact: true }).selectOption('who invited them: the second');
    await page.getByText('No contradictions').waitFor();
    await launch('By steps');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const { rewards, timeZone } = await definitionOf('ladder');
    const share = { of: 'money', rates: { RUB: '1' }, percent: '5' };
    expect(timeZone).toBe('Europe/Moscow');
    expect(rewards).toEqual([
      {
        ...{ to: 'referrer', unit: 'rub', holdDays: 0, on: { order: 'each' } },
        amount: {
          ...{ by: 'turnover', every: 'month', currency: 'RUB' },
          steps: [
            { from: '0', amount: share },
            { from: '50000', amount: share },
          ],
        },
        expires: { endOf: 'day', after: 30, remindDays: [7, 1] },
        perPerson: { amount: '3000', partly: true },
      },
      { to: 'referrer', level: 2, unit: 'rub', amount: '1', holdDays: 0 },
    ]);
  }, 90_000);

  test('that the fields cannot show is kept as it is while others are changed', async () => {
    const { page } = marketer;
    const running = await definitionOf('agency');
    const nested = {
      any: [{ not: { trait: 'city', is: 'eq', value: 'Omsk' } }, { fact: 'total', is: 'gt', value: 9 }],
    };
    const definition = { ...running, rewards: running.rewards.map((each) => ({ ...each, conditions: nested })) };
    const { program } = await stage.ask<{ program: string }>('POST', '/referral/programs', {
      ...{ key: 'agency', definition, note: 'Nested' },
    });
    await marketer.open(`/programs/${program}/definition`);
    await soon(() => page.getByLabel('Condition 1 (JSON)').first().inputValue()).toContain('Omsk');
    await page.getByLabel('Percent').first().fill('3');
    await launch('More');
    await page.getByText('The same as the running version 3').waitFor();
    const [reward] = (await definitionOf('agency')).rewards;
    expect(reward?.conditions).toEqual(nested);
    expect(reward?.amount).toMatchObject({ lines: [{ percent: '3' }, { amount: '10.5' }] });
    await marketer.open(`/programs/${program}/versions/comparison?from=2&to=3`);
    expect(await page.locator('main nav a[aria-current=page]').textContent()).toBe('Versions');
    const settings = page.getByRole('table', { name: 'Comparison of versions' });
    await soon(() => settings.textContent()).toMatch(/Reward 1: goods 1.*2\.5%.*3%/);
    expect(await settings.getByRole('row').count()).toBe(2);
  }, 60_000);
});

test('a pair tells of each reward, with the condition that failed and what was found', async () => {
  const { page } = marketer;
  const { code } = await stage.ask<{ code: string }>('POST', '/referral/programs/own-marketplace-invite/participants', {
    userId: 'anna',
  });
  const properties = { order_id: 'm1', total: 2500, currency: 'RUB' };
  await stage.tell({ type: 'identify', userId: 'boris', traits: { referral_code: code } });
  await stage.tell({ type: 'track', event: 'Order Completed', userId: 'boris', messageId: 'm1', properties });
  const { items } = await stage.ask<{ items: { friend: string; program: { program: string } }[] }>(
    'GET',
    '/referral/programs/own-marketplace-invite/pairs',
  );
  const [pair] = items;
  if (pair === undefined) throw new Error('Anna invited nobody');
  const { explanation } = await stage.ask<PairDetail>('GET', `/referral/pairs/${pair.program.program}/${pair.friend}`);
  expect(explanation.earnings).toHaveLength(2);
  await marketer.open(`/programs/${pair.program.program}/pairs/${pair.friend}`);
  const earnings = page.getByRole('table', { name: 'What each reward comes to' });
  await soon(() => earnings.getByRole('row').count()).toBe(3);
  const [own, referrers] = await earnings.getByRole('row').filter({ hasText: 'points' }).allTextContents();
  expect(own).toContain('Earned');
  expect(referrers).toContain('but more than 2,500 needed');
  expect(referrers).toContain('2500.00');
  await marketer.open(`/people/${pair.friend}`);
  await page.getByText('Reward by reward').waitFor();
  await page.getByText('but more than 2,500 needed').first().waitFor();
});

/** Editors of different recipes in looks that differ in everything. */
const looks = [
  { language: 'ru', width: 1440, dark: false, editors: ['marketplace-invite', 'online-game'] },
  { language: 'en', width: 390, dark: true, editors: ['seo-lifetime'] },
] as const;

test.each(looks)(
  'the recipes and their editors are usable by everybody: %o',
  async ({ editors, ...look }) => {
    const desk = await stage.enter('owner', look);
    for (const screen of ['/programs/new', ...editors.map((each) => `/programs/new?recipe=${each}`)]) {
      await desk.open(screen);
      await desk.page.waitForLoadState('networkidle');
      expect(await accessibilityProblems(desk.page), screen).toEqual([]);
      const beyond = await desk.page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(beyond, `${screen} fits its window`).toBeLessThanOrEqual(0);
    }
    expect(desk.errors).toEqual([]);
  },
  180_000,
);
