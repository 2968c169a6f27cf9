import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, publicUrl, type World } from '../support/world.ts';
import { ask, bearer, type Customer, createCustomer, type Method } from './customers.ts';

let world: World;
let customer: Customer;
beforeAll(async () => {
  world = await createWorld();
  customer = await createCustomer(world, 'School');
});
afterAll(() => world.close());

const send = (method: Method, payload?: object) =>
  ask(
    world,
    method,
    { url: '/access/workspace', ...(payload === undefined ? {} : { payload }) },
    bearer(customer.keys.apiKey),
  );

const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhf' +
  'DwAChwGA60e6kgAAAABJRU5ErkJggg==';

test('a workspace begins with its name, and every setting is changed by itself', async () => {
  const first = await send('GET');
  expect(first.json()).toMatchObject({
    ...{ workspace: customer.keys.workspace, name: 'School', timeZone: 'UTC', defaultLanguage: 'ru', siteUrl: null },
    brand: { accent: null, logo: null },
    publicUrl,
  });
  const changes = [
    { name: '  Школа  ' },
    { timeZone: 'Europe/Moscow' },
    { defaultLanguage: 'en' },
    { siteUrl: 'https://school.example/' },
    { brand: { accent: '#AA00ff' } },
    { brand: { logo: pixel } },
  ];
  for (const change of changes) expect((await send('PATCH', change)).statusCode).toBe(200);
  const brand = { accent: '#aa00ff', logo: pixel };
  expect((await send('GET')).json()).toMatchObject({
    ...{ name: 'Школа', timeZone: 'Europe/Moscow', defaultLanguage: 'en', siteUrl: 'https://school.example/', brand },
  });
  await send('PATCH', { siteUrl: null, brand: { logo: null } });
  expect((await send('GET')).json()).toMatchObject({ siteUrl: null, brand: { accent: '#aa00ff', logo: null } });
});

test.each([
  [422, 'unknown_time_zone', { timeZone: 'Europe/Moskva' }],
  [422, 'blank_name', { name: ' \n ' }],
  [422, 'bad_site_url', { siteUrl: 'javascript:alert(1)' }],
  [422, 'bad_site_url', { siteUrl: 'https://me:secret@school.example/' }],
  [422, 'not_a_picture', { brand: { logo: 'data:image/png;base64,PHNjcmlwdD4=' } }],
  [400, 'bad_request', { brand: { logo: 'data:text/html;base64,PHNjcmlwdD4=' } }],
  [400, 'bad_request', { brand: { logo: `data:image/png;base64,${'A'.repeat(65_536)}` } }],
  [400, 'bad_request', { brand: { accent: 'red' } }],
  [400, 'bad_request', { brand: { accent: '#12345' } }],
  [400, 'bad_request', { defaultLanguage: 'de' }],
  [400, 'bad_request', { timezone: 'UTC' }],
])('%i %s: %j changes nothing', async (status, code, change) => {
  const before = (await send('GET')).json<object>();
  const answer = await send('PATCH', change);
  expect(answer.json()).toMatchObject({ status, code, detail_ru: expect.stringMatching(/[а-я]/) });
  expect((await send('GET')).json()).toEqual(before);
});

test('the audit log tells what was changed from what to what, and nothing of what was not', async () => {
  await send('PATCH', { name: 'Before' });
  await send('PATCH', { name: 'After', brand: { logo: pixel } });
  await send('PATCH', { name: 'After' });
  const audit = await ask(world, 'GET', { url: '/access/audit?limit=2' }, bearer(customer.keys.apiKey));
  const [last, before] = audit.json<{ items: { action: string; detail: object }[] }>().items;
  expect(last).toMatchObject({ action: 'workspace.change', detail: { name: { from: 'Before', to: 'After' } } });
  expect(last?.detail).toMatchObject({ logo: { to: 'picture' } });
  expect(audit.body).not.toContain('iVBORw0KGgo');
  expect(before).toMatchObject({ detail: { name: { to: 'Before' } } });
});

test('the log is narrowed to an actor and to an area, page by page, and every entry has an id of its own', async () => {
  const { apiKey } = customer.keys;
  await ask(world, 'POST', { url: '/access/keys', payload: { kind: 'write', note: 'one' } }, bearer(apiKey));
  await ask(world, 'POST', { url: '/access/keys', payload: { kind: 'write', note: 'two' } }, bearer(apiKey));
  const read = async (query: string) =>
    (await ask(world, 'GET', { url: `/access/audit?${query}` }, bearer(apiKey))).json<{
      items: { entry: string; actor: string; action: string; detail: { note?: string } }[];
      next: string | null;
    }>();
  const first = await read('area=key&limit=1');
  expect(first.items.map(({ action, detail }) => [action, detail.note])).toEqual([['key.create', 'two']]);
  const second = await read(`area=key&limit=1&cursor=${encodeURIComponent(first.next ?? '')}`);
  expect(second.items.map(({ detail }) => detail.note)).toEqual(['one']);
  expect(second.items[0]?.entry).not.toBe(first.items[0]?.entry);
  const actor = first.items[0]?.actor ?? '';
  expect((await read(`actor=${actor}`)).items.every((each) => each.actor === actor)).toBe(true);
  expect((await read('actor=nobody')).items).toEqual([]);
  expect((await read('area=ke')).items).toEqual([]);
});
