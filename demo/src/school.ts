import type { Explanation, Participation } from '@sarafan/contract';
import { Analytics } from '@segment/analytics-node';

/** Where the demo's school finds Sarafan, and its keys. */
export interface SchoolAccess {
  readonly url: string;
  readonly writeKey: string;
  readonly secretKey: string;
  readonly apiKey: string;
}

export interface Properties {
  readonly order_id?: string;
  readonly [name: string]: unknown;
}

const program = 'language-school';
const waitAtMostMs = 15_000;

/** The school as a customer of Sarafan: its server with the official SDK, its site with the public key, its support. */
export class School {
  readonly #access: SchoolAccess;
  readonly #server: Analytics;
  readonly #failures: unknown[] = [];

  constructor(access: SchoolAccess) {
    this.#access = access;
    this.#server = new Analytics({ writeKey: access.secretKey, host: access.url, path: '/v1/batch', maxRetries: 5 });
    this.#server.on('error', (error) => this.#failures.push(error));
  }

  /** The server learns who someone is. */
  identify(userId: string, traits: Record<string, unknown>, more: { anonymousId?: string } = {}): Promise<void> {
    this.#server.identify({ userId, traits, ...more, messageId: `demo-identify-${userId}-${more.anonymousId ?? ''}` });
    return this.#flush();
  }

  /** The server tells of an event. The same `messageId` twice is the same event. */
  async track(userId: string, event: string, properties: Properties, when?: Date): Promise<void> {
    const messageId = `demo-${event}-${userId}-${properties.order_id ?? ''}`.replaceAll(' ', '-');
    this.#server.track({ userId, event, properties, messageId, ...(when === undefined ? {} : { timestamp: when }) });
    await this.#flush();
  }

  /** A student asks for their code and link. */
  participate(userId: string): Promise<Participation> {
    return this.#api('POST', `/api/v1/referral/programs/${program}/participants`, { userId });
  }

  /** A manager types in the code that a friend told on the phone. */
  async bind(userId: string, code: string): Promise<void> {
    await this.#api('POST', '/api/v1/referral/bindings', { userId, code });
  }

  /** Why this person got what they got. */
  explain(userId: string): Promise<Explanation> {
    return this.#api('GET', `/api/v1/referral/explanations?program=${program}&userId=${encodeURIComponent(userId)}`);
  }

  balances(person: string): Promise<{ items: { unit: string; available: string }[] }> {
    return this.#api('GET', `/api/v1/ledger/balances?person=${person}`);
  }

  /** A visitor follows an invite link; the redirect leads to the site with a click token. */
  async follow(link: string): Promise<string> {
    const response = await fetch(link, { redirect: 'manual', headers: { 'user-agent': browserAgent } });
    const target = new URL(response.headers.get('location') ?? '', link);
    return target.searchParams.get('sarafan_click') ?? '';
  }

  /** What a visitor's browser sends, with the public key. */
  async browser(call: Record<string, unknown>): Promise<void> {
    const authorization = `Basic ${Buffer.from(`${this.#access.writeKey}:`).toString('base64')}`;
    const response = await fetch(`${this.#access.url}/v1/${String(call['type'])}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'user-agent': browserAgent },
      body: JSON.stringify(call),
    });
    if (!response.ok) throw new Error(`The site's call was refused: ${await response.text()}`);
  }

  close(): Promise<void> {
    return this.#server.closeAndFlush({ timeout: waitAtMostMs });
  }

  async #flush(): Promise<void> {
    await this.#server.flush({ timeout: waitAtMostMs });
    const [failure] = this.#failures;
    if (failure !== undefined) throw new Error('The SDK could not deliver its events', { cause: failure });
  }

  async #api<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.#access.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#access.apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }
}

const browserAgent = 'Mozilla/5.0 (X11; Linux x64; rv:140.0) Gecko/20100101 Firefox/140.0';
