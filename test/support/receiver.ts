import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';

/** A request that an endpoint was sent. */
export interface Received {
  readonly id: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly message: { readonly type: string; readonly timestamp: string; readonly data: Record<string, unknown> };
}

/** How an endpoint answers: a status, or by hand. */
export type Answer = number | ((response: ServerResponse, received: Received) => void);

/** A customer's endpoint on this machine: a real server, which notes what it is sent. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** How it answers from now on; 204 until then. */
  answers(answer: Answer): void;
  /** Resolves when so many requests have come. */
  has(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let answer: Answer = 204;
  let waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => {
      body += piece;
    });
    request.on('end', () => {
      const { headers, url: path = '' } = request;
      const message = JSON.parse(body) as Received['message'];
      const told = { id: String(headers['webhook-id']), path, headers, body, message };
      received.push(told);
      if (typeof answer === 'function') answer(response, told);
      else response.writeHead(answer).end();
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
      waiting = waiting.filter(({ count }) => received.length < count);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    answers(next) {
      answer = next;
    },
    has(count) {
      if (received.length >= count) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ count, resolve }));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * What the official library makes of a request; it throws for one that it does not believe. The library compares the
 * message's time with this machine's, and tests move a clock of their own: `now` is the time by which it looks.
 */
export function verified(secret: string, { body, headers }: Pick<Received, 'body' | 'headers'>, now: number): unknown {
  const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  vi.useFakeTimers({ now, toFake: ['Date'] });
  try {
    return new Webhook(secret).verify(body, texts);
  } finally {
    vi.useRealTimers();
  }
}
