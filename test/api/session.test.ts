import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHttp } from '../../server/src/http.ts';
import { systemRandom } from '../../server/src/kit/random.ts';
import { createSecrets } from '../../server/src/kit/secrets.ts';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import type { NewWorkspace } from '../../server/src/rooms/access/index.ts';
import { wireRooms } from '../../server/src/wiring.ts';
import { createMember, enter, goodPassword, openVisitor, signIn } from '../support/visitors.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const tables = ['access_users', 'access_members', 'access_workspaces', 'access_keys', 'access_sessions'];
async function counts(): Promise<number[]> {
  const counted = tables.map((table) =>
    world.database.pool.query<{ count: string }>(`select count(*) as count from ${table}`),
  );
  return (await Promise.all(counted)).map(({ rows }) => Number(rows[0]?.count));
}
const problem = (status: number, code: string): object => {
  return { status, code, detail: expect.stringMatching(/^[A-Z]/), detail_ru: expect.stringMatching(/[а-я]/) };
};

const firstRun = (token: string, more: object = {}): object => ({
  token,
  name: 'Olga',
  email: 'Olga@Example.com',
  password: goodPassword,
  workspace: { name: 'School', timeZone: 'Europe/Moscow' },
  ...more,
});

interface Shown {
  readonly workspaces: readonly { readonly workspace: string; readonly role: string }[];
}

describe('the first run (ACC-9)', () => {
  test('with the token makes the owner and the workspace, no keys that nobody would see, and signs in', async () => {
    const visitor = openVisitor(world);
    const before = await visitor.ask('GET', '/session');
    expect(before.json()).toEqual({ state: 'first_run', user: null, workspaces: [] });
    const answer = await visitor.ask('POST', '/session/first-run', firstRun(world.rooms.users.firstRunToken()));
    expect(answer.json(), answer.body).toMatchObject({
      state: 'signed_in',
      user: { email: 'olga@example.com', name: 'Olga', twoFactor: false },
      workspaces: [{ name: 'School', role: 'owner', timeZone: 'Europe/Moscow', defaultLanguage: 'ru' }],
    });
    expect((await visitor.ask('GET', '/session')).json()).toEqual(answer.json());
    expect(await counts()).toEqual([1, 1, 1, 0, 1]);
    const { workspace } = answer.json<Shown>().workspaces[0] ?? { workspace: '' };
    const who = await visitor.ask('GET', '/v1/access/whoami', undefined, { 'x-sarafan-workspace': workspace });
    expect(who.json()).toEqual({ workspace, actor: expect.stringMatching(/^usr_/), scopes: ['admin'] });
    const audit = await visitor.ask('GET', '/v1/access/audit', undefined, { 'x-sarafan-workspace': workspace });
    const rows = audit.json<{ items: { action: string; actorName: string }[] }>().items;
    expect(rows.map(({ action, actorName }) => [action, actorName])).toEqual([
      ['session.sign_in', 'Olga'],
      ['user.first_run', 'Olga'],
      ['workspace.create', 'Olga'],
    ]);
  });

  test('without the right token gives nothing, and a token of another server is no token', async () => {
    const other = createSecrets(new Uint8Array(32).fill(8)).hmacSign('first run of the admin', 'owner');
    const visitor = openVisitor(world);
    for (const token of ['x', other, world.rooms.users.firstRunToken().slice(0, -1), '\u202e']) {
      const answer = await visitor.ask('POST', '/session/first-run', firstRun(token));
      expect(answer.json()).toMatchObject(problem(403, 'first_run_token'));
    }
    expect((await visitor.ask('POST', '/session/first-run', firstRun(''))).statusCode).toBe(400);
    const untold = await visitor.ask('POST', '/session/first-run', { ...firstRun('x'), token: undefined });
    expect(untold.statusCode).toBe(400);
    expect(await counts()).toEqual([0, 0, 0, 0, 0]);
    expect(visitor.cookies()).toBe('');
  });

  test('happens once: the token opens nothing as soon as there is a user', async () => {
    const token = world.rooms.users.firstRunToken();
    await openVisitor(world).ask('POST', '/session/first-run', firstRun(token));
    const before = await counts();
    const second = openVisitor(world);
    const again = await second.ask('POST', '/session/first-run', firstRun(token, { email: 'eve@example.com' }));
    expect(again.json()).toMatchObject(problem(409, 'first_run_over'));
    expect((await second.ask('GET', '/session')).json()).toMatchObject({ state: 'signed_out' });
    expect(await counts()).toEqual(before);
  });

  test('twice at the same moment makes one owner', async () => {
    const token = world.rooms.users.firstRunToken();
    const tries = ['a', 'b', 'c', 'd'].map((name) =>
      openVisitor(world).ask('POST', '/session/first-run', firstRun(token, { email: `${name}@example.com` })),
    );
    const statuses = (await Promise.all(tries)).map(({ statusCode }) => String(statusCode)).sort();
    expect(statuses).toEqual(['200', '409', '409', '409']);
    expect(await counts()).toEqual([1, 1, 1, 0, 1]);
  });

  test('gives the owner every workspace that is there, and needs none of its own then', async () => {
    const token = world.rooms.users.firstRunToken();
    const visitor = openVisitor(world);
    const none = await visitor.ask('POST', '/session/first-run', firstRun(token, { workspace: undefined }));
    expect(none.json()).toMatchObject(problem(422, 'workspace_missing'));
    const made = [
      await world.rooms.access.createWorkspace('One', 'cli'),
      await world.rooms.access.createWorkspace('Two', 'cli'),
    ];
    const answer = await visitor.ask('POST', '/session/first-run', firstRun(token, { workspace: undefined }));
    const { workspaces } = answer.json<Shown>();
    expect(workspaces.map(({ workspace }) => workspace).sort()).toEqual(made.map((each) => each.workspace).sort());
    expect(workspaces.every(({ role }) => role === 'owner')).toBe(true);
  });

  test.each([
    ['name_missing', { name: ' \u200f\u0007 ' }],
    ['name_missing', { workspace: { name: '\u202e', timeZone: 'UTC' } }],
    ['unknown_time_zone', { workspace: { name: 'School', timeZone: 'Europe/Nowhere' } }],
  ])('is refused with %s for %j', async (code, more) => {
    const token = world.rooms.users.firstRunToken();
    const answer = await openVisitor(world).ask('POST', '/session/first-run', firstRun(token, more));
    expect(answer.json()).toMatchObject(problem(422, code));
    expect(await counts()).toEqual([0, 0, 0, 0, 0]);
  });
});

