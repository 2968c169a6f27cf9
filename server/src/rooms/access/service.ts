import { type Page, type PageRequest, pageFrom, pageSize, readCursor, writeCursor } from '../../kit/api/paging.ts';
import type { Caller } from '../../kit/caller.ts';
import type { Clock } from '../../kit/clock.ts';
import { inTransaction, type Pool, type Queryable, type Transaction } from '../../kit/db.ts';
import type { Random } from '../../kit/random.ts';
import { hashKey, type Secrets } from '../../kit/secrets.ts';
import { idFrom, type WorkspaceId } from '../../kit/values/ids.ts';
import type { Trust } from '../../kit/values/position.ts';
import type { Scope } from '../../kit/values/scopes.ts';
import { type KeyKind, keyFrom, keyHint, signerDigits, signingKeyOf, trustOfKey } from './rules/keys.ts';
import {
  type AuditFilter,
  findKey,
  findSigningKey,
  insertAudit,
  insertKey,
  insertWorkspace,
  type KeyRow,
  keyById,
  listAudit,
  listKeys,
  listWorkspaces,
  pageKeys,
  revokeKey,
} from './store.ts';

export interface AccessOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly secrets: Secrets;
}

export interface NewWorkspace {
  readonly workspace: WorkspaceId;
  /** The only time the keys are shown: what is kept is their hashes. */
  readonly writeKey: string;
  readonly secretKey: string;
  readonly apiKey: string;
}

/** A new key with its secret, which is shown this once. */
export type MadeKey = KeyRow & { readonly key: string };

const isSigner = new RegExp(`^[0-9a-f]{${signerDigits}}$`);
const signingContext = (workspace: WorkspaceId): string => `signing:${workspace}`;

/** A revoked key is refused after at most this long, in every process. */
const cacheMs = 5_000;
const cachedKeysAtMost = 10_000;
/** Longer than a transaction takes and a look-up of before it is remembered. */
const revokingMs = 60_000;

