import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { laneOfAnchor } from '../../server/src/kit/values/lane.ts';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { eventually } from '../support/process.ts';
import { createWorld, type World } from '../support/world.ts';
import { type AttackCall, attacks, everythingElse, ownBrowser, ownProfiles, type Targets } from './attacks.ts';
import { ask, bearer, type Customer, createCustomer, managementRoutes } from './customers.ts';
import { samples } from './samples.ts';

/**
 * What somebody may do who has read the write key in the page of a shop (INV-4): tell of their own browser, and nothing
 * else. Whatever they try, every person, reward, balance and definition but their own profile stays as it was.
 */
let world: World;
let customer: Customer;
let targets: Targets;
let before: readonly string[];
beforeAll(async () => {
  world = await createWorld();
  customer = await createCustomer(world, 'Alphaschool');
  targets = await prepare();
});
beforeEach(async () => {
  before = await everythingElse(world);
});
afterAll(() => world.close());

const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });

async function send(key: string, url: string, payload: object): Promise<number> {
  const answer = await world.http.inject({ method: 'POST', url, headers: basic(key), payload });
  await world.settle();
  return answer.statusCode;
}

const server = (...batch: readonly AttackCall[]) => send(customer.keys.secretKey, '/v1/batch', { batch });
const attack = (url: string, payload: object) => send(customer.keys.writeKey, url, payload);

/** A user who was invited, one whom nobody invited, and the attacker's friend with a code and a click on its link. */
async function prepare(): Promise<Targets> {
  const { ids } = customer;
  const phone = '+79161234567';
  await server({ type: 'identify', userId: 'dina', traits: { referral_code: ids.code, phone } });
  await server({ type: 'identify', userId: 'gleb', traits: { email: 'gleb@example.com' } });
  const joining = { url: `/referral/programs/${ids.program}/participants`, payload: { userId: 'eve' } };
  const joined = await ask(world, 'POST', joining, bearer(customer.keys.apiKey));
  const { code: ownCode } = joined.json<{ code: string }>();
  const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
  const click = await world.http.inject({ url: `/r/${ownCode}`, headers });
  const ownClick = new URL(String(click.headers['location'])).searchParams.get('sarafan_click') ?? '';
  expect(ownClick).not.toBe('');
  // A click is stored behind the visitor's back, so it may take a moment.
  expect(await eventually(isClickTold, 10_000)).toBe(true);
  const browser = 'browser-alphaschool';
  return { ids, waiting: 'dina', uninvited: 'gleb', phone, browser, ownCode, ownClick };
}

async function isClickTold(): Promise<boolean> {
  await world.settle();
  const { rows } = await world.database.pool.query("select from engine_facts where name = 'Referral Link Clicked'");
  return rows.length === 1;
}

/** Nobody but the attacker's own profile has changed, and that one is still nobody in particular. */
async function expectNothingChanged(): Promise<void> {
  expect(before.length).toBeGreaterThan(50);
  expect(await everythingElse(world)).toEqual(before);
  for (const own of await ownProfiles(world)) {
    const { person: _person, ...known } = own;
    expect(known).toEqual({ userId: null, email: null, phone: null, joinedInto: null });
  }
}

describe('a write key is told to go away by the management API (INV-4, ACC-1)', () => {
  test('on every route, however it is shown', async () => {
    const routes = managementRoutes(world.routes);
    expect(routes.length).toBeGreaterThan(25);
    const { writeKey } = customer.keys;
    const shown = [bearer(writeKey), basic(writeKey), { authorization: writeKey }, { 'x-api-key': writeKey }];
    for (const route of routes) {
      const sample = samples[`${route.method} ${route.url}`]?.(customer.ids);
      if (sample === undefined) throw new Error(`${route.method} ${route.url} has no sample`);
      for (const headers of shown) {
        const answer = await ask(world, route.method, sample, headers);
        expect(answer.statusCode, `${route.method} ${route.url}`).toBe(401);
      }
      const inQuery = `${sample.url}${sample.url.includes('?') ? '&' : '?'}writeKey=${writeKey}&key=${writeKey}`;
      expect((await ask(world, route.method, { ...sample, url: inQuery }, {})).statusCode).toBe(401);
    }
    await expectNothingChanged();
  });
});

