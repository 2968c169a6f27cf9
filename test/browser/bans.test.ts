import type { Ban } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { tellOfBans } from '../support/bans.ts';
import { openPagesStage, type PagesStage } from './pages-stage.ts';
import { openSchoolDesk, type SchoolDesk, soon } from './school-desk.ts';
import type { Desk } from './settings-stage.ts';
import { lookAt, watch } from './walk/look.ts';

// Bans by support in the admin, and what whoever is banned sees and says.

const base = '/referral/programs/language-school';

describe('support (REF-78)', () => {
  let stage: SchoolDesk;
  let support: Desk;

  beforeAll(async () => {
    stage = await openSchoolDesk();
    support = await stage.enter('support');
    await stage.ask('POST', '/referral/recipes/language-school/install');
    const { code } = await stage.ask<{ code: string }>('POST', `${base}/participants`, { userId: 'anna' });
    await stage.tell({ type: 'identify', userId: 'anna', traits: { name: 'Анна' } });
    await stage.tell({ type: 'identify', userId: 'boris', traits: { name: 'Борис', referral_code: code } });
    stage.world.clock.advance(minuteMs);
    const properties = { order_id: 'o1', total: 4000, currency: 'RUB' };
    await stage.tell({ type: 'track', event: 'Order Completed', userId: 'boris', messageId: 'paid', properties });
  }, 300_000);
  afterAll(() => stage.close());

  async function lessons(userId: string): Promise<string> {
    const { items } = await stage.ask<{ items: { person: string }[] }>('GET', `/people/persons?userId=${userId}`);
    const held = await stage.ask<{ items: { available: string }[] }>(
      'GET',
      `/ledger/balances?person=${items[0]?.person}`,
    );
    return held.items[0]?.available ?? '0';
  }

  async function bans(): Promise<readonly Ban[]> {
    return (await stage.ask<{ items: Ban[] }>('GET', `${base}/bans`)).items;
  }

  const row = () => support.page.getByRole('table', { name: 'Bans' }).getByRole('row', { name: 'Анна' });

  test('gives a code to somebody who is not known yet only after a question', async () => {
    const { page } = support;
    const { program } = await stage.ask<{ program: string }>('GET', base);
    const isKnown = async (): Promise<boolean> => {
      return (await stage.ask<{ items: unknown[] }>('GET', '/people/persons?userId=nobody-yet')).items.length > 0;
    };
    await support.open(`/programs/${program}/participants`);
    await page.getByRole('button', { name: 'Give a code' }).click();
    const [dialog, question] = ['Give a code', 'We do not know this person yet'].map((name) =>
      page.getByRole('dialog', { name }),
    );
    await dialog?.getByLabel('User id').fill('nobody-yet');
    await dialog?.getByRole('button', { name: 'Give a code' }).click();
    await question?.getByRole('button', { name: 'Cancel' }).click();
    await question?.waitFor({ state: 'hidden' });
    expect(await isKnown()).toBe(false);
    await dialog?.getByRole('button', { name: 'Give a code' }).click();
    await question?.getByRole('button', { name: 'Add and give' }).click();
    await page.getByRole('row', { name: 'nobody-yet' }).waitFor();
    expect(await isKnown()).toBe(true);
  });

  test('bans a participant from the list of them, and watches friends being told', async () => {
    const { page } = support;
    const { program } = await stage.ask<{ program: string }>('GET', base);
    await support.open(`/programs/${program}/participants`);
    await page.getByRole('row', { name: 'Анна' }).getByRole('button', { name: 'Ban…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Ban', exact: true }).click();
    await dialog.getByText('This field is needed').waitFor();
    expect(await dialog.getByLabel('Reason').inputValue()).toBe('');
    expect(await bans()).toEqual([]);
    await dialog.getByLabel('Reason').selectOption('A look-alike site');
    await dialog.getByLabel('Note').fill('Found by a colleague');
    await dialog.getByRole('button', { name: 'Ban', exact: true }).click();
    await page.getByText('The participant is banned').waitFor();
    expect(await bans()).toMatchObject([{ reason: 'lookalike_site', bannedBy: support.user, state: 'standing' }]);
    await support.open(`/programs/${program}/bans`);
    await row().getByText('Telling: 0').waitFor();
    await tellOfBans(stage.world);
    await row().getByText('Done, told:').waitFor();
    expect([await lessons('anna'), await lessons('boris')]).toEqual(['0', '2']);
  });

  test('a second ban of the same participant is refused in a sentence', async () => {
    const { page } = support;
    await page.getByRole('button', { name: 'Ban…' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').selectOption('Spam');
    await dialog.getByRole('button', { name: 'Ban', exact: true }).click();
    await dialog.getByText('This field is needed').waitFor();
    await dialog.getByLabel('userId of the participant').fill('anna');
    await dialog.getByRole('button', { name: 'Ban', exact: true }).click();
    await dialog.getByText('This participant is banned already.').waitFor();
    expect(await bans()).toHaveLength(1);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  test('turns an appeal down, then lifts the ban, each with a note', async () => {
    const { page } = support;
    const { bans: appeals, referral } = stage.world.rooms;
    const { workspace } = stage.keys;
    const program = await referral.program(workspace, 'language-school');
    const anna = await referral.find(workspace, { userId: 'anna' });
    if (program === undefined || anna === undefined) throw new Error('Nobody is banned');
    await appeals.appeal(workspace, program, anna, '<b>It was not me</b>');
    await support.open(`/programs/${program.program}/bans?state=appealed`);
    await row().getByText('<b>It was not me</b>').waitFor();
    await row().getByRole('button', { name: 'Keep…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Answer to the participant').fill('It is your own site');
    await dialog.getByRole('button', { name: 'Turn the appeal down' }).click();
    await page.getByText('The appeal is turned down.').waitFor();
    await page.getByText('Nothing was found').waitFor();
    await support.open(`/programs/${program.program}/bans`);
    await row().getByText('turned down').waitFor();
    await row().getByRole('button', { name: 'Lift…' }).click();
    await dialog.getByRole('button', { name: 'Lift the ban' }).click();
    await dialog.getByText('This field is needed').waitFor();
    await dialog.getByLabel('Answer to the participant').fill('It was a namesake');
    await dialog.getByRole('button', { name: 'Lift the ban' }).click();
    await row().getByText('Lifted').waitFor();
    expect(await row().getByRole('button').count()).toBe(0);
    await tellOfBans(stage.world);
    expect([await lessons('anna'), await lessons('boris')]).toEqual(['2', '2']);
    const { items } = await stage.ask<{ items: { action: string }[] }>('GET', '/access/audit?area=ban');
    expect(items.map(({ action }) => action)).toEqual(['ban.lift', 'ban.keep', 'ban.appeal', 'ban.begin']);
    expect(support.errors).toEqual([]);
  });

  test('an analyst sees bans and is offered none', async () => {
    const analyst = await stage.enter('analyst');
    const { program } = await stage.ask<{ program: string }>('GET', base);
    await analyst.open(`/programs/${program}/bans`);
    await analyst.page.getByRole('table', { name: 'Bans' }).waitFor();
    expect(await analyst.page.getByRole('button', { name: 'Ban…' }).count()).toBe(0);
    await analyst.context.close();
  });
});

describe('whoever is banned (REF-79)', () => {
  let stage: PagesStage;
  beforeAll(async () => {
    stage = await openPagesStage();
    await stage.school.api('PATCH', '/api/v1/access/workspace', { name: 'Полиглот', timeZone: 'Europe/Moscow' });
  });
  afterAll(() => stage.close());

  test.each(['ru', 'en'] as const)('reads it and appeals in %s', { timeout: 120_000 }, async (language) => {
    const userId = `banned-${language}`;
    await stage.school.codeOf(userId);
    await stage.school.api('POST', `/api/v1${base}/bans`, { userId, reason: 'targeted_advertising' });
    const visit = await stage.open({ language });
    const { page } = visit;
    const watched = watch(page, [stage.url]);
    await page.goto(await stage.cabinetLink(userId));
    const words = {
      ru: {
        title: 'Вы отстранены от программы',
        send: 'Отправить апелляцию',
        empty: 'Напишите хотя бы',
        waits: 'Апелляция отправлена',
      },
      en: {
        title: 'You are banned from the program',
        send: 'Send the appeal',
        empty: 'Write a few words',
        waits: 'The appeal was sent',
      },
    }[language];
    await page.getByRole('heading', { name: words.title }).waitFor();
    expect(await lookAt(page, watched, { name: 'banned', language })).toEqual([]);
    await page.getByRole('button', { name: words.send }).click();
    await page.getByText(words.empty).waitFor();
    expect(await page.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
    expect(await lookAt(page, watched, { name: 'banned-trouble', language })).toEqual([]);
    await page.getByRole('textbox').fill('It was not me');
    await page.getByRole('button', { name: words.send }).click();
    await page.getByText(words.waits).waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    expect(await lookAt(page, watched, { name: 'banned-waiting', language })).toEqual([]);
    await soon(() => page.url()).toContain('/me/');
    expect(visit.errors).toEqual([]);
    await visit.close();
  });
});
