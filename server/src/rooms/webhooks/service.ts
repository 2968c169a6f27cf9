import { type WebhookType, webhookLimits } from '@sarafan/contract';
import { nextRevision } from '../../engine/index.ts';
import { type Page, type PageRequest, pageFrom, pageSize, readCursor, writeCursor } from '../../kit/api/paging.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool, Queryable, Transaction } from '../../kit/db.ts';
import { webhookSecret } from '../../kit/outgoing/sign.ts';
import type { Random } from '../../kit/random.ts';
import type { Secrets } from '../../kit/secrets.ts';
import { idFrom, type WorkspaceId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import { insertAudit } from '../access/index.ts';
import { sendingLimits } from './limits.ts';
import { bodyOf } from './rules/message.ts';
import { sampleData } from './rules/samples.ts';
import { checkUrl, type UrlProblem } from './rules/url.ts';
import { countWaiting, findDelivery, insertDeliveries, type ListedDelivery } from './store-deliveries.ts';
import {
  countSubscriptions,
  findSubscription,
  insertSubscription,
  pageSubscriptions,
  removeSubscription,
  updateSubscription,
} from './store-subscriptions.ts';
import type { SubscriptionId, SubscriptionRow } from './types.ts';

export interface WebhooksOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly secrets: Secrets;
  /** True: addresses of this machine and of private networks are taken, too. */
  readonly allowsPrivate: boolean;
}

/** Who asks, for the audit log. */
export interface Asker {
  readonly workspace: WorkspaceId;
  readonly actor: string;
}

/** A subscription with how many deliveries are still to be made. */
export type SubscriptionView = SubscriptionRow & { readonly waiting: number };

export interface NewSubscription {
  readonly url: string;
  readonly types: readonly WebhookType[];
  readonly description?: string;
}

export type Made =
  | { readonly ok: true; readonly row: SubscriptionView; readonly secret: string }
  | { readonly ok: false; readonly reason: UrlProblem | 'too_many_subscriptions' };

export type Changed =
  | { readonly ok: true; readonly row: SubscriptionView }
  | { readonly ok: false; readonly reason: UrlProblem };

const secretBytes = 32;

/** How a secret is sealed: for its own subscription, so that none can be moved to another. */
export const secretContext = (subscription: SubscriptionId): string => `webhook:${subscription}`;

/** Subscriptions, as their owner changes them. Each change is a new revision of what the reactor goes by. */
export class WebhooksService {
  readonly #options: WebhooksOptions;

  constructor(options: WebhooksOptions) {
    this.#options = options;
  }

  async page(workspace: WorkspaceId, request: PageRequest): Promise<Page<SubscriptionView>> {
    const { pool } = this.#options;
    const after = readCursor(request.cursor, ['number', 'string']);
    const limit = pageSize(request);
    const rows = await pageSubscriptions(pool, workspace, after, limit + 1);
    const waiting = await countWaiting(
      pool,
      rows.map((row) => row.subscription),
    );
    const view = (row: SubscriptionRow): SubscriptionView => ({ ...row, waiting: waiting.get(row.subscription) ?? 0 });
    return pageFrom(rows, limit, view, (last) => writeCursor(last.createdAt, last.subscription));
  }

  async find(workspace: WorkspaceId, subscription: string): Promise<SubscriptionView | undefined> {
    const { pool } = this.#options;
    const row = await findSubscription(pool, workspace, subscription);
    return row === undefined ? undefined : this.#view(pool, row);
  }

  /** Makes a subscription. Its secret is in the answer and nowhere else in the clear. */
  async create(asker: Asker, wanted: NewSubscription, tx: Transaction): Promise<Made> {
    const { clock, random, allowsPrivate } = this.#options;
    const { workspace } = asker;
    const checked = checkUrl(wanted.url, allowsPrivate);
    if (!checked.ok) return { ok: false, reason: checked.problem };
    // The revision's row lock lets one change of a workspace in at a time, so the count holds.
    await nextRevision(tx, workspace);
    const present = await countSubscriptions(tx, workspace);
    if (present >= webhookLimits.subscriptions) return { ok: false, reason: 'too_many_subscriptions' };
    const subscription = idFrom('whk', random.bytes(10));
    const { secret, sealed } = this.#newSecret(subscription);
    const { types, description = '' } = wanted;
    const row: SubscriptionRow = {
      ...{ subscription, workspace, url: checked.url, types, description, secret: sealed, previous: null },
      ...{ disabled: null, failingSince: null, createdAt: clock.now() },
    };
    await insertSubscription(tx, row);
    await this.#audit(tx, asker, 'webhook.create', row, { types: [...types] });
    return { ok: true, row: { ...row, waiting: 0 }, secret };
  }

