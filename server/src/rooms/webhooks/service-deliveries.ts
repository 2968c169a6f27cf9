import { webhookLimits } from '@sarafan/contract';
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
import type { Pool, Transaction } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { insertAudit } from '../access/index.ts';
import { sendingLimits } from './limits.ts';
import type { Asker } from './service.ts';
import {
  attemptsOf,
  type DeliveryFilter,
  findDelivery,
  type ListedDelivery,
  pageDeliveries,
  sendAgain,
  sweepDeliveries,
} from './store-deliveries.ts';
import { findSubscription } from './store-subscriptions.ts';
import type { AttemptRow } from './types.ts';

export type DeliveryView = ListedDelivery & { readonly body: string; readonly log: readonly AttemptRow[] };

export type Resent =
  | { readonly ok: true; readonly delivery: ListedDelivery }
  | { readonly ok: false; readonly reason: 'subscription_disabled' | 'under_way' | 'too_many_attempts' };

const sweptAtOnce = 2_000;

/** The log of deliveries, and what a person does about one. */
export class WebhookDeliveries {
  readonly #options: { readonly pool: Pool; readonly clock: Clock };

  constructor(options: { readonly pool: Pool; readonly clock: Clock }) {
    this.#options = options;
  }

  async page(workspace: WorkspaceId, filter: DeliveryFilter, request: PageRequest): Promise<Page<ListedDelivery>> {
    const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
    const limit = pageSize(request);
    const rows = await pageDeliveries(this.#options.pool, workspace, filter, before, limit + 1);
    return pageFrom(
      rows,
      limit,
      (row) => row,
      (last) => writeCursor(last.createdAt, last.delivery),
    );
  }

  async find(workspace: WorkspaceId, delivery: string): Promise<DeliveryView | undefined> {
    const { pool } = this.#options;
    const found = await findDelivery(pool, workspace, delivery);
    return found === undefined ? undefined : { ...found, log: await attemptsOf(pool, found.delivery) };
  }

  /** Sends a delivery again, at once and under its own id. Undefined when there is none. */
  async retry(asker: Asker, delivery: string, tx: Transaction): Promise<Resent | undefined> {
    const { workspace, actor } = asker;
    const at = this.#options.clock.now();
    const found = await findDelivery(tx, workspace, delivery, true);
    if (found === undefined) return undefined;
    const endpoint = await findSubscription(tx, workspace, found.subscription);
    if (endpoint?.disabled !== null) return { ok: false, reason: 'subscription_disabled' };
    if (found.isLeased(at)) return { ok: false, reason: 'under_way' };
    if (found.attempts >= webhookLimits.attempts) return { ok: false, reason: 'too_many_attempts' };
    await sendAgain(tx, found.delivery, at);
    const detail = { delivery: found.delivery, type: found.type, url: found.url };
    await insertAudit(tx, { workspace, at, actor, action: 'webhook.retry', target: found.subscription, detail });
    return { ok: true, delivery: { ...found, state: 'waiting', nextAt: at } };
  }

  /** Sweeps away what is too old, and what was sent to endpoints that were deleted. */
  async sweep(): Promise<void> {
    const { pool, clock } = this.#options;
    for (let removed = sweptAtOnce; removed >= sweptAtOnce; ) {
      removed = await sweepDeliveries(pool, clock.now() - sendingLimits.keptMs, sweptAtOnce);
    }
  }
}