export class AccessService {
  readonly #options: AccessOptions;
  readonly #keys = new Map<string, { readonly row: KeyRow | undefined; readonly until: number }>();
  /** Keys that are being revoked, and until when they are looked up each time: the transaction may not be over yet. */
  readonly #revoking = new Map<string, number>();

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  /** Makes a workspace with one key of each kind, for whoever is told them at once. */
  async createWorkspace(name: string, actor: string, timeZone = 'UTC'): Promise<NewWorkspace> {
    return this.#transact(undefined, async (tx) => {
      const workspace = await this.openWorkspace(name, actor, timeZone, tx);
      const writeKey = await this.#insertKey(tx, workspace, 'write', [], 'first');
      const secretKey = await this.#insertKey(tx, workspace, 'secret', [], 'first');
      const apiKey = await this.#insertKey(tx, workspace, 'api', ['admin'], 'first');
      return { workspace, writeKey: writeKey.key, secretKey: secretKey.key, apiKey: apiKey.key };
    });
  }

  /** Makes a workspace without keys, for whoever would not see them: they make their own under Settings. */
  async openWorkspace(name: string, actor: string, timeZone: string, tx: Transaction): Promise<WorkspaceId> {
    const { clock, random } = this.#options;
    const workspace = idFrom('wsp', random.bytes(10));
    const at = clock.now();
    await insertWorkspace(tx, { workspace, name, createdAt: at }, timeZone);
    await insertAudit(tx, { workspace, at, actor, action: 'workspace.create', target: workspace, detail: { name } });
    return workspace;
  }

  /** Makes a key, in the caller's transaction when there is one. */
  async createKey(
    workspace: WorkspaceId,
    kind: KeyKind,
    scopes: readonly Scope[],
    note: string,
    actor: string,
    within?: Transaction,
  ): Promise<MadeKey> {
    return this.#transact(within, async (tx) => {
      const made = await this.#insertKey(tx, workspace, kind, scopes, note);
      const at = this.#options.clock.now();
      await insertAudit(tx, { workspace, at, actor, action: 'key.create', target: made.keyId, detail: { kind, note } });
      return made;
    });
  }

  /** True when the key was there and active, and is now revoked. */
  async revokeKey(workspace: WorkspaceId, keyId: string, actor: string, within?: Transaction): Promise<boolean> {
    this.#revoking.set(keyId, this.#options.clock.now() + revokingMs);
    const revoked = await this.#transact(within, async (tx) => {
      const at = this.#options.clock.now();
      const done = await revokeKey(tx, workspace, keyId, at);
      if (done) await insertAudit(tx, { workspace, at, actor, action: 'key.revoke', target: keyId, detail: {} });
      return done;
    });
    return revoked;
  }

  key(workspace: WorkspaceId, keyId: string, db: Queryable = this.#options.pool): Promise<KeyRow | undefined> {
    return keyById(db, workspace, keyId);
  }

  async pageKeys(workspace: WorkspaceId, request: PageRequest): Promise<Page<KeyRow>> {
    const after = readCursor(request.cursor, ['number', 'string']);
    const limit = pageSize(request);
    const rows = await pageKeys(this.#options.pool, workspace, after, limit + 1);
    return pageFrom(
      rows,
      limit,
      (row) => row,
      (last) => writeCursor(last.createdAt, last.keyId),
    );
  }

  /** Who did what, newest first. */
  async pageAudit(
    workspace: WorkspaceId,
    { actor, area, ...request }: PageRequest & AuditFilter,
  ): Promise<Page<Awaited<ReturnType<typeof listAudit>>[number]>> {
    const before = readCursor(request.cursor, ['number'])?.[0];
    const limit = pageSize(request);
    const filter = { ...(actor === undefined ? {} : { actor }), ...(area === undefined ? {} : { area }) };
    const rows = await listAudit(this.#options.pool, workspace, filter, before?.toString(), limit + 1);
    return pageFrom(
      rows,
      limit,
      (row) => row,
      (last) => writeCursor(Number(last.auditId)),
    );
  }

  listKeys(workspace: WorkspaceId): Promise<KeyRow[]> {
    return listKeys(this.#options.pool, workspace);
  }

  listWorkspaces(): ReturnType<typeof listWorkspaces> {
    return listWorkspaces(this.#options.pool);
  }

  /** The sender behind a key of the tracking API; undefined for a key that is unknown, revoked, or of another kind. */
  async findSender(key: string): Promise<{ readonly workspace: WorkspaceId; readonly trust: Trust } | undefined> {
    const row = await this.#find(key);
    const trust = row === undefined ? undefined : trustOfKey[row.kind];
    return row === undefined || trust === undefined ? undefined : { workspace: row.workspace, trust };
  }

  /** The caller behind a key of the management API. */
  async findCaller(key: string): Promise<Caller | undefined> {
    const row = await this.#find(key);
    return row?.kind === 'api' ? { workspace: row.workspace, actor: row.keyId, scopes: row.scopes } : undefined;
  }

  async #find(key: string): Promise<KeyRow | undefined> {
    const { pool, clock } = this.#options;
    const hash = hashKey(key);
    const now = clock.now();
    const cached = this.#keys.get(hash);
    if (cached !== undefined && cached.until > now && !this.#isRevoking(cached.row, now)) return cached.row;
    const row = await findKey(pool, hash);
    if (this.#keys.size >= cachedKeysAtMost) this.#keys.clear();
    this.#keys.set(hash, { row, until: now + cacheMs });
    return row;
  }

  /**
   * Which workspace a signature is of, and what it was signed with; `signer` are the first digits of the SHA-256 of one
   * of its secret keys. Undefined when no active key is meant.
   */
  async findSigner(
    signer: string,
  ): Promise<{ readonly workspace: WorkspaceId; readonly signingKey: string } | undefined> {
    if (!isSigner.test(signer)) return undefined;
    const found = await findSigningKey(this.#options.pool, signer);
    if (found === undefined) return undefined;
    const { workspace, signing } = found;
    return { workspace, signingKey: this.#options.secrets.open(signing, signingContext(workspace)) };
  }

  #isRevoking(row: KeyRow | undefined, now: number): boolean {
    const until = row === undefined ? undefined : this.#revoking.get(row.keyId);
    if (row === undefined || until === undefined) return false;
    if (until <= now) this.#revoking.delete(row.keyId);
    return until > now;
  }

  #transact<Result>(within: Transaction | undefined, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return within === undefined ? inTransaction(this.#options.pool, work) : work(within);
  }

  async #insertKey(
    db: Queryable,
    workspace: WorkspaceId,
    kind: KeyKind,
    scopes: readonly Scope[],
    note: string,
  ): Promise<MadeKey> {
    const { clock, random, secrets } = this.#options;
    const key = keyFrom(kind, random.bytes(24));
    const keyId = idFrom('key', random.bytes(10));
    const hint = keyHint(key);
    const row = { keyId, workspace, kind, scopes, hint, note, createdAt: clock.now(), revokedAt: null };
    const signing = kind === 'secret' ? secrets.seal(signingKeyOf(key), signingContext(workspace)) : null;
    await insertKey(db, { ...row, keyHash: hashKey(key), signing });
    return { ...row, key };
  }
}
