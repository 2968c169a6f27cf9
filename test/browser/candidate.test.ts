import { afterAll, beforeAll, expect, test } from 'vitest';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { participantByForm } from '../support/application.ts';
import { openPagesStage, type PagesStage, type Visit } from './pages-stage.ts';
import { lookAt, watch } from './walk/look.ts';

let stage: PagesStage;
beforeAll(async () => {
  stage = await openPagesStage({ ...languageSchool, participant: participantByForm });
  await stage.school.api('PATCH', '/api/v1/access/workspace', { name: 'Полиглот', timeZone: 'Europe/Moscow' });
});
afterAll(() => stage.close());

const base = '/api/v1/referral/programs/language-school';
const pays = (userId: string, order: string, total: string): Promise<void> =>
  stage.school.server({ type: 'track', event: 'Order Completed', userId, properties: { order_id: order, total } });

/** Loads a page until what was told has taken effect. */
async function whenItSays({ page }: Visit, text: string): Promise<void> {
  const seen = async (): Promise<number> => {
    await page.reload();
    return page.getByText(text).count();
  };
  await expect.poll(seen, { timeout: 40_000, interval: 200 }).toBeGreaterThan(0);
}

test.each([true, false])('from what is missing to the code, with a script: %s (REF-64)', async (script) => {
  const userId = script ? 'olga' : 'vera';
  await pays(userId, `${userId}-1`, '1000');
  const visit = await stage.open({ script });
  const { page, strangers, errors } = visit;
  await page.goto(await stage.cabinetLink(userId));
  await whenItSays(visit, 'Не хватает: 1\u00a0500');
  expect(await page.getByRole('textbox').count()).toBe(0);
  await pays(userId, `${userId}-2`, '1500');
  await whenItSays(visit, 'Отправить заявку');

  const send = page.getByRole('button', { name: 'Отправить заявку' });
  await page.getByLabel('Фамилия, имя, отчество').fill('Иванова Ольга');
  await page.getByLabel('Где расскажете').selectOption('shop');
  await send.click();
  // The first field in trouble is the one that is typed into next.
  await page.getByText('Проверьте отмеченные поля').waitFor();
  expect(await page.getByLabel('Фамилия, имя, отчество').inputValue()).toBe('Иванова Ольга');
  expect(await page.getByLabel('Где расскажете').inputValue()).toBe('shop');
  expect(await page.getByLabel('Дата рождения').getAttribute('aria-invalid')).toBe('true');
  await page.getByLabel('Дата рождения').fill('1990-05-09');
  await page.getByLabel('Согласен с правилами').check();
  await send.click();
  await page.getByRole('heading', { name: 'Заявка рассматривается' }).waitFor();

  const decide = (action: string, more: object): Promise<unknown> =>
    stage.school.person(userId).then((id) => stage.school.api('POST', `${base}/applications/${id}/${action}`, more));
  await decide('refuse', { note: 'Нет документов' });
  await whenItSays(visit, 'Причина: Нет документов');
  await decide('reopen', {});
  await decide('approve', {});
  await whenItSays(visit, 'Ваш код');
  expect(strangers).toEqual([]);
  expect(errors).toEqual([]);
  await visit.close();
});

test.each(['ru', 'en'] as const)(
  'what a candidate sees in %s is fit to be seen',
  { timeout: 120_000 },
  async (language) => {
    const userId = `candidate-${language}`;
    const visit = await stage.open({ language });
    const { page } = visit;
    const watched = watch(page, [stage.url]);
    await page.goto(await stage.cabinetLink(userId));
    expect(await lookAt(page, watched, { name: 'candidate-missing', language })).toEqual([]);
    await pays(userId, `${userId}-1`, '2500');
    await whenItSays(visit, language === 'ru' ? 'Отправить заявку' : 'Send the application');
    await page.getByRole('button', { name: language === 'ru' ? 'Отправить заявку' : 'Send the application' }).click();
    await page.getByRole('alert').waitFor();
    expect(await lookAt(page, watched, { name: 'candidate-form', language })).toEqual([]);
    await page.getByRole('textbox').first().fill('Olga');
    await page.locator('input[type=date]').fill('1990-05-09');
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: language === 'ru' ? 'Отправить заявку' : 'Send the application' }).click();
    await page
      .getByRole('heading', { name: language === 'ru' ? 'Заявка рассматривается' : 'being looked at' })
      .waitFor();
    expect(await lookAt(page, watched, { name: 'candidate-waiting', language })).toEqual([]);
    await visit.close();
  },
);
