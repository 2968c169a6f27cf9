import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHttp } from '../../server/src/http.ts';
import { systemRandom } from '../../server/src/kit/random.ts';
import { createSecrets } from '../../server/src/kit/secrets.ts';
import { minuteMs, secondMs } from '../../server/src/kit/values/time.ts';
import type { NewWorkspace } from '../../server/src/rooms/access/index.ts';
import { wireRooms } from '../../server/src/wiring.ts';
import { codeOfApp, enter, goodPassword, openVisitor, type Person, signIn, type Visitor } from '../support/visitors.ts';
import { createWorld, publicUrl, type World } from '../support/world.ts';

let world: World;
let keys: NewWorkspace;
let vera: Person;
beforeEach(async () => {
  // Codes of an app are bound to the real time, which the library reads by itself; it stands still here.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 22, 12, 0, 5) });
  world = await createWorld();
  keys = await world.rooms.access.createWorkspace('School', 'test');
  vera = await enter(world, keys.workspace, 'owner', 'vera@example.com');
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

const wait = (ms: number): void => {
  vi.setSystemTime(Date.now() + ms);
  world.clock.advance(ms);
};

/** Another process with the same database and master key, and a memory of its own. */
async function elsewhere(): Promise<World> {
  const { database, clock } = world;
  const { pool, url } = database;
  const secrets = createSecrets(new Uint8Array(32).fill(7));
  const log = pino({ level: 'silent' });
  const rooms = wireRooms({ pool, url, clock, random: systemRandom, secrets, log, publicUrl, works: false });
  const http = await createHttp({ rooms, pool, clock, random: systemRandom, log, publicUrl });
  return { ...world, rooms, http, close: () => http.close() };
}

/** Whether the cookies that a browser holds now still open anything, asked in both processes. */
async function opens(cookie: string): Promise<boolean[]> {
  const other = await elsewhere();
  try {
    const headers = { cookie, 'x-sarafan-workspace': keys.workspace };
    const asked = [world, other].map(({ http }) => http.inject({ url: '/api/v1/access/whoami', headers }));
    return (await Promise.all(asked)).map(({ statusCode }) => statusCode === 200);
  } finally {
    await other.close();
  }
}

async function second(): Promise<Visitor> {
  const visitor = openVisitor(world);
  await signIn({ ...vera, visitor });
  return visitor;
}

interface Begun {
  readonly uri: string;
  readonly secret: string;
  readonly backupCodes: readonly string[];
}

async function turnOn(): Promise<Begun> {
  const begun = await vera.visitor.ask('POST', '/session/two-factor', { password: vera.password });
  const { secret } = begun.json<Begun>();
  const confirmed = await vera.visitor.ask('POST', '/session/two-factor/confirm', {
    code: codeOfApp(secret, Date.now()),
  });
  if (confirmed.statusCode !== 200) throw new Error(confirmed.body);
  return begun.json<Begun>();
}

const refused = (status: number, code: string): object => {
  return { status, code, detail: expect.stringMatching(/^[A-Z]/), detail_ru: expect.stringMatching(/[а-я]/) };
};
const factor = (visitor: Visitor, code: string) => visitor.ask('POST', '/session/second-factor', { code });

describe('a password', () => {
  test('that changes ends every other session at once in every process (ACC-11)', async () => {
    const other = await second();
    const [mine, theirs] = [vera.visitor.cookies(), other.cookies()];
    expect([await opens(mine), await opens(theirs)]).toEqual([
      [true, true],
      [true, true],
    ]);
    const wrong = { current: 'not the password', next: goodPassword };
    const answer = await vera.visitor.ask('POST', '/session/password', wrong);
    expect(answer.json()).toMatchObject(refused(403, 'wrong_password'));
    expect(await opens(theirs)).toEqual([true, true]);
    const right = { current: vera.password, next: goodPassword };
    const changed = await vera.visitor.ask('POST', '/session/password', right);
    expect(changed.json()).toMatchObject({ state: 'signed_in', user: { email: vera.email } });
    expect(await opens(theirs)).toEqual([false, false]);
    expect(await opens(mine)).toEqual([false, false]);
    expect(await opens(vera.visitor.cookies())).toEqual([true, true]);
    await expect(signIn(vera)).rejects.toThrow('wrong_credentials');
    await signIn({ ...vera, password: goodPassword });
  });

  test('may be typed in any spelling that Unicode has for it, and is no shorter than ten characters', async () => {
    const next = 'Пароль «Ёжик»';
    await vera.visitor.ask('POST', '/session/password', { current: vera.password, next: next.normalize('NFD') });
    await signIn({ ...vera, password: next.normalize('NFC') });
    const short = await vera.visitor.ask('POST', '/session/password', { current: next, next: '123456789' });
    expect(short.json()).toMatchObject({ status: 400, detail: expect.stringContaining('body.next') });
  });

  test('that is guessed in a session is guessed ten times', async () => {
    const guess = { current: 'not the password', next: goodPassword };
    for (let time = 0; time < 10; time += 1) {
      expect((await vera.visitor.ask('POST', '/session/password', guess)).statusCode).toBe(403);
    }
    const right = { current: vera.password, next: goodPassword };
    const answer = await vera.visitor.ask('POST', '/session/password', right);
    expect(answer.json()).toMatchObject(refused(429, 'too_many_attempts'));
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('that is reset by a command ends every session and takes the second factor away', async () => {
    await turnOn();
    const before = vera.visitor.cookies();
    const made = await world.rooms.users.reset(' Vera@Example.com ', 'cli');
    expect(made?.password.length).toBeGreaterThanOrEqual(20);
    expect(await opens(before)).toEqual([false, false]);
    const answer = await signIn({ ...vera, password: made?.password ?? '' });
    expect(answer.json()).toMatchObject({ user: { twoFactor: false } });
    expect(await world.rooms.users.reset('nobody@example.com', 'cli')).toBeUndefined();
  });
});

describe('a second factor', () => {
  test('counts once a code of it was typed, and ends every other session (ACC-11)', async () => {
    const other = await second();
    const wrong = await vera.visitor.ask('POST', '/session/two-factor', { password: 'not the password' });
    expect(wrong.json()).toMatchObject(refused(403, 'wrong_password'));
    const begun = await vera.visitor.ask('POST', '/session/two-factor', { password: vera.password });
    const { uri, secret, backupCodes } = begun.json<Begun>();
    expect(uri).toMatch(/^otpauth:\/\/totp\/Sarafan:vera%40example\.com\?/);
    expect(secret).toMatch(/^[A-Z2-7]{20,}=*$/);
    expect(new Set(backupCodes).size).toBe(10);
    // It is not on yet: whoever loses the secret now is not locked out.
    await signIn({ ...vera, visitor: openVisitor(world) });
    const mistyped = await vera.visitor.ask('POST', '/session/two-factor/confirm', { code: '000000' });
    expect(mistyped.json()).toMatchObject(refused(403, 'wrong_code'));
    const code = codeOfApp(secret, Date.now());
    const confirmed = await vera.visitor.ask('POST', '/session/two-factor/confirm', { code });
    expect(confirmed.json()).toMatchObject({ state: 'signed_in', user: { twoFactor: true } });
    expect(await opens(other.cookies())).toEqual([false, false]);
    expect(await opens(vera.visitor.cookies())).toEqual([true, true]);
    const again = await vera.visitor.ask('POST', '/session/two-factor', { password: vera.password });
    expect(again.json()).toMatchObject(refused(409, 'two_factor_on'));
    const { rows } = await world.database.pool.query('select * from access_two_factors');
    expect(JSON.stringify(rows)).not.toContain(secret);
    for (const backup of backupCodes) expect(JSON.stringify(rows)).not.toContain(backup);
  });

  test('is asked for after the password, and the password alone opens nothing', async () => {
    const { secret } = await turnOn();
    wait(30 * secondMs);
    const visitor = openVisitor(world);
    const halfway = await signIn({ ...vera, visitor }, 'second_factor');
    expect(halfway.json()).toEqual({ state: 'second_factor' });
    expect(visitor.cookies()).not.toContain('session_token');
    expect((await visitor.ask('GET', '/session')).json()).toMatchObject({ state: 'signed_out' });
    expect(await opens(visitor.cookies())).toEqual([false, false]);
    expect((await factor(visitor, '000000')).json()).toMatchObject(refused(403, 'wrong_code'));
    const entered = await factor(visitor, codeOfApp(secret, Date.now()));
    expect(entered.json()).toMatchObject({ state: 'signed_in', user: { email: vera.email, twoFactor: true } });
    expect(await opens(visitor.cookies())).toEqual([true, true]);
  });

  test('takes a code once, also while it is still valid (ACC-12)', async () => {
    const { secret } = await turnOn();
    const overheard = codeOfApp(secret, Date.now());
    const first = openVisitor(world);
    await signIn({ ...vera, visitor: first }, 'second_factor');
    // The code that turned the factor on opens nothing any more.
    expect((await factor(first, overheard)).json()).toMatchObject(refused(403, 'used_code'));
    wait(30 * secondMs);
    const code = codeOfApp(secret, Date.now());
    const [left, right] = [openVisitor(world), openVisitor(world)];
    await signIn({ ...vera, visitor: left }, 'second_factor');
    await signIn({ ...vera, visitor: right }, 'second_factor');
    const statuses = (await Promise.all([factor(left, code), factor(right, code)])).map((each) =>
      String(each.statusCode),
    );
    expect(statuses.sort()).toEqual(['200', '403']);
    const sessions = await world.database.pool.query('select from access_sessions');
    // Vera's own, and the one that the code opened.
    expect(sessions.rowCount).toBe(2);
    wait(30 * secondMs);
    await signIn({ ...vera, visitor: right }, 'second_factor');
    expect((await factor(right, codeOfApp(secret, Date.now()))).statusCode).toBe(200);
  });

  test('takes a backup code once', async () => {
    const { backupCodes } = await turnOn();
    const [backup = '', next = ''] = backupCodes;
    const visitor = openVisitor(world);
    await signIn({ ...vera, visitor }, 'second_factor');
    expect((await factor(visitor, 'aaaaa-bbbbb')).json()).toMatchObject(refused(403, 'wrong_code'));
    expect((await factor(visitor, backup)).json()).toMatchObject({ state: 'signed_in' });
    const later = openVisitor(world);
    await signIn({ ...vera, visitor: later }, 'second_factor');
    expect((await factor(later, backup)).json()).toMatchObject(refused(403, 'wrong_code'));
    expect((await factor(later, ` ${next} `)).json()).toMatchObject({ state: 'signed_in' });
  });

  test('is not guessed: a sign-in takes five codes, and an account ten wrong ones in a row (ACC-10)', async () => {
    const { secret } = await turnOn();
    wait(30 * secondMs);
    const statuses: number[] = [];
    for (let time = 0; time < 2; time += 1) {
      const visitor = openVisitor(world, `203.0.113.${time}`);
      await signIn({ ...vera, visitor }, 'second_factor');
      for (let code = 0; code < 6; code += 1) statuses.push((await factor(visitor, `00000${code}`)).statusCode);
    }
    expect(statuses.slice(0, 7)).toEqual([403, 403, 403, 403, 403, 401, 403]);
    const visitor = openVisitor(world, '203.0.113.9');
    await signIn({ ...vera, visitor }, 'second_factor');
    const locked = await factor(visitor, codeOfApp(secret, Date.now()));
    expect(locked.json()).toMatchObject(refused(429, 'too_many_attempts'));
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(0);
    wait(16 * minuteMs);
    await signIn({ ...vera, visitor }, 'second_factor');
    expect((await factor(visitor, codeOfApp(secret, Date.now()))).statusCode).toBe(200);
  });

  test('is waited for ten minutes, and a code without a password before it opens nothing', async () => {
    const { secret } = await turnOn();
    wait(30 * secondMs);
    const code = (): string => codeOfApp(secret, Date.now());
    expect((await factor(openVisitor(world), code())).json()).toMatchObject(refused(401, 'second_factor_over'));
    const visitor = openVisitor(world);
    await signIn({ ...vera, visitor }, 'second_factor');
    const cookie = visitor.cookies();
    wait(11 * minuteMs);
    const late = await factor(visitor, code());
    expect(late.json()).toMatchObject(refused(401, 'second_factor_over'));
    // A challenge that a changed password has left behind is over too.
    const next = openVisitor(world);
    await signIn({ ...vera, visitor: next }, 'second_factor');
    expect(next.cookies()).not.toBe(cookie);
    await vera.visitor.ask('POST', '/session/password', { current: vera.password, next: goodPassword });
    expect((await factor(next, code())).json()).toMatchObject(refused(401, 'second_factor_over'));
  });

  test('is taken away by the password, which ends every other session (ACC-11)', async () => {
    const { secret } = await turnOn();
    wait(30 * secondMs);
    const other = openVisitor(world);
    await signIn({ ...vera, visitor: other }, 'second_factor');
    await factor(other, codeOfApp(secret, Date.now()));
    const wrong = await vera.visitor.ask('POST', '/session/two-factor/remove', { password: 'not the password' });
    expect(wrong.json()).toMatchObject(refused(403, 'wrong_password'));
    const removed = await vera.visitor.ask('POST', '/session/two-factor/remove', { password: vera.password });
    expect(removed.json()).toMatchObject({ state: 'signed_in', user: { twoFactor: false } });
    expect(await opens(other.cookies())).toEqual([false, false]);
    const none = await vera.visitor.ask('POST', '/session/two-factor/remove', { password: vera.password });
    expect(none.json()).toMatchObject(refused(409, 'two_factor_off'));
    await signIn({ ...vera, visitor: openVisitor(world) });
  });

  test('and a password are nobody’s who is signed out', async () => {
    const stranger = openVisitor(world);
    for (const [route, payload] of [
      ['password', { current: vera.password, next: goodPassword }],
      ['two-factor', { password: vera.password }],
      ['two-factor/confirm', { code: '123456' }],
      ['two-factor/remove', { password: vera.password }],
    ] as const) {
      const answer = await stranger.ask('POST', `/session/${route}`, payload);
      expect(answer.json(), route).toMatchObject(refused(401, 'signed_out'));
    }
  });
});
