import type { RewardGrant } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { openSchoolDesk, type SchoolDesk, soon } from './school-desk.ts';
import type { Desk } from './settings-stage.ts';
import { lookAt, watch } from './walk/look.ts';

let stage: SchoolDesk;
let support: Desk;
let promotion: string;

/** Anna invited Boris and Clara; what both are given is handed out, to Anna by the staff and to friends by a code. */
beforeAll(async () => {
  stage = await openSchoolDesk();
  support = await stage.enter('support');
  const { world } = stage;
  await stage.ask('POST', '/referral/recipes/language-school/install');
  const definition = { name: { ru: 'Подарок', en: 'A gift' }, kind: 'single', discount: { percent: '10' } };
  ({ promotion } = await stage.ask<{ promotion: string }>('POST', '/promotions', { definition }));
  const rewards = languageSchool.rewards.map((reward) => ({
    ...reward,
    fulfil: reward.to === 'friend' ? { by: 'promo_code', promotion } : { by: 'person' },
  }));
  const program = { key: 'gifts', definition: { ...languageSchool, rewards } };
  await stage.ask('POST', '/referral/programs', program);
  const participants = '/referral/programs/gifts/participants';
  const { code } = await stage.ask<{ code: string }>('POST', participants, { userId: 'anna' });
  await stage.tell({ type: 'identify', userId: 'anna', traits: { name: 'Анна' } });
  for (const userId of ['boris', 'clara']) {
    await stage.tell({ type: 'identify', userId, traits: { name: `<b>${userId}</b>`, referral_code: code } });
    world.clock.advance(minuteMs);
    const properties = { order_id: `of-${userId}`, total: 4000, currency: 'RUB' };
    await stage.tell({ type: 'track', event: 'Order Completed', userId, messageId: `paid-${userId}`, properties });
  }
}, 300_000);
afterAll(() => stage.close());

async function gifts(query = ''): Promise<readonly RewardGrant[]> {
  return (await stage.ask<{ items: RewardGrant[] }>('GET', `/rewards/fulfilments?${query}`)).items;
}

describe('to hand out', () => {
  test('what waits is found, marked with a note, undone, and marked as failed for a reason', async () => {
    const { page } = support;
    await support.open('/rewards/fulfilments');
    const table = page.getByRole('table', { name: 'To hand out' });
    const rows = table.getByRole('row');
    await soon(() => rows.count()).toBe(5);
    await page.getByLabel('Handed out', { exact: true }).selectOption('By the staff');
    await soon(() => rows.count()).toBe(3);
    await rows.nth(1).getByRole('button', { name: 'Handed out' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Note').fill('At the desk');
    await dialog.getByLabel('Number or link').fill('17');
    await dialog.getByRole('button', { name: 'Handed out' }).click();
    await page.getByText('Noted: handed out').waitFor();
    await rows.nth(1).getByText('17. At the desk').waitFor();
    await rows.nth(1).getByRole('button', { name: 'Put back' }).click();
    await dialog.getByRole('button', { name: 'Put back' }).click();
    await page.getByText('It waits to be handed out again').waitFor();
    await rows.nth(2).getByRole('button', { name: 'Could not be' }).click();
    await dialog.getByRole('button', { name: 'Could not be' }).click();
    await dialog.getByText('This field is needed').waitFor();
    await dialog.getByLabel('Note').fill('Out of stock');
    await dialog.getByRole('button', { name: 'Could not be' }).click();
    await page.getByText('Noted: it could not be handed out').waitFor();
    const states = (await gifts('by=person')).map(({ fulfilment }) => fulfilment?.state ?? '');
    expect(states.toSorted()).toEqual(['failed', 'waiting']);
    const { items } = await stage.ask<{ items: { action: string; actor: string }[] }>('GET', '/access/audit');
    const told = items.filter(({ action }) => action.startsWith('fulfilment.'));
    expect(told.map(({ action, actor }) => `${action} ${actor === support.user}`)).toEqual([
      ...['fulfilment.fail true', 'fulfilment.reopen true', 'fulfilment.done true'],
    ]);
  });

  test('is searched by whom it is for, and looks well in both languages', async () => {
    const { page } = support;
    await support.open('/rewards/fulfilments?q=clara');
    await soon(() => page.getByRole('table', { name: 'To hand out' }).getByRole('row').count()).toBe(2);
    for (const language of ['ru', 'en'] as const) {
      const desk = await stage.enter('support', { language });
      const watched = watch(desk.page, [stage.url]);
      await desk.open('/rewards/fulfilments');
      await desk.page.getByRole('table').waitFor();
      expect(await lookAt(desk.page, watched, { name: 'fulfilments', language })).toEqual([]);
    }
  });

  test('an analyst sees it and changes nothing', async () => {
    const analyst = await stage.enter('analyst');
    await analyst.open('/rewards/fulfilments');
    const table = analyst.page.getByRole('table', { name: 'To hand out' });
    await table.waitFor();
    expect(await table.getByRole('button', { name: 'Handed out' }).count()).toBe(0);
  });
});

test('a promotion says how many rewards wait for its codes, and a person’s page shows the code given', async () => {
  const marketer = await stage.enter('marketer');
  await marketer.open(`/promotions/${promotion}`);
  await marketer.page.getByText('2 rewards wait for promo codes').waitFor();
  await stage.ask('POST', `/promotions/${promotion}/batches`, { count: 2 });
  await stage.world.settle();
  await stage.world.rooms.codeGiving.step();
  await stage.world.settle();
  const given = await gifts('by=promo_code&state=done');
  expect(given).toHaveLength(2);
  const [gift] = given;
  await marketer.open(`/people/${gift?.holder}`);
  await marketer.page
    .getByText(gift?.fulfilment?.code ?? '')
    .first()
    .waitFor();
  await marketer.open(`/promotions/${promotion}`);
  await marketer.page.getByRole('table', { name: 'Codes' }).getByText('Given').first().waitFor();
});

test('the editor of a program chooses how a reward is handed out, and by which promotion', async () => {
  const marketer = await stage.enter('marketer');
  const { page } = marketer;
  const { program } = await stage.ask<{ program: string }>('GET', '/referral/programs/language-school');
  await marketer.open(`/programs/${program}/definition`);
  const reward = page.getByRole('group', { name: 'Reward 1' });
  await reward.getByLabel('How it reaches the person').selectOption('As a promo code that works once');
  const chooser = reward.getByLabel('A promo code of which promotion');
  // Without a promotion the checker asks for one, beside the field.
  await soon(() => reward.textContent()).toContain('The required field "promotion" is missing');
  await chooser.selectOption('A gift');
  await soon(() => reward.textContent()).not.toContain('is missing');
  expect(await chooser.inputValue()).toBe(promotion);
  await page.getByText('The draft is kept in this browser').waitFor();
});
