import type { Session, TwoFactorBegun } from '@sarafan/contract';
import type { Caller } from '../../kit/caller.ts';
import type { Clock } from '../../kit/clock.ts';
import { inTransaction, type Pool } from '../../kit/db.ts';
import { hashKey } from '../../kit/secrets.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { minuteMs } from '../../kit/values/time.ts';
import { cleanEmail } from './rules/names.ts';
import { scopesOfRole } from './rules/roles.ts';
import { AttemptGuard } from './service-attempts.ts';
import { type Auth, type AuthOptions, createAuth, hasSessionCookie, lockSeconds } from './service-auth.ts';
import { type Holder, KnownCookies } from './service-cookies.ts';
import type { UserService } from './service-users.ts';
import { memberOfSession, membershipsOf } from './store-members.ts';
import { claimCode, endSession, endSessions, proofsOf, userById } from './store-users.ts';

export interface SessionOptions extends AuthOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly users: UserService;
}

/** What a browser sent along, and where it is. */
export interface Visitor {
  readonly cookies: string | undefined;
  readonly userAgent: string | undefined;
  readonly address: string;
}

/** What was done, and the cookies by which the browser keeps it. */
export interface Done<Body> {
  readonly kind: 'done';
  readonly body: Body;
  readonly cookies: readonly string[];
}

export type SessionRefusal =
  | 'wrong_credentials'
  | 'wrong_password'
  | 'wrong_code'
  | 'used_code'
  | 'second_factor_over'
  | 'signed_out'
  | 'two_factor_on'
  | 'two_factor_off';

export type SessionOutcome<Body> =
  | Done<Body>
  | { readonly kind: 'refused'; readonly reason: SessionRefusal }
  | { readonly kind: 'wait'; readonly seconds: number };

/** Who did something without being signed in, in the audit log. */
const stranger = 'stranger';

/** A code of an app is accepted for at most three half minutes; so long it must not be accepted again. */
const codesKeptMs = 5 * minuteMs;

/**
 * Sessions of people. Every question looks the session up in the database, so one that ended has ended at once in every
 * process.
 */
