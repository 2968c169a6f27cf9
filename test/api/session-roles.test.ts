import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '../../server/src/kit/values/scopes.ts';
import { enter, openVisitor, type Person, type Visitor } from '../support/visitors.ts';
import { createWorld, type World } from '../support/world.ts';
import { bearer, type Customer, createCustomer, managementRoutes, type Route } from './customers.ts';
import type { Sample } from './sample.ts';
import { samples } from './samples.ts';

let world: World;
let alpha: Customer;
let omega: Customer;
let routes: Route[];
let people: Readonly<Record<Role, Person>>;
let foreigner: Person;
type Role = 'owner' | 'marketer' | 'support' | 'analyst';
const roles = ['owner', 'marketer', 'support', 'analyst'] as const;

beforeAll(async () => {
  world = await createWorld();
  alpha = await createCustomer(world, 'Alphaschool');
  omega = await createCustomer(world, 'Omegashop');
  routes = managementRoutes(world.routes);
  const { workspace } = alpha.keys;
  people = {
    owner: await enter(world, workspace, 'owner', 'owner@alphaschool.example'),
    marketer: await enter(world, workspace, 'marketer', 'marketer@alphaschool.example'),
    support: await enter(world, workspace, 'support', 'support@alphaschool.example'),
    analyst: await enter(world, workspace, 'analyst', 'analyst@alphaschool.example'),
  };
  foreigner = await enter(world, omega.keys.workspace, 'owner', 'owner@omegashop.example');
});
afterAll(() => world.close());

/** Whom a route lets in, by what it names; written out here, so that the rule and this must agree. */
const letIn: Readonly<Record<Scope, readonly Role[]>> = {
  read: ['owner', 'marketer', 'support', 'analyst'],
  support: ['owner', 'marketer', 'support'],
  write: ['owner', 'marketer'],
  admin: ['owner'],
};

function sampleOf({ method, url }: Route): Sample {
  const sample = samples[`${method} ${url}`];
  if (sample === undefined) throw new Error(`The route ${method} ${url} has no sample`);
  return sample(alpha.ids);
}

const send = (visitor: Visitor, route: Route, workspace: string) => {
  const { url, payload } = sampleOf(route);
  return visitor.ask(route.method, `/v1${url}`, payload, { 'x-sarafan-workspace': workspace });
};

describe('every route lets in whom its scope names, and nobody else (ACC-15)', () => {
  test('signed out, nobody gets in', async () => {
    for (const route of routes) {
      const answer = await send(openVisitor(world), route, alpha.keys.workspace);
      const at = `${route.method} ${route.url}: ${answer.body}`;
      expect(answer.json(), at).toMatchObject({ status: 401, code: 'signed_out' });
      for (const mark of alpha.marks) expect(answer.body, at).not.toContain(mark);
    }
  });

  test.each(roles)('a user who is %s', async (role) => {
    const seen = { in: 0, out: 0 };
    for (const route of routes) {
      const answer = await send(people[role].visitor, route, alpha.keys.workspace);
      const at = `${role}: ${route.method} ${route.url}: ${answer.statusCode} ${answer.body.slice(0, 300)}`;
      if (letIn[route.scope].includes(role)) {
        seen.in += 1;
        // What one role has used up is not there for the next, which is told so and not that it may not ask.
        expect([401, 403], at).not.toContain(answer.statusCode);
        expect(answer.statusCode, at).toBeLessThan(500);
      } else {
        seen.out += 1;
        expect(answer.json(), at).toMatchObject({ status: 403, code: 'scope_missing' });
        for (const mark of alpha.marks) expect(answer.body, at).not.toContain(mark);
      }
    }
    expect(seen.in + seen.out).toBe(routes.length);
    expect(seen.in).toBeGreaterThan(15);
    if (role !== 'owner') expect(seen.out).toBeGreaterThan(5);
  });

  test('support helps customers, and neither changes programs nor sees keys', () => {
    const scopeOf = (method: string, url: string) =>
      routes.find((route) => route.method === method && route.url === url)?.scope;
    expect(scopeOf('POST', '/referral/bindings')).toBe('support');
    expect(scopeOf('DELETE', '/referral/bindings')).toBe('support');
    expect(scopeOf('POST', '/people/persons/:person/separations')).toBe('support');
    expect(scopeOf('POST', '/referral/programs/:program/participants')).toBe('support');
    expect(scopeOf('POST', '/referral/programs')).toBe('write');
    const access = routes.filter(({ url }) => /^\/access\/(keys|users|invitations|audit)/.test(url));
    expect(access.length).toBeGreaterThan(8);
    for (const { method, url, scope } of access) expect(scope, `${method} ${url}`).toBe('admin');
  });
});

