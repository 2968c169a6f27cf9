import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttp } from '../../server/src/http.ts';
import { systemRandom } from '../../server/src/kit/random.ts';
import { enter, goodPassword, openVisitor, type Person, type Visitor } from '../support/visitors.ts';
import { createWorld, publicUrl, type World } from '../support/world.ts';

let world: World;
let workspace: string;
let olga: Person;
let logged = '';
beforeAll(async () => {
  const made = await createWorld();
  const caught = new Writable({
    write: (chunk, _encoding, next) => {
      logged += String(chunk);
      next();
    },
  });
  const log = pino({ level: 'trace' }, caught);
  const { rooms, clock, database } = made;
  const http = await createHttp({ rooms, pool: database.pool, clock, random: systemRandom, log, publicUrl });
  world = { ...made, http, close: () => http.close().then(() => made.close()) };
  const keys = await world.rooms.access.createWorkspace('School', 'test');
  workspace = keys.workspace;
  olga = await enter(world, keys.workspace, 'owner', 'olga@example.com');
});
afterAll(() => world.close());

const inSchool = (method: Parameters<Visitor['ask']>[0], url: string, payload?: object) =>
  olga.visitor.ask(method, `/v1${url}`, payload, { 'x-sarafan-workspace': workspace });

/** Everything that the room keeps, as text. */
async function everything(): Promise<string> {
  const { pool } = world.database;
  const tables = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_name like 'access\\_%'`,
  );
  const rows = await Promise.all(tables.rows.map(({ name }) => pool.query(`select * from ${name}`)));
  return JSON.stringify(rows.map((each) => each.rows));
}

async function invite(email: string): Promise<string> {
  const answer = await inSchool('POST', '/access/invitations', { email, role: 'support' });
  return answer.json<{ link: string }>().link.split('#token=')[1] ?? '';
}

const megabyte = 'p'.repeat(1_000_000);
const hostile = {
  'a megabyte': megabyte,
  '257 characters': 'p'.repeat(257),
  NUL: 'password\u0000word',
  'half a pair': 'password\ud800word',
  nothing: '',
};

describe('a field that is not what it should be is answered in a sentence (ACC-17)', () => {
  const routes: readonly (readonly [string, (value: unknown) => object])[] = [
    ['/session/sign-in', (password) => ({ email: 'olga@example.com', password })],
    ['/session/sign-in', (email) => ({ email, password: goodPassword })],
    ['/session/first-run', (token) => ({ token, name: 'O', email: 'o@example.com', password: goodPassword })],
    ['/session/second-factor', (code) => ({ code })],
    ['/session/password', (next) => ({ current: 'whatever it is', next })],
    ['/session/password', (current) => ({ current, next: goodPassword })],
    ['/session/two-factor', (password) => ({ password })],
    ['/session/two-factor/confirm', (code) => ({ code })],
    ['/session/two-factor/remove', (password) => ({ password })],
    ['/session/invitations/token/accept', (name) => ({ name, password: goodPassword })],
    ['/session/invitations/token/accept', (password) => ({ name: 'O', password })],
    ['/v1/access/invitations', (email) => ({ email, role: 'support' })],
  ];

  test.each(Object.entries(hostile))('%s', async (_name, value) => {
    const before = await everything();
    for (const [route, payload] of routes) {
      for (const given of [value, { $ne: null }, [value], 7, null]) {
        const visitor = openVisitor(world);
        const headers = { cookie: olga.visitor.cookies(), 'x-sarafan-workspace': workspace };
        const answer = await visitor.ask('POST', route, payload(given), headers);
        expect(answer.headers['content-type'], route).toContain('application/problem+json');
        expect([400, 413], `${route} ${answer.body.slice(0, 200)}`).toContain(answer.statusCode);
        expect(answer.json()).toMatchObject({ detail_ru: expect.stringMatching(/[а-я]/) });
        expect(answer.body.length, route).toBeLessThan(2_000);
      }
    }
    expect(await everything()).toBe(before);
  });

  test('and so are bodies that are none, and addresses with more than an address', async () => {
    const raw = (payload: string, type = 'application/json') =>
      world.http.inject({
        method: 'POST',
        url: '/api/session/sign-in',
        headers: { origin: publicUrl, 'content-type': type },
        payload,
      });
    expect((await raw('{"email":')).json()).toMatchObject({ status: 400, code: 'bad_json' });
    expect((await raw('')).json()).toMatchObject({ status: 400, code: 'empty_body' });
    expect((await raw('{"__proto__":{"x":1},"email":"a@example.com","password":"1234567890"}')).statusCode).toBe(400);
    expect((await raw('email=a%40example.com', 'application/x-www-form-urlencoded')).statusCode).toBe(415);
    for (const email of ['a@example.com\nBcc: b@example.com', 'a@b@example.com', '\u202ea@example.com', 'a b@c.de']) {
      const answer = await inSchool('POST', '/access/invitations', { email, role: 'support' });
      expect(answer.statusCode, email).toBe(400);
    }
    const token = await openVisitor(world).ask('GET', '/session/invitations/%00');
    expect(token.statusCode).toBe(400);
  });
});

describe('a name', () => {
  test.each([
    ['🦊 Лиса 李', '🦊 Лиса 李'],
    ['👩‍👩‍👧 семья', '👩‍👩‍👧 семья'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['ann\u202eabo', 'annabo'],
    ['\u2066Eve\u2069 \u200f\u0007\tPetrova  ', 'Eve Petrova'],
    ["Robert'); drop table access_users;--", "Robert'); drop table access_users;--"],
  ])('%j is kept as %j', async (typed, kept) => {
    const email = `n${Buffer.from(typed).toString('hex').slice(0, 40)}@example.com`;
    const visitor = openVisitor(world);
    const token = await invite(email);
    const answer = await visitor.ask('POST', `/session/invitations/${token}/accept`, {
      name: typed,
      password: goodPassword,
    });
    expect(answer.json(), answer.body).toMatchObject({ user: { name: kept, email } });
    const users = (await inSchool('GET', '/access/users')).json<{ items: { email: string; name: string }[] }>();
    expect(users.items.find((each) => each.email === email)?.name).toBe(kept);
  });
});

test('no secret is kept or logged as it is (ACC-17)', async () => {
  const vera = openVisitor(world);
  const token = await invite('vera@example.com');
  const payload = { name: 'Vera', password: goodPassword };
  await vera.ask('POST', `/session/invitations/${token}/accept`, payload);
  const begun = await vera.ask('POST', '/session/two-factor', { password: goodPassword });
  const { secret, backupCodes } = begun.json<{ secret: string; backupCodes: string[] }>();
  await vera.ask('POST', '/session/sign-in', { email: 'vera@example.com', password: 'a wrong password' });
  const cookie = decodeURIComponent(vera.cookies().split('session_token=')[1] ?? '');
  const secrets = [goodPassword, 'a wrong password', olga.password, token, secret, ...backupCodes, cookie];
  const kept = await everything();
  for (const each of secrets) {
    expect(each.length).toBeGreaterThan(8);
    expect(kept).not.toContain(each);
    expect(logged).not.toContain(each);
  }
  expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
});
