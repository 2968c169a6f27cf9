import type {
  Expires,
  Promotion,
  PromotionDefinition,
  Quote,
  QuoteRequest,
  Reservation,
  SpendingLimit,
} from '@sarafan/contract';
import { auditBalances, clearingTotals } from '../../server/src/rooms/ledger/index.ts';
import { askApi, type Answer as Reply } from './asks.ts';
import type { FreshDatabaseOptions } from './database.ts';
import { createSchool, type School } from './school.ts';

/** A shop whose customers have points, one a rouble, and pay with them and with promo codes. */
export interface Shop {
  readonly school: School;
  /** Makes a promotion of 10% off with one code for everybody, changed as the test says. */
  promote(definition?: Partial<PromotionDefinition>, code?: string): Promise<Promotion>;
  /** Sets what part of an order points may pay. */
  limit(limit: SpendingLimit): Promise<void>;
  /** Gives somebody points, by a program that rewards an event; each time of a friend of theirs. */
  gives(userId: string, points: number, expires?: Expires): Promise<void>;
  quote(request: Partial<QuoteRequest> & Pick<QuoteRequest, 'userId' | 'total'>): Promise<Quote>;
  /** Answers with the status and the body, whatever they are. */
  reserve(request: object): Promise<Answer>;
  ask(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object): Promise<Answer>;
  pays(userId: string, order: string, properties?: object): Promise<void>;
  refunds(userId: string, order: string, total?: number): Promise<void>;
  /** Available and reserved points. */
  holds(userId: string): Promise<readonly [string, string]>;
  promotion(id: string): Promise<Promotion>;
  /** Closes the world after looking at what holds after every story (INV-3). */
  close(): Promise<void>;
}

export type Answer = Reply<
  Reservation & {
    readonly code: string;
    readonly detail: string;
    readonly detail_ru: string;
    readonly problems: readonly { readonly path: string; readonly code: string }[];
  }
>;

const tenPercent: PromotionDefinition = {
  name: { ru: 'Скидка', en: 'A discount' },
  kind: 'shared',
  discount: { percent: '10' },
  currency: 'RUB',
};

/** Of the marketplace of the vectors: points pay at most a quarter of an order. */
export const quarter: SpendingLimit = { rates: { RUB: '1' }, rules: [{ percent: '25' }] };

const bonus = {
  name: { ru: 'Баллы', en: 'Points' },
  invite: { code: { length: 8 } },
  attribution: { pick: 'first', precedence: ['code'], windowDays: 365 },
  friend: { knownForDays: null, mayHavePaid: true },
  order: {},
  clawBack: 'never',
};

/** On the database that tests share, or on one of its own that waits for the disk. */
export async function createShop(options: FreshDatabaseOptions = {}): Promise<Shop> {
  const school = await createSchool(undefined, options);
  const points = { unit: 'points', exponent: 0, name: { ru: 'баллы', en: 'points' } };
  await school.api('POST', '/api/v1/ledger/units', points);
  const ask: Shop['ask'] = async (method, url, payload) => {
    const answer = await askApi<Answer['body']>(school, school.keys.apiKey, { method, url: `/api/v1${url}`, payload });
    await school.settle();
    return answer;
  };
  return {
    ...{ school, ask },
    ...definitionsOf(ask, school),
    ...eventsOf(school),
    async quote(request) {
      const { status, body } = await ask('POST', '/checkout/quotes', { currency: 'RUB', ...request });
      if (status !== 200) throw new Error(JSON.stringify(body));
      return body as unknown as Quote;
    },
    reserve: (request) => ask('POST', '/checkout/reservations', { currency: 'RUB', key: 'first', ...request }),
    async holds(userId) {
      const person = await school.person(userId);
      const { items } = (await school.api('GET', `/api/v1/ledger/balances?person=${person}`)) as {
        items: { unit: string; available: string; reserved: string }[];
      };
      const held = items.find(({ unit }) => unit === 'points');
      return [held?.available ?? '0', held?.reserved ?? '0'];
    },
    async close() {
      const { pool } = school.database;
      const { workspace } = school.keys;
      const wrong = await auditBalances(pool, workspace);
      const left = (await clearingTotals(pool, workspace)).filter(({ total }) => total !== 0n);
      await school.close();
      if (wrong.length > 0) throw new Error(`Balances that are no folds of their postings: ${wrong.length}`);
      if (left.length > 0) throw new Error('Clearing does not net to zero');
    },
  };
}

function definitionsOf(ask: Shop['ask'], school: School): Pick<Shop, 'promote' | 'limit' | 'promotion'> {
  return {
    async promote(definition = {}, code) {
      const made = await ask('POST', '/promotions', {
        definition: { ...tenPercent, ...definition },
        ...(code === undefined ? {} : { code }),
      });
      if (made.status !== 201) throw new Error(JSON.stringify(made.body));
      return made.body as unknown as Promotion;
    },
    async limit(limit) {
      const saved = await ask('PUT', '/checkout/limits/points', { limit });
      if (saved.status >= 300) throw new Error(JSON.stringify(saved.body));
    },
    async promotion(id) {
      return (await school.api('GET', `/api/v1/promotions/${id}`)) as Promotion;
    },
  };
}

function eventsOf(school: School): Pick<Shop, 'gives' | 'pays' | 'refunds'> {
  let told = 0;
  const tell = async (call: { type: string; [field: string]: unknown }): Promise<void> => {
    told += 1;
    await school.server({ messageId: `shop-${told}`, ...call });
    school.clock.advance(1_000);
  };
  return {
    async gives(userId, points, expires) {
      const key = `bonus-${told}`;
      const on = { event: key, which: 'each' };
      const definition = {
        ...bonus,
        rewards: [
          {
            to: 'friend',
            unit: 'points',
            on,
            amount: String(points),
            holdDays: 0,
            ...(expires === undefined ? {} : { expires }),
          },
        ],
      };
      await school.api('POST', '/api/v1/referral/programs', { key, definition });
      const joining = school.api('POST', `/api/v1/referral/programs/${key}/participants`, { userId: 'patron' });
      const { code } = (await joining) as { code: string };
      await tell({ type: 'identify', userId, traits: { referral_code: code } });
      await tell({ type: 'track', userId, event: key });
    },
    pays: (userId, order, properties = {}) =>
      tell({
        ...{ type: 'track', event: 'Order Completed', userId },
        properties: { order_id: order, total: 1_000, currency: 'RUB', ...properties },
      }),
    refunds: (userId, order, total) =>
      tell({
        ...{ type: 'track', event: 'Order Refunded', userId },
        properties: { order_id: order, currency: 'RUB', ...(total === undefined ? {} : { total }) },
      }),
  };
}
