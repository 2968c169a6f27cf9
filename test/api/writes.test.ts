import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { createWorld, type World } from '../support/world.ts';
import { ask, bearer, type Customer, createCustomer } from './customers.ts';

let world: World;
let customer: Customer;
beforeEach(async () => {
  world = await createWorld();
  customer = await createCustomer(world, 'School');
});
afterEach(() => world.close());

const under = (key: string): Record<string, string> => ({ ...bearer(customer.keys.apiKey), 'idempotency-key': key });
const newKey = (note: string) => ({ url: '/access/keys', payload: { kind: 'write', note } });
const spend = (amount: string) => ({
  url: '/rewards/spendings',
  payload: { userId: customer.ids.friendUserId, unit: 'lesson', amount },
});

async function count(sql: string): Promise<number> {
  const { rows } = await world.database.pool.query<{ count: string }>(`select count(*) as count from ${sql}`);
  return Number(rows[0]?.count);
}

describe('a definition under an idempotency key', () => {
  test('is written once and answered alike, also to repeats that come at the same time (ACC-6)', async () => {
    const before = await count('access_keys');
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(world, 'POST', newKey('site'), under('k1'))));
    expect(answers.map((answer) => answer.statusCode)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect(answers.filter((answer) => answer.headers['idempotency-replayed'] === 'true')).toHaveLength(4);
    expect(await count('access_keys')).toBe(before + 1);
    expect(await count("access_audit where action = 'key.create' and detail->>'note' = 'site'")).toBe(1);
  });

  test('is refused with another input, and another workspace has keys of its own (ACC-6)', async () => {
    expect((await ask(world, 'POST', newKey('one'), under('k2'))).statusCode).toBe(201);
    const other = await ask(world, 'POST', newKey('two'), under('k2'));
    expect(other.statusCode).toBe(409);
    expect(other.json()).toMatchObject({ code: 'idempotency_conflict', detail_ru: expect.stringMatching(/[а-я]/) });
    const neighbour = await world.rooms.access.createWorkspace('Neighbour', 'test');
    const headers = { ...bearer(neighbour.apiKey), 'idempotency-key': 'k2' };
    expect((await ask(world, 'POST', newKey('two'), headers)).statusCode).toBe(201);
  });

  test('that was refused leaves its key free', async () => {
    const program = (rewards: object[]) => ({
      url: '/referral/programs',
      payload: { key: 'third', definition: { rewards } },
    });
    expect((await ask(world, 'POST', program([]), under('k3'))).statusCode).toBe(422);
    expect((await ask(world, 'POST', program([{}]), under('k3'))).statusCode).toBe(422);
    expect(await count("access_idempotency where key = 'k3'")).toBe(0);
  });

  test('the answer is kept sealed: no key can be read from the database (ACC-2)', async () => {
    const made = await ask(world, 'POST', newKey('secret'), under('k4'));
    const { rows } = await world.database.pool.query<{ row: string }>(
      "select row_to_json(t)::text as row from access_idempotency t where key = 'k4'",
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(made.json<{ key: string }>().key);
  });

  test('old keys are forgotten as new ones come', async () => {
    await ask(world, 'POST', newKey('old'), under('k5'));
    world.clock.advance(8 * dayMs);
    await ask(world, 'POST', newKey('new'), under('k6'));
    expect(await count("access_idempotency where key = 'k5'")).toBe(0);
    expect(await count("access_idempotency where key = 'k6'")).toBe(1);
  });

  test('a repeated revocation is the same as one', async () => {
    const revoke = { url: `/access/keys/${customer.ids.key}` };
    const answers = [
      await ask(world, 'DELETE', revoke, under('k7')),
      await ask(world, 'DELETE', revoke, under('k7')),
      await ask(world, 'DELETE', revoke, bearer(customer.keys.apiKey)),
    ];
    expect(answers.map((answer) => answer.statusCode)).toEqual([204, 204, 204]);
    expect(answers.map((answer) => answer.body)).toEqual(['', '', '']);
    expect(await count("access_audit where action = 'key.revoke'")).toBe(1);
  });
});

