import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import type { NewWorkspace } from '../../server/src/rooms/access/index.ts';
import { enter, goodPassword, openVisitor, type Person, signIn, type Visitor } from '../support/visitors.ts';
import { createWorld, publicUrl, type World } from '../support/world.ts';
import { bearer } from './customers.ts';

let world: World;
let keys: NewWorkspace;
let olga: Person;
beforeEach(async () => {
  world = await createWorld();
  keys = await world.rooms.access.createWorkspace('School', 'test');
  olga = await enter(world, keys.workspace, 'owner', 'olga@example.com');
});
afterEach(() => world.close());

type Method = Parameters<Visitor['ask']>[0];
const call = ({ visitor }: Pick<Person, 'visitor'>, method: Method, url: string, payload?: object) =>
  visitor.ask(method, `/v1${url}`, payload, { 'x-sarafan-workspace': keys.workspace });
const refused = (status: number, code: string): object => {
  return { status, code, detail: expect.stringMatching(/^[A-Z]/), detail_ru: expect.stringMatching(/[а-я]/) };
};

interface Made {
  readonly invitation: string;
  readonly link: string;
}

async function invite(email: string, role = 'support'): Promise<Made & { readonly token: string }> {
  const answer = await call(olga, 'POST', '/access/invitations', { email, role });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  const made = answer.json<Made>();
  return { ...made, token: made.link.split('#token=')[1] ?? '' };
}
const accept = (visitor: Visitor, token: string, payload: object = { name: 'Vera', password: goodPassword }) =>
  visitor.ask('POST', `/session/invitations/${token}/accept`, payload);
const shown = (token: string) => openVisitor(world).ask('GET', `/session/invitations/${token}`);

async function audit(): Promise<string[]> {
  const { rows } = await world.database.pool.query<{ action: string }>(
    'select action from access_audit where workspace_id = $1 order by audit_id',
    [keys.workspace],
  );
  return rows.map(({ action }) => action);
}

