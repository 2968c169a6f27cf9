import type { FirstRun, Role } from '@sarafan/contract';
import { type Page, type PageRequest, pageFrom, pageSize, readCursor, writeCursor } from '../../kit/api/paging.ts';
import type { Caller } from '../../kit/caller.ts';
import type { Clock } from '../../kit/clock.ts';
import { inTransaction, type Pool, type Transaction } from '../../kit/db.ts';
import type { Random } from '../../kit/random.ts';
import type { Secrets } from '../../kit/secrets.ts';
import { idFrom, type WorkspaceId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import { isTimeZone } from '../../kit/values/zones.ts';
import { cleanEmail, cleanName } from './rules/names.ts';
import type { AccessService } from './service.ts';
import { hashPassword } from './service-auth.ts';
import { insertAudit, listWorkspaces } from './store.ts';
import {
  changeRole,
  insertMember,
  lockOwners,
  type MemberRow,
  memberById,
  membershipsOf,
  pageMembers,
  removeMember,
} from './store-members.ts';
import {
  anyUser,
  endSessions,
  insertUser,
  lockUsers,
  removeTwoFactor,
  replacePassword,
  type UserRow,
  userByEmail,
} from './store-users.ts';

export interface UserOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly secrets: Secrets;
  readonly access: AccessService;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly workspace: WorkspaceId;
}

/** A user with a password made by us, which is shown this once. */
export interface MadeUser {
  readonly user: string;
  readonly email: string;
  readonly password: string;
}

export type FirstRunOutcome =
  | { readonly kind: 'done'; readonly user: string }
  | { readonly kind: 'refused'; readonly reason: 'first_run_over' | 'first_run_token' | FirstRunFault };
type FirstRunFault = 'name_missing' | 'workspace_missing' | 'unknown_time_zone';

/** The purpose of the token by which the first owner comes in. */
const firstRunPurpose = 'first run of the admin';

/** People who sign in, and what they are in which workspace. */
export class UserService {
  readonly #options: UserOptions;

  constructor(options: UserOptions) {
    this.#options = options;
  }

  /** The token of the first run: the same in every process with this master key, and of no use once there is a user. */
  firstRunToken(): string {
    return this.#options.secrets.hmacSign(firstRunPurpose, 'owner');
  }

