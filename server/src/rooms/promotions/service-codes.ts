import {
  type CodeBatch,
  type PersonalCode,
  type PromoAlarm,
  type PromoCode,
  type PromoUse,
  promotionLimits,
} from '@sarafan/contract';
import { type CommandDoor, commandFact, type Inbox } from '../../engine/index.ts';
import {
  fromTheNewest,
  type Page,
  type PageRequest,
  pageFrom,
  pageSize,
  readCursor,
  writeCursor,
} from '../../kit/api/paging.ts';
import { notFound, type Outcome } from '../../kit/api/writes.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import type { Random } from '../../kit/random.ts';
import { formatAmount } from '../../kit/values/amounts.ts';
import { currencyExponent } from '../../kit/values/currencies.ts';
import { derivedId, type WorkspaceId } from '../../kit/values/ids.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import { insertAudit } from '../access/index.ts';
import { findPersonByUserId, personSummaries } from '../people/index.ts';
import { codeDetail, type PromotionId } from './rules/claim.ts';
import { closeAlarm, giveCodes } from './rules/commands.ts';
import type { Asker } from './service.ts';
import { freeCodes } from './service-free-codes.ts';
import { refused } from './service-refusals.ts';
import { type BatchRow, insertBatch, listBatches } from './store-batches.ts';
import { type AlarmRow, type CodeRow, findAlarm, pageAlarms, pageCodes, pageUses } from './store-lists.ts';
import { findPromotion, promotionsUntil } from './store-promotions.ts';
import { alarmTexts } from './texts.ts';

export interface PromoCodeOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly commands: CommandDoor;
  readonly inbox: Pick<Inbox, 'accept'>;
}

/** One command claims so many codes, so that no batch of the engine has more than it can write in time. */
const codesOfCommand = 500;
const codesOfChunk = 200;

/** The codes of promotions: making them, who used them, and alarms about them. */
export class PromoCodes {
  readonly #options: PromoCodeOptions;

  constructor(options: PromoCodeOptions) {
    this.#options = options;
  }

  /** Begins to make a batch of codes, each used once. Its progress is how many there are by now. */
  async makeBatch(
    { workspace, actor }: Asker,
    promotion: string,
    count: number,
    messageId: string,
  ): Promise<Outcome<CodeBatch>> {
    const { pool, clock, random, inbox } = this.#options;
    const row = await findPromotion(pool, workspace, promotion);
    if (row === undefined) return notFound();
    if (row.definition.kind !== 'single') return refused(409, 'not_single');
    if (row.status === 'ended') return refused(409, 'has_ended');
    const batch = derivedId('bat', row.id, messageId);
    const present = await listBatches(pool, workspace, row.id);
    if (!present.some((each) => each.batch === batch) && present.length >= promotionLimits.batches) {
      return refused(409, 'too_many_batches', { limit: promotionLimits.batches });
    }
    const at = clock.now();
    const detail = { count, batch };
    await insertAudit(pool, { workspace, at, actor, action: 'promotion.codes', target: row.id, detail }, messageId);
    await insertBatch(pool, { workspace, batch, promotion: row.id, wanted: count, startedAt: at });
    const codes = await freeCodes(pool, random, workspace, count);
    const commands: ReturnType<typeof commandFact>[] = [];
    for (let from = 0; from < codes.length; from += codesOfCommand) {
      const claims = codes
        .slice(from, from + codesOfCommand)
        .map((value) => ({ kind: 'code' as const, value, detail: codeDetail({ kind: 'single' }) }));
      const command = { workspace, name: giveCodes, to: row.id, messageId: `${messageId}.${from}` };
      commands.push(commandFact({ ...command, properties: { batch }, claims }, clock));
    }
    await inbox.accept(commands);
    const made = { batch, promotion: row.id, wanted: count, made: 0, startedAt: at };
    return { kind: 'answered', status: 201, body: presentBatch(made) };
  }

  async batches(workspace: WorkspaceId, promotion: string): Promise<{ items: CodeBatch[] } | undefined> {
    const { pool } = this.#options;
    const row = await findPromotion(pool, workspace, promotion);
    return row === undefined ? undefined : { items: (await listBatches(pool, workspace, row.id)).map(presentBatch) };
  }

  /** Gives one person a code of their own. */
  async givePersonal(
    { workspace, actor }: Asker,
    promotion: string,
    userId: string,
    messageId: string,
  ): Promise<Outcome<PersonalCode>> {
    const { pool, clock, random, commands } = this.#options;
    const row = await findPromotion(pool, workspace, promotion);
    if (row === undefined) return notFound();
    if (row.definition.kind !== 'personal') return refused(409, 'not_personal');
    if (row.status === 'ended') return refused(409, 'has_ended');
    const person = await findPersonByUserId(pool, workspace, userId);
    if (person === undefined) return refused(404, 'unknown_person');
    const [code = ''] = await freeCodes(pool, random, workspace, 1);
    const at = clock.now();
    const detail = { userId, person };
    await insertAudit(pool, { workspace, at, actor, action: 'promotion.code', target: row.id, detail }, messageId);
    const claims = [{ kind: 'code' as const, value: code, detail: codeDetail({ kind: 'personal', holder: person }) }];
    const command = { workspace, name: giveCodes, to: row.id, messageId, properties: { holder: person }, claims };
    const reply = await commands.send(command);
    if (reply === undefined) return { kind: 'pending' };
    const given = reply.result?.['codes'];
    if (reply.status === 'refused' || !Array.isArray(given)) {
      return { ...refused(409, 'code_taken', { code }), decided: true };
    }
    return { kind: 'answered', status: 201, body: { promotion: row.id, code: String(given[0]), person } };
  }