describe('an invitation (ACC-13)', () => {
  test('makes a user of whoever has the link, in the role that it names', async () => {
    world.clock.advance(dayMs);
    const { link, token } = await invite('Vera@Example.com', 'marketer');
    expect(link).toBe(`${publicUrl}/admin/invitation#token=${token}`);
    const view = await shown(token);
    expect(view.json()).toEqual({
      email: 'vera@example.com',
      workspaceName: 'School',
      role: 'marketer',
      hasAccount: false,
    });
    const visitor = openVisitor(world);
    const accepted = await accept(visitor, token);
    expect(accepted.json()).toMatchObject({
      state: 'signed_in',
      user: { email: 'vera@example.com', name: 'Vera' },
      workspaces: [{ workspace: keys.workspace, role: 'marketer' }],
    });
    expect((await call({ visitor }, 'GET', '/access/whoami')).json()).toMatchObject({ scopes: ['write'] });
    const users = (await call(olga, 'GET', '/access/users')).json<{ items: object[] }>().items;
    expect(users).toMatchObject([
      { email: 'olga@example.com', role: 'owner' },
      { email: 'vera@example.com', role: 'marketer' },
    ]);
    expect((await call(olga, 'GET', '/access/invitations')).json()).toEqual({ items: [], next: null });
    expect((await audit()).slice(-3)).toEqual(['invitation.create', 'invitation.accept', 'session.sign_in']);
  });

  test('shows its link once, and the database keeps no token', async () => {
    const { token, invitation } = await invite('vera@example.com');
    const listed = await call(olga, 'GET', '/access/invitations');
    expect(listed.json()).toMatchObject({ items: [{ invitation, invitedBy: 'olga' }] });
    const { rows } = await world.database.pool.query('select * from access_invitations');
    const everything = JSON.stringify(rows) + listed.body + JSON.stringify(await audit());
    expect(everything).not.toContain(token);
  });

  test('is accepted once, also by two at the same moment', async () => {
    const { token } = await invite('vera@example.com');
    const both = await Promise.all([accept(openVisitor(world), token), accept(openVisitor(world), token)]);
    expect(both.map(({ statusCode }) => String(statusCode)).sort()).toEqual(['200', '404']);
    const late = await accept(openVisitor(world), token);
    expect(late.json()).toMatchObject(refused(404, 'invitation_over'));
    expect((await shown(token)).json()).toMatchObject(refused(404, 'invitation_over'));
  });

  test('is over after seven days, when it is revoked, and when another one takes its place', async () => {
    const first = await invite('vera@example.com');
    world.clock.advance(7 * dayMs - 1);
    expect((await shown(first.token)).statusCode).toBe(200);
    world.clock.advance(1);
    const second = await invite('vera@example.com');
    const third = await invite('vera@example.com', 'marketer');
    expect((await call(olga, 'DELETE', `/access/invitations/${third.invitation}`)).statusCode).toBe(204);
    expect((await call(olga, 'DELETE', `/access/invitations/${third.invitation}`)).statusCode).toBe(204);
    for (const { token } of [first, second, third, { token: 'guessed' }]) {
      expect((await shown(token)).json()).toMatchObject(refused(404, 'invitation_over'));
      expect((await accept(openVisitor(world), token)).json()).toMatchObject(refused(404, 'invitation_over'));
    }
    expect((await audit()).filter((action) => action === 'invitation.revoke')).toHaveLength(1);
  });

  test('of somebody with an account wants them signed in, as themselves', async () => {
    const other = await world.rooms.access.createWorkspace('Shop', 'test');
    const vera = await enter(world, other.workspace, 'owner', 'vera@example.com');
    const { token } = await invite(vera.email);
    expect((await shown(token)).json()).toMatchObject({ hasAccount: true });
    const stranger = await accept(openVisitor(world), token);
    expect(stranger.json()).toMatchObject(refused(409, 'sign_in_first'));
    expect((await accept(olga.visitor, token, {})).json()).toMatchObject(refused(409, 'other_user'));
    const accepted = await accept(vera.visitor, token, {});
    expect(accepted.json()).toMatchObject({
      user: { user: vera.user },
      workspaces: [
        { workspace: other.workspace, role: 'owner' },
        { workspace: keys.workspace, role: 'support' },
      ].sort((left, right) => (left.workspace < right.workspace ? -1 : 1)),
    });
    // What was typed beside does not count: the password is the one that they have.
    await signIn({ ...vera, visitor: openVisitor(world) });
  });

  test('is refused for who is in already, and needs a name and a password of who is new', async () => {
    const again = await call(olga, 'POST', '/access/invitations', { email: 'OLGA@example.com', role: 'support' });
    expect(again.json()).toMatchObject(refused(409, 'member_already'));
    const { token } = await invite('vera@example.com');
    const visitor = openVisitor(world);
    const nameless = { name: '\u202e ', password: goodPassword };
    expect((await accept(visitor, token, nameless)).json()).toMatchObject(refused(422, 'name_missing'));
    expect((await accept(visitor, token, { name: 'V' })).json()).toMatchObject(refused(422, 'password_missing'));
    // What was refused has used nothing up.
    expect((await accept(visitor, token)).statusCode).toBe(200);
  });

  test('comes with two hundred others at most', async () => {
    await world.database.pool.query(
      `insert into access_invitations
         (invitation_id, workspace_id, email, role, token_hash, inviter, created_at, expires_at)
       select 'inv_' || n, $1, n || '@example.com', 'support', 'hash' || n, 'cli', $2::bigint, $2::bigint + 1000000
       from generate_series(1, 199) n`,
      [keys.workspace, world.clock.now()],
    );
    await invite('last@example.com');
    const more = await call(olga, 'POST', '/access/invitations', { email: 'more@example.com', role: 'support' });
    expect(more.json()).toMatchObject(refused(422, 'too_many_invitations'));
  });
});