  async awaitsFirstRun(): Promise<boolean> {
    return !(await anyUser(this.#options.pool));
  }

  /** Makes the first user, who owns every workspace there is and the one that is named. */
  async firstRun(input: FirstRun): Promise<FirstRunOutcome> {
    const { pool, secrets } = this.#options;
    // The token is looked at first: without it nobody learns anything, not even whether the rest would do.
    if (!secrets.hmacVerify(firstRunPurpose, 'owner', input.token)) return refused('first_run_token');
    const name = cleanName(input.name);
    const workspaceName = input.workspace === undefined ? undefined : cleanName(input.workspace.name);
    if (name === '' || workspaceName === '') return refused('name_missing');
    if (input.workspace !== undefined && !isTimeZone(input.workspace.timeZone)) return refused('unknown_time_zone');
    if (!(await this.awaitsFirstRun())) return refused('first_run_over');
    const passwordHash = await hashPassword(input.password);
    const user = this.#newUser(input.email, name);
    return inTransaction(pool, async (tx) => {
      await lockUsers(tx);
      if (await anyUser(tx)) return refused('first_run_over');
      const before = await listWorkspaces(tx);
      if (input.workspace === undefined && before.length === 0) return refused('workspace_missing');
      await insertUser(tx, user, this.#accountId(), passwordHash);
      const owned = before.map(({ workspace }) => workspace);
      if (input.workspace !== undefined) {
        const { access } = this.#options;
        owned.push(await access.openWorkspace(workspaceName ?? '', user.user, input.workspace.timeZone, tx));
      }
      for (const workspace of owned) await this.#join(tx, workspace, user, 'owner', user.user, 'user.first_run');
      return { kind: 'done', user: user.user };
    });
  }

  /**
   * Makes a user with a random password, or gives the role to a user who is there already; undefined when they are a
   * member of the workspace. For the command line and the demo, whose callers own the machine.
   */
  async create(input: NewUser, actor: string): Promise<MadeUser | { readonly joined: string } | undefined> {
    const { pool } = this.#options;
    const email = cleanEmail(input.email);
    const password = this.#randomPassword();
    const passwordHash = await hashPassword(password);
    return inTransaction(pool, async (tx) => {
      const known = await userByEmail(tx, email);
      const user = known ?? this.#newUser(email, cleanName(input.name) || email);
      if (known === undefined) await insertUser(tx, user, this.#accountId(), passwordHash);
      if (!(await this.#join(tx, input.workspace, user, input.role, actor, 'user.create'))) return undefined;
      return known === undefined ? { user: user.user, email, password } : { joined: user.user };
    });
  }

  /** Makes a user of an invited person, in the caller's transaction; the invitation names e-mail and role. */
  async admit(tx: Transaction, input: NewUser, password: string): Promise<string> {
    const user = this.#newUser(input.email, input.name);
    await insertUser(tx, user, this.#accountId(), await hashPassword(password));
    await this.#join(tx, input.workspace, user, input.role, user.user, 'invitation.accept');
    return user.user;
  }

  /** Makes a member of somebody who is a user already; false when they are one. */
  join(tx: Transaction, workspace: WorkspaceId, user: UserRow, role: Role): Promise<boolean> {
    return this.#join(tx, workspace, user, role, user.user, 'invitation.accept');
  }

  /** Gives a user a new password, ends their sessions and takes the second factor away; undefined: there is none. */
  async reset(email: string, actor: string): Promise<MadeUser | undefined> {
    const { pool } = this.#options;
    const password = this.#randomPassword();
    const passwordHash = await hashPassword(password);
    return inTransaction(pool, async (tx) => {
      const found = await userByEmail(tx, cleanEmail(email));
      if (found === undefined) return undefined;
      await replacePassword(tx, found.user, passwordHash);
      await removeTwoFactor(tx, found.user);
      await endSessions(tx, found.user);
      await this.record(tx, found.user, actor, 'user.reset');
      return { user: found.user, email: found.email, password };
    });
  }

  async page(workspace: WorkspaceId, request: PageRequest): Promise<Page<MemberRow>> {
    const after = readCursor(request.cursor, ['number', 'string']);
    const limit = pageSize(request);
    const rows = await pageMembers(this.#options.pool, workspace, after, limit + 1);
    return pageFrom(
      rows,
      limit,
      (row) => row,
      (last) => writeCursor(last.joinedAt, last.user),
    );
  }

  /** Changes what somebody is in the workspace and ends their sessions, so that nothing goes on as before. */
  async changeRole(
    tx: Transaction,
    caller: Caller,
    user: string,
    role: Role,
  ): Promise<MemberRow | 'last_owner' | undefined> {
    const { workspace, actor } = caller;
    const owners = await lockOwners(tx, workspace);
    const member = await memberById(tx, workspace, user);
    if (member === undefined || member.role === role) return member;
    if (member.role === 'owner' && owners.length === 1) return 'last_owner';
    await changeRole(tx, workspace, user, role);
    await endSessions(tx, user);
    const detail = { from: member.role, to: role };
    await insertAudit(tx, {
      workspace,
      at: this.#options.clock.now(),
      actor,
      action: 'user.role',
      target: user,
      detail,
    });
    return { ...member, role };
  }

  /** Takes somebody out of the workspace and ends their sessions; undefined: they are not in it. */
  async remove(tx: Transaction, caller: Caller, user: string): Promise<'removed' | 'last_owner' | undefined> {
    const { workspace, actor } = caller;
    const owners = await lockOwners(tx, workspace);
    const member = await memberById(tx, workspace, user);
    if (member === undefined) return undefined;
    if (member.role === 'owner' && owners.length === 1) return 'last_owner';
    await removeMember(tx, workspace, user);
    await endSessions(tx, user);
    const detail = { role: member.role, email: member.email };
    await insertAudit(tx, {
      workspace,
      at: this.#options.clock.now(),
      actor,
      action: 'user.remove',
      target: user,
      detail,
    });
    return 'removed';
  }

  /** Records what concerns a user wherever they are a member. */
  async record(tx: Transaction, user: string, actor: string, action: string, detail: JsonObject = {}): Promise<void> {
    const at = this.#options.clock.now();
    for (const { workspace } of await membershipsOf(tx, user)) {
      await insertAudit(tx, { workspace, at, actor, action, target: user, detail });
    }
  }

  async #join(
    tx: Transaction,
    workspace: WorkspaceId,
    { user, email }: UserRow,
    role: Role,
    actor: string,
    action: string,
  ): Promise<boolean> {
    const at = this.#options.clock.now();
    if (!(await insertMember(tx, workspace, user, role, at))) return false;
    await insertAudit(tx, { workspace, at, actor, action, target: user, detail: { email, role } });
    return true;
  }

  #newUser(email: string, name: string): UserRow {
    const user = idFrom('usr', this.#options.random.bytes(10));
    return { user, email: cleanEmail(email), name, twoFactor: false };
  }

  #accountId(): string {
    return idFrom('acc', this.#options.random.bytes(10));
  }

  #randomPassword(): string {
    return Buffer.from(this.#options.random.bytes(15)).toString('base64url');
  }
}

function refused(reason: 'first_run_over' | 'first_run_token' | FirstRunFault): FirstRunOutcome {
  return { kind: 'refused', reason };
}
