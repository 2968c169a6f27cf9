import type { RefusalCode } from '@sarafan/contract';
import type { Json, JsonObject } from '../../kit/values/json.ts';
import { ingestLimits } from './limits.ts';

/** What is wrong in a tree, and where: keys from the root down. */
export interface TreeFault {
  readonly code: Extract<RefusalCode, 'too_deep' | 'bad_character' | 'forbidden_key' | 'number_too_large'>;
  readonly path: string[];
}

const escapedTrouble = /\\u(?:0000|d[89a-f])/i;

/**
 * True when strings of this JSON text may hold a NUL or a lone surrogate. The text itself is UTF-8, so both can only
 * come from an escape; most senders write none, and their strings need no look at all.
 */
export function mayHoldBadCharacters(text: string): boolean {
  return text.includes('\\u') && escapedTrouble.test(text);
}

const loneSurrogate = /\p{Surrogate}/u;

function isStorable(text: string): boolean {
  return !text.includes('\u0000') && !loneSurrogate.test(text);
}

/** The text with every character that PostgreSQL cannot store replaced. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd');
}

/**
 * Walks a parsed tree once: depth, keys, numbers and, where the text gives reason, characters. On the way it adds up an
 * upper bound of the tree's length as JSON in UTF-8, so that only long events need to be written out to be measured.
 */
export class TreeCheck {
  readonly #looksAtText: boolean;
  #bytesAtMost = 0;

  constructor(looksAtText: boolean) {
    this.#looksAtText = looksAtText;
  }

  /**
   * The upper bound for the trees walked since the last call. A UTF-16 unit takes six bytes at the most, when escaped.
   */
  takeBytesAtMost(): number {
    const bytes = this.#bytesAtMost;
    this.#bytesAtMost = 0;
    return bytes;
  }

  /** `depth` is the number of containers around the value. */
  check(value: Json | undefined, depth: number): TreeFault | undefined {
    if (typeof value === 'string') {
      this.#bytesAtMost += value.length * 6 + 3;
      return this.#looksAtText && !isStorable(value) ? { code: 'bad_character', path: [] } : undefined;
    }
    if (typeof value === 'number') {
      this.#bytesAtMost += 26;
      return Number.isFinite(value) ? undefined : { code: 'number_too_large', path: [] };
    }
    this.#bytesAtMost += 6;
    if (typeof value !== 'object' || value === null) return undefined;
    if (depth >= ingestLimits.depth) return { code: 'too_deep', path: [] };
    return isArray(value) ? this.#checkArray(value, depth + 1) : this.#checkObject(value, depth + 1);
  }

  #checkArray(array: readonly Json[], depth: number): TreeFault | undefined {
    for (let index = 0; index < array.length; index += 1) {
      const fault = this.check(array[index], depth);
      if (fault !== undefined) return under(String(index), fault);
    }
    return undefined;
  }

  #checkObject(object: JsonObject, depth: number): TreeFault | undefined {
    // A parsed object inherits nothing that can be enumerated, so this sees its own keys only.
    for (const key in object) {
      this.#bytesAtMost += key.length * 6 + 4;
      if (isReserved(key)) return { code: 'forbidden_key', path: [key] };
      if (this.#looksAtText && !isStorable(key)) return { code: 'bad_character', path: [key] };
      const fault = this.check(object[key], depth);
      if (fault !== undefined) return under(key, fault);
    }
    return undefined;
  }
}

function isArray(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}

function isReserved(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype';
}

function under(key: string, fault: TreeFault): TreeFault {
  fault.path.unshift(key);
  return fault;
}

/** A path as a person reads it, `properties.items.0.name`, safe to store and cut to its limit. */
export function pathText(path: readonly string[]): string {
  const limit = ingestLimits.refusedPathCharacters;
  const text = path.map((key) => key.slice(0, limit)).join('.');
  return storable(text.length > limit ? `${text.slice(0, limit)}…` : text);
}

/**
 * A refused tree as JSON text for a person to look at: what is nested too deep is cut off, numbers beyond range are
 * shown as texts. Escapes keep NUL and lone surrogates visible and storable.
 */
export function rawText(value: Json | undefined): string {
  return cutToBytes(JSON.stringify(shown(value, 0)), ingestLimits.refusedRawBytes);
}

function shown(value: Json | undefined, depth: number): Json {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (depth > ingestLimits.depth) return '…';
  if (isArray(value)) return value.map((item) => shown(item, depth + 1));
  // Object.fromEntries defines own properties, so a key named __proto__ stays a key.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shown(item, depth + 1)]));
}

/** The longest beginning of a text that takes no more bytes in UTF-8 and breaks no character. */
export function cutToBytes(text: string, limit: number): string {
  if (text.length * 3 <= limit) return text;
  const bytes = Buffer.from(text);
  if (bytes.length <= limit) return text;
  let end = limit;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
