import { ownProblem, Problem, readProblem } from './problem.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
export type Params = Readonly<Record<string, string>>;
export type Query = Readonly<Record<string, string | number | undefined>>;

export interface Asked {
  readonly method: Method;
  /** With places: `/people/persons/:person`. */
  readonly path: string;
  readonly params?: Params | undefined;
  readonly query?: Query | undefined;
  readonly body?: unknown;
  /** Undefined for what belongs to no workspace, such as signing in. */
  readonly workspace?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const pollMs = 500;
const pollsAtMost = 40;
const retryMs = 1_000;

/**
 * Asks the server and resolves to the body of its answer, undefined when there is none. Rejects with a `Problem` and
 * nothing else. A write bears an `Idempotency-Key`, so it is sent once more when the first answer is lost; a command
 * whose decision takes long is waited for.
 */
export async function request(asked: Asked): Promise<unknown> {
  const init = initOf(asked);
  const address = addressOf(asked);
  const response = await sendTwice(address, init);
  if (response.status === 202) return await decision(response, init);
  return await bodyOf(response);
}

/**
 * Asks for an answer that comes line by line while it is made, each line a JSON value; resolves when it has ended.
 * Rejects with a `Problem`, or with the reason of whoever stopped it.
 */
export async function requestLines(asked: Asked, take: (line: unknown) => void): Promise<void> {
  const response = await send(addressOf(asked), initOf(asked));
  if (!(response instanceof Response)) throw response;
  if (!response.ok || response.body === null) throw (await bodyOf(response)) ?? ownProblem(0, 'strange_answer');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await read(reader, asked.signal);
    const lines = `${rest}${value ?? '\n'}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') take(JSON.parse(line));
    if (done) return;
  }
}

/** An answer that breaks off says no more than that the connection did. */
async function read(
  reader: ReadableStreamDefaultReader<string>,
  signal: AbortSignal | undefined,
): Promise<ReadableStreamReadResult<string>> {
  try {
    return await reader.read();
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw ownProblem(0, 'offline');
  }
}

/** `/people/persons/:person` with its places filled and its query behind it. */
export function addressOf({ path, params = {}, query = {} }: Pick<Asked, 'path' | 'params' | 'query'>): string {
  const filled = path.replace(/:(\w+)/g, (_place, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`The address ${path} needs ${name}`);
    return encodeURIComponent(value);
  });
  const entries = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const search = new URLSearchParams(entries).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

function initOf({ method, body, workspace, signal }: Asked): RequestInit {
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (workspace !== undefined) headers.set('x-sarafan-workspace', workspace);
  if (method !== 'GET') headers.set('idempotency-key', randomKey());
  return {
    method,
    headers,
    credentials: 'same-origin',
    redirect: 'error',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  };
}

/** Drawn by hand, because `crypto.randomUUID` is missing where a server is reached without TLS. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function sendTwice(address: string, init: RequestInit): Promise<Response> {
  const first = await send(address, init);
  if (first instanceof Response && first.status !== 503) return first;
  await pause(retryMs);
  const second = await send(address, init);
  if (second instanceof Response) return second;
  throw second;
}

async function send(address: string, init: RequestInit): Promise<Response | Problem> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    return ownProblem(0, 'offline');
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  const body = text === '' ? undefined : parse(text);
  if (response.ok) return body;
  throw readProblem(response.status, body) ?? ownProblem(response.status, 'strange_answer');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Asks for the decision of a command until it is there. What was decided late is read anew, so it is not returned. */
async function decision(accepted: Response, init: RequestInit): Promise<undefined> {
  const location = accepted.headers.get('location');
  if (location === null) throw ownProblem(accepted.status, 'strange_answer');
  const asking = { ...init, method: 'GET', body: null };
  for (let polls = 0; polls < pollsAtMost; polls += 1) {
    await pause(pollMs);
    const response = await send(location, asking);
    if (response instanceof Problem) continue;
    const told = await bodyOf(response);
    const status = memberOf(told, 'status');
    if (status === 'done') return undefined;
    if (status !== 'pending') throw refusedLate(memberOf(told, 'reason'));
  }
  throw ownProblem(202, 'still_pending');
}

function refusedLate(reason: unknown): Problem {
  const { sentence } = ownProblem(409, 'refused_late');
  return new Problem(409, typeof reason === 'string' ? reason : 'refused', sentence);
}

function memberOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