describe('events under a write key change nobody but their own browser (INV-4, PEO-1)', () => {
  test.each(Object.keys(attacks))('%s', async (name) => {
    const calls = attacks[name]?.(targets) ?? [];
    expect(calls.length).toBeGreaterThan(1);
    for (const url of ['/v1/batch', '/v1/b/', '/v1/import']) {
      const batch = calls.map((call, index) => ({ messageId: `${url} ${name} ${index}`.slice(0, 100), ...call }));
      expect(await attack(url, { batch, sentAt: '1970-01-01T00:00:00Z', context: { ip: '10.0.0.1' } })).toBe(200);
    }
    for (const call of calls) {
      if (/^[a-z]+$/.test(call.type) && !['command', 'timer', 'derived'].includes(call.type)) {
        expect(await attack(`/v1/${call.type}`, call), JSON.stringify(call)).toBe(200);
      }
      const neighbours = [call, { type: 'page', anonymousId: ownBrowser }, call];
      expect(await attack('/v1/batch', { batch: neighbours, writeKey: customer.keys.secretKey })).toBe(200);
    }
    world.clock.advance(minuteMs);
    await world.settle();
    await expectNothingChanged();
  });

  test('a visitor who only pretends to be somebody is not found under that name', async () => {
    await attack('/v1/identify', { userId: 'dina', anonymousId: ownBrowser, traits: { email: 'eve@example.com' } });
    const found = await ask(
      world,
      'GET',
      { url: '/people/persons?email=eve@example.com' },
      bearer(customer.keys.apiKey),
    );
    expect(found.json()).toEqual({ items: [], next: null });
    await expectNothingChanged();
  });

  test('what somebody says under a known user’s browser is no more than a browser’s word', async () => {
    const { ids, browser } = targets;
    const forged = { name: 'Eve', email: 'eve@example.com', phone: '+79990000000', legal_form: 'company' };
    await attack('/v1/identify', { anonymousId: browser, userId: 'eve', traits: forged });
    const isProfile = (row: string): boolean => row.startsWith(`state people ${ids.joinedProfile} `);
    const others = (rows: readonly string[]): string[] => rows.filter((row) => !isProfile(row));
    const after = await everythingElse(world);
    expect(others(after)).toEqual(others(before));
    expect(others(after)).toHaveLength(after.length - 1);
    const person = await ask(world, 'GET', { url: `/people/persons/${ids.joined}` }, bearer(customer.keys.apiKey));
    const { traits, ...shown } = person.json<{ traits: { trust: string }[] }>();
    expect(shown).toMatchObject({ userId: 'vera-alphaschool', name: null, email: null, phone: null });
    expect(traits.map((trait) => trait.trust)).toEqual(traits.map(() => 'public'));
  });
});

describe('guessed message ids (INV-1, INV-4)', () => {
  const pays: AttackCall = {
    type: 'track',
    event: 'Order Completed',
    userId: 'dina',
    messageId: 'dina-pays',
    properties: { order_id: 'dina-1', total: 4000, currency: 'RUB' },
  };

  test('do not make a server’s fact a repeat, whenever they are sent', async () => {
    const anchor = (name: string): number => laneOfAnchor(customer.keys.workspace, name);
    const names = Array.from({ length: 5_000 }, (_, index) => `${ownBrowser}-${index}`);
    // A browser whose facts come to the very lane of the server's fact.
    const neighbour = names.find((name) => anchor(`anonymousId:${name}`) === anchor('userId:dina'));
    const guesses = [
      pays,
      { ...pays, anonymousId: ownBrowser },
      { ...pays, userId: undefined, anonymousId: neighbour },
    ];
    expect(neighbour).toBeDefined();
    for (const guess of guesses) expect(await attack('/v1/batch', { batch: [guess] })).toBe(200);
    await expectNothingChanged();
    expect(await lessonsOf('dina')).toBe('0');

    expect(await server(pays)).toBe(200);
    expect(await lessonsOf('dina')).toBe('2');
    before = await everythingElse(world);
    for (const guess of guesses) expect(await attack('/v1/batch', { batch: [guess] })).toBe(200);
    await expectNothingChanged();
  });

  test('of the engine are refused', async () => {
    expect(await attack('/v1/track', { ...pays, messageId: '~d0.1.0' })).toBe(400);
    await expectNothingChanged();
  });
});

async function lessonsOf(userId: string): Promise<string> {
  const key = bearer(customer.keys.apiKey);
  const found = await ask(world, 'GET', { url: `/people/persons?userId=${userId}` }, key);
  const person = found.json<{ items: { person: string }[] }>().items[0]?.person ?? '';
  const balances = await ask(world, 'GET', { url: `/ledger/balances?person=${person}` }, key);
  const items = balances.json<{ items: { unit: string; available: string }[] }>().items;
  return items.find((each) => each.unit === 'lesson')?.available ?? '0';
}

test('after all of it there are the rewards of those whom a server says paid, and no others (INV-3)', async () => {
  world.clock.advance(minuteMs);
  await server({ type: 'track', event: 'Order Completed', userId: 'gleb', properties: { order_id: 'g', total: 4000 } });
  expect(await lessonsOf('eve')).toBe('0');
  expect(await lessonsOf('gleb')).toBe('0');
  const { rows } = await world.database.pool.query<{ order_id: string; grants: string }>(
    'select order_id, count(*) as grants from rewards_grants group by order_id order by order_id',
  );
  // One for each side of what the server said: dina's order, and the three of the customer's own friends.
  const caused = ['dina-1', 'g-alphaschool', 'o-alphaschool', '~invitation'];
  expect(rows).toEqual(caused.map((order_id) => ({ order_id, grants: '2' })));
});
