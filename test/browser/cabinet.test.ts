import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { openPagesStage, type PagesStage } from './pages-stage.ts';

const [referrer, friend] = languageSchool.rewards;
const definition = {
  ...languageSchool,
  rewards: [
    ...(referrer === undefined ? [] : [{ ...referrer, holdDays: 14 }]),
    ...(friend === undefined ? [] : [friend]),
  ],
};

let stage: PagesStage;
beforeAll(async () => {
  stage = await openPagesStage(definition);
  const { school } = stage;
  await school.api('PATCH', '/api/v1/access/workspace', { name: 'Полиглот', timeZone: 'Europe/Moscow' });
  await school.server({
    type: 'identify',
    userId: 'anna',
    traits: { name: 'Анна Иванова', email: 'anna@example.com' },
  });
});
afterAll(() => stage.close());

/** A visitor follows the link on a phone and leaves a name and an address. */
async function accept(link: string, name: string, email: string): Promise<void> {
  const visit = await stage.open();
  const { page } = visit;
  await page.goto(link);
  await page.getByLabel('Имя', { exact: true }).fill(name);
  await page.getByLabel('Электронная почта', { exact: true }).fill(email);
  await page.getByRole('checkbox').check();
  await page.getByRole('button').click();
  await page.getByText('приглашение принято').waitFor();
  await visit.close();
}

/** The school's own server names who signed up and what they paid. */
async function pay(userId: string, name: string, email: string, payments?: readonly object[]): Promise<void> {
  const paid = {
    order_id: `order-${userId}`,
    total: 4_000,
    currency: 'RUB',
    ...(payments === undefined ? {} : { payments }),
  };
  await stage.school.server(
    { type: 'identify', userId, traits: { name, email } },
    { type: 'track', event: 'Order Completed', userId, properties: paid },
  );
}

test('the whole way from the link to the reward, and a certificate’s kind why not', { timeout: 150_000 }, async () => {
  const visit = await stage.open();
  const { page, context, strangers, errors } = visit;
  await page.goto(await stage.cabinetLink('anna'));
  await page.getByRole('heading', { name: 'Анна, приглашайте друзей' }).waitFor();
  expect(page.url()).toBe(`${stage.url}/me/${stage.program}`);
  const link = (await page.getByRole('link', { name: /\/r\// }).getAttribute('href')) ?? '';

  await accept(link, 'Борис Котов', 'boris@example.com');
  await accept(link, 'Вера', 'vera@example.com');
  await accept(link, 'Глеб', 'gleb@example.com');
  await page.reload();
  await page.getByText('Борис К.').waitFor();
  expect(await page.getByText('Контакты оставлены').count()).toBe(3);
  await pay('boris', 'Борис Котов', 'Boris@Example.com');
  await pay('vera', 'Вера Лис', 'vera@example.com', [{ method: 'gift_certificate', amount: 4_000 }]);
  await stage.school.server({ type: 'identify', userId: 'gleb', traits: { email: 'gleb@example.com' } });
  // The worker takes its batches meanwhile, so the page is loaded until everything has taken effect.
  const seen = async (): Promise<string> => {
    await page.reload();
    const tiles = await page.locator('.tiles dd').allTextContents();
    const [registered, gained] = [page.getByText('Есть регистрация'), page.getByText('+2 урока')];
    return [...tiles, await registered.count(), await gained.count()].join(' ');
  };
  await expect.poll(seen, { timeout: 40_000, interval: 200 }).toBe('3 3 2 1 1');

  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  await row('Борис К.').getByText('Первый заказ оплачен').waitFor();
  await row('Борис К.').getByText('+2 урока, можно потратить с 29 января 2026 г.').waitFor();
  await row('Вера').getByText('Подарок не начислен').waitFor();
  await row('Вера').getByText('Почему?').click();
  await row('Вера').getByText('Заказ оплачен подарочным сертификатом').waitFor();
  await row('Глеб').getByText('Есть регистрация. Ждём первой оплаты').waitFor();
  await page.getByText('2 урока — с 29 января 2026 г.').waitFor();
  expect(await page.content()).not.toContain('example.com');
  expect(await page.content()).not.toContain('Котов');

  stage.school.clock.advance(15 * dayMs);
  await page.goto(await stage.cabinetLink('anna'));
  const free = async (): Promise<number> => {
    await page.reload();
    return row('Борис К.').getByText('+2 урока', { exact: true }).count();
  };
  await expect.poll(free, { timeout: 40_000, interval: 200 }).toBe(1);
  await page.getByText('2 урока', { exact: true }).waitFor();
  await page.getByText('можно потратить', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Выйти' }).click();
  await page.getByRole('heading', { name: 'Вы вышли из кабинета' }).waitFor();
  expect(await context.cookies()).toEqual([]);
  expect(strangers).toEqual([]);
  expect(errors).toEqual([]);
  await visit.close();
});

test.each(['ru', 'en'] as const)('the cabinet in %s offers the link wherever people talk', async (language) => {
  const visit = await stage.open({ language });
  const { page, strangers, errors } = visit;
  await page.goto(await stage.cabinetLink('anna'));
  const friends = language === 'ru' ? 'Ваши друзья' : 'Your friends';
  await page.getByRole('heading', { name: friends, exact: true }).waitFor();
  for (const [name, button] of [
    ['Telegram', 'telegram'],
    [language === 'ru' ? 'ВКонтакте' : 'VK', 'vk'],
    ['WhatsApp', 'whatsapp'],
  ] as const) {
    const href = (await page.getByRole('link', { name }).getAttribute('href')) ?? '';
    expect(href).toBe(`${stage.program}/share/${button}?lang=${language}`);
    // The network is not asked: that it would be led to is all that is looked at.
    const answer = await page.request.get(`${stage.url}/me/${href}`, { maxRedirects: 0 });
    expect(answer.headers()['location']).toContain(encodeURIComponent(`${stage.url}/r/`));
  }
  await page.getByRole('img', { name: language === 'ru' ? 'QR-код ссылки' : 'QR code of the link' }).waitFor();
  expect(strangers).toEqual([]);
  expect(errors).toEqual([]);
  await visit.close();
});

test('without a script there is everything but the buttons that need one', async () => {
  const visit = await stage.open({ script: false });
  const { page } = visit;
  await page.goto(await stage.cabinetLink('anna'));
  await page.getByRole('link', { name: /\/r\// }).waitFor();
  expect(await page.getByRole('button', { name: 'Скопировать' }).count()).toBe(0);
  await page.getByLabel('Название места').fill('Мой блог');
  await page.getByRole('button', { name: 'Сделать ссылку' }).click();
  await page.getByText('Такое название не подойдёт').waitFor();
  const named = page.getByRole('link', { name: /subid=блог|subid=%D0/ });
  // The worker takes its batches meanwhile; a name that is sent again makes no second link.
  const count = async (): Promise<number> => {
    await page.getByLabel('Название места').fill('блог');
    await page.getByRole('button', { name: 'Сделать ссылку' }).click();
    await page.waitForLoadState();
    return named.count();
  };
  await expect.poll(count, { timeout: 40_000, interval: 200 }).toBe(1);
  await page.getByText('QR-код: блог').click();
  const drawn = page.getByRole('img', { name: 'QR-код: блог' });
  await expect
    .poll(() => drawn.evaluate((image) => (image as { naturalWidth?: number }).naturalWidth))
    .toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Выйти' }).click();
  await page.getByRole('heading', { name: 'Вы вышли из кабинета' }).waitFor();
  await visit.close();
});