describe('a role', () => {
  test('that changes counts at once, and ends the sessions of before (ACC-11)', async () => {
    const vera = await enter(world, keys.workspace, 'owner', 'vera@example.com');
    const url = `/access/users/${vera.user}`;
    expect((await call(vera, 'GET', '/access/users')).statusCode).toBe(200);
    const same = await call(olga, 'PATCH', url, { role: 'owner' });
    expect(same.json()).toMatchObject({ user: vera.user, role: 'owner' });
    expect((await call(vera, 'GET', '/access/users')).statusCode).toBe(200);
    const changed = await call(olga, 'PATCH', url, { role: 'support' });
    expect(changed.json()).toMatchObject({ user: vera.user, role: 'support' });
    expect((await call(vera, 'GET', '/access/users')).json()).toMatchObject(refused(401, 'signed_out'));
    await signIn(vera);
    expect((await call(vera, 'GET', '/access/users')).json()).toMatchObject(refused(403, 'scope_missing'));
    expect((await call(vera, 'GET', '/access/whoami')).json()).toMatchObject({ scopes: ['read', 'support'] });
  });

  test('is taken from the database each time: what another process changed counts at once', async () => {
    const vera = await enter(world, keys.workspace, 'owner', 'vera@example.com');
    expect((await call(vera, 'GET', '/access/users')).statusCode).toBe(200);
    await world.database.pool.query(`update access_members set role = 'support' where user_id = $1`, [vera.user]);
    expect((await call(vera, 'GET', '/access/users')).statusCode).toBe(403);
    await world.database.pool.query('delete from access_members where user_id = $1', [vera.user]);
    expect((await call(vera, 'GET', '/access/whoami')).json()).toMatchObject(refused(403, 'not_a_member'));
    expect((await vera.visitor.ask('GET', '/session')).json()).toMatchObject({ workspaces: [] });
  });

  test('of whoever is taken out is none, at once (ACC-11)', async () => {
    const vera = await enter(world, keys.workspace, 'marketer', 'vera@example.com');
    expect((await call(olga, 'DELETE', `/access/users/${vera.user}`)).statusCode).toBe(204);
    expect((await call(vera, 'GET', '/access/whoami')).json()).toMatchObject(refused(401, 'signed_out'));
    await signIn(vera);
    expect((await call(vera, 'GET', '/access/whoami')).json()).toMatchObject(refused(403, 'not_a_member'));
    expect((await call(olga, 'DELETE', `/access/users/${vera.user}`)).statusCode).toBe(404);
    // The audit log goes on telling who it was.
    const rows = (await call(olga, 'GET', '/access/audit')).json<{ items: { actor: string; actorName: string }[] }>();
    expect(rows.items.find(({ actor }) => actor === vera.user)?.actorName).toBe('vera');
    const { token } = await invite(vera.email);
    expect((await accept(vera.visitor, token, {})).json()).toMatchObject({ workspaces: [{ role: 'support' }] });
  });
});

describe('a workspace keeps an owner (ACC-14)', () => {
  const roleOf = ({ user }: Person, role: string) => call(olga, 'PATCH', `/access/users/${user}`, { role });

  test('the last one neither leaves nor becomes less', async () => {
    expect((await roleOf(olga, 'marketer')).json()).toMatchObject(refused(409, 'last_owner'));
    const left = await call(olga, 'DELETE', `/access/users/${olga.user}`);
    expect(left.json()).toMatchObject(refused(409, 'last_owner'));
    const key = bearer(keys.apiKey);
    const url = `/api/v1/access/users/${olga.user}`;
    const byKey = await world.http.inject({ method: 'DELETE', url, headers: key });
    expect(byKey.json()).toMatchObject(refused(409, 'last_owner'));
    await enter(world, keys.workspace, 'owner', 'vera@example.com');
    expect((await roleOf(olga, 'marketer')).statusCode).toBe(200);
  });

  test('also when two owners put each other down at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const vera = await enter(world, keys.workspace, 'owner', `vera${round}@example.com`);
      const [left, right] = [olga, vera].map(({ user }) =>
        world.http.inject({
          method: 'PATCH',
          url: `/api/v1/access/users/${user}`,
          headers: bearer(keys.apiKey),
          payload: { role: 'support' },
        }),
      );
      const statuses = [String((await left)?.statusCode), String((await right)?.statusCode)];
      expect(statuses.sort()).toEqual(['200', '409']);
      const { rows } = await world.database.pool.query<{ user_id: string }>(
        `select user_id from access_members where workspace_id = $1 and role = 'owner'`,
        [keys.workspace],
      );
      expect(rows).toHaveLength(1);
      await world.database.pool.query(`delete from access_members where user_id = $1`, [vera.user]);
      await world.database.pool.query(`update access_members set role = 'owner' where user_id = $1`, [olga.user]);
    }
  });
});

describe('a user made by a command', () => {
  test('has a random password, and is added to a second workspace without another', async () => {
    const other = await world.rooms.access.createWorkspace('Shop', 'test');
    const input = { email: ' Max@Example.com', name: 'Max', role: 'marketer', workspace: keys.workspace } as const;
    const made = await world.rooms.users.create(input, 'cli');
    expect(made).toMatchObject({ email: 'max@example.com', password: expect.stringMatching(/^[\w-]{20}$/) });
    expect(await world.rooms.users.create(input, 'cli')).toBeUndefined();
    const joined = await world.rooms.users.create({ ...input, workspace: other.workspace }, 'cli');
    expect(joined).toEqual({ joined: expect.stringMatching(/^usr_/) });
    const max = { ...(made as Person), visitor: openVisitor(world) };
    expect((await signIn(max)).json<{ workspaces: object[] }>().workspaces).toHaveLength(2);
    expect((await audit()).filter((action) => action === 'user.create')).toHaveLength(2);
  });
});
