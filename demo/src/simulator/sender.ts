import { Analytics } from '@segment/analytics-node';
import type { Properties, SchoolAccess } from '../school.ts';
import type { Life, PlannedOrder } from './plan.ts';

/** What the school's server would have told, with the times at which it happened. */
export class HistorySender {
  readonly #server: Analytics;
  readonly #failures: unknown[] = [];

  constructor({ url, secretKey }: SchoolAccess) {
    this.#server = new Analytics({
      ...{ writeKey: secretKey, host: url, path: '/v1/batch', maxRetries: 5 },
      ...{ flushAt: 200, flushInterval: 1_000 },
    });
    this.#server.on('error', (error) => this.#failures.push(error));
  }

  /** A student signs up; `traits` beside those that every student has. */
  signUp(life: Life, traits: Record<string, unknown> = {}, anonymousId?: string): void {
    const { userId, name, email, phone, city, legalForm, signedUpAt } = life;
    this.#server.identify({
      ...{ userId, messageId: `demo-history-${userId}-known`, timestamp: new Date(signedUpAt) },
      ...(anonymousId === undefined ? {} : { anonymousId }),
      traits: { name, email, phone, city, legal_form: legalForm, ...traits },
    });
  }

  track(userId: string, event: string, at: number, properties: Properties): void {
    const messageId = `demo-history-${userId}-${event}-${properties.order_id ?? ''}`.replaceAll(' ', '-');
    this.#server.track({ userId, event, properties, messageId, timestamp: new Date(at) });
  }

  order(userId: string, { id, at, lessons, price, certificate, refundedAt }: PlannedOrder): void {
    const payments = [{ method: certificate ? 'gift_certificate' : 'money', amount: price }];
    const products = [{ product_id: `english-${lessons}`, name: 'english', quantity: lessons, price: price / lessons }];
    this.track(userId, 'Order Completed', at, { order_id: id, total: price, currency: 'RUB', payments, products });
    if (refundedAt !== undefined) this.track(userId, 'Order Refunded', refundedAt, { order_id: id });
  }

  /** Resolves when everything that was said was taken in. */
  async delivered(): Promise<void> {
    await this.#server.flush({ timeout: 20_000 });
    const [failure] = this.#failures.splice(0);
    if (failure !== undefined) throw new Error('The history could not be delivered', { cause: failure });
  }

  async close(): Promise<void> {
    await this.delivered();
    await this.#server.closeAndFlush({ timeout: 20_000 });
  }
}