export class SessionService {
  readonly #options: SessionOptions;
  readonly #attempts: AttemptGuard;
  readonly #cookies = new KnownCookies();
  #auth: Promise<Auth> | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#attempts = new AttemptGuard(options.pool, options.clock);
  }

  /** Who calls the management API with this session, in the workspace that they name. */
  async findCaller(visitor: Visitor, workspace: string): Promise<Caller | 'signed_out' | 'not_a_member'> {
    const holder = await this.#cookies.holderOf(visitor.cookies, () => this.#holder(visitor));
    const found = holder && (await memberOfSession(this.#options.pool, holder.token, workspace));
    if (found === undefined) return 'signed_out';
    const { user, role } = found;
    if (role === null) return 'not_a_member';
    return { workspace: workspace as WorkspaceId, actor: user, scopes: scopesOfRole(role) };
  }

  /** What the admin shows first; a session in use is prolonged by asking. */
  async session(visitor: Visitor): Promise<Done<Session>> {
    const found = await this.#find(visitor, true);
    if (found !== undefined) return done(await this.view(found.user), found.cookies);
    const state = (await this.#options.users.awaitsFirstRun()) ? 'first_run' : 'signed_out';
    return done({ state, user: null, workspaces: [] });
  }

  /** The user who is signed in, if any. */
  async signedIn(visitor: Visitor): Promise<string | undefined> {
    return (await this.#holder(visitor))?.user;
  }

  async view(user: string): Promise<Session> {
    const { pool } = this.#options;
    const found = await userById(pool, user);
    if (found === undefined) return { state: 'signed_out', user: null, workspaces: [] };
    return { state: 'signed_in', user: found, workspaces: await membershipsOf(pool, user) };
  }

  /** Counts an attempt of this address at something that could be guessed; the seconds to wait, else 0. */
  guard(visitor: Visitor): Promise<number> {
    return this.#attempts.take('address', visitor.address);
  }

  async signIn(
    visitor: Visitor,
    typed: string,
    password: string,
  ): Promise<SessionOutcome<Session | { readonly state: 'second_factor' }>> {
    const email = cleanEmail(typed);
    const seconds = (await this.guard(visitor)) || (await this.#attempts.take('email', email));
    if (seconds > 0) return { kind: 'wait', seconds };
    const auth = await this.#library();
    const before = await proofsOf(this.#options.pool, email);
    const answer = await attempt(() =>
      auth.api.signInEmail({ body: { email, password }, headers: headersOf(visitor), returnHeaders: true }),
    );
    if (answer.kind === 'failed') {
      if (before !== undefined) await this.#recordFailure(before.user, email);
      return { kind: 'refused', reason: 'wrong_credentials' };
    }
    const { response, headers } = answer.value;
    const cookies = headers.getSetCookie();
    // Until the second factor is there the attempt stays counted: the password alone opens nothing.
    if ('twoFactorRedirect' in response) return done({ state: 'second_factor' }, cookies);
    const after = await proofsOf(this.#options.pool, email, true);
    if (after?.passwordHash !== before?.passwordHash || after?.twoFactor === true) {
      // It was changed while this password was looked at, and has ended all sessions but the one begun meanwhile.
      await endSession(this.#options.pool, tokenIn(cookies) ?? '');
      return { kind: 'refused', reason: 'wrong_credentials' };
    }
    await this.#attempts.clear('email', email);
    return this.#entered(response.user.id, cookies);
  }

  /** The code of an app or a backup code, after the password was right. */
  async secondFactor(visitor: Visitor, typed: string): Promise<SessionOutcome<Session>> {
    const seconds = await this.guard(visitor);
    if (seconds > 0) return { kind: 'wait', seconds };
    const auth = await this.#library();
    const code = typed.trim();
    const isOfApp = /^\d{6}$/.test(code);
    const request = { body: { code }, headers: withoutSession(visitor), returnHeaders: true } as const;
    const answer = await attempt<{ response: { user: { id: string; email: string } }; headers: Headers }>(() =>
      isOfApp ? auth.api.verifyTOTP(request) : auth.api.verifyBackupCode(request),
    );
    if (answer.kind === 'failed') return secondFactorFailure(answer.code);
    const { user } = answer.value.response;
    const cookies = answer.value.headers.getSetCookie();
    if (isOfApp && !(await this.#useCode(user.id, code))) {
      await endSession(this.#options.pool, tokenIn(cookies) ?? '');
      return { kind: 'refused', reason: 'used_code' };
    }
    await this.#attempts.clear('email', user.email);
    return this.#entered(user.id, cookies);
  }

  async signOut(visitor: Visitor): Promise<Done<Session>> {
    const holder = await this.#holder(visitor);
    const auth = await this.#library();
    const { headers } = await auth.api.signOut({ headers: headersOf(visitor), returnHeaders: true });
    if (holder !== undefined) await this.#record(holder.user, 'session.sign_out');
    return done({ state: 'signed_out', user: null, workspaces: [] }, headers.getSetCookie());
  }

  /** Changes the password of who is signed in; every other session of theirs ends. */
  changePassword(visitor: Visitor, currentPassword: string, newPassword: string): Promise<SessionOutcome<Session>> {
    return this.#prove(visitor, async (holder, auth) => {
      const body = { currentPassword, newPassword, revokeOtherSessions: true };
      const answer = await auth.api.changePassword({ body, headers: headersOf(visitor), returnHeaders: true });
      return this.#changed(holder, answer.headers.getSetCookie(), 'user.password');
    });
  }

  /** Gives the secret of a second factor, which counts only once a code of it has been typed. */
  beginTwoFactor(visitor: Visitor, password: string): Promise<SessionOutcome<TwoFactorBegun>> {
    return this.#prove(visitor, async (_holder, auth) => {
      const answer = await auth.api.enableTwoFactor({ body: { password }, headers: headersOf(visitor) });
      if (!('totpURI' in answer)) throw new Error('The second factor was begun without a secret');
      const { totpURI: uri, backupCodes } = answer;
      return done({ uri, secret: new URL(uri).searchParams.get('secret') ?? '', backupCodes });
    });
  }

  /** Turns the second factor on; every other session ends. */
  confirmTwoFactor(visitor: Visitor, code: string): Promise<SessionOutcome<Session>> {
    return this.#prove(visitor, async (holder, auth) => {
      const found = await userById(this.#options.pool, holder.user);
      if (found?.twoFactor === true) return { kind: 'refused', reason: 'two_factor_on' };
      const answer = await auth.api.verifyTOTP({ body: { code }, headers: headersOf(visitor), returnHeaders: true });
      await this.#useCode(holder.user, code);
      return this.#changed(holder, answer.headers.getSetCookie(), 'user.two_factor_on');
    });
  }

  /** Turns the second factor off; every other session ends. */
  removeTwoFactor(visitor: Visitor, password: string): Promise<SessionOutcome<Session>> {
    return this.#prove(visitor, async (holder, auth) => {
      const found = await userById(this.#options.pool, holder.user);
      if (found?.twoFactor !== true) return { kind: 'refused', reason: 'two_factor_off' };
      const answer = await auth.api.disableTwoFactor({
        body: { password },
        headers: headersOf(visitor),
        returnHeaders: true,
      });
      return this.#changed(holder, answer.headers.getSetCookie(), 'user.two_factor_off');
    });
  }

  /** Runs what somebody who is signed in proves by a password or a code; how often they may try is limited. */
  async #prove<Body>(
    visitor: Visitor,
    work: (holder: Holder, auth: Auth) => Promise<SessionOutcome<Body>>,
  ): Promise<SessionOutcome<Body>> {
    const holder = await this.#holder(visitor);
    if (holder === undefined) return { kind: 'refused', reason: 'signed_out' };
    const seconds = await this.#attempts.take('user', holder.user);
    if (seconds > 0) return { kind: 'wait', seconds };
    const auth = await this.#library();
    const answer = await attempt(() => work(holder, auth));
    if (answer.kind === 'failed') return { kind: 'refused', reason: refusalOf(answer.code) };
    if (answer.value.kind === 'done') await this.#attempts.clear('user', holder.user);
    return answer.value;
  }

  /** Ends all sessions of the user but the one that these cookies begin. */
  async #changed({ user }: Holder, cookies: readonly string[], action: string): Promise<Done<Session>> {
    const { pool, users } = this.#options;
    await inTransaction(pool, async (tx) => {
      await endSessions(tx, user, tokenIn(cookies));
      await users.record(tx, user, user, action);
    });
    return done(await this.view(user), cookies);
  }

  async #entered(user: string, cookies: readonly string[]): Promise<Done<Session>> {
    await this.#record(user, 'session.sign_in');
    return done(await this.view(user), cookies);
  }

  #record(user: string, action: string): Promise<void> {
    return inTransaction(this.#options.pool, (tx) => this.#options.users.record(tx, user, user, action));
  }

  /**
   * Somebody tried a wrong password. No more are recorded than the guard lets through: ten
   * in a quarter of an hour for an e-mail address (INV-8).
   */
  #recordFailure(user: string, email: string): Promise<void> {
    const { pool, users } = this.#options;
    return inTransaction(pool, (tx) => users.record(tx, user, stranger, 'session.sign_in_failed', { email }));
  }

  #useCode(user: string, code: string): Promise<boolean> {
    const now = this.#options.clock.now();
    return claimCode(this.#options.pool, user, hashKey(`${user}:${code}`), now, now - codesKeptMs);
  }

  #holder(visitor: Visitor): Promise<Holder | undefined> {
    return this.#find(visitor, false);
  }

  async #find(visitor: Visitor, renews: boolean): Promise<(Holder & { cookies: readonly string[] }) | undefined> {
    if (!hasSessionCookie(visitor.cookies)) return undefined;
    const auth = await this.#library();
    const { response, headers } = await auth.api.getSession({
      headers: headersOf(visitor),
      query: { disableRefresh: !renews, disableCookieCache: true },
      returnHeaders: true,
    });
    if (response === null) return undefined;
    return { user: response.user.id, token: response.session.token, cookies: headers.getSetCookie() };
  }

  #library(): Promise<Auth> {
    this.#auth ??= createAuth(this.#options);
    return this.#auth;
  }
}