  /** Undefined when there is no such subscription; of the next ones, too. */
  async change(
    asker: Asker,
    subscription: string,
    change: Partial<NewSubscription>,
    tx: Transaction,
  ): Promise<Changed | undefined> {
    const row = await findSubscription(tx, asker.workspace, subscription, true);
    if (row === undefined) return undefined;
    const checked = checkUrl(change.url ?? row.url, this.#options.allowsPrivate);
    if (!checked.ok) return { ok: false, reason: checked.problem };
    const { types = row.types, description = row.description } = change;
    // Another address has failed at nothing yet.
    const failingSince = checked.url === row.url ? row.failingSince : null;
    const changed = { ...row, url: checked.url, types, description, failingSince };
    return { ok: true, row: await this.#save(asker, 'webhook.change', changed, { types: [...types] }, tx) };
  }

  /** What waits when a subscription is disabled goes out when it is enabled again. */
  async switch(
    asker: Asker,
    subscription: string,
    isOn: boolean,
    tx: Transaction,
  ): Promise<SubscriptionView | undefined> {
    const row = await findSubscription(tx, asker.workspace, subscription, true);
    if (row === undefined) return undefined;
    if (isOn === (row.disabled === null)) return this.#view(tx, row);
    const disabled = isOn ? null : ({ reason: 'by_hand', at: this.#options.clock.now() } as const);
    const changed = { ...row, disabled, failingSince: isOn ? null : row.failingSince };
    return this.#save(asker, isOn ? 'webhook.enable' : 'webhook.disable', changed, {}, tx);
  }

  /** A new secret. For a day messages are signed with the old one, too, so that nobody has to change both at once. */
  async rotate(
    asker: Asker,
    subscription: string,
    tx: Transaction,
  ): Promise<{ readonly row: SubscriptionView; readonly secret: string } | undefined> {
    const row = await findSubscription(tx, asker.workspace, subscription, true);
    if (row === undefined) return undefined;
    const { secret, sealed } = this.#newSecret(row.subscription);
    const until = this.#options.clock.now() + sendingLimits.previousSecretMs;
    const changed = { ...row, secret: sealed, previous: { secret: row.secret, until } };
    return { row: await this.#save(asker, 'webhook.rotate', changed, {}, tx), secret };
  }

  async remove(asker: Asker, subscription: string, tx: Transaction): Promise<boolean> {
    const row = await findSubscription(tx, asker.workspace, subscription, true);
    if (row === undefined) return false;
    await removeSubscription(tx, row.subscription);
    await nextRevision(tx, asker.workspace);
    await this.#audit(tx, asker, 'webhook.delete', row, {});
    return true;
  }

  /** Sends a sample, on the way that everything goes. */
  async test(
    asker: Asker,
    subscription: string,
    type: WebhookType,
    tx: Transaction,
  ): Promise<ListedDelivery | 'subscription_disabled' | undefined> {
    const { clock, random } = this.#options;
    const { workspace } = asker;
    const row = await findSubscription(tx, workspace, subscription, true);
    if (row === undefined) return undefined;
    if (row.disabled !== null) return 'subscription_disabled';
    const at = clock.now();
    const delivery = idFrom('dlv', random.bytes(10));
    const message = idFrom('msg', random.bytes(10));
    const body = bodyOf(type, at, sampleData(type, at), true);
    await insertDeliveries(tx, { workspace, message, type, isTest: true, body, at }, [
      { delivery, subscription: row.subscription },
    ]);
    await this.#audit(tx, asker, 'webhook.test', row, { type });
    return findDelivery(tx, workspace, delivery);
  }

  #newSecret(subscription: SubscriptionId): { readonly secret: string; readonly sealed: string } {
    const { random, secrets } = this.#options;
    const secret = webhookSecret(random.bytes(secretBytes));
    return { secret, sealed: secrets.seal(secret, secretContext(subscription)) };
  }

  async #save(
    asker: Asker,
    action: string,
    row: SubscriptionRow,
    detail: JsonObject,
    tx: Transaction,
  ): Promise<SubscriptionView> {
    await updateSubscription(tx, row);
    await nextRevision(tx, asker.workspace);
    await this.#audit(tx, asker, action, row, detail);
    return this.#view(tx, row);
  }

  async #view(db: Queryable, row: SubscriptionRow): Promise<SubscriptionView> {
    const waiting = await countWaiting(db, [row.subscription]);
    return { ...row, waiting: waiting.get(row.subscription) ?? 0 };
  }

  #audit(tx: Transaction, asker: Asker, action: string, row: SubscriptionRow, detail: JsonObject): Promise<void> {
    const { workspace, actor } = asker;
    const at = this.#options.clock.now();
    const told = { url: row.url, ...detail };
    return insertAudit(tx, { workspace, at, actor, action, target: row.subscription, detail: told });
  }
}
