import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '../../server/src/kit/db.ts';
import { systemRandom } from '../../server/src/kit/random.ts';
import { secondMs } from '../../server/src/kit/values/time.ts';
import { AccessService } from '../../server/src/rooms/access/index.ts';
import { createWorld, testSecrets, type World } from '../support/world.ts';
import { ask, bearer, type Customer, createCustomer, managementRoutes } from './customers.ts';
import { samples } from './samples.ts';

let world: World;
let customer: Customer;
beforeAll(async () => {
  world = await createWorld();
  customer = await createCustomer(world, 'School');
});
afterAll(() => world.close());

const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });
const makeKey = (kind: 'write' | 'secret' | 'api') =>
  world.rooms.access.createKey(customer.keys.workspace, kind, kind === 'api' ? ['read'] : [], '', 'test');

function send(key: string) {
  return world.http.inject({
    method: 'POST',
    url: '/v1/track',
    headers: basic(key),
    payload: { event: 'Seen', anonymousId: 'somebody', userId: 'somebody' },
  });
}

describe('what a key may do', () => {
  test('follows from its kind: a write key is public, a secret key a server, an API key silent (ACC-3)', async () => {
    const { writeKey, secretKey, apiKey } = customer.keys;
    const { access } = world.rooms;
    expect((await access.findSender(writeKey))?.trust).toBe('public');
    expect((await access.findSender(secretKey))?.trust).toBe('server');
    expect(await access.findSender(apiKey)).toBeUndefined();
    expect(await access.findCaller(writeKey)).toBeUndefined();
    expect(await access.findCaller(secretKey)).toBeUndefined();
    expect((await access.findCaller(apiKey))?.scopes).toEqual(['admin']);
    const statuses = [await send(writeKey), await send(secretKey), await send(apiKey)].map((each) => each.statusCode);
    expect(statuses).toEqual([200, 200, 401]);
    await world.settle();
    const { rows } = await world.database.pool.query<{ trust: number }>(
      "select trust from engine_facts where name = 'Seen' and payload::json->>'userId' = 'somebody' order by trust",
    );
    expect(rows.map((row) => row.trust)).toEqual([0, 1]);
  });

  test('and the database keeps its hash and eight characters of it (ACC-2)', async () => {
    const made = await makeKey('secret');
    const { rows } = await world.database.pool.query<{ row: { hint: string } }>(
      'select to_jsonb(k) as row from access_keys k where key_id = $1',
      [made.keyId],
    );
    expect(rows[0]?.row.hint).toBe(`${made.key.slice(0, 8)}…`);
    expect(JSON.stringify(rows)).not.toContain(made.key.slice(0, 9));
    const listed = await ask(world, 'GET', { url: '/access/keys' }, bearer(customer.keys.apiKey));
    expect(listed.body).toContain(made.keyId);
    expect(listed.body).not.toContain(made.key.slice(0, 9));
  });
});

describe('a revoked key (ACC-5)', () => {
  test.each(['write', 'secret', 'api'] as const)(
    'of the kind %s is refused at once here, and elsewhere soon',
    async (kind) => {
      const made = await makeKey(kind);
      const { pool } = world.database;
      // Another process on the same database, with a memory of its own.
      const elsewhere = new AccessService({ pool, clock: world.clock, random: systemRandom, secrets: testSecrets });
      const knows = async (access: AccessService): Promise<boolean> =>
        ((await access.findSender(made.key)) ?? (await access.findCaller(made.key))) !== undefined;
      const { access } = world.rooms;
      expect([await knows(access), await knows(elsewhere)]).toEqual([true, true]);
      world.clock.advance(secondMs);
      const url = `/access/keys/${made.keyId}`;
      const revoked = await ask(world, 'DELETE', { url }, bearer(customer.keys.apiKey));
      expect(revoked.statusCode).toBe(204);
      expect([await knows(access), await knows(elsewhere)]).toEqual([false, true]);
      if (kind !== 'api') expect((await send(made.key)).statusCode).toBe(401);
      world.clock.advance(4 * secondMs);
      expect(await knows(elsewhere)).toBe(false);
      world.clock.advance(600 * secondMs);
      expect([await knows(access), await knows(elsewhere)]).toEqual([false, false]);
    },
  );

  test('is refused at once also when it was looked up before the revocation was committed', async () => {
    const made = await makeKey('secret');
    const { access } = world.rooms;
    const { workspace } = customer.keys;
    await inTransaction(world.database.pool, async (tx) => {
      await access.revokeKey(workspace, made.keyId, 'test', tx);
      expect(await access.findSender(made.key)).toBeDefined();
    });
    expect(await access.findSender(made.key)).toBeUndefined();
  });

  test('whose revocation failed goes on', async () => {
    const made = await makeKey('secret');
    const { access } = world.rooms;
    const failing = inTransaction(world.database.pool, async (tx) => {
      await access.revokeKey(customer.keys.workspace, made.keyId, 'test', tx);
      throw new Error('The disk is full');
    });
    await expect(failing).rejects.toThrow('The disk is full');
    expect(await access.findSender(made.key)).toBeDefined();
  });
});

