import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { goodPassword, openVisitor } from '../support/visitors.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const firstRun = (token: string, more: object = {}): object => ({
  token,
  name: 'Olga',
  email: 'olga@example.com',
  password: goodPassword,
  workspace: { name: 'School', timeZone: 'Europe/Moscow' },
  ...more,
});
const count = async (table: string): Promise<number> => {
  const { rows } = await world.database.pool.query<{ count: string }>(`select count(*) as count from ${table}`);
  return Number(rows[0]?.count);
};

describe('the first run', () => {
  test('with the token makes the owner, the workspace and its keys, and signs in', async () => {
    const visitor = openVisitor(world);
    const before = await visitor.ask('GET', '/session');
    expect(before.json()).toEqual({ state: 'first_run', user: null, workspaces: [] });
    const answer = await visitor.ask('POST', '/session/first-run', firstRun(world.rooms.users.firstRunToken()));
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toMatchObject({
      state: 'signed_in',
      user: { email: 'olga@example.com', name: 'Olga', twoFactor: false },
      workspaces: [{ name: 'School', role: 'owner', timeZone: 'Europe/Moscow', defaultLanguage: 'ru' }],
    });
    expect((await visitor.ask('GET', '/session')).json()).toEqual(answer.json());
    expect(await count('access_keys')).toBe(3);
    const { workspace } = answer.json<{ workspaces: { workspace: string }[] }>().workspaces[0] ?? { workspace: '' };
    const who = await visitor.ask('GET', '/v1/access/whoami', undefined, { 'x-sarafan-workspace': workspace });
    expect(who.json()).toMatchObject({ workspace, actor: expect.stringMatching(/^usr_/), scopes: ['admin'] });
  });
});
