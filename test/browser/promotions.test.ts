import type { PromoAlarm, Promotion } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSchoolDesk, type SchoolDesk, soon } from './school-desk.ts';
import type { Desk } from './settings-stage.ts';

let stage: SchoolDesk;
let marketer: Desk;
let support: Desk;

beforeAll(async () => {
  stage = await openSchoolDesk();
  [marketer, support] = [await stage.enter('marketer'), await stage.enter('support')];
  await stage.tell({ type: 'identify', userId: 'anna', traits: { name: 'Анна' } });
}, 300_000);
afterAll(() => stage.close());

async function promotions(): Promise<Promotion[]> {
  return (await stage.ask<{ items: Promotion[] }>('GET', '/promotions')).items;
}

describe('promotions', () => {
  test('a marketer makes one while the server says in plain words what it gives', async () => {
    const { page } = marketer;
    await marketer.open('/promotions/new');
    await page.getByLabel('Name in English').fill('Spring');
    await page.getByLabel('How much').fill('15');
    await page.getByLabel('Budget of discounts').fill('1 000');
    await page.getByLabel('Only for the first order').check();
    await page.getByText('15% off the order.').waitFor();
    await page.getByText('Only for the first order.', { exact: true }).waitFor();
    await page.getByLabel('How much').fill('150');
    await page.getByText('It cannot be saved like this').waitFor();
    await page.getByRole('button', { name: 'Create' }).click();
    const refused = page.getByRole('alert').filter({ hasText: 'Not saved' });
    await refused.getByText('The definition does not fit: the reasons are listed below.').waitFor();
    await refused
      .getByRole('listitem')
      .filter({ hasText: /percent|100/ })
      .waitFor();
    expect(await refused.textContent()).not.toContain('problems');
    expect(await page.getByLabel('How much').getAttribute('aria-invalid')).toBe('true');
    expect(await promotions()).toEqual([]);
    await page.getByLabel('How much').fill('20');
    await refused.waitFor({ state: 'detached' });
    const code = page.getByLabel('Code', { exact: true });
    await code.fill('SMILE10');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('Not among them: M I L E 1 0.').waitFor();
    expect([await code.getAttribute('aria-invalid'), await refused.count()]).toEqual(['true', 0]);
    await code.fill('');
    await page.getByText('Not among them').waitFor({ state: 'detached' });
    await page.getByText('20% off the order.').waitFor();
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { level: 1, name: 'Spring' }).waitFor();
    const [made] = await promotions();
    expect(made).toMatchObject({ status: 'active', definition: { discount: { percent: '20' }, budget: '1000' } });
    expect(await page.getByLabel('Code', { exact: true }).inputValue()).toBe(made?.code);
  });

  test('who used it is listed, and support gives back what was reserved', async () => {
    const [made] = await promotions();
    const cart = { userId: 'anna', order: 'A-1', key: 'first', currency: 'RUB', total: 2_000, codes: [made?.code] };
    await stage.ask('POST', '/checkout/reservations', cart);
    await marketer.open(`/promotions/${made?.promotion}`);
    await soon(() => marketer.page.getByRole('row', { name: /A-1.*400/ }).count()).toBe(1);
    const { page } = support;
    const { items } = await stage.ask<{ items: { person: string }[] }>('GET', '/people/persons?userId=anna');
    await support.open(`/people/${items[0]?.person}`);
    await page.getByRole('button', { name: 'Release: A-1' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
    await page.getByText('The reservation was released').waitFor();
    expect((await promotions())[0]).toMatchObject({ used: 0 });
  });

  test('it is paused and goes on, with a question before', async () => {
    const { page } = marketer;
    const [made] = await promotions();
    await marketer.open(`/promotions/${made?.promotion}`);
    for (const [name, mark] of [
      ['Pause', 'Paused'],
      ['Resume', 'Active'],
    ] as const) {
      await page.getByRole('button', { name }).click();
      await page.getByRole('dialog').getByRole('button', { name }).click();
      await page.getByText(mark, { exact: true }).waitFor();
    }
    await support.open(`/promotions/${made?.promotion}`);
    await support.page.getByText('In plain words').waitFor();
    expect(await support.page.getByRole('button', { name: 'Pause' }).count()).toBe(0);
  });

  test('a batch of codes is made, and an alarm is closed with what was found', async () => {
    const { page } = marketer;
    const name = { ru: 'Купоны', en: 'Coupons' };
    const definition = { name, kind: 'single', discount: { percent: '5' } };
    const { promotion } = await stage.ask<Promotion>('POST', '/promotions', { definition });
    await marketer.open(`/promotions/${promotion}`);
    await page.getByRole('button', { name: 'Make codes' }).click();
    await page.getByLabel('How many').fill('15');
    await page.getByRole('dialog').getByRole('button', { name: 'Make codes' }).click();
    await soon(() => page.getByRole('table', { name: 'Codes' }).getByRole('row').count()).toBe(16);
    const { items } = await stage.ask<{ items: { code: string }[] }>('GET', `/promotions/${promotion}/codes`);
    const cart = { key: 'first', currency: 'RUB', total: 2_000, codes: [items[0]?.code] };
    await stage.ask('POST', '/checkout/reservations', { ...cart, userId: 'anna', order: 'A-2' });
    await Promise.allSettled([stage.ask('POST', '/checkout/reservations', { ...cart, userId: 'lev', order: 'L-1' })]);
    await support.open('/promotions/alarms');
    await support.page.getByRole('button', { name: 'Close the alarm' }).click();
    await support.page.getByLabel('What was found').fill('A screenshot');
    await support.page.getByRole('dialog').getByRole('button', { name: 'Close the alarm' }).click();
    await support.page.getByRole('cell', { name: 'A screenshot' }).waitFor();
    const { items: alarms } = await stage.ask<{ items: PromoAlarm[] }>('GET', '/promotions/alarms?open=true');
    expect(alarms).toEqual([]);
  });
});