test('no key revokes itself, under whatever header, and another may revoke it (ACC-8)', async () => {
  const { workspace } = customer.keys;
  const made = await world.rooms.access.createKey(workspace, 'api', ['admin'], '', 'test');
  const url = `/access/keys/${made.keyId}`;
  for (const more of [{}, { 'idempotency-key': 'own' }]) {
    const own = await ask(world, 'DELETE', { url }, { ...bearer(made.key), ...more });
    expect(own.json()).toMatchObject({ status: 409, code: 'own_key', detail_ru: expect.stringMatching(/[а-я]/) });
  }
  expect((await ask(world, 'GET', { url: '/access/whoami' }, bearer(made.key))).statusCode).toBe(200);
  expect((await ask(world, 'DELETE', { url }, bearer(customer.keys.apiKey))).statusCode).toBe(204);
  expect((await ask(world, 'GET', { url: '/access/whoami' }, bearer(made.key))).statusCode).toBe(401);
});

interface Entry {
  readonly actor: string;
  readonly action: string;
}

async function audit(): Promise<Entry[]> {
  const { rows } = await world.database.pool.query<Entry>(
    'select actor, action from access_audit where workspace_id = $1 order by audit_id',
    [customer.keys.workspace],
  );
  return rows;
}

/** What each writing route leaves in the audit log. To become a participant is no act of somebody about another. */
const audited: Readonly<Record<string, readonly string[]>> = {
  'POST /access/keys': ['key.create'],
  'DELETE /access/keys/:key': ['key.revoke'],
  'PATCH /access/users/:user': ['user.role'],
  'DELETE /access/users/:user': ['user.remove'],
  'POST /access/invitations': ['invitation.create'],
  'DELETE /access/invitations/:invitation': ['invitation.revoke'],
  'PATCH /access/workspace': ['workspace.change'],
  'POST /people/persons/:person/separations': ['person.separate'],
  'POST /people/persons/:person/merges': ['person.merge'],
  'POST /ledger/units': ['unit.save'],
  'POST /rewards/grants/:grant/approve': ['reward.approve'],
  'POST /rewards/grants/:grant/refuse': ['reward.refuse'],
  'POST /rewards/grants/:grant/fulfil': ['fulfilment.done'],
  'POST /rewards/grants/:grant/fail': ['fulfilment.fail'],
  'POST /rewards/grants/:grant/reopen': ['fulfilment.reopen'],
  'POST /rewards/spendings': ['reward.spend'],
  'POST /referral/programs': ['program.launch'],
  'POST /engine/quarantine/:fact/release': ['quarantine.release'],
  // It goes back to the version that stands, so nothing changes.
  'POST /referral/programs/:program/rollback': [],
  'POST /referral/programs/check': [],
  'POST /referral/programs/:program/replay': [],
  'POST /referral/programs/:program/tasks/:task/takers': [],
  'POST /referral/programs/:program/choices/:choice': [],
  'POST /referral/programs/:program/participants': [],
  'POST /referral/programs/:program/cabinet-links': ['cabinet.link'],
  'POST /imports': ['import.upload'],
  'PUT /imports/:import/mapping': [],
  'PUT /imports/:import/consent': ['import.consent'],
  'DELETE /imports/:import': ['import.delete'],
  'POST /imports/:import/check': ['import.check'],
  'POST /imports/:import/stop': ['import.stop'],
  'POST /imports/:import/undo': ['import.undo'],
  'POST /imports/:import/start': ['import.start'],
  'DELETE /imports/mappings/:mapping': ['import.mapping.delete'],
  'POST /referral/bindings': ['binding.create'],
  'DELETE /referral/bindings': ['binding.delete'],
  'POST /referral/recipes/:recipe/install': ['program.launch'],
  'POST /referral/programs/:program/applications/:person/approve': ['application.approve'],
  'POST /referral/programs/:program/applications/:person/refuse': ['application.refuse'],
  'POST /referral/programs/:program/applications/:person/reopen': ['application.reopen'],
  'POST /referral/programs/:program/bans': ['ban.begin'],
  'POST /referral/programs/:program/bans/:ban/lift': ['ban.lift'],
  'POST /referral/programs/:program/bans/:ban/keep': ['ban.keep'],
  'POST /promotions/check': [],
  'POST /promotions': ['promotion.create'],
  'PUT /promotions/:promotion': ['promotion.change'],
  'POST /promotions/:promotion/status': ['promotion.status'],
  'POST /promotions/:promotion/batches': ['promotion.codes'],
  'POST /promotions/:promotion/codes': ['promotion.code'],
  'POST /promotions/alarms/:alarm/close': ['promotion.alarm'],
  // A shop asks for its customers all the time; what becomes of an order stands with the order.
  'POST /checkout/quotes': [],
  'POST /checkout/reservations': [],
  'POST /checkout/reservations/:reservation/redeem': [],
  'POST /checkout/reservations/:reservation/release': ['checkout.release'],
  'POST /checkout/limits/:unit/check': [],
  'PUT /checkout/limits/:unit': ['checkout.limit'],
  'POST /webhooks/subscriptions': ['webhook.create'],
  'PATCH /webhooks/subscriptions/:subscription': ['webhook.change'],
  'DELETE /webhooks/subscriptions/:subscription': ['webhook.delete'],
  // It is enabled, so nothing changes.
  'POST /webhooks/subscriptions/:subscription/enable': [],
  'POST /webhooks/subscriptions/:subscription/disable': ['webhook.disable'],
  'POST /webhooks/subscriptions/:subscription/rotate': ['webhook.rotate'],
  'POST /webhooks/subscriptions/:subscription/test': ['webhook.test'],
  'POST /webhooks/deliveries/:delivery/retry': ['webhook.retry'],
};

