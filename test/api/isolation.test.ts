import type { LightMyRequestResponse, RouteOptions } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttp } from '../../server/src/http.ts';
import { createValidator } from '../../server/src/kit/api/validation.ts';
import { systemRandom } from '../../server/src/kit/random.ts';
import { createWorld, type World } from '../support/world.ts';
import { ask, bearer, type Customer, createCustomer, managementRoutes, type Route } from './customers.ts';
import type { Sample } from './sample.ts';
import { samples } from './samples.ts';

let world: World;
let alpha: Customer;
let omega: Customer;
let routes: Route[];
beforeAll(async () => {
  world = await createWorld();
  alpha = await createCustomer(world, 'Alphaschool');
  omega = await createCustomer(world, 'Omegashop');
  routes = managementRoutes(world.routes);
});
afterAll(() => world.close());

const sampleOf = ({ method, url }: Route, customer: Customer): Sample => {
  const sample = samples[`${method} ${url}`];
  if (sample === undefined) throw new Error(`The route ${method} ${url} has no sample`);
  return sample(customer.ids);
};

/** How many rows each table holds of a workspace; ids and amounts change only with rows. */
async function rowsOf(customer: Customer): Promise<Record<string, number>> {
  const { pool } = world.database;
  const tables = await pool.query<{ table_name: string }>(
    `select c.table_name from information_schema.columns c
     join information_schema.tables t on t.table_name = c.table_name and t.table_schema = c.table_schema
     where c.column_name = 'workspace_id' and c.table_schema = 'public' and t.table_type = 'BASE TABLE'`,
  );
  const counts: Record<string, number> = {};
  for (const { table_name: table } of tables.rows) {
    const counted = await pool.query<{ count: string }>(
      `select count(*) as count from ${table} where workspace_id = $1`,
      [customer.keys.workspace],
    );
    counts[table] = Number(counted.rows[0]?.count);
  }
  return counts;
}

function expectNothingOf(customer: Customer, text: string): void {
  for (const mark of customer.marks) expect(text).not.toContain(mark);
}

test('every route has a sample, and every sample a route', () => {
  const known = routes.map(({ method, url }) => `${method} ${url}`).sort();
  expect(Object.keys(samples).sort()).toEqual(known);
  expect(known.length).toBeGreaterThan(25);
});

describe('keys', () => {
  test('whoever holds no API key of a workspace is told nothing (INV-6)', async () => {
    const revoked = await world.rooms.access.createKey(alpha.keys.workspace, 'api', ['admin'], '', 'test');
    await world.rooms.access.revokeKey(alpha.keys.workspace, revoked.keyId, 'test');
    const { writeKey, secretKey, apiKey } = alpha.keys;
    const basic = `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`;
    const wrong = [
      {},
      { authorization: '' },
      { authorization: 'Bearer' },
      { authorization: apiKey },
      { authorization: basic },
      ...[writeKey, secretKey, revoked.key, `${apiKey}x`, 'sfa_unknown'].map(bearer),
    ];
    for (const route of routes) {
      for (const headers of wrong) {
        const answer = await world.http.inject({
          method: route.method,
          url: `/api/v1${sampleOf(route, alpha).url}`,
          headers,
        });
        expect(answer.statusCode, `${route.method} ${route.url} ${JSON.stringify(headers)}`).toBe(401);
        expect(answer.headers['content-type']).toContain('application/problem+json');
        expectNothingOf(alpha, answer.body);
      }
    }
  });

  test('a route that names no scope keeps the server from starting (ACC-4)', async () => {
    const { rooms, database, clock } = world;
    const forget = (route: RouteOptions): void => {
      if (route.url === '/api/v1/access/keys') route.config = {};
    };
    const options = { rooms, pool: database.pool, clock, random: systemRandom, log: pino({ level: 'silent' }) };
    await expect(createHttp({ ...options, publicUrl: 'http://localhost:4100', onRoute: forget })).rejects.toThrow(
      /The route GET \S+\/access\/keys names no scope/,
    );
  });

  test('a key does what its scopes say and no more (ACC-4)', async () => {
    const { workspace } = alpha.keys;
    const covered = { read: ['read'], support: ['read', 'support'], write: ['read', 'support', 'write'] } as const;
    const keys = {
      read: await world.rooms.access.createKey(workspace, 'api', ['read'], '', 'test'),
      support: await world.rooms.access.createKey(workspace, 'api', ['support'], '', 'test'),
      write: await world.rooms.access.createKey(workspace, 'api', ['write'], '', 'test'),
    };
    const refused = { read: 0, support: 0, write: 0 };
    for (const route of routes) {
      for (const scope of ['read', 'support', 'write'] as const) {
        const scopes: readonly string[] = covered[scope];
        if (scopes.includes(route.scope)) continue;
        refused[scope] += 1;
        const answer = await ask(world, route.method, sampleOf(route, alpha), bearer(keys[scope].key));
        expect(answer.statusCode, `${scope}: ${route.method} ${route.url}`).toBe(403);
        expect(answer.json()).toMatchObject({ code: 'scope_missing' });
      }
    }
    expect(refused.read).toBeGreaterThan(refused.support);
    expect(refused.support).toBeGreaterThan(refused.write);
    // A check and a replay of a definition are sent by POST and write nothing.
    const readByPost = routes.filter(({ method, scope }) => method !== 'GET' && scope === 'read');
    expect(readByPost.map(({ url }) => url)).toEqual([
      '/referral/programs/check',
      '/referral/programs/:program/replay',
      '/promotions/check',
      '/checkout/quotes',
      '/checkout/limits/:unit/check',
    ]);
  });
});

