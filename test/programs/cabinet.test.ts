import { afterEach, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { openLanding } from '../support/landing.ts';
import { createRecipe, type RecipeWorld, referrer } from '../support/program.ts';

// What whoever invited reads of a friend in the cabinet, for recipes whose rewards are for more than a first order.

let world: RecipeWorld;
afterEach(() => world.close());

/** The referrer's cabinet, opened by a link of the API as a browser does: a redirect, then the page with the cookie. */
async function cabinet(recipe: string): Promise<string> {
  const { school } = world;
  const made = await school.api('POST', `/api/v1/referral/programs/${recipe}/cabinet-links`, { userId: referrer });
  const { pathname, search } = new URL((made as { url: string }).url);
  const address = '192.0.2.9';
  const opened = await school.during(
    openLanding(school, pathname + search, 'ru', { headers: { cookie: '' }, address }),
  );
  const [cookie = ''] = String(opened.headers['set-cookie']).split(';');
  const asked = openLanding(school, `/me/${String(opened.headers['location'])}`, 'ru', {
    headers: { cookie },
    address,
  });
  return (await school.during(asked)).html;
}

test('a friend who has not spent enough: the condition is told, what was spent is not (REF-44)', async () => {
  world = await createRecipe('marketplace-invite');
  await world.invite('boris');
  expect(await cabinet('marketplace-invite')).toContain('Приглашение засчитано');
  await world.pays('boris', 2_345);
  const waiting = await cabinet('marketplace-invite');
  expect(waiting).toContain('Первый заказ оплачен');
  expect(waiting).toContain('<p>Пока не выполнено условие: потрачено с приглашения больше 2\u00a0500\u00a0₽.</p>');
  expect(waiting).not.toMatch(/2\s?345/);
  await world.pays('boris', 200);
  const earned = await cabinet('marketplace-invite');
  expect(earned).toContain('+500\u00a0баллов');
  expect(earned).not.toContain('Почему?');
});

test('of a friend only what is one’s own is told, not what it brings whoever invited oneself', async () => {
  world = await createRecipe('wine-shop', (definition) => ({
    ...definition,
    rewards: [
      ...definition.rewards,
      { to: 'referrer', level: 2, unit: 'rub', amount: '70', holdDays: 0, on: { order: 'each' } },
    ],
  }));
  const { school } = world;
  const { code } = (await school.api('POST', '/api/v1/referral/programs/wine-shop/participants', {
    userId: 'olga',
  })) as { code: string };
  await school.server({ type: 'identify', userId: referrer, traits: { referral_code: code } });
  await world.invite('boris');
  await world.pays('boris', 4_000);
  expect([await world.holds(referrer, 'rub'), await world.holds('olga', 'rub')]).toEqual(['500.00', '70.00']);
  const page = await cabinet('wine-shop');
  expect(page).toContain('+500\u00a0₽');
  expect(page).not.toContain('+70\u00a0₽');
});

test('a friend who is rewarded for no payment: the invitation counts', async () => {
  world = await createRecipe('online-game');
  await world.invite('boris');
  expect(await cabinet('online-game')).toContain('Подарок появится здесь, когда друг выполнит условия программы.');
  await world.happens('boris', 'Level Reached', { level: 20 });
  const earned = await cabinet('online-game');
  expect(earned).toContain('Приглашение засчитано');
  expect(earned).not.toContain('Первый заказ оплачен');
});

test('a reward for every order is told once, and a refund of one of several takes no reason along', async () => {
  world = await createRecipe('wine-shop');
  await world.invite('boris');
  const first = await world.pays('boris', 1_000);
  await world.pays('boris', 1_000);
  await world.refunds('boris', first);
  const page = await cabinet('wine-shop');
  expect(page).toContain('Первый заказ оплачен');
  expect(page).not.toContain('Почему?');
});

test('bonuses: how the month stands before it is over, and what it came to', async () => {
  world = await createRecipe('accounting-leads');
  expect(await cabinet('accounting-leads')).toContain('Пока считать нечего.');
  await world.invite('boris');
  await world.invite('vera');
  const open = await cabinet('accounting-leads');
  expect(open).toContain('Январь 2026. Продаж на сто заявок: 0, это 600\u00a0₽. Премию начисляют 5 февраля 2026 г.');
  expect(open).toContain('от 0 — 300\u00a0₽ за каждую заявку; больше 10 — 350\u00a0₽ за каждую заявку');
  world.school.clock.advance(40 * dayMs);
  await world.school.settle();
  const closed = await cabinet('accounting-leads');
  expect(closed).toContain('Январь 2026. Продаж на сто заявок: 0. Премия — 600\u00a0₽');
});

test('what expires is told with its last day, and is gone when that is over', async () => {
  world = await createRecipe('wine-shop', (definition) => ({
    ...definition,
    timeZone: 'Europe/Moscow',
    rewards: definition.rewards.map((reward) => ({ ...reward, expires: { endOf: 'month', after: 0 } })),
  }));
  await world.school.api('PATCH', '/api/v1/access/workspace', { timeZone: 'Europe/Moscow' });
  await world.invite('boris');
  await world.pays('boris', 1_000);
  const open = await cabinet('wine-shop');
  expect(open).toContain('сгорит, если не потратить');
  expect(open).toContain('<li>500\u00a0₽ — до 31 января 2026 г. включительно</li>');
  expect(open).toContain('потратить можно до конца месяца, в котором вознаграждение стало доступно.');
  world.school.clock.advance(20 * dayMs);
  await world.school.settle();
  const over = await cabinet('wine-shop');
  expect(over).not.toContain('сгорит');
});

test('what is handed out waits, was given, or is a promo code to be copied', async () => {
  const coupons = { name: { ru: 'Подарок', en: 'A gift' }, kind: 'single', discount: { percent: '10' } };
  world = await createRecipe('wine-shop');
  const { school } = world;
  const { promotion } = (await school.api('POST', '/api/v1/promotions', { definition: coupons })) as {
    promotion: string;
  };
  const path = '/api/v1/referral/programs';
  const { definition } = (await school.api('GET', `${path}/wine-shop`)) as { definition: object };
  const glasses = { to: 'referrer', unit: 'glass', holdDays: 0, on: { order: 'first_matching' } };
  const rewards = [
    { ...glasses, amount: '2', fulfil: { by: 'person' } },
    { ...glasses, amount: '1', fulfil: { by: 'promo_code', promotion } },
  ];
  await school.api('POST', path, { key: 'wine-shop', definition: { ...definition, rewards } });
  await world.invite('boris');
  await world.pays('boris', 1_000);
  const before = await cabinet('wine-shop');
  expect(before).toContain('ждёт выдачи');
  expect(before).toContain('промокод скоро появится здесь');
  await school.api('POST', `/api/v1/promotions/${promotion}/batches`, { count: 1 });
  await school.rooms.codeGiving.step();
  await school.settle();
  const { items } = (await school.api('GET', '/api/v1/rewards/fulfilments')) as {
    items: { grant: string; fulfilment: { by: string; code: string | null } }[];
  };
  const byPerson = items.find(({ fulfilment }) => fulfilment.by === 'person');
  await school.api('POST', `/api/v1/rewards/grants/${byPerson?.grant}/fulfil`, {});
  const page = await cabinet('wine-shop');
  expect(page).toMatch(/выдано \d/);
  const code = items.find(({ fulfilment }) => fulfilment.by === 'promo_code')?.fulfilment.code ?? '';
  expect(page).toContain(`data-copy="${code}"`);
  const rules = await school.during(openLanding(school, '/rules/wine-shop', 'ru', { address: '192.0.2.9' }));
  expect(rules.html).toContain('промокодом акции «Подарок»');
});