test('failed sign-ins of a user are in the audit log, and no more of them than are let through (INV-8)', async () => {
  const { workspace } = await world.rooms.access.createWorkspace('School', 'test');
  const person = await createMember(world, { email: 'vera@example.com', role: 'owner', workspace });
  const { visitor } = person;
  const wrong = { email: person.email, password: 'wrong password here' };
  const tries = Array.from({ length: 14 }, () => visitor.ask('POST', '/session/sign-in', wrong));
  await Promise.all(tries);
  await openVisitor(world).ask('POST', '/session/sign-in', { email: 'nobody@example.com', password: 'wrong password' });
  const { rows } = await world.database.pool.query(
    "select actor, target, detail from access_audit where action = 'session.sign_in_failed'",
  );
  expect(rows).toHaveLength(10);
  expect(rows[0]).toMatchObject({ actor: 'stranger', detail: { email: 'vera@example.com' } });
  expect(new Set(rows.map(({ target }) => String(target))).size).toBe(1);
});

describe('signing in', () => {
  let keys: NewWorkspace;
  beforeEach(async () => {
    keys = await world.rooms.access.createWorkspace('School', 'test');
  });

  test('sets a cookie that no script reads and no other site sends', async () => {
    const person = await createMember(world, { email: 'vera@example.com', role: 'support', workspace: keys.workspace });
    const answer = await signIn(person);
    const [cookie] = answer.cookies;
    expect(answer.cookies).toHaveLength(1);
    expect(cookie).toMatchObject({ name: 'sarafan.session_token', httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(cookie?.secure).not.toBe(true);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { rows } = await world.database.pool.query<{ token: string }>('select token from access_sessions');
    // What the database holds is no cookie yet: the signature is missing.
    expect(cookie?.value).not.toBe(rows[0]?.token);
    const forged = { cookie: `sarafan.session_token=${rows[0]?.token}` };
    const with_ = (headers: Record<string, string>) => world.http.inject({ url: '/api/session', headers });
    expect((await with_(forged)).json()).toMatchObject({ state: 'signed_out' });
    for (const value of ['%', '%E0%A4%A', '..', 'a.b', `${rows[0]?.token}.x`, '\u00ff'.repeat(50)]) {
      const answered = await with_({ cookie: `sarafan.session_token=${value}` });
      expect(answered.json(), value).toMatchObject({ state: 'signed_out' });
    }
  });

  test('with a wrong password and with an unknown address is answered alike, after as much work', async () => {
    const { email } = await createMember(world, {
      email: 'vera@example.com',
      role: 'support',
      workspace: keys.workspace,
    });
    const visitor = openVisitor(world);
    const timed = async (address: string): Promise<{ ms: number; body: string }> => {
      const started = performance.now();
      const answer = await visitor.ask('POST', '/session/sign-in', { email: address, password: 'wrong password' });
      return { ms: performance.now() - started, body: answer.body };
    };
    await timed('warm@example.com');
    const known: { ms: number; body: string }[] = [];
    const unknown: { ms: number; body: string }[] = [];
    for (let time = 0; time < 5; time += 1) {
      known.push(await timed(email));
      unknown.push(await timed(`nobody${time}@example.com`));
    }
    const bodies = new Set([...known, ...unknown].map(({ body }) => body));
    expect(bodies.size).toBe(1);
    expect(JSON.parse([...bodies][0] ?? '')).toMatchObject(problem(401, 'wrong_credentials'));
    const median = (times: readonly { ms: number }[]): number =>
      times.map(({ ms }) => ms).sort((a, b) => a - b)[2] ?? 0;
    expect(median(unknown)).toBeGreaterThan(median(known) * 0.4);
    expect(visitor.cookies()).toBe('');
  });

  test('is refused for a while after ten wrong passwords, wherever they come from (ACC-10)', async () => {
    const person = await createMember(world, { email: 'vera@example.com', role: 'support', workspace: keys.workspace });
    for (let time = 0; time < 10; time += 1) {
      const wrong = { email: 'Vera@Example.com', password: `wrong ${time}` };
      const answer = await openVisitor(world, `203.0.113.${time}`).ask('POST', '/session/sign-in', wrong);
      expect(answer.statusCode).toBe(401);
    }
    const right = { email: person.email, password: person.password };
    const locked = await person.visitor.ask('POST', '/session/sign-in', right);
    expect(locked.json()).toMatchObject(problem(429, 'too_many_attempts'));
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(800);
    expect(Number(locked.headers['retry-after'])).toBeLessThanOrEqual(900);
    world.clock.advance(15 * minuteMs);
    await signIn(person);
    // A success forgets the failures before it.
    for (let time = 0; time < 9; time += 1) await person.visitor.ask('POST', '/session/sign-in', { ...right });
    expect((await person.visitor.ask('POST', '/session/sign-in', right)).statusCode).toBe(200);
  });

  test('is refused for a while to an address that tries one account after another (ACC-10)', async () => {
    const person = await createMember(world, { email: 'vera@example.com', role: 'support', workspace: keys.workspace });
    const attacker = openVisitor(world, '2001:db8:1:2::1');
    const statuses: number[] = [];
    for (let time = 0; time < 61; time += 1) {
      const tried = { email: `user${time}@example.com`, password: 'Password1234' };
      statuses.push((await attacker.ask('POST', '/session/sign-in', tried)).statusCode);
    }
    expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 401));
    expect(statuses[60]).toBe(429);
    const neighbour = openVisitor(world, '2001:db8:1:2:ffff::9');
    const right = { email: person.email, password: person.password };
    expect((await neighbour.ask('POST', '/session/sign-in', right)).statusCode).toBe(429);
    expect((await attacker.ask('POST', '/session/first-run', firstRun('guess'))).statusCode).toBe(429);
    expect((await attacker.ask('GET', '/session/invitations/guess')).statusCode).toBe(429);
    await signIn(person);
  });

  test('with a password that is being reset meanwhile opens nothing (ACC-11)', async () => {
    const person = await createMember(world, { email: 'vera@example.com', role: 'support', workspace: keys.workspace });
    const { pool } = world.database;
    const other = await createMember(world, { email: 'max@example.com', role: 'support', workspace: keys.workspace });
    const reset = await pool.connect();
    try {
      // The reset has ended all sessions and is about to be committed.
      await reset.query('begin');
      await reset.query(
        `update access_accounts set password = (select password from access_accounts where user_id = $2)
         where user_id = $1`,
        [person.user, other.user],
      );
      await reset.query('delete from access_sessions where user_id = $1', [person.user]);
      const entering = person.visitor.ask('POST', '/session/sign-in', {
        email: person.email,
        password: person.password,
      });
      const begun = (): Promise<{ rowCount: number | null }> =>
        pool.query('select from access_sessions where user_id = $1', [person.user]);
      await vi.waitFor(async () => expect((await begun()).rowCount).toBe(1), 20_000);
      await reset.query('commit');
      expect((await entering).statusCode).toBe(401);
    } finally {
      reset.release();
    }
    const left = await pool.query('select from access_sessions where user_id = $1', [person.user]);
    expect(left.rowCount).toBe(0);
    await signIn({ ...person, password: other.password });
  });

  test('over https sets a cookie that travels over https alone', async () => {
    const { pool, url } = world.database;
    const secrets = createSecrets(new Uint8Array(32).fill(7));
    const log = pino({ level: 'silent' });
    const options = { pool, clock: world.clock, random: systemRandom, log, publicUrl: 'https://school.example' };
    const rooms = wireRooms({ ...options, url, secrets, works: false });
    const http = await createHttp({ ...options, rooms });
    const { email, password } = await createMember(world, {
      email: 'vera@example.com',
      role: 'support',
      workspace: keys.workspace,
    });
    const entered = await http.inject({
      method: 'POST',
      url: '/api/session/sign-in',
      headers: { origin: 'https://school.example' },
      payload: { email, password },
    });
    const [cookie] = entered.cookies;
    expect(cookie).toMatchObject({ name: '__Secure-sarafan.session_token', secure: true, httpOnly: true, path: '/' });
    const headers = { cookie: `${cookie?.name}=${encodeURIComponent(cookie?.value ?? '')}` };
    expect((await http.inject({ url: '/api/session', headers })).json()).toMatchObject({ state: 'signed_in' });
    const ids = await pool.query<{ id: string }>('select id from access_sessions');
    expect(ids.rows[0]?.id).toMatch(/^ses_[0-9a-z]{16}$/);
    await http.close();
  });

  test('out ends the session at once, and a cookie kept from before opens nothing', async () => {
    const person = await enter(world, keys.workspace, 'owner', 'vera@example.com');
    const kept = { cookie: person.visitor.cookies() };
    const headers = { ...kept, 'x-sarafan-workspace': keys.workspace };
    expect((await world.http.inject({ url: '/api/session', headers: kept })).json()).toMatchObject({
      state: 'signed_in',
    });
    expect((await world.http.inject({ url: '/api/v1/access/whoami', headers })).statusCode).toBe(200);
    const answer = await person.visitor.ask('POST', '/session/sign-out');
    expect(answer.json()).toEqual({ state: 'signed_out', user: null, workspaces: [] });
    expect(person.visitor.cookies()).toBe('');
    expect((await world.http.inject({ url: '/api/session', headers: kept })).json()).toMatchObject({
      state: 'signed_out',
    });
    const called = await world.http.inject({ url: '/api/v1/access/whoami', headers });
    expect(called.json()).toMatchObject(problem(401, 'signed_out'));
  });

  test('lasts two weeks from the last day of use', async () => {
    const person = await enter(world, keys.workspace, 'owner', 'vera@example.com');
    const { pool } = world.database;
    const left = async (): Promise<number> => {
      const { rows } = await pool.query<{ days: string }>(
        'select extract(epoch from expires_at - now()) / 86400 as days from access_sessions',
      );
      return Number(rows[0]?.days);
    };
    expect(await left()).toBeCloseTo(14, 1);
    await pool.query(`update access_sessions set expires_at = expires_at - interval '5 days'`);
    expect((await person.visitor.ask('GET', '/session')).json()).toMatchObject({ state: 'signed_in' });
    expect(await left()).toBeCloseTo(14, 1);
    const headers = { cookie: person.visitor.cookies(), 'x-sarafan-workspace': keys.workspace };
    const call = async (): Promise<number> =>
      (await world.http.inject({ url: '/api/v1/access/whoami', headers })).statusCode;
    expect(await call()).toBe(200);
    await pool.query(`update access_sessions set expires_at = now() - interval '1 second'`);
    expect(await call()).toBe(401);
    expect((await person.visitor.ask('GET', '/session')).json()).toMatchObject({ state: 'signed_out' });
  });
});