test('a key of another workspace sees and changes nothing of this one (INV-6, ACC-1)', async () => {
  const before = await rowsOf(alpha);
  for (const route of routes) {
    const sample = sampleOf(route, alpha);
    const own = await rowsOf(omega);
    const answer = await ask(world, route.method, sample, bearer(omega.keys.apiKey));
    const at = `${route.method} ${route.url}: ${answer.statusCode} ${answer.body}`;
    expectNothingOf(alpha, answer.body);
    if (sample.abroad === 'own') expect(answer.statusCode, at).toBeLessThan(300);
    if (sample.abroad === 'empty') expect(answer.json(), at).toEqual({ items: [], next: null });
    if (sample.abroad === 'unknown') {
      // A code of another workspace is an unknown code, which the engine itself has to say.
      const decided = route.method === 'POST' && route.url === '/referral/bindings';
      expect(answer.statusCode, at).toBe(decided ? 409 : 404);
      if (!decided) expect(await rowsOf(omega), at).toEqual(own);
    }
  }
  expect(await rowsOf(alpha)).toEqual(before);
});

const nobody = 'per_00dddddddddddddddd';
const madeUpApplications = { club: 'prg_bbbbbbbbbbbbbbbb', waiting: nobody, alsoWaiting: nobody, refused: nobody };
const madeUpBans = { market: 'prg_bbbbbbbbbbbbbbbb', participant: 'no', standing: 'ban_no', appealed: 'ban_no' };
const none = 'imp_aaaaaaaaaaaaaaaa';
const madeUpImports = { draft: none, mapped: none, checked: none, running: none, done: none, spare: none };

test('an id that was made up is unknown, and nothing is written', async () => {
  const ids = {
    ...alpha.ids,
    person: 'per_00aaaaaaaaaaaaaaaa',
    stranger: 'per_00cccccccccccccccc',
    doubtful: 'grt_aaaaaaaaaaaaaaaa',
    alsoDoubtful: 'grt_bbbbbbbbbbbbbbbb',
    quarantined: '7.999999999',
    friend: 'per_7fbbbbbbbbbbbbbbbb',
    joined: 'per_zz',
    friendUserId: 'nobody-at-all',
    program: 'prg_aaaaaaaaaaaaaaaa',
    key: 'key_aaaaaaaaaaaaaaaa',
    user: 'usr_aaaaaaaaaaaaaaaa',
    invitation: 'inv_aaaaaaaaaaaaaaaa',
    command: 'cmd_aaaaaaaaaaaaaaaa',
    imports: madeUpImports,
    applications: madeUpApplications,
    bans: madeUpBans,
    handouts: { gift: 'grt_cccccccccccccccc', otherGift: 'grt_dddddddddddddddd' },
    mapping: 'nothing-of-the-sort',
    promotion: 'prm_00aaaaaaaaaaaaaaaa',
    coupons: 'prm_00bbbbbbbbbbbbbbbb',
    gifts: 'nothing',
    alarm: 'alm_aaaaaaaaaaaaaaaa',
    reserved: 'rsv_00aaaaaaaaaaaaaaaa',
    alsoReserved: 'rsv_zz',
    subscription: 'whk_aaaaaaaaaaaaaaaa',
    quietSubscription: 'whk_aaaaaaaaaaaaaaaa',
    spareSubscription: 'whk_aaaaaaaaaaaaaaaa',
    delivery: 'dlv_aaaaaaaaaaaaaaaa',
  };
  const before = await rowsOf(alpha);
  for (const route of routes) {
    const sample = samples[`${route.method} ${route.url}`]?.(ids);
    const named = sample?.abroad === 'unknown' && route.url !== '/referral/bindings';
    if (sample === undefined || !named) continue;
    const headers = { ...bearer(alpha.keys.apiKey), 'idempotency-key': `made-up ${route.url}`.replaceAll(' ', '-') };
    const answer = await ask(world, route.method, sample, headers);
    expect(answer.statusCode, `${route.method} ${route.url}: ${answer.body}`).toBe(404);
  }
  const payload = { person: ids.friend, program: alpha.ids.program };
  const unbound = await ask(world, 'DELETE', { url: '/referral/bindings', payload }, bearer(alpha.keys.apiKey));
  expect(unbound.statusCode).toBe(404);
  expect(await rowsOf(alpha)).toEqual(before);
});

/** The bodies of an answer and their schema: one, or one for each line. */
function promisedBodies({ answers }: Route, answer: LightMyRequestResponse) {
  const schema = answers[answer.statusCode] ?? {};
  const { content } = schema as { content?: Readonly<Record<string, { schema: object }>> };
  const ofLine = content?.['application/x-ndjson']?.schema;
  if (ofLine === undefined) return { schema, bodies: [answer.json<unknown>()] };
  const lines = answer.body.trim().split('\n');
  return { schema: ofLine, bodies: lines.map((line): unknown => JSON.parse(line)) };
}

test('the same requests succeed at home, and the answers have the form that is promised', async () => {
  const compile = createValidator();
  for (const route of routes) {
    const sample = sampleOf(route, alpha);
    const answer = await ask(world, route.method, sample, bearer(alpha.keys.apiKey));
    const at = `${route.method} ${route.url}: ${answer.body}`;
    expect(answer.statusCode, at).toBeLessThan(300);
    if (sample.abroad === 'empty') expect(answer.json<{ items: unknown[] }>().items).toHaveLength(1);
    // A removal has no answer, and a table is no JSON.
    if (answer.statusCode === 204 || !String(answer.headers['content-type']).includes('json')) continue;
    const { schema, bodies } = promisedBodies(route, answer);
    const isPromised = compile({ schema, method: route.method, url: route.url, httpPart: 'body' });
    for (const body of bodies) expect(isPromised(body), at).toBe(true);
  }
});
