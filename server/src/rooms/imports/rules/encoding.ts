import type { ImportDelimiter, ImportEncoding } from '@sarafan/contract';

export interface DetectedEncoding {
  readonly encoding: ImportEncoding;
  /** From 0 to 1: how sure it is. */
  readonly confidence: number;
}

/** How a file is read when nobody says otherwise. */
export interface Detected extends DetectedEncoding {
  readonly delimiter: ImportDelimiter;
}

/** What the first bytes say about files that are no text. */
export type NoText = 'spreadsheet' | 'old_spreadsheet' | 'archive' | 'not_text' | 'empty_file';

const sure = 0.99;

/**
 * Counts the bytes of a file as they come by, to say afterwards which encoding they are in: UTF-8 can be told by its
 * form, UTF-16 by the zeros between letters, and what is left is Windows-1251, in which Russian letters stand in order,
 * the small ones, which are more, behind the capitals.
 */
export class EncodingTally {
  readonly #counts = new Float64Array(256);
  #bytes = 0;
  #first: number[] = [];
  #evenZeros = 0;
  #oddHigh = 0;
  #wanted = 0;
  #sequences = 0;
  #broken = 0;

  add(chunk: Uint8Array): void {
    if (this.#first.length < 8) this.#first = [...this.#first, ...chunk.slice(0, 8 - this.#first.length)];
    let place = this.#bytes;
    for (const byte of chunk) {
      this.#counts[byte] = (this.#counts[byte] ?? 0) + 1;
      if (place % 2 === 0) this.#evenZeros += byte === 0 ? 1 : 0;
      else this.#oddHigh += byte === 0 || byte === 4 ? 1 : 0;
      this.#walk(byte);
      place += 1;
    }
    this.#bytes = place;
  }

  /** One step through UTF-8's form: how many continuation bytes are still wanted. */
  #walk(byte: number): void {
    if (this.#wanted > 0) {
      if ((byte & 0xc0) === 0x80) {
        this.#wanted -= 1;
        if (this.#wanted === 0) this.#sequences += 1;
        return;
      }
      this.#broken += 1;
      this.#wanted = 0;
    }
    if (byte < 0x80) return;
    if (byte >= 0xc2 && byte <= 0xdf) this.#wanted = 1;
    else if (byte >= 0xe0 && byte <= 0xef) this.#wanted = 2;
    else if (byte >= 0xf0 && byte <= 0xf4) this.#wanted = 3;
    else this.#broken += 1;
  }

  detect(): DetectedEncoding | NoText {
    if (this.#bytes === 0) return 'empty_file';
    const known = noTextOf(this.#first);
    if (known !== undefined) return known;
    const [one, two, three] = this.#first;
    if (one === 0xef && two === 0xbb && three === 0xbf) {
      return { encoding: 'utf-8', confidence: this.#isClean() ? 1 : 0.6 };
    }
    if (one === 0xff && two === 0xfe) return { encoding: 'utf-16le', confidence: 1 };
    const pairs = Math.floor(this.#bytes / 2);
    const zeros = this.#counts[0] ?? 0;
    // A text of UTF-16 has a zero or the block of Russian letters in almost every second byte.
    const isWide = zeros > 0 && pairs > 1 && this.#oddHigh / pairs > 0.9 && this.#evenZeros / pairs < 0.01;
    if (isWide) return { encoding: 'utf-16le', confidence: 0.9 };
    if (zeros / this.#bytes > 0.02) return 'not_text';
    return this.#isClean() ? { encoding: 'utf-8', confidence: this.#high() === 0 ? 1 : sure } : this.#guess();
  }

  #isClean(): boolean {
    return this.#broken === 0 && this.#wanted === 0;
  }

  #high(): number {
    return this.#sum(0x80, 0xff);
  }

  #sum(from: number, to: number): number {
    return this.#counts.subarray(from, to + 1).reduce((sum, count) => sum + count, 0);
  }

  #guess(): DetectedEncoding {
    // Mostly whole sequences of UTF-8 with a few broken ones: somebody has put two files together.
    if (this.#sequences > 20 * this.#broken) return { encoding: 'utf-8', confidence: 0.6 };
    const [capitals, small] = [this.#sum(0xc0, 0xdf), this.#sum(0xe0, 0xff)];
    const letters = capitals + small + (this.#counts[0xa8] ?? 0) + (this.#counts[0xb8] ?? 0);
    const share = letters / Math.max(1, this.#high());
    const isUsual = small >= capitals && (this.#counts[0x98] ?? 0) === 0;
    const confidence = isUsual ? 0.5 + 0.45 * share : 0.4 * share;
    return { encoding: 'windows-1251', confidence: Math.round(confidence * 100) / 100 };
  }
}

function noTextOf(first: readonly number[]): NoText | undefined {
  const begins = (...bytes: readonly number[]): boolean => bytes.every((byte, index) => first[index] === byte);
  if (begins(0x50, 0x4b, 0x03, 0x04)) return 'spreadsheet';
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return 'old_spreadsheet';
  if (begins(0x1f, 0x8b) || begins(0x52, 0x61, 0x72, 0x21) || begins(0x37, 0x7a, 0xbc, 0xaf)) return 'archive';
  if (begins(0x25, 0x50, 0x44, 0x46) || begins(0x89, 0x50, 0x4e, 0x47) || begins(0xfe, 0xff)) return 'not_text';
  return undefined;
}

export const delimiterMarks: Readonly<Record<ImportDelimiter, string>> = { comma: ',', semicolon: ';', tab: '\t' };

/** Of marks that fit alike, the one that a Russian spreadsheet writes goes first. */
const candidates: readonly ImportDelimiter[] = ['semicolon', 'tab', 'comma'];
const linesLooked = 20;

/** The mark between the columns: the one that divides the first lines into equally many, and most, columns. */
export function detectDelimiter(sample: string): ImportDelimiter {
  let best: ImportDelimiter = 'comma';
  let bestScore = 0;
  for (const candidate of candidates) {
    const counts = columnsOf(sample, delimiterMarks[candidate]);
    const [first = 1] = counts;
    if (first < 2) continue;
    const alike = counts.filter((count) => count === first).length / counts.length;
    const score = alike * 1_000 + first;
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return best;
}

/** How many columns each of the first lines has; marks between quotes divide nothing. */
function columnsOf(sample: string, mark: string): number[] {
  const counts: number[] = [];
  let columns = 1;
  let quoted = false;
  let isEmpty = true;
  for (const character of sample) {
    if (character === '"') quoted = !quoted;
    if (quoted || character === '"' || character === '\r') continue;
    if (character !== '\n') {
      if (character === mark) columns += 1;
      isEmpty = false;
      continue;
    }
    if (!isEmpty) counts.push(columns);
    if (counts.length >= linesLooked) return counts;
    [columns, isEmpty] = [1, true];
  }
  if (!isEmpty && counts.length === 0) counts.push(columns);
  return counts;
}
