import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Call, type CallOptions, type Operation, type Sending, sendingOf } from './call.ts';
import { type Problem, SarafanError, SarafanPending, SarafanUnreachable } from './errors.ts';
import { apiOf, type ImportsGetAnswer } from './generated/api.ts';

export interface SarafanOptions {
  /** Where your Sarafan is: `https://sarafan.example.com`. */
  readonly url: string;
  /** An API key of the workspace: `sfa_…`. */
  readonly apiKey: string;
  /** How often a request is sent at most; 5 unless you say otherwise. */
  readonly attempts?: number;
  /** For how long one attempt waits for its answer; 30 seconds unless you say otherwise. */
  readonly timeoutMs?: number;
  /** Another way to send requests and to wait between them, for a proxy or a test. */
  readonly fetch?: typeof fetch;
  readonly wait?: (ms: number, signal: AbortSignal | undefined) => Promise<unknown>;
}

const usual = { attempts: 5, timeoutMs: 30_000 } as const;
const firstPauseMs = 250;
const longestPauseMs = 30_000;
/** The server may have room, or be there, a moment later. */
const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);
const accepted = 202;

export type Sarafan = ReturnType<typeof createSarafan>;

/**
 * The management API. Each method is an operation of the server's OpenAPI document. A write is repeated under one
 * idempotency key until it is answered, so it takes effect once; what the server refuses is a `SarafanError`.
 */
export function createSarafan(options: SarafanOptions) {
  const call: Call = (operation, input, callOptions) => carryOut(options, operation, input, callOptions);
  return {
    ...apiOf(call),
    /** Uploads a CSV file, which becomes an import that is mapped, checked and run by the methods of `imports`. */
    uploadImport: (
      input: {
        readonly kind: 'people' | 'orders' | 'participants' | 'bindings';
        readonly fileName: string;
        readonly body: string | Uint8Array;
      },
      callOptions: CallOptions = {},
    ): Promise<ImportsGetAnswer> => call(upload, input, callOptions),
  };
}

const upload: Operation = {
  method: 'POST',
  path: '/api/v1/imports',
  query: ['kind', 'fileName'],
  isWrite: true,
  contentType: 'text/csv',
};

async function carryOut<Answer>(
  options: SarafanOptions,
  operation: Operation,
  input: object,
  { idempotencyKey = randomUUID(), signal }: CallOptions,
): Promise<Answer> {
  const { attempts = usual.attempts, wait = pauseFor } = options;
  const sending = sendingOf(options.url, operation, input);
  let last: Response | undefined;
  let cause: unknown;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    signal?.throwIfAborted();
    try {
      last = await send(options, operation, sending, idempotencyKey, signal);
      cause = undefined;
    } catch (error) {
      signal?.throwIfAborted();
      last = undefined;
      cause = error;
    }
    if (last !== undefined && last.status !== accepted && !passing.has(last.status)) {
      return (await answerOf(last)) as Answer;
    }
    if (attempt < attempts) {
      await last?.body?.cancel();
      await wait(pauseBefore(attempt, last), signal);
    }
  }
  if (last?.status === accepted) throw new SarafanPending(idempotencyKey);
  throw new SarafanUnreachable(attempts, last?.status, cause);
}

function send(
  { apiKey, timeoutMs = usual.timeoutMs, fetch: sender = fetch }: SarafanOptions,
  { method, isWrite = false, contentType = 'application/json' }: Operation,
  { url, body }: Sending,
  idempotencyKey: string,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const inTime = AbortSignal.timeout(timeoutMs);
  return sender(url, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': contentType }),
      ...(isWrite ? { 'idempotency-key': idempotencyKey } : {}),
    },
    signal: signal === undefined ? inTime : AbortSignal.any([inTime, signal]),
    ...(body === undefined ? {} : { body }),
  });
}

/** As long as the server asks for, else twice as long as before. */
function pauseBefore(attempt: number, answer: Response | undefined): number {
  const asked = Number(answer?.headers.get('retry-after') ?? Number.NaN);
  const ms = Number.isFinite(asked) && asked > 0 ? asked * 1_000 : firstPauseMs * 2 ** (attempt - 1);
  return Math.min(ms, longestPauseMs);
}

function pauseFor(ms: number, signal: AbortSignal | undefined): Promise<unknown> {
  return pause(ms, undefined, signal === undefined ? {} : { signal });
}

async function answerOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  if (answer.ok) return text === '' ? undefined : type.startsWith('application/json') ? JSON.parse(text) : text;
  throw new SarafanError(problemOf(answer.status, type, text));
}

/** A proxy in between may answer with anything. */
function problemOf(status: number, type: string, text: string): Problem {
  const plain: Problem = { status, code: `http_${status}`, detail: `The server answered ${status}.` };
  if (!type.startsWith('application/problem+json') && !type.startsWith('application/json')) return plain;
  try {
    const told: unknown = JSON.parse(text);
    return typeof told === 'object' && told !== null ? { ...plain, ...told, status } : plain;
  } catch (error) {
    return { ...plain, cause: error };
  }
}
