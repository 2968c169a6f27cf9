import { afterAll, beforeAll, expect, test } from 'vitest';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { openPagesStage, type PagesStage } from './pages-stage.ts';
import { lookAt, watch } from './walk/look.ts';

let stage: PagesStage;

/** Whoever invites is given lessons by the staff and a promo code; Anna's friend has paid. */
beforeAll(async () => {
  stage = await openPagesStage();
  const { school } = stage;
  const coupons = { name: { ru: 'Подарок', en: 'A gift' }, kind: 'single', discount: { percent: '10' } };
  const { promotion } = (await school.api('POST', '/api/v1/promotions', { definition: coupons })) as {
    promotion: string;
  };
  await school.api('POST', `/api/v1/promotions/${promotion}/batches`, { count: 1 });
  const given = { to: 'referrer', unit: 'lesson', holdDays: 0 };
  const rewards = [
    { ...given, amount: '2', fulfil: { by: 'person' } },
    { ...given, amount: '1', fulfil: { by: 'promo_code', promotion } },
  ];
  const definition = { ...languageSchool, rewards };
  await school.api('POST', '/api/v1/referral/programs', { key: 'language-school', definition });
  const code = await school.codeOf('anna');
  await school.server({ type: 'identify', userId: 'boris', traits: { referral_code: code } });
  school.clock.advance(60_000);
  const properties = { order_id: 'o-1', total: 4_000, currency: 'RUB' };
  await school.server({ type: 'track', event: 'Order Completed', userId: 'boris', properties });
  await school.rooms.codeGiving.step();
  await school.settle();
}, 300_000);
afterAll(() => stage.close());

test.each(['ru', 'en'] as const)('a cabinet in %s shows what waits, and a promo code to copy', async (language) => {
  const say = (ru: string, en: string): string => (language === 'ru' ? ru : en);
  const { page } = await stage.open({ language });
  const watched = watch(page, [stage.url]);
  await page.goto(await stage.cabinetLink('anna'));
  const section = page.locator('section', { hasText: say('Выдача подарков', 'Gifts to be handed out') });
  await section.getByText(say('ждёт выдачи', 'waiting to be handed out')).waitFor();
  await section.getByText(say('промокод, действует один раз', 'a promo code that works once')).waitFor();
  await section.getByRole('button', { name: say('Скопировать', 'Copy') }).waitFor();
  expect(await page.getByText(say('Пока пусто', 'Nothing yet')).count()).toBe(0);
  expect(await lookAt(page, watched, { name: 'cabinet-handouts', language })).toEqual([]);
});