const spendings = "ledger_transfers where kind = 'spend'";
const spendingsTold = "access_audit where action = 'reward.spend'";

describe('a command under an idempotency key', () => {
  test('takes effect once, however often and at once it is sent (ACC-6)', async () => {
    const [spent, told] = [await count(spendings), await count(spendingsTold)];
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(world, 'POST', spend('1'), under('c1'))));
    expect(answers.map((answer) => answer.statusCode)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect(await count(spendings)).toBe(spent + 1);
    expect(await count(spendingsTold)).toBe(told + 1);
  });

  test('is refused with another input', async () => {
    expect((await ask(world, 'POST', spend('1'), under('c2'))).statusCode).toBe(201);
    const other = await ask(world, 'POST', spend('2'), under('c2'));
    expect(other.json()).toMatchObject({ status: 409, code: 'idempotency_conflict' });
  });

  test('that was refused is refused again, even when it would be possible by then', async () => {
    const first = await ask(world, 'POST', spend('5'), under('c3'));
    expect(first.json()).toMatchObject({ status: 409, code: 'not_enough', detail: expect.stringContaining('5') });
    expect((await ask(world, 'POST', spend('5'), under('c3'))).body).toBe(first.body);
  });

  test('keys that a tracking call bears too are no repeats of it', async () => {
    const authorization = `Basic ${Buffer.from(`${customer.keys.secretKey}:`).toString('base64')}`;
    const batch = [{ type: 'track', event: 'Seen', userId: customer.ids.friendUserId, messageId: 'c4' }];
    await world.http.inject({ method: 'POST', url: '/v1/batch', headers: { authorization }, payload: { batch } });
    await world.settle();
    expect((await ask(world, 'POST', spend('1'), under('c4'))).statusCode).toBe(201);
  });

  test('whose decision takes long is answered with an address where it will be', async () => {
    const request = { method: 'POST', url: '/api/v1/rewards/spendings', payload: spend('1').payload } as const;
    const spent = await count(spendings);
    // Nothing takes batches meanwhile.
    const answer = await world.http.inject({ ...request, headers: under('c5') });
    expect(answer.statusCode).toBe(202);
    const { command } = answer.json<{ command: string }>();
    const address = String(answer.headers['location']);
    expect(address).toBe(`/api/v1/engine/commands/${command}`);
    const status = async (key: string) => world.http.inject({ url: address, headers: bearer(key) });
    expect((await status(customer.keys.apiKey)).json()).toEqual({ command, status: 'pending' });
    const stranger = await world.rooms.access.createWorkspace('Stranger', 'test');
    expect((await status(stranger.apiKey)).statusCode).toBe(404);
    await world.settle();
    expect((await status(customer.keys.apiKey)).json()).toMatchObject({
      command,
      status: 'done',
      result: { spent: '1' },
    });
    const repeated = await ask(world, 'POST', spend('1'), under('c5'));
    expect(repeated.json()).toMatchObject({ unit: 'lesson', spent: '1', available: '0' });
    expect(await count(spendings)).toBe(spent + 1);
  });
});

test('a second installation does not launch a recipe over what was edited since', async () => {
  const install = { url: '/referral/recipes/language-school/install' };
  expect((await ask(world, 'POST', install, under('i1'))).statusCode).toBe(201);
  expect((await ask(world, 'POST', install, under('i1'))).statusCode).toBe(201);
  const again = await ask(world, 'POST', install, under('i2'));
  expect(again.json()).toMatchObject({ status: 409, code: 'already_installed' });
  const versions = await ask(world, 'GET', { url: '/referral/programs/language-school/versions' }, under('-'));
  expect(versions.json<{ items: unknown[] }>().items).toHaveLength(1);
});