test('a session of another workspace sees and changes nothing of this one (ACC-1, INV-6)', async () => {
  const { rows } = await world.database.pool.query<{ count: string }>(
    'select count(*) as count from access_audit where workspace_id = $1',
    [alpha.keys.workspace],
  );
  for (const route of routes) {
    const at = `${route.method} ${route.url}`;
    const named = await send(foreigner.visitor, route, alpha.keys.workspace);
    expect(named.json(), at).toMatchObject({ status: 403, code: 'not_a_member' });
    for (const mark of alpha.marks) expect(named.body, at).not.toContain(mark);
    const own = await send(foreigner.visitor, route, omega.keys.workspace);
    for (const mark of alpha.marks) expect(own.body, at).not.toContain(mark);
    if (sampleOf(route).abroad === 'unknown') expect([404, 409], `${at}: ${own.body}`).toContain(own.statusCode);
  }
  const after = await world.database.pool.query<{ count: string }>(
    'select count(*) as count from access_audit where workspace_id = $1',
    [alpha.keys.workspace],
  );
  expect(after.rows).toEqual(rows);
  for (const workspace of ['', 'wsp_aaaaaaaaaaaaaaaa', "' or true --", 'x'.repeat(5_000)]) {
    const headers = { 'x-sarafan-workspace': workspace };
    const answer = await foreigner.visitor.ask('GET', '/v1/access/whoami', undefined, headers);
    expect(answer.json(), workspace).toMatchObject({ status: 403, code: 'not_a_member' });
  }
});

describe('a request that another site made a browser send (ACC-16)', () => {
  const own = 'http://localhost:4100';
  type Row = [headers: Record<string, string>, reads: boolean, writes: boolean];
  test.each<Row>([
    [{ origin: own }, true, true],
    [{ 'sec-fetch-site': 'same-origin' }, true, true],
    [{ 'sec-fetch-site': 'same-origin', origin: own }, true, true],
    [{}, true, false],
    [{ 'sec-fetch-site': 'none' }, true, false],
    [{ 'sec-fetch-site': 'same-site' }, false, false],
    [{ 'sec-fetch-site': 'cross-site' }, false, false],
    [{ 'sec-fetch-site': 'cross-site', origin: own }, false, false],
    [{ 'sec-fetch-site': 'nonsense', origin: own }, false, false],
    [{ origin: 'https://evil.example' }, false, false],
    [{ origin: 'null' }, false, false],
    [{ origin: 'https://localhost:4100' }, false, false],
    [{ origin: 'http://localhost:4101' }, false, false],
    [{ origin: 'http://localhost:4100.evil.example' }, false, false],
    [{ origin: own, host: 'evil.example' }, true, true],
    [{ origin: 'http://192.168.1.5:4100', host: '192.168.1.5:4100' }, true, true],
    [{ referer: `${own}/admin/` }, true, false],
  ])('with %j reads: %s, writes: %s', async (headers, reads, writes) => {
    const cookie = people.owner.visitor.cookies();
    const session = { cookie, 'x-sarafan-workspace': alpha.keys.workspace, host: 'localhost:4100', ...headers };
    const inject = (method: 'GET' | 'POST' | 'HEAD', url: string, payload?: object) =>
      world.http.inject({ method, url, headers: session, ...(payload === undefined ? {} : { payload }) });
    const expectRefusal = (answer: Awaited<ReturnType<typeof inject>>, allowed: boolean): void => {
      if (allowed) expect(answer.statusCode, answer.body).not.toBe(403);
      else expect(answer.json()).toMatchObject({ status: 403, code: 'cross_site' });
    };
    expectRefusal(await inject('GET', '/api/session'), reads);
    expectRefusal(await inject('GET', '/api/v1/access/whoami'), reads);
    expectRefusal(await inject('POST', '/api/v1/referral/programs/check', {}), writes);
    const before = await world.rooms.access.listKeys(alpha.keys.workspace);
    const made = await inject('POST', '/api/v1/access/keys', { kind: 'write' });
    expectRefusal(made, writes);
    const after = await world.rooms.access.listKeys(alpha.keys.workspace);
    expect(after.length - before.length).toBe(writes ? 1 : 0);
    const signIn = { email: 'nobody@example.com', password: 'wrong password' };
    expectRefusal(await inject('POST', '/api/session/sign-in', signIn), writes);
  });

  test('and a key beside it is judged as a key alone: the cookie does not count', async () => {
    const headers = { cookie: people.owner.visitor.cookies(), 'sec-fetch-site': 'cross-site' };
    const url = '/api/v1/access/whoami';
    const byKey = await world.http.inject({ url, headers: { ...headers, ...bearer(alpha.keys.apiKey) } });
    expect(byKey.json()).toMatchObject({ actor: expect.stringMatching(/^key_/), scopes: ['admin'] });
    const wrong = await world.http.inject({ url, headers: { ...headers, ...bearer('sfa_wrong') } });
    expect(wrong.json()).toMatchObject({ status: 401, code: 'unknown_key' });
  });
});
