import { isDeepStrictEqual } from 'node:util';
import {
  type Promotion as ApiPromotion,
  type ProgramProblem,
  type PromotionDefinition,
  type PromotionStatus,
  promotionLimits,
} from '@sarafan/contract';
import { type CommandDoor, nextRevision } from '../../engine/index.ts';
import {
  fromTheNewest,
  type Page,
  type PageRequest,
  pageFrom,
  pageSize,
  readCursor,
  writeCursor,
} from '../../kit/api/paging.ts';
import { notFound, type Outcome, type Refusal } from '../../kit/api/writes.ts';
import type { Clock } from '../../kit/clock.ts';
import { inTransaction, type Pool, type Transaction } from '../../kit/db.ts';
import type { Random } from '../../kit/random.ts';
import { charactersOf, codeAlphabet, readCode } from '../../kit/values/codes.ts';
import { subjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import { laneOfAnchor } from '../../kit/values/lane.ts';
import type { Sentence } from '../../kit/values/sentences.ts';
import { dayIn } from '../../kit/values/zones.ts';
import { insertAudit, workspaceBrand } from '../access/index.ts';
import { codeDetail, type PromotionId } from './rules/claim.ts';
import { giveCodes } from './rules/commands.ts';
import { freeCodes, isFree } from './service-free-codes.ts';
import { presentPromotions } from './service-present.ts';
import { presentProblem, readPromotion } from './service-problems.ts';
import { refused } from './service-refusals.ts';
import { summaryOf } from './service-summary.ts';
import {
  countPromotions,
  findPromotion,
  insertPromotion,
  insertVersion,
  type PromotionFilter,
  type PromotionRow,
  pagePromotions,
  removePromotion,
} from './store-promotions.ts';

export interface PromotionOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly commands: CommandDoor;
}

/** Who asks: a key's id or a user's, for the audit log. */
export interface Asker {
  readonly workspace: WorkspaceId;
  readonly actor: string;
}

export interface NewPromotionInput {
  readonly definition: unknown;
  readonly code: string | undefined;
  readonly note: string | undefined;
  readonly messageId: string;
}

/** Promotions as data: what they give, and whether they are on. */
export class PromotionService {
  readonly #options: PromotionOptions;

  constructor(options: PromotionOptions) {
    this.#options = options;
  }

  /** What is wrong with a definition, and what it gives in plain words once it has its form. */
  async check(
    workspace: WorkspaceId,
    definition: unknown,
  ): Promise<{ problems: readonly ProgramProblem[]; summary: Sentence[] | null }> {
    const { pool } = this.#options;
    const read = await readPromotion(pool, workspace, definition);
    if ('problems' in read) return { problems: read.problems, summary: null };
    const brand = await workspaceBrand(pool, workspace);
    return { problems: [], summary: summaryOf(read.definition, dayIn(brand?.timeZone ?? 'UTC')) };
  }

  async page(workspace: WorkspaceId, filter: PromotionFilter, request: PageRequest): Promise<Page<ApiPromotion>> {
    const { pool } = this.#options;
    const limit = pageSize(request);
    const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
    const rows = await pagePromotions(pool, workspace, filter, before, limit + 1);
    const present = await presentPromotions(pool, workspace, rows);
    return pageFrom(rows, limit, present, (last) => writeCursor(last.createdAt, last.id));
  }

  async find(workspace: WorkspaceId, promotion: string): Promise<ApiPromotion | undefined> {
    const row = await findPromotion(this.#options.pool, workspace, promotion);
    return row === undefined ? undefined : this.#present(workspace, row);
  }

  async #present(workspace: WorkspaceId, row: PromotionRow): Promise<ApiPromotion> {
    return (await presentPromotions(this.#options.pool, workspace, [row]))(row);
  }

  /**
   * Makes a promotion; a shared one with its code, which its own lane claims, so that no other promotion and no
   * invitation has it. One whose code turns out to be taken is not made.
   */
  async create(asker: Asker, input: NewPromotionInput): Promise<Outcome<ApiPromotion>> {
    const { pool } = this.#options;
    const { workspace } = asker;
    const read = await readPromotion(pool, workspace, input.definition);
    if ('problems' in read) return invalid(read.problems);
    const { definition } = read;
    const promotion = subjectId(
      'prm',
      laneOfAnchor(workspace, `promotion:${input.messageId}`),
      workspace,
      input.messageId,
    );
    const code = await this.#codeFor(workspace, promotion, definition, input.code);
    if (typeof code === 'object') return code;
    const limit = promotionLimits.promotions;
    if ((await countPromotions(pool, workspace)) >= limit) return refused(409, 'too_many_promotions', { limit });
    await this.#insert(asker, promotion, definition, input);
    if (code !== undefined) {
      const given = await this.#give(workspace, promotion, code, input.messageId);
      if (given === 'pending') return { kind: 'pending' };
      if (given === 'taken') {
        await inTransaction(pool, async (tx) => {
          await nextRevision(tx, workspace);
          await removePromotion(tx, workspace, promotion);
        });
        return ofCode(refused(409, 'code_taken', { code }));
      }
    }
    const made = await this.find(workspace, promotion);
    return made === undefined ? notFound() : { kind: 'answered', status: 201, body: made };
  }

  /** The code of a shared promotion as it is stored: the one that was asked for, or a drawn one. */
  async #codeFor(
    workspace: WorkspaceId,
    promotion: PromotionId,
    { kind }: PromotionDefinition,
    asked: string | undefined,
  ): Promise<string | undefined | Extract<Outcome<ApiPromotion>, { kind: 'refused' }>> {
    const { pool, random } = this.#options;
    if (kind !== 'shared') return asked === undefined ? undefined : refused(422, 'code_for_shared_only');
    if (asked === undefined) return (await freeCodes(pool, random, workspace, 1))[0];
    const code = readCode(asked);
    if (code === undefined) {
      const wrong = charactersOf(asked).flatMap(({ typed, read }) => (read === undefined ? [typed] : []));
      const values = { alphabet: codeAlphabet, wrong: wrong.length === 0 ? '—' : [...new Set(wrong)].join(' ') };
      return ofCode(refused(422, 'bad_code', values));
    }
    return (await isFree(pool, workspace, code, promotion)) ? code : ofCode(refused(409, 'code_taken', { code }));
  }

  async #insert(
    { workspace, actor }: Asker,
    promotion: PromotionId,
    definition: PromotionDefinition,
    { note, messageId }: NewPromotionInput,
  ): Promise<void> {
    const { pool, clock } = this.#options;
    await inTransaction(pool, async (tx) => {
      const revision = await nextRevision(tx, workspace);
      const at = clock.now();
      const row = { workspace, promotion, version: 1, revision, at, status: 'active' as const, definition };
      if (!(await insertPromotion(tx, row))) return;
      const detail = { name: { ...definition.name }, note: note ?? '' };
      await insertAudit(tx, { workspace, at, actor, action: 'promotion.create', target: promotion, detail }, messageId);
    });
  }

