import type { Logger } from 'pino';
import { scalarArray, textArray } from '../kit/arrays.ts';
import type { Clock } from '../kit/clock.ts';
import type { Pool, Transaction } from '../kit/db.ts';
import { allLanes, type Lane, type WorkspaceId } from '../kit/values/ids.ts';
import type { JsonObject } from '../kit/values/json.ts';
import { laneOfAnchor } from '../kit/values/lane.ts';
import { type EpochMs, hourMs, minuteMs, secondMs } from '../kit/values/time.ts';
import { insertOutbox } from './batch/write-records.ts';
import { engineLimits } from './limits.ts';
import type { OutboxItem } from './reactor.ts';

/**
 * Work for the world outside: decisions put it into the outbox in their own transaction, senders take it from there
 * after the commit. An item is leased, sent, and marked; a sender that dies lets its lease run out and the item is sent
 * again, so every channel gets the item's key and can tell a repeat. What is sent is never sent for a rolled-back fact.
 */
export interface OutboxMessage {
  readonly workspace: WorkspaceId;
  /** Whom or what it is about: a subject's id, or that of something of the workspace. */
  readonly about: string;
  /** The same for every try of this item. */
  readonly key: string;
  readonly payload: JsonObject;
  /** How many tries there were before this one. */
  readonly attempts: number;
}

export type SendResult =
  | { readonly kind: 'sent' }
  /** Worth another try: a time-out, a busy provider. */
  | { readonly kind: 'later'; readonly error: string }
  /** No try will help: an address that does not exist. */
  | { readonly kind: 'failed'; readonly error: string };

export type Sender = (message: OutboxMessage) => Promise<SendResult>;

/** Waits between tries; after the last one the item has failed. */
const retryAfterMs = [10 * secondMs, minuteMs, 5 * minuteMs, 30 * minuteMs, 2 * hourMs, 6 * hourMs, 24 * hourMs];
const leaseMs = 2 * minuteMs;
const itemsPerRound = 50;
const pollMs = secondMs;

interface Leased extends OutboxMessage {
  readonly lane: Lane;
  readonly outboxId: string;
  readonly channel: string;
}

export interface OutboxOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Logger;
  readonly senders: ReadonlyMap<string, Sender>;
}

export class Outbox {
  readonly #options: OutboxOptions;
  #stopped = false;
  #loop: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  /** True when something was written that no round has looked for yet. */
  #isAwaited = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Without a channel there is nothing to send, and nothing runs. */
  start(): void {
    if (this.#options.senders.size > 0) this.#loop ??= this.#run();
  }

  /** Something new is in the outbox. */
  wake(): void {
    this.#isAwaited = true;
    this.#wake?.();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake?.();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      let sent = 0;
      this.#isAwaited = false;
      try {
        sent = await this.round();
      } catch (error) {
        this.#options.log.warn({ err: error }, 'A round of sending failed; its items are tried again');
      }
      if (sent === 0) await this.#sleep();
    }
  }

  #sleep(): Promise<void> {
    if (this.#isAwaited || this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Leases what is due, sends it and marks it. Returns how many items were tried. */
  async round(): Promise<number> {
    const items = await this.#lease();
    await Promise.all(items.map((item) => this.#send(item)));
    return items.length;
  }

  async #lease(): Promise<Leased[]> {
    const { pool, clock, senders } = this.#options;
    const now = clock.now();
    const { rows } = await pool.query<{
      lane: number;
      outbox_id: string;
      workspace_id: string;
      subject_id: string;
      channel: string;
      key: string;
      payload: JsonObject;
      attempts: number;
    }>({
      name: 'engine-lease-outbox',
      text: `
        with due as (
          select lane, outbox_id from engine_outbox
          where lane = any($1::smallint[]) and state = 'waiting' and next_at <= $2 and channel = any($3::text[])
          order by next_at limit $4 for update skip locked)
        update engine_outbox o set next_at = $5
        from due where o.lane = due.lane and o.outbox_id = due.outbox_id
        returning o.lane, o.outbox_id, o.workspace_id, o.subject_id, o.channel, o.key, o.payload, o.attempts`,
      values: [scalarArray(allLanes), now, textArray([...senders.keys()]), itemsPerRound, now + leaseMs],
    });
    return rows.map((row) => ({
      lane: row.lane,
      outboxId: row.outbox_id,
      workspace: row.workspace_id as WorkspaceId,
      about: row.subject_id,
      channel: row.channel,
      key: row.key,
      payload: row.payload,
      attempts: row.attempts,
    }));
  }

  async #send(item: Leased): Promise<void> {
    const { lane: _lane, outboxId: _outboxId, channel, ...message } = item;
    const sender = this.#options.senders.get(channel);
    if (sender === undefined) return;
    let result: SendResult;
    try {
      result = await sender(message);
    } catch (error) {
      result = { kind: 'later', error: error instanceof Error ? error.message : 'The sender failed' };
    }
    await this.#mark(item, result);
  }

  async #mark(item: Leased, result: SendResult): Promise<void> {
    const { pool, clock } = this.#options;
    const wait = retryAfterMs[item.attempts];
    const again = result.kind === 'later' && wait !== undefined;
    const state = result.kind === 'sent' ? 'sent' : again ? 'waiting' : 'failed';
    await pool.query({
      name: 'engine-mark-outbox',
      text: `
        update engine_outbox set state = $3, attempts = attempts + 1, next_at = $4, last_error = $5
        where lane = $1 and outbox_id = $2 and state = 'waiting'`,
      values: [
        item.lane,
        item.outboxId,
        state,
        clock.now() + (wait ?? 0),
        result.kind === 'sent' ? null : result.error.slice(0, 2_000),
      ],
    });
  }
}

/** Work of a service for the world outside, written in the transaction that makes it necessary. */
export async function putIntoOutbox(
  tx: Transaction,
  work: { readonly workspace: WorkspaceId; readonly about: string; readonly at: EpochMs; readonly item: OutboxItem },
): Promise<void> {
  await insertOutbox(tx, [{ ...work, lane: laneOfAnchor(work.workspace, `about:${work.about}`) }]);
}

/** Rows of one statement, so that none holds the table for long. */
const forgottenAtOnce = 5_000;

/** Forgets what was sent, given up or cancelled so long ago; what waits stays however old it is. */
export async function forgetOutbox(pool: Pool, now: EpochMs): Promise<void> {
  for (let removed = forgottenAtOnce; removed === forgottenAtOnce; ) {
    const { rowCount } = await pool.query(
      `delete from engine_outbox o using (
         select lane, outbox_id from engine_outbox
         where lane = any($1::smallint[]) and state <> 'waiting' and created_at < $2 limit $3) old
       where o.lane = old.lane and o.outbox_id = old.outbox_id`,
      [scalarArray(allLanes), now - engineLimits.outboxKeptMs, forgottenAtOnce],
    );
    removed = rowCount ?? 0;
  }
}
