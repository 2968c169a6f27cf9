import type { Explanation, Participation, ProgramDetail } from '@sarafan/contract';
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

/** The key of the school's program. */
const program = 'language-school';
const waitAtMostMs = 15_000;

/** The school as a customer of Sarafan: its server with the official SDK, its site with the public key, its support. */
export class School {
  readonly #access: SchoolAccess;
  readonly #server: Analytics;
  readonly #failures: unknown[] = [];
  #flushed: Promise<void> = Promise.resolve();

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

  /** Invite links greet by Sarafan's landing and lead on to the school's site: a new version unless they do already. */
  async leadInvitesTo(siteUrl: string): Promise<void> {
    const { key, definition } = await this.#api<ProgramDetail>('GET', `/api/v1/referral/programs/${program}`);
    const { hostname } = new URL(siteUrl);
    if (definition.invite.link?.destination === siteUrl) return;
    const link = { landing: true, destination: siteUrl, allowedHosts: [hostname] };
    const invite = { ...definition.invite, link };
    const note = 'The school has a site of its own';
    await this.#api('POST', '/api/v1/referral/programs', { key, definition: { ...definition, invite }, note });
  }

  /** A student asks for their code and link. */
  participate(userId: string): Promise<Participation> {
    return this.#api('POST', `/api/v1/referral/programs/${program}/participants`, { userId });
  }

  /** A manager types in the code that a friend told on the phone, perhaps some days ago. */
  async bind(userId: string, code: string, at?: Date): Promise<void> {
    const dated = at === undefined ? {} : { at: at.toISOString() };
    await this.#api('POST', '/api/v1/referral/bindings', { userId, code, ...dated });
  }

  /** A student takes lessons that they were given. The same key twice is the same spending. */
  async spend(userId: string, amount: string, key: string): Promise<void> {
    await this.#api('POST', '/api/v1/rewards/spendings', { userId, unit: 'lesson', amount }, key);
  }

  /** Why this person got what they got. */
  explain(userId: string): Promise<Explanation> {
    return this.#api('GET', `/api/v1/referral/explanations?program=${program}&userId=${encodeURIComponent(userId)}`);
  }

  balances(person: string): Promise<{ items: { unit: string; available: string }[] }> {
    return this.#api('GET', `/api/v1/ledger/balances?person=${person}`);
  }

  /** Lessons that a student was given and may take. */
  async lessonsOf(userId: string): Promise<string> {
    const { person } = (await this.explain(userId)).person;
    const { items } = await this.balances(person);
    return items.find((balance) => balance.unit === 'lesson')?.available ?? '0';
  }

  /** A visitor follows an invite link; the redirect leads to the site with a click token. */
  async follow(link: string, address?: string): Promise<string> {
    const forwarded = address === undefined ? undefined : { 'x-forwarded-for': address };
    const headers = { 'user-agent': browserAgent, ...forwarded };
    const response = await fetch(link, { redirect: 'manual', headers });
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

  /** One flush at a time: the SDK knows no more. */
  #flush(): Promise<void> {
    const before = this.#flushed;
    this.#flushed = before.then(
      () => this.#flushNow(),
      () => this.#flushNow(),
    );
    return this.#flushed;
  }

  async #flushNow(): Promise<void> {
    await this.#server.flush({ timeout: waitAtMostMs });
    const [failure] = this.#failures.splice(0);
    if (failure !== undefined) throw new Error('The SDK could not deliver its events', { cause: failure });
  }

  async #api<Answer>(method: string, path: string, body?: object, key?: string): Promise<Answer> {
    const response = await fetch(`${this.#access.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#access.apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }
}

const browserAgent = 'Mozilla/5.0 (X11; Linux x64; rv:140.0) Gecko/20100101 Firefox/140.0';
