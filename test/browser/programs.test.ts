import type { ProgramDetail, ProgramVersionRow, Statistics } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { described, openSchoolDesk, type SchoolDesk, soon } from './school-desk.ts';
import type { Desk } from './settings-stage.ts';

let stage: SchoolDesk;
let marketer: Desk;
let program: string;

beforeAll(async () => {
  stage = await openSchoolDesk();
  marketer = await stage.enter('marketer');
}, 300_000);
afterAll(() => stage.close());

async function versions(): Promise<ProgramVersionRow[]> {
  return (await stage.ask<{ items: ProgramVersionRow[] }>('GET', `/referral/programs/${program}/versions`)).items;
}

test('the recipe is installed in one click from the empty list', async () => {
  const { page } = marketer;
  await marketer.open('/programs');
  await page.getByRole('button', { name: 'Launch “Language school”' }).click();
  await page.getByRole('heading', { level: 1, name: 'Bring a friend' }).waitFor();
  program = (await stage.ask<ProgramDetail>('GET', '/referral/programs/language-school')).program;
  expect(page.url()).toContain(`/admin/programs/${program}`);
  await page.getByText('Running', { exact: true }).waitFor();
});

describe('the editor', () => {
  test('changes the words in both languages as amounts are typed, and keeps the draft over a reload', async () => {
    const { page } = marketer;
    await marketer.open(`/programs/${program}/definition`);
    const summary = page.getByRole('region', { name: 'The rules in plain words' });
    const ru = summary.locator('[lang=ru]');
    const en = summary.locator('[lang=en]');
    await soon(() => ru.textContent()).toContain('Пригласивший получает: 2 урока'.replace(' у', '\u00a0у'));
    await page.getByLabel('Amount').first().fill('5');
    await soon(() => ru.textContent()).toContain('Пригласивший получает: 5\u00a0уроков');
    expect(await en.textContent()).toContain('The referrer gets: 5\u00a0lessons');
    expect(await en.textContent()).toContain('The friend gets: 2\u00a0lessons');
    await page.reload();
    await soon(() => page.getByLabel('Amount').first().inputValue()).toBe('5');
    await page.getByText('The draft is kept in this browser').waitFor();
    expect((await versions()).map(({ version }) => version)).toEqual([1]);
  });

  test('names a contradiction beside its field, and launches nothing as long as it stands', async () => {
    const { page } = marketer;
    const hold = page.getByLabel('Hold, days').first();
    await hold.fill('40');
    const sentence = 'The hold (40 days) outlasts the correction window (30)';
    await soon(() => described(marketer, 'Hold, days')).toContain(sentence);
    await page.getByRole('button', { name: 'Launch…' }).click();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await soon(() => hold.and(page.locator(':focus')).count()).toBe(1);
    await page.getByText('1 contradiction', { exact: true }).waitFor();
    await hold.fill('0');
    await page.getByText('No contradictions').waitFor();
  });

  test('warns of an end in the past, and says moments as they were typed', async () => {
    const { page } = marketer;
    await page.getByLabel('Ends', { exact: true }).fill('2020-01-10T10:00');
    await page.getByText('The program is over already: new invitations do not count.').waitFor();
    await page.getByText('Please note').waitFor();
    await page.getByText('No contradictions').waitFor();
    await page.getByLabel('Starts', { exact: true }).fill('2020-01-20T10:00');
    const turned = 'The end (January 10, 2020, 10:00) is not after the beginning (January 20, 2020, 10:00).';
    await soon(() => described(marketer, 'Ends')).toContain(turned);
    await page.getByLabel('Starts', { exact: true }).fill('');
    await page.getByLabel('Ends', { exact: true }).fill('');
    await page.getByText('No contradictions').waitFor();
    expect(await page.getByText('Please note').count()).toBe(0);
  });

  test('shows a row for a condition, and JSON for what rows cannot show', async () => {
    const { page } = marketer;
    const order = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Which payment counts' }) });
    await order.getByRole('button', { name: 'Add a condition', exact: true }).click();
    await order.getByLabel('Field (1)').fill('coupon');
    await order.getByLabel('Comparison (1)').selectOption('is not given');
    const en = page.getByRole('region', { name: 'The rules in plain words' }).locator('[lang=en]');
    await soon(() => en.textContent()).toContain('Condition: the coupon is not given.');
    await order.getByRole('button', { name: 'Add a condition as JSON' }).click();
    await order.getByLabel('Condition 2 (JSON)').fill('{"any":[{"fact":"total","is":"gte","value":900}]}');
    await soon(() => en.textContent()).toContain('the order total is at least 900');
    await order.getByRole('button', { name: 'Remove condition 2' }).click();
    await order.getByRole('button', { name: 'Remove condition 1' }).click();
    await soon(() => en.textContent()).not.toContain('coupon');
    expect(await order.getByLabel('Field (1)').count()).toBe(0);
  });

  test('asks for numbers in plain words, takes spaced ones, and sets conditions against each other', async () => {
    const { page } = marketer;
    const hold = page.getByLabel('Hold, days').first();
    const held = await hold.inputValue();
    await hold.fill('');
    await soon(() => described(marketer, 'Hold, days')).toContain('A whole number is needed.');
    await hold.fill(held);
    const order = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Which payment counts' }) });
    const minimum = order.getByLabel('The order total is at least');
    await order.getByRole('button', { name: 'Add a condition', exact: true }).click();
    await order.getByLabel('Field (1)').fill('total');
    await order.getByLabel('Comparison (1)').selectOption('is less than');
    await order.getByLabel('Value (1)').fill('100 000');
    await page.getByText('No contradictions').waitFor();
    expect(await order.getByLabel('Value (1)').inputValue()).toBe('100 000');
    await minimum.fill('three');
    await soon(() => described(marketer, 'The order total is at least')).toContain('A number is needed');
    await minimum.fill('200 000');
    await soon(() => described(marketer, 'The order total is at least')).toContain('exclude each other');
    await minimum.fill('');
    await order.getByRole('button', { name: 'Remove condition 1' }).click();
    await page.getByText('No contradictions').waitFor();
  });

  test('launches version 2 with a note, after showing what changes', async () => {
    const { page } = marketer;
    await page.getByRole('button', { name: 'Launch…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The referrer gets: 5\u00a0lessons').waitFor();
    await dialog.getByText('The referrer gets: 2\u00a0lessons').waitFor();
    const buttons = await dialog.getByRole('button').allTextContents();
    expect(buttons.filter((text) => text !== '')).toEqual(['Launch', 'Cancel']);
    await dialog.getByRole('button', { name: 'Launch', exact: true }).click();
    await dialog.getByText('This field is needed').waitFor();
    await dialog.getByLabel('Version note').fill('More for whoever invites');
    await dialog.getByRole('button', { name: 'Launch', exact: true }).click();
    await page.getByText('The same as the running version 2').waitFor();
    const [running] = await versions();
    expect(running).toMatchObject({ version: 2, note: 'More for whoever invites' });
    expect(running?.definition.rewards[0]).toMatchObject({ to: 'referrer', amount: '5' });
  });
});

describe('versions', () => {
  test('are compared as settings and as words', async () => {
    const { page } = marketer;
    await marketer.open(`/programs/${program}/versions`);
    await page.getByRole('link', { name: 'Compare with the running one' }).click();
    const settings = page.getByRole('table', { name: 'Comparison of versions' });
    await soon(() => settings.textContent()).toMatch(/The referrer: 2\s*lessons?.*The referrer: 5\s*lessons?/u);
    expect(await settings.getByRole('row').count()).toBe(2);
    await page.getByText('The referrer gets: 5\u00a0lessons').waitFor();
    expect(page.url()).toContain('from=1&to=2');
  });

  test('are brought back as a new version, after telling what that touches', async () => {
    const { page } = marketer;
    await marketer.open(`/programs/${program}/versions`);
    await page.getByRole('button', { name: 'Roll back' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('What will be touched').waitFor();
    await soon(() => dialog.textContent()).toMatch(/5\s*lessons?.*→.*2\s*lessons?/u);
    const note = dialog.getByLabel('Version note');
    expect(await note.inputValue()).toBe('Roll back to version 1');
    await note.fill(' ');
    await dialog.getByRole('button', { name: 'Launch as a new version' }).click();
    await dialog.getByText('This field is needed').waitFor();
    await note.fill('Too generous after all');
    await dialog.getByRole('button', { name: 'Launch as a new version' }).click();
    await page.getByText('Version 3 is launched').waitFor();
    const [third, second, first] = await versions();
    expect(third).toMatchObject({ version: 3, note: 'Too generous after all', definition: first?.definition });
    expect(second?.version).toBe(2);
  });
});

describe('statistics', () => {
  test('agree with the facts that were sent, on the plot and in the table', async () => {
    const { code } = await stage.ask<{ code: string }>('POST', `/referral/programs/${program}/participants`, {
      userId: 'anna',
    });
    const person = {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36',
    };
    await fetch(`${stage.url}/r/${code}`, { redirect: 'manual', headers: person });
    for (const userId of ['boris', 'vera'])
      await stage.tell({ type: 'identify', userId, traits: { referral_code: code } });
    stage.world.clock.advance(minuteMs);
    const properties = { order_id: 'o1', total: 4000, currency: 'RUB' };
    await stage.tell({ type: 'track', event: 'Order Completed', userId: 'boris', messageId: 'order-1', properties });
    const told = await stage.ask<Statistics>('GET', `/referral/programs/${program}/statistics`);
    expect(told.total).toEqual({ shared: 0, followed: 1, invited: 2, registered: 2, paid: 1, rewarded: 1 });
    const { page } = marketer;
    await marketer.open(`/programs/${program}`);
    const plot = page.getByRole('img', { name: /1 followed, 2 registered, 1 paid/ });
    await soon(() => plot.getAttribute('data-drawn')).toBe('true');
    expect(await plot.locator('canvas').count()).toBe(1);
    const days = page.getByRole('table', { name: 'By day' }).getByRole('row');
    expect(await days.count()).toBe(2);
    expect((await days.nth(1).getByRole('cell').allTextContents()).slice(1)).toEqual(['1', '2', '2', '1', '1']);
    const code1 = page.getByRole('table', { name: 'By channel' }).getByRole('row', { name: /^Code/ });
    expect((await code1.getByRole('cell').allTextContents()).slice(1)).toEqual(['0', '2', '2', '1', '1']);
  });

  test('are asked for a period and a channel that stand in the address', async () => {
    const { page } = marketer;
    await page.getByLabel('Channel', { exact: true }).selectOption('Link');
    await page.getByRole('img', { name: /1 followed, 0 registered, 0 paid/ }).waitFor();
    expect(page.url()).toContain('channel=link');
    await marketer.open(`/programs/${program}?from=2025-12-01&to=2025-12-31`);
    await page.getByText('Nothing happened in this period').waitFor();
    expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('2025-12-01');
  });
});

test('a draft is tried on the past from the editor, and nothing is launched or granted', async () => {
  const { page } = marketer;
  await marketer.open(`/programs/${program}/definition`);
  await page.getByLabel('Amount').first().fill('5');
  await page.getByText('The draft is kept in this browser').waitFor();
  await page.locator('main').getByRole('link', { name: 'Replay', exact: true }).last().click();
  await page.getByText('The draft of the rules in this browser').waitFor();
  await page.getByLabel('Invitations from').fill('2026-01-01');
  await page.getByRole('button', { name: 'Replay', exact: true }).click();
  const totals = page.getByRole('table', { name: 'In all, by side' });
  await soon(() => totals.getByRole('row').count()).toBe(3);
  const referrer = totals.getByRole('row', { name: /The referrer/ }).getByRole('cell');
  const cells = (await referrer.allTextContents()).map((text) => text.replaceAll('\u00a0', ' '));
  expect(cells).toEqual(['The referrer', '2 lessons', '5 lessons', '3 lessons']);
  const people = page.getByRole('table', { name: 'Whose rewards would change' }).getByRole('row');
  expect(await people.count()).toBe(2);
  expect(await people.nth(1).textContent()).toContain('boris');
  expect((await versions()).map(({ version }) => version)).toEqual([3, 2, 1]);

  await page.getByLabel('Invitations from').fill('2026-01-01');
  await page.getByLabel('to', { exact: true }).fill('2026-01-02');
  await page.getByRole('button', { name: 'Replay again' }).click();
  await page.getByText('There is nothing to try').waitFor();
  expect(await page.getByText('Nothing would change for anybody').count()).toBe(0);

  await page.getByLabel('to', { exact: true }).fill('2025-12-31');
  await page.getByText('The last day is before the first one.').waitFor();
  await page.getByRole('button', { name: 'Replay again' }).click();
  await page.getByText('There is nothing to try').waitFor();
});

test('a change for all invitations says first what it comes to, and then corrects the past', async () => {
  const { page } = marketer;
  await marketer.open(`/programs/${program}/definition`);
  await soon(() => page.getByLabel('Amount').first().inputValue()).toBe('5');
  await page.getByRole('button', { name: 'Launch…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('To open ones, too').check();
  await dialog.getByText('No reward changes.').waitFor();
  await dialog.getByLabel('To all').check();
  const totals = dialog.getByRole('table', { name: 'In all, by side' });
  await soon(() => totals.getByRole('row', { name: /The referrer/ }).textContent()).toContain('3');
  await dialog.getByLabel('Version note').fill('For everybody');
  await dialog.getByRole('button', { name: 'Launch', exact: true }).click();
  await page.getByText('The same as the running version 4').waitFor();
  await marketer.open(`/programs/${program}/versions`);
  await page
    .getByRole('row', { name: /For everybody/ })
    .getByText('all', { exact: true })
    .waitFor();
  await soon(async () => (await versions())[0]).toMatchObject({ version: 4, appliesTo: 'all', isApplied: true });
  const balances = async (): Promise<unknown> =>
    (await stage.ask<{ items: unknown }>('GET', '/rewards/grants?limit=100')).items;
  await soon(balances).toMatchObject(expect.arrayContaining([expect.objectContaining({ amount: '5', version: 4 })]));
});

test('participants have their code and link, and pairs their names', async () => {
  const { page } = marketer;
  await marketer.open(`/programs/${program}/participants`);
  await soon(() => page.getByRole('table').textContent()).toContain('/r/');
  await page.getByRole('link', { name: 'anna' }).waitFor();
  await marketer.open(`/programs/${program}/pairs?status=rewarded`);
  await page.getByRole('link', { name: 'boris' }).waitFor();
  expect(await page.getByRole('link', { name: 'vera' }).count()).toBe(0);
});

test('a role is offered no more than it may do', async () => {
  const support = await stage.enter('support');
  await support.open('/programs');
  await support.page.getByRole('link', { name: 'Bring a friend' }).waitFor();
  expect(await support.page.getByRole('button', { name: 'New program' }).count()).toBe(0);
  await support.open(`/programs/${program}/definition`);
  await support.page.getByText('The friend gets:').waitFor();
  expect(await support.page.getByRole('button', { name: 'Launch…' }).count()).toBe(0);
  await support.open(`/programs/${program}/replay`);
  await support.page.getByText('The running rules, as if').waitFor();
  expect(await support.page.getByRole('link', { name: 'To the rules' }).count()).toBe(0);
  await support.open(`/programs/${program}/versions`);
  await support.page.getByRole('link', { name: 'Compare with the running one' }).first().waitFor();
  expect(await support.page.getByRole('button', { name: 'Roll back' }).count()).toBe(0);
  await support.page.goto('/admin/programs/new');
  await support.page.getByText('There is nothing here').waitFor();
});

test('on a telephone no word and no range is broken', async () => {
  const desk = await stage.enter('marketer', { language: 'ru', width: 390 });
  const { page } = desk;
  await desk.open(`/programs/${program}`);
  await page.getByRole('button', { name: 'Зарегистрировались' }).waitFor();
  expect(await broken(desk, 'main ul button', /\p{L}+/gu)).toEqual([]);
  await desk.open('/programs/new');
  const ranges = page.getByText(/10–20\s*баллов/u).first();
  await ranges.waitFor();
  for (let width = 330; width <= 390; width += 4) {
    await page.setViewportSize({ width, height: 900 });
    expect(await broken(desk, 'main li', /\d+–\d+/gu), String(width)).toEqual([]);
  }
  await desk.context.close();
}, 60_000);

/** What of a form stands in more than one line. */
function broken({ page }: Desk, within: string, form: RegExp): Promise<string[]> {
  return page.evaluate(`
    [...document.querySelectorAll(${JSON.stringify(within)})].flatMap((element) => {
      const found = [];
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
        for (const { 0: word, index } of text.textContent.matchAll(${String(form)})) {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word);
        }
      }
      return found;
    })`);
}
