import type { Role } from '@sarafan/contract';
import { type Page, type PageRequest, pageFrom, pageSize, readCursor, writeCursor } from '../../kit/api/paging.ts';
import type { Caller } from '../../kit/caller.ts';
import type { Clock } from '../../kit/clock.ts';
import { inTransaction, type Pool, type Transaction } from '../../kit/db.ts';
import type { Random } from '../../kit/random.ts';
import { hashKey } from '../../kit/secrets.ts';
import { idFrom, type WorkspaceId } from '../../kit/values/ids.ts';
import { dayMs } from '../../kit/values/time.ts';
import { cleanEmail, cleanName } from './rules/names.ts';
import type { UserService } from './service-users.ts';
import { insertAudit } from './store.ts';
import {
  countInvitations,
  endInvitation,
  endInvitationsOf,
  type InvitationRow,
  insertInvitation,
  invitationById,
  openInvitation,
  pageInvitations,
} from './store-invitations.ts';
import { roleOf } from './store-members.ts';
import { userByEmail, userById } from './store-users.ts';

export interface InvitationOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly users: UserService;
  readonly publicUrl: string;
}

export type MadeInvitation = InvitationRow & { readonly link: string };
export type OpenInvitation = InvitationRow & { readonly workspaceName: string; readonly hasAccount: boolean };

export type AcceptanceRefusal =
  | 'invitation_over'
  | 'sign_in_first'
  | 'other_user'
  | 'member_already'
  | 'name_missing'
  | 'password_missing';

export type Acceptance =
  | { readonly kind: 'accepted'; readonly user: string; readonly email: string; readonly isNew: boolean }
  | { readonly kind: 'refused'; readonly reason: AcceptanceRefusal };

const validMs = 7 * dayMs;
/** More than a workspace needs at a time, and too few to fill a database with. */
const openAtMost = 200;

/** Carries a refusal out of the transaction, which is rolled back. */
class Refused extends Error {
  readonly reason: AcceptanceRefusal;

  constructor(reason: AcceptanceRefusal) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Invitations into a workspace. The link is shown once and its token kept as a hash; it is good for one acceptance, for
 * seven days, and until it is revoked or another invitation of the same address takes its place.
 */
export class InvitationService {
  readonly #options: InvitationOptions;

  constructor(options: InvitationOptions) {
    this.#options = options;
  }

  async invite(
    tx: Transaction,
    { workspace, actor }: Caller,
    typed: string,
    role: Role,
  ): Promise<MadeInvitation | 'member_already' | 'too_many_invitations'> {
    const { clock, random, publicUrl } = this.#options;
    const now = clock.now();
    const email = cleanEmail(typed);
    const known = await userByEmail(tx, email);
    if (known !== undefined && (await roleOf(tx, workspace, known.user)) !== undefined) return 'member_already';
    await endInvitationsOf(tx, workspace, email, now);
    if ((await countInvitations(tx, workspace, now)) >= openAtMost) return 'too_many_invitations';
    const token = Buffer.from(random.bytes(24)).toString('base64url');
    const invitation = idFrom('inv', random.bytes(10));
    const row = { invitation, workspace, email, role, createdAt: now, expiresAt: now + validMs };
    await insertInvitation(tx, { ...row, tokenHash: hashKey(token), inviter: actor });
    await insertAudit(tx, {
      ...{ workspace, at: now, actor, action: 'invitation.create', target: invitation },
      detail: { email, role },
    });
    const inviter = await userById(tx, actor);
    return { ...row, invitedBy: inviter?.name ?? null, link: `${publicUrl}/admin/invitation#token=${token}` };
  }

  async page(workspace: WorkspaceId, request: PageRequest): Promise<Page<InvitationRow>> {
    const { pool, clock } = this.#options;
    const after = readCursor(request.cursor, ['number', 'string']);
    const limit = pageSize(request);
    const rows = await pageInvitations(pool, workspace, clock.now(), after, limit + 1);
    return pageFrom(
      rows,
      limit,
      (row) => row,
      (last) => writeCursor(last.createdAt, last.invitation),
    );
  }

  /** False when this workspace has no such invitation; one that is over already stays as it is. */
  async revoke(tx: Transaction, { workspace, actor }: Caller, invitation: string): Promise<boolean> {
    const at = this.#options.clock.now();
    const found = await invitationById(tx, workspace, invitation);
    if (found === undefined) return false;
    if (await endInvitation(tx, invitation, at)) {
      const detail = { email: found.email, role: found.role };
      await insertAudit(tx, { workspace, at, actor, action: 'invitation.revoke', target: invitation, detail });
    }
    return true;
  }

  /** What a link leads to; undefined when it was used or revoked, has expired, or never was. */
  async open(token: string): Promise<OpenInvitation | undefined> {
    const { pool, clock } = this.#options;
    const found = await openInvitation(pool, hashKey(token), clock.now());
    if (found === undefined) return undefined;
    return { ...found, hasAccount: (await userByEmail(pool, found.email)) !== undefined };
  }

  /**
   * Makes the invited person a user and a member, or a member only when they are signed in as that user. The e-mail
   * address of the invitation decides who that is, so a link that went astray lets nobody in under a name of their own.
   */
  async accept(
    token: string,
    signedIn: string | undefined,
    name: string | undefined,
    password: string | undefined,
  ): Promise<Acceptance> {
    try {
      return await inTransaction(this.#options.pool, (tx) => this.#accept(tx, token, signedIn, name, password));
    } catch (error) {
      if (error instanceof Refused) return { kind: 'refused', reason: error.reason };
      throw error;
    }
  }

  async #accept(
    tx: Transaction,
    token: string,
    signedIn: string | undefined,
    typedName: string | undefined,
    password: string | undefined,
  ): Promise<Acceptance> {
    const { clock, users } = this.#options;
    const now = clock.now();
    const found = await openInvitation(tx, hashKey(token), now);
    // Of two who accept at once, the second waits here and finds it ended.
    if (found === undefined || !(await endInvitation(tx, found.invitation, now))) throw new Refused('invitation_over');
    const { email, workspace, role } = found;
    const known = await userByEmail(tx, email);
    if (signedIn !== undefined && signedIn !== known?.user) throw new Refused('other_user');
    if (known !== undefined) {
      if (signedIn === undefined) throw new Refused('sign_in_first');
      if (!(await users.join(tx, workspace, known, role))) throw new Refused('member_already');
      return { kind: 'accepted', user: known.user, email, isNew: false };
    }
    const name = cleanName(typedName ?? '');
    if (name === '') throw new Refused('name_missing');
    if (password === undefined) throw new Refused('password_missing');
    const user = await users.admit(tx, { email, name, role, workspace }, password);
    return { kind: 'accepted', user, email, isNew: true };
  }
}
