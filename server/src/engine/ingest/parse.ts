import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { RefusalCode, RequestRefusalCode } from '@sarafan/contract';
import { isJsonObject, type Json, type JsonObject } from '../../kit/values/json.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import { ingestLimits } from './limits.ts';
import { jsonErrorAt } from './locate.ts';
import { parseMoment } from './moment.ts';
import type { CallKind } from './ports.ts';
import { mayHoldBadCharacters, pathText, TreeCheck } from './tree.ts';

/** A request's body as the calls it holds. */
export interface ParsedBody {
  readonly calls: readonly Json[];
  readonly writeKey: string | undefined;
  /** When the sender's clock says that the request left; history is not corrected by it. */
  readonly sentAt: EpochMs | undefined;
  readonly sharedContext: JsonObject | undefined;
  /** Strings may hold what cannot be stored. */
  readonly looksAtText: boolean;
}

/** Why nothing of a request can be kept. */
export interface RequestRefusal {
  readonly code: RequestRefusalCode | RefusalCode;
  readonly at?: string;
  /** Where the body is wrong, counted from 0: bytes for `bad_utf8`, UTF-16 units for `bad_json`. */
  readonly position?: number;
  /** How long the sender shall wait before it repeats. */
  readonly retryAfterSeconds?: number;
  /** What could be read of the body, for support. */
  readonly raw?: string;
}

export function isRefusal(value: object): value is RequestRefusal {
  return 'code' in value;
}

const inflate = promisify(gunzip);

/** Undoes gzip, recognised by its first bytes: senders compress under any content type and any encoding header. */
export async function inflateBody(body: Buffer): Promise<Buffer | RequestRefusal> {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return await inflate(body, { maxOutputLength: ingestLimits.bodyBytes });
  } catch (error) {
    const tooLong = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return { code: tooLong ? 'body_too_large' : 'bad_gzip' };
  }
}

/** Reads an inflated body. */
export function parseBody(body: Buffer, kind: CallKind): ParsedBody | RequestRefusal {
  if (body.length === 0) return { code: 'empty_body' };
  if (body.length > ingestLimits.bodyBytes) return { code: 'body_too_large' };
  if (!isUtf8(body)) {
    const position = invalidUtf8At(body);
    return { code: 'bad_utf8', at: String(position), position, raw: body.toString() };
  }
  const text = withoutByteOrderMark(body.toString());
  const root = parseJson(text);
  if (root === undefined) return badJson(text);
  if (!isJsonObject(root)) return { code: 'not_a_call', raw: text };
  const many = kind === 'batch' || kind === 'import';
  return many ? readBatch(root, text, kind) : readSingle(root, text);
}

function withoutByteOrderMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function badJson(text: string): RequestRefusal {
  const position = jsonErrorAt(text) ?? text.length;
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  const column = position - before.lastIndexOf('\n');
  return { code: text.trim() === '' ? 'empty_body' : 'bad_json', at: `${line}:${column}`, position, raw: text };
}

/** The first byte that no UTF-8 text has there: the longest valid beginning is found by halving. */
function invalidUtf8At(body: Buffer): number {
  let valid = 0;
  let invalid = body.length;
  while (valid < invalid) {
    const middle = Math.ceil((valid + invalid) / 2);
    if (isBeginningOfUtf8(body, middle)) valid = middle;
    else invalid = middle - 1;
  }
  return valid;
}

/** A beginning may end inside a character; then its last bytes are held against what they can still become. */
function isBeginningOfUtf8(body: Buffer, length: number): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    decoder.decode(body.subarray(0, length), { stream: true });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function readSingle(root: JsonObject, text: string): ParsedBody {
  return {
    calls: [root],
    writeKey: keyOf(root),
    sentAt: parseMoment(root['sentAt']),
    sharedContext: undefined,
    looksAtText: mayHoldBadCharacters(text),
  };
}

function readBatch(root: JsonObject, text: string, kind: 'batch' | 'import'): ParsedBody | RequestRefusal {
  const calls = root['batch'];
  if (!isArray(calls)) return { code: 'not_a_batch', raw: text };
  if (calls.length > ingestLimits.events) return { code: 'too_many_events', raw: text };
  const looksAtText = mayHoldBadCharacters(text);
  const context = root['context'] ?? undefined;
  const fault = context === undefined ? undefined : sharedContextFault(context, calls.length, looksAtText);
  if (fault !== undefined) return { ...fault, raw: text };
  return {
    calls,
    writeKey: keyOf(root),
    sentAt: kind === 'import' ? undefined : parseMoment(root['sentAt']),
    sharedContext: isJsonObject(context) ? context : undefined,
    looksAtText,
  };
}

/** A shared context is written out in every event, so a short body must not become a long list of facts. */
function sharedContextFault(context: Json, events: number, looksAtText: boolean): RequestRefusal | undefined {
  if (!isJsonObject(context)) {
    return isArray(context) && context.length === 0 ? undefined : { code: 'bad_object', at: 'context' };
  }
  const fault = new TreeCheck(looksAtText).check(context, 1);
  if (fault !== undefined) return { code: fault.code, at: pathText(['context', ...fault.path]) };
  const bytes = Buffer.byteLength(JSON.stringify(context));
  const tooLong = bytes > ingestLimits.sharedContextBytes || bytes * events > ingestLimits.sharedContextTotalBytes;
  return tooLong ? { code: 'shared_context_too_large' } : undefined;
}

function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function keyOf(root: JsonObject): string | undefined {
  const key = root['writeKey'];
  return typeof key === 'string' ? key : undefined;
}