  async codes(
    workspace: WorkspaceId,
    promotion: string,
    { state, ...request }: PageRequest & { readonly state?: string },
  ): Promise<Page<PromoCode> | undefined> {
    const { pool } = this.#options;
    const row = await findPromotion(pool, workspace, promotion);
    if (row === undefined) return undefined;
    const [after] = readCursor(request.cursor, ['string']) ?? [''];
    const limit = pageSize(request);
    const rows = await pageCodes(pool, workspace, row.id, state, after, limit + 1);
    const present = await this.#presentCodes(workspace, rows);
    return pageFrom(rows, limit, present, (last) => writeCursor(last.code));
  }

  async #presentCodes(workspace: WorkspaceId, rows: readonly CodeRow[]): Promise<(row: CodeRow) => PromoCode> {
    const holders = rows.map(({ holder }) => holder);
    const summary = await personSummaries(this.#options.pool, workspace, holders);
    return ({ madeAt, holder, ...row }) => {
      return { ...row, holder, holderPerson: summary(holder), madeAt: isoMoment(madeAt) };
    };
  }

  /** Every code of a promotion, some at a time, for a file. Undefined when there is no such promotion. */
  async allCodes(workspace: WorkspaceId, promotion: string): Promise<AsyncIterable<readonly CodeRow[]> | undefined> {
    const row = await findPromotion(this.#options.pool, workspace, promotion);
    return row === undefined ? undefined : this.#chunks(workspace, row.id);
  }

  async *#chunks(workspace: WorkspaceId, promotion: PromotionId): AsyncGenerator<readonly CodeRow[]> {
    for (let after = '', isMore = true; isMore; ) {
      const rows = await pageCodes(this.#options.pool, workspace, promotion, undefined, after, codesOfChunk);
      isMore = rows.length === codesOfChunk;
      after = rows.at(-1)?.code ?? after;
      if (rows.length > 0) yield rows;
    }
  }

  async uses(workspace: WorkspaceId, promotion: string, request: PageRequest): Promise<Page<PromoUse> | undefined> {
    const { pool } = this.#options;
    const found = await findPromotion(pool, workspace, promotion);
    if (found === undefined) return undefined;
    const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
    const limit = pageSize(request);
    const rows = await pageUses(pool, workspace, found.id, before, limit + 1);
    const summary = await personSummaries(
      pool,
      workspace,
      rows.map(({ profile }) => profile),
    );
    const present = (row: (typeof rows)[number]): PromoUse => {
      const { claim, profile, amountMinor, reservedAt, ...rest } = row;
      const discount = formatAmount(amountMinor, currencyExponent(row.currency) ?? 2);
      const who = summary(profile);
      const person = who?.person ?? profile;
      return { ...rest, use: claim, person, personSummary: who, discount, at: isoMoment(reservedAt) };
    };
    return pageFrom(rows, limit, present, (last) => writeCursor(last.reservedAt, last.claim));
  }

  async alarms(
    workspace: WorkspaceId,
    filter: { readonly promotion?: string; readonly open?: boolean },
    request: PageRequest,
  ): Promise<Page<PromoAlarm>> {
    const { pool } = this.#options;
    const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
    const limit = pageSize(request);
    const rows = await pageAlarms(pool, workspace, filter, before, limit + 1);
    const present = await this.#presentAlarms(workspace);
    return pageFrom(rows, limit, present, (last) => writeCursor(last.raisedAt, last.alarm));
  }

  async #presentAlarms(workspace: WorkspaceId): Promise<(row: AlarmRow) => PromoAlarm> {
    const promotions = await promotionsUntil(this.#options.pool, workspace, Number.MAX_SAFE_INTEGER);
    const names = new Map(promotions.map(({ id, definition }) => [id, definition.name]));
    return ({ raisedAt, lastAt, closedAt, ...row }) => ({
      ...row,
      name: names.get(row.promotion) ?? { ru: row.promotion, en: row.promotion },
      sentence: sentenceOf(alarmTexts, row.kind, { persons: row.persons, code: row.code ?? '' }),
      raisedAt: isoMoment(raisedAt),
      lastAt: isoMoment(lastAt),
      closedAt: closedAt === null ? null : isoMoment(closedAt),
    });
  }

  /** A person has looked at an alarm. One that is closed is closed for good. */
  async closeAlarm(
    { workspace, actor }: Asker,
    id: string,
    note: string,
    messageId: string,
  ): Promise<Outcome<PromoAlarm>> {
    const { pool, clock, commands } = this.#options;
    const row = await findAlarm(pool, workspace, id);
    if (row === undefined) return notFound();
    const answer = async (found: AlarmRow): Promise<Outcome<PromoAlarm>> => {
      return { kind: 'answered', status: 200, body: (await this.#presentAlarms(workspace))(found) };
    };
    if (row.closedAt !== null) return row.note === note ? answer(row) : refused(409, 'alarm_closed');
    const { promotion } = row;
    const entry = {
      workspace,
      at: clock.now(),
      actor,
      action: 'promotion.alarm',
      target: id,
      detail: { note, promotion },
    };
    await insertAudit(pool, entry, messageId);
    const properties = { alarm: id, note };
    const reply = await commands.send({ workspace, name: closeAlarm, to: promotion, messageId, properties });
    if (reply === undefined) return { kind: 'pending' };
    return answer((await findAlarm(pool, workspace, id)) ?? row);
  }
}

function presentBatch({ startedAt, ...row }: BatchRow): CodeBatch {
  return { ...row, startedAt: isoMoment(startedAt) };
}