  async #give(
    workspace: WorkspaceId,
    promotion: PromotionId,
    code: string,
    messageId: string,
  ): Promise<'given' | 'taken' | 'pending'> {
    const claims = [{ kind: 'code' as const, value: code, detail: codeDetail({ kind: 'shared' }) }];
    const command = { workspace, name: giveCodes, to: promotion, messageId, properties: {}, claims };
    const reply = await this.#options.commands.send(command);
    if (reply === undefined) return 'pending';
    return reply.status === 'done' ? 'given' : 'taken';
  }

  /** Changes what a promotion gives: a new version, which decides from now on. What was reserved stays as it is. */
  async change(
    asker: Asker,
    promotion: string,
    { definition, note }: { readonly definition: unknown; readonly note: string | undefined },
    tx: Transaction,
  ): Promise<Outcome<ApiPromotion>> {
    const read = await readPromotion(tx, asker.workspace, definition);
    if ('problems' in read) return invalid(read.problems);
    return this.#renew(asker, promotion, tx, (row) => {
      const present = row.definition.kind;
      if (row.status === 'ended') return refused(409, 'has_ended');
      if (read.definition.kind !== present) {
        return invalid([presentProblem({ path: '/kind', code: 'kind_is_fixed', values: { present } })]);
      }
      return { ...row, definition: read.definition, action: 'promotion.change', detail: { note: note ?? '' } };
    });
  }

  /** Pauses, ends, or lets go on; what an alarm paused goes on as well. An end is for good. */
  setStatus(
    asker: Asker,
    promotion: string,
    { status, note }: { readonly status: PromotionStatus; readonly note: string | undefined },
    tx: Transaction,
  ): Promise<Outcome<ApiPromotion>> {
    return this.#renew(asker, promotion, tx, (row) => {
      if (row.status === 'ended' && status !== 'ended') return refused(409, 'has_ended');
      return { ...row, status, action: 'promotion.status', detail: { status, note: note ?? '' }, always: true };
    });
  }

  async #renew(
    { workspace, actor }: Asker,
    promotion: string,
    tx: Transaction,
    changed: (row: PromotionRow) => Renewed | Extract<Outcome<ApiPromotion>, { kind: 'refused' }>,
  ): Promise<Outcome<ApiPromotion>> {
    // The revision's row lock lets one change of a workspace in at a time.
    const revision = await nextRevision(tx, workspace);
    const row = await findPromotion(tx, workspace, promotion);
    if (row === undefined) return notFound();
    const next = changed(row);
    if ('kind' in next) return next;
    const { status, definition, action, detail, always } = next;
    const at = this.#options.clock.now();
    const isSame = status === row.status && isDeepStrictEqual(definition, row.definition);
    if (!isSame || always === true) {
      const version = row.version + 1;
      await insertVersion(tx, { workspace, promotion: row.id, version, revision, at, status, definition });
      await insertAudit(tx, { workspace, at, actor, action, target: row.id, detail });
    }
    const saved = (await findPromotion(tx, workspace, promotion)) ?? row;
    return { kind: 'answered', status: 200, body: await this.#present(workspace, saved) };
  }
}

interface Renewed extends Pick<PromotionRow, 'status' | 'definition'> {
  readonly action: string;
  readonly detail: JsonObject;
  /** A status that is set again lets go on what an alarm paused. */
  readonly always?: boolean;
}

function invalid(problems: readonly ProgramProblem[]): Extract<Outcome<ApiPromotion>, { kind: 'refused' }> {
  return { ...refused(422, 'invalid_promotion'), extra: { problems: problems.map((each) => ({ ...each })) } };
}

/** What is at fault is the code that was asked for, and a form says so beside it. */
function ofCode(refusal: Refusal): Refusal {
  return { ...refusal, extra: { at: 'body.code' } };
}