const done = <Body>(body: Body, cookies: readonly string[] = []): Done<Body> => ({ kind: 'done', body, cookies });

function headersOf({ cookies, userAgent }: Visitor): Headers {
  const headers = new Headers();
  if (cookies !== undefined) headers.set('cookie', cookies);
  if (userAgent !== undefined) headers.set('user-agent', userAgent.slice(0, 500));
  return headers;
}

/** A code answers the challenge of the sign-in that is under way, never another session of the same browser. */
function withoutSession({ cookies, ...rest }: Visitor): Headers {
  const kept = cookies?.split(';').filter((each) => !hasSessionCookie(each));
  return headersOf({ ...rest, cookies: kept?.join(';') });
}

/** The session that cookies begin: its token stands before the signature. */
function tokenIn(cookies: readonly string[]): string | undefined {
  const [cookie] = cookies.filter(hasSessionCookie);
  const value = /session_token=([^;]+)/.exec(cookie ?? '')?.[1];
  return value === undefined ? undefined : decodeURIComponent(value).split('.')[0];
}

type Attempted<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'failed'; readonly code: string };

/** What the library refuses is an answer; whatever else goes wrong in it is a fault. */
async function attempt<Value>(work: () => Promise<Value>): Promise<Attempted<Value>> {
  try {
    return { kind: 'value', value: await work() };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'APIError') throw error;
    const status = 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status >= 500) throw error;
    const body: unknown = 'body' in error ? error.body : undefined;
    const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : '';
    return { kind: 'failed', code };
  }
}

const refusals: Readonly<Record<string, SessionRefusal>> = {
  INVALID_PASSWORD: 'wrong_password',
  INVALID_CODE: 'wrong_code',
  INVALID_BACKUP_CODE: 'wrong_code',
  TOTP_ALREADY_ENABLED: 'two_factor_on',
  TOTP_NOT_ENABLED: 'two_factor_off',
  INVALID_TWO_FACTOR_COOKIE: 'second_factor_over',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'second_factor_over',
};

function refusalOf(code: string): SessionRefusal {
  const reason = refusals[code];
  if (reason === undefined) throw new Error(`The sign-in library refused for a reason without a sentence: ${code}`);
  return reason;
}

function secondFactorFailure(code: string): SessionOutcome<never> {
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return { kind: 'wait', seconds: lockSeconds };
  return { kind: 'refused', reason: refusalOf(code) };
}