test('every act leaves one entry in the audit log, with who did it, and its repeat leaves none (ACC-7)', async () => {
  const caller = await ask(world, 'GET', { url: '/access/whoami' }, bearer(customer.keys.apiKey));
  const { actor } = caller.json<{ actor: string }>();
  const writing = managementRoutes(world.routes).filter((route) => route.method !== 'GET');
  expect(writing.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(Object.keys(audited).sort());
  for (const [route, actions] of Object.entries(audited)) {
    const [method] = route.split(' ') as ['POST' | 'PATCH' | 'PUT' | 'DELETE'];
    const sample = samples[route]?.(customer.ids);
    if (sample === undefined) throw new Error(`${route} has no sample`);
    const before = await audit();
    const headers = { ...bearer(customer.keys.apiKey), 'idempotency-key': route.replaceAll(/\W/g, '-') };
    for (let repeat = 0; repeat < 3; repeat += 1) {
      const answer = await ask(world, method, sample, headers);
      expect(answer.statusCode, `${route}: ${answer.body}`).toBeLessThan(300);
    }
    const added = (await audit()).slice(before.length);
    expect(added, route).toEqual(actions.map((action) => ({ actor, action })));
  }
  const made = await world.rooms.access.createWorkspace('Another', 'cli');
  const { rows } = await world.database.pool.query('select actor, action from access_audit where workspace_id = $1', [
    made.workspace,
  ]);
  expect(rows).toEqual([{ actor: 'cli', action: 'workspace.create' }]);
});
