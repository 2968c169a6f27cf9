import { createHash } from 'node:crypto';
import type { Queryable } from '../../../server/src/kit/db.ts';
import { codeAlphabet } from '../../../server/src/kit/values/codes.ts';
import { minuteMs } from '../../../server/src/kit/values/time.ts';
import type { Tenant } from './tenant.ts';

export interface ListSize {
  readonly persons: number;
  readonly grants: number;
}

/** The rows that a screen may be asked for. Persons are numbered from one, in the order in which they came. */
export interface Filled extends ListSize {
  /** When the first person came, and when the last. */
  readonly first: number;
  readonly last: number;
  /** So many persons invited all the others. */
  readonly referrers: number;
}

/** A million persons are a year. */
export const stepMs = minuteMs / 2;

/** The id of a person by their number, in SQL and here. */
export const personSql = (number: string): string =>
  `('per_' || lpad(to_hex((${number}) % 256), 2, '0') || substr(md5((${number})::text), 1, 16))`;

export function personNumbered(number: number): string {
  const hash = createHash('md5').update(String(number)).digest('hex');
  return `per_${(number % 256).toString(16).padStart(2, '0')}${hash.slice(0, 16)}`;
}

/** Multiplying by it takes each number below 2³² to another one, so codes look random and none occurs twice. */
const scatter = 2_654_435_761;
const hexDigits = '0123456789abcdef';

/** The invite code of a person by their number, in SQL and here. */
export const codeSql = (number: string): string =>
  `translate(lpad(to_hex((${number}) * ${scatter} % 4294967296), 8, '0'), '${hexDigits}',
             '${codeAlphabet.slice(0, hexDigits.length)}')`;

export function codeNumbered(number: number): string {
  const scattered = (BigInt(number) * BigInt(scatter)) % 2n ** 32n;
  const digits = scattered.toString(16).padStart(8, '0');
  return [...digits].map((digit) => codeAlphabet[hexDigits.indexOf(digit)] ?? '').join('');
}

/** Whatever fills some tables: over one connection, for one workspace. */
export interface Filling {
  readonly db: Queryable;
  readonly tenant: Tenant;
  readonly filled: Filled;
}
