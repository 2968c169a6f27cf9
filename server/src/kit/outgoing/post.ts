import { Agent, request } from 'undici';
import { messageOf, systemCode } from '../startup-error.ts';
import type { OutgoingFault } from '../values/outgoing.ts';
import { anyConnector, publicConnector, type Resolve } from './connector.ts';

/** Limits of a request to the world outside (INV-8). */
const outgoingLimits = {
  /** From the beginning until the last byte of the answer that is kept. */
  wholeMs: 15_000,
  connectMs: 5_000,
  /** What is kept of an answer's body; the rest is not read. */
  keptBytes: 4_096,
  /** Connections to one host, where many may have their endpoints. */
  connections: 64,
} as const;

/** What became of a request. `stopped`: we gave it up ourselves, because the process ends. */
export type Posted =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** The beginning of the body, as text that can be stored. */
      readonly body: string;
      readonly retryAfter: string | undefined;
    }
  | { readonly kind: 'failed'; readonly fault: OutgoingFault; readonly detail: string }
  | { readonly kind: 'stopped' };

export interface OutgoingOptions {
  /** True: also this machine and private networks may be reached. */
  readonly allowsPrivate: boolean;
  readonly resolve?: Resolve;
  readonly wholeMs?: number;
}

/** Sends requests to addresses that strangers have chosen. */
export interface Outgoing {
  /** Never throws for what the other side does; follows no redirect. */
  post(url: string, headers: Readonly<Record<string, string>>, body: string, stopping: AbortSignal): Promise<Posted>;
  close(): Promise<void>;
}

export function createOutgoing({
  allowsPrivate,
  resolve,
  wholeMs = outgoingLimits.wholeMs,
}: OutgoingOptions): Outgoing {
  const { connectMs, connections } = outgoingLimits;
  const agent = new Agent({
    connect: allowsPrivate ? anyConnector(connectMs) : publicConnector(connectMs, resolve),
    connections,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    headersTimeout: wholeMs,
    bodyTimeout: wholeMs,
  });
  return {
    async post(url, headers, body, stopping) {
      const deadline = AbortSignal.timeout(wholeMs);
      const signal = AbortSignal.any([deadline, stopping]);
      try {
        const answer = await request(url, { dispatcher: agent, method: 'POST', headers, body, signal });
        const retryAfter = answer.headers['retry-after'];
        return {
          kind: 'answered',
          status: answer.statusCode,
          body: await beginningOf(answer.body, signal),
          retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
        };
      } catch (error) {
        if (stopping.aborted) return { kind: 'stopped' };
        return { kind: 'failed', fault: faultOf(error, deadline.aborted), detail: messageOf(error).slice(0, 500) };
      }
    },
    close: () => agent.destroy(),
  };
}

/**
 * As much of a body as is kept. A body that breaks off or dawdles takes nothing back of the status that was told.
 */
async function beginningOf(body: AsyncIterable<Buffer> & { destroy(): unknown }, signal: AbortSignal): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of body) {
      pieces.push(piece);
      length += piece.length;
      if (length >= outgoingLimits.keptBytes) break;
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  } finally {
    if (length >= outgoingLimits.keptBytes || signal.aborted) body.destroy();
  }
  const text = Buffer.concat(pieces).subarray(0, outgoingLimits.keptBytes).toString('utf8');
  return text.replaceAll('\u0000', '\uFFFD');
}

const codes: Readonly<Record<string, OutgoingFault>> = {
  ADDRESS_REFUSED: 'address_refused',
  ENOTFOUND: 'unknown_host',
  EAI_AGAIN: 'unknown_host',
  ECONNREFUSED: 'connection_refused',
  EHOSTUNREACH: 'connection_refused',
  ENETUNREACH: 'connection_refused',
  ECONNRESET: 'connection_lost',
  EPIPE: 'connection_lost',
  UND_ERR_SOCKET: 'connection_lost',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
};

function faultOf(error: unknown, isOver: boolean): OutgoingFault {
  if (isOver) return 'timeout';
  // Several addresses that failed one by one come as one error; the first tells enough.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const code = first instanceof Error ? (systemCode(first) ?? '') : '';
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/.test(code)) return 'certificate';
  return codes[code] ?? 'no_answer';
}
