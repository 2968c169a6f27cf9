import { type BanReason, type BanState, banLimits, type PersonSummary } from '@sarafan/contract';
import { nextRevision } from '../../engine/index.ts';
import {
  fromTheNewest,
  type Page,
  type PageRequest,
  pageFrom,
  pageSize,
  readCursor,
  writeCursor,
} from '../../kit/api/paging.ts';
import type { Clock } from '../../kit/clock.ts';
import { inTransaction, type Pool, type Queryable, type Transaction } from '../../kit/db.ts';
import type { Random } from '../../kit/random.ts';
import { idFrom, type ProfileId, type ProgramId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import { dayMs } from '../../kit/values/time.ts';
import { insertAudit } from '../access/index.ts';
import { type KnownPerson, personSummaries } from '../people/index.ts';
import type { Asker } from './service-versions.ts';
import { findParticipants } from './store.ts';
import {
  type BanRow,
  countStandingBans,
  findBan,
  findBanOf,
  findToldBanOf,
  insertAppeal,
  insertBan,
  pageBans,
  setKept,
  setLifted,
} from './store-bans.ts';
import type { ProgramRow } from './store-programs.ts';
import type { BanProblem } from './types-bans.ts';

export interface BansOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

/** A ban with whom it concerns. */
export interface NamedBan extends BanRow {
  readonly participant: PersonSummary | null;
}

/** A ban that stands, or the end of one, which is told for some time. */
export interface ToldBan {
  readonly ban: BanRow | undefined;
  readonly lifted: { readonly at: number; readonly note: string } | undefined;
}

/** Whoever was banned looks into the cabinet now and then, and should find the answer to the appeal. */
const liftedToldMs = 30 * dayMs;

export type BanAnswer = NamedBan | BanProblem;

/** What came of an appeal: there may be one for each ban. */
export type AppealAnswer = 'sent' | 'empty' | 'too_long' | 'not_banned' | 'appealed_already';

/** Bans of participants. Each is a definition: it takes effect with the revision in which it was written. */
export class Bans {
  readonly #options: BansOptions;

  constructor(options: BansOptions) {
    this.#options = options;
  }

  async page(
    workspace: WorkspaceId,
    { program }: ProgramRow,
    asked: { readonly state?: BanState; readonly profiles?: readonly ProfileId[] },
    request: PageRequest,
  ): Promise<Page<NamedBan>> {
    const { pool } = this.#options;
    const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
    const limit = pageSize(request);
    const rows = await pageBans(pool, workspace, program, asked, before, limit + 1);
    const summary = await personSummaries(
      pool,
      workspace,
      rows.map(({ person }) => person),
    );
    return pageFrom(
      rows,
      limit,
      (row) => ({ ...row, participant: summary(row.person) }),
      (last) => writeCursor(last.since, last.ban),
    );
  }

  async find(
    workspace: WorkspaceId,
    { program }: Pick<ProgramRow, 'program'>,
    ban: string,
    db: Queryable = this.#options.pool,
  ): Promise<NamedBan | undefined> {
    const row = await findBan(db, workspace, program, ban, false);
    if (row === undefined) return undefined;
    const summary = await personSummaries(db, workspace, [row.person]);
    return { ...row, participant: summary(row.person) };
  }

  /** What somebody reads of bans in their cabinet. */
  async told(workspace: WorkspaceId, program: ProgramId, profiles: readonly ProfileId[]): Promise<ToldBan> {
    const { pool, clock } = this.#options;
    const ban = await findToldBanOf(pool, workspace, program, profiles, clock.now() - liftedToldMs);
    if (ban === undefined) return { ban, lifted: undefined };
    const { liftedAt, liftNote } = ban;
    return liftedAt === null
      ? { ban, lifted: undefined }
      : { ban: undefined, lifted: { at: liftedAt, note: liftNote } };
  }

  /** Bans a participant: nothing is owed to them any more, and what they were given is taken back, spent or not. */
  async ban(
    asker: Asker,
    row: ProgramRow,
    { person, profiles }: KnownPerson,
    { reason, note }: { readonly reason: BanReason; readonly note: string },
    tx: Transaction,
  ): Promise<BanAnswer> {
    const { clock, random } = this.#options;
    const { workspace, actor } = asker;
    const { program } = row;
    const participants = await findParticipants(tx, workspace, program, profiles);
    if (participants.length === 0) return 'not_a_participant';
    // The revision's row lock lets one change of a workspace's definitions in at a time.
    const revision = await nextRevision(tx, workspace);
    if ((await findBanOf(tx, workspace, program, profiles)) !== undefined) return 'banned_already';
    if ((await countStandingBans(tx, workspace)) >= banLimits.standing) return 'too_many_bans';
    const ban = idFrom('ban', random.bytes(10));
    const since = clock.now();
    await insertBan(tx, {
      ...{ workspace, ban, program, person, profiles, reason, note },
      ...{ since, bannedBy: actor, revision },
    });
    await this.#audit(tx, asker, 'ban.begin', person, { ...namesOf(row, ban), reason, note });
    return this.#written(workspace, row, ban, tx);
  }

  /** Lifts a ban: what would be owed without it is owed again. */
  async lift(asker: Asker, row: ProgramRow, id: string, note: string, tx: Transaction): Promise<BanAnswer> {
    const { workspace, actor } = asker;
    const revision = await nextRevision(tx, workspace);
    const ban = await findBan(tx, workspace, row.program, id, true);
    if (ban === undefined) return 'unknown_ban';
    if (ban.liftedAt !== null) return 'ban_lifted';
    await setLifted(tx, workspace, ban.ban, { at: this.#options.clock.now(), by: actor, note, revision });
    await this.#audit(tx, asker, 'ban.lift', ban.person, { ...namesOf(row, ban.ban), note });
    return this.#written(workspace, row, ban.ban, tx);
  }

  /** Turns an appeal down. The ban may be lifted later all the same. */
  async keep(asker: Asker, row: ProgramRow, id: string, note: string, tx: Transaction): Promise<BanAnswer> {
    const { workspace } = asker;
    const ban = await findBan(tx, workspace, row.program, id, true);
    if (ban === undefined) return 'unknown_ban';
    if (ban.liftedAt !== null) return 'ban_lifted';
    if (ban.decision === null) return 'no_appeal';
    if (ban.decision !== 'waiting') return 'appeal_decided';
    await setKept(tx, workspace, ban.ban, { at: this.#options.clock.now(), note });
    await this.#audit(tx, asker, 'ban.keep', ban.person, { ...namesOf(row, ban.ban), note });
    return this.#written(workspace, row, ban.ban, tx);
  }

  /** Keeps what somebody who is banned has to say, once for each ban. */
  async appeal(
    workspace: WorkspaceId,
    row: ProgramRow,
    { person, profiles }: KnownPerson,
    said: string,
  ): Promise<AppealAnswer> {
    const { pool, clock } = this.#options;
    const text = said.trim();
    if (text === '') return 'empty';
    if ([...text].length > banLimits.appealCharacters) return 'too_long';
    const ban = await findBanOf(pool, workspace, row.program, profiles);
    if (ban === undefined) return 'not_banned';
    return inTransaction(pool, async (tx) => {
      const isKept = await insertAppeal(tx, workspace, ban.ban, { at: clock.now(), text });
      if (!isKept) return 'appealed_already';
      await this.#audit(tx, { workspace, actor: person }, 'ban.appeal', person, namesOf(row, ban.ban));
      return 'sent';
    });
  }

  async #written(workspace: WorkspaceId, row: ProgramRow, ban: string, tx: Transaction): Promise<BanAnswer> {
    return (await this.find(workspace, row, ban, tx)) ?? 'unknown_ban';
  }

  async #audit(
    tx: Transaction,
    { workspace, actor }: Asker,
    action: string,
    target: string,
    detail: JsonObject,
  ): Promise<void> {
    await insertAudit(tx, { workspace, at: this.#options.clock.now(), actor, action, target, detail });
  }
}

function namesOf({ program, key }: ProgramRow, ban: string): JsonObject {
  return { program, key, ban };
}
