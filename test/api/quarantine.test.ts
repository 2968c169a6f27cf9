import type { Live, QuarantinedFact } from '@sarafan/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { minuteMs, secondMs } from '../../server/src/kit/values/time.ts';
import { createWorld, type World } from '../support/world.ts';
import { ask, bearer, type Customer, createCustomer, type Method } from './customers.ts';

let world: World;
let customer: Customer;
let other: Customer;
beforeAll(async () => {
  world = await createWorld();
  customer = await createCustomer(world, 'School');
  other = await createCustomer(world, 'Shop');
});
afterAll(() => world.close());

const send = (method: Method, url: string, of: Customer = customer) =>
  ask(world, method, { url }, bearer(of.keys.apiKey));

test('a fact in quarantine is shown with its error, takes effect when it is released, and once', async () => {
  const url = `/engine/quarantine/${customer.ids.quarantined}`;
  const shown = (await send('GET', url)).json<QuarantinedFact>();
  expect(shown).toMatchObject({ error: 'Error: on purpose', releasedAt: null, fact: { name: 'Seen' } });
  expect((await send('GET', '/engine/quarantine')).json<{ items: object[] }>().items).toMatchObject([{ id: shown.id }]);
  for (let repeat = 0; repeat < 2; repeat += 1) {
    const released = await send('POST', `${url}/release`);
    expect(released.statusCode).toBe(200);
    expect(released.json<QuarantinedFact>().releasedAt).not.toBeNull();
  }
  await world.settle();
  expect((await send('GET', '/engine/quarantine')).json()).toEqual({ items: [], next: null });
  const { rows } = await world.database.pool.query('select name from engine_facts where message_id = $1', [
    shown.messageId,
  ]);
  expect(rows).toEqual([{ name: 'Seen' }]);
  const audit = (await send('GET', '/access/audit')).json<{ items: { action: string; target: string }[] }>();
  const entries = audit.items.filter(({ action }) => action === 'quarantine.release');
  expect(entries).toMatchObject([{ target: shown.id, detail: { messageId: shown.messageId } }]);
});

test.each(['7.999999', '999.1', 'nothing', '7', '-1.1', '7.99999999999999999999'])(
  'there is no fact %s in quarantine',
  async (id) => {
    expect((await send('GET', `/engine/quarantine/${id}`)).statusCode).toBe(404);
    expect((await send('POST', `/engine/quarantine/${id}/release`)).statusCode).toBe(404);
  },
);

test('what has just arrived is shown live, newest first, to its workspace alone', async () => {
  world.clock.advance(20 * minuteMs);
  expect((await send('GET', '/engine/live')).json<Live>().items).toEqual([]);
  const visit = async (url: string): Promise<void> => {
    const authorization = `Basic ${Buffer.from(`${customer.keys.writeKey}:`).toString('base64')}`;
    const payload = { anonymousId: 'visitor', name: 'Home', context: { page: { url } } };
    await world.http.inject({ method: 'POST', url: '/v1/page', headers: { authorization }, payload });
    await world.settle();
  };
  await visit('https://school.example/one');
  const first = (await send('GET', '/engine/live')).json<Live>();
  expect(first.items).toMatchObject([
    { type: 'page', name: 'Home', trust: 'public', anonymousId: 'visitor', page: 'https://school.example/one' },
  ]);
  world.clock.advance(secondMs);
  await visit('https://school.example/two');
  const next = (await send('GET', `/engine/live?after=${encodeURIComponent(first.next)}`)).json<Live>();
  expect(next.items[0]?.page).toBe('https://school.example/two');
  world.clock.advance(10 * secondMs);
  const later = (await send('GET', `/engine/live?after=${encodeURIComponent(next.next)}`)).json<Live>();
  expect(later.items.map(({ page }) => page)).toEqual(['https://school.example/two', 'https://school.example/one']);
  world.clock.advance(10 * secondMs);
  const last = (await send('GET', `/engine/live?after=${encodeURIComponent(later.next)}`)).json<Live>();
  expect(last.items).toEqual([]);
  expect((await send('GET', '/engine/live', other)).json<Live>().items).toEqual([]);
  expect((await send('GET', '/engine/live?after=yesterday')).statusCode).toBe(400);
});
