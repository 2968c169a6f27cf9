import { setMaxListeners } from 'node:events';
import { Analytics } from '@segment/analytics-node';
import { sleep } from '../support/process.ts';
import type { SchoolEvent } from './events.ts';

export interface SenderOptions {
  readonly host: string;
  readonly secretKey: string;
  readonly writeKey: string;
}

/** Every batch that waits for its next attempt listens to one signal of the SDK; Node would take that for a leak. */
const batchesAtMost = 10_000;

export interface SenderFigures {
  readonly requests: number;
  /** Requests that were not answered with 200, by status or as `network`. */
  readonly failures: Readonly<Record<string, number>>;
}

/**
 * Sends with the official Segment SDK and its own retries, and writes down which events were acknowledged: those of a
 * request that was answered 200, for the server answers only after its commit.
 */
export class Sender {
  readonly acknowledged = new Set<string>();
  /** Events that a 200 named as refused; there must be none. */
  readonly refused: string[] = [];
  readonly #failures: Record<string, number> = {};
  #requests = 0;
  readonly #server: Analytics;
  readonly #browser: Analytics;

  constructor(options: SenderOptions) {
    setMaxListeners(batchesAtMost);
    const settings = {
      host: options.host,
      flushAt: 15,
      flushInterval: 200,
      maxRetries: 20,
      // Short enough that what a process that stands still has read is sent again.
      httpRequestTimeout: 4_000,
      httpClient: (url: string, request: RequestInit) => this.#request(url, request),
    };
    this.#server = new Analytics({ ...settings, writeKey: options.secretKey });
    this.#browser = new Analytics({ ...settings, writeKey: options.writeKey });
  }

  send(event: SchoolEvent): void {
    const sdk = event.by === 'server' ? this.#server : this.#browser;
    const { messageId, userId, anonymousId } = event;
    const timestamp = new Date(event.timestamp);
    const ids = idsOf(userId, anonymousId);
    switch (event.type) {
      case 'identify':
        sdk.identify({ ...ids, messageId, timestamp, traits: { ...event.traits } });
        return;
      case 'track':
        sdk.track({ ...ids, messageId, timestamp, event: event.name, properties: { ...event.properties } });
        return;
      case 'page':
        sdk.page({ ...ids, messageId, timestamp });
    }
  }

  /** Sends the events evenly over a time; `stop` ends it early. */
  async sendAll(events: readonly SchoolEvent[], overMs: number): Promise<void> {
    const started = performance.now();
    for (let sent = 0; sent < events.length; ) {
      const due = Math.ceil(((performance.now() - started) / overMs) * events.length);
      for (const event of events.slice(sent, due)) this.send(event);
      sent = Math.max(sent, due);
      await sleep(20);
    }
  }

  /** Waits until the SDK has delivered everything or given it up. */
  async finish(limitMs: number): Promise<SenderFigures> {
    await Promise.all([this.#server, this.#browser].map((sdk) => sdk.closeAndFlush({ timeout: limitMs })));
    return { requests: this.#requests, failures: this.#failures };
  }

  async #request(url: string, request: RequestInit): Promise<Response> {
    this.#requests += 1;
    try {
      const response = await fetch(url, request);
      if (response.status === 200) await this.#noteAcknowledged(bodyText(request), response.clone());
      else this.#noteFailure(String(response.status));
      return response;
    } catch (error) {
      this.#noteFailure('network');
      throw error;
    }
  }

  async #noteAcknowledged(body: string, response: Response): Promise<void> {
    const sent = JSON.parse(body) as { batch: { messageId: string }[] };
    for (const { messageId } of sent.batch) this.acknowledged.add(messageId);
    // The status alone is the promise; a server that dies while it writes the rest has kept it all the same.
    const answer = (await response.json().catch(() => ({}))) as { refused?: { messageId?: string }[] };
    for (const { messageId } of answer.refused ?? []) this.refused.push(messageId ?? 'without an id');
  }

  #noteFailure(kind: string): void {
    this.#failures[kind] = (this.#failures[kind] ?? 0) + 1;
  }
}

/** The SDK's types want one of the two ids to be there. */
function idsOf(userId: string | undefined, anonymousId: string | undefined) {
  if (userId !== undefined) return anonymousId === undefined ? { userId } : { userId, anonymousId };
  if (anonymousId === undefined) throw new Error('An event names nobody');
  return { anonymousId };
}

/** The SDK sends JSON text. */
function bodyText(request: RequestInit): string {
  return typeof request.body === 'string' ? request.body : '';
}
