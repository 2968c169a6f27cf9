import type { Leaf } from '@sarafan/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../kit/values/json.ts';
import { missingIn } from './index.ts';

const missing = (leaf: Leaf, actual: Json, negated = false): string | undefined =>
  missingIn({ path: '/', leaf, actual, untrusted: false, negated });
const spent = (is: 'gte' | 'gt' | 'lt' | 'lte' | 'eq', value: number | string): Leaf => ({ spent: 'RUB', is, value });

describe('missingIn', () => {
  test.each([
    [spent('gte', 2500), '2499.00', false, '1.00'],
    [spent('gte', '0.3'), '0.1', false, '0.2'],
    [spent('gt', 2500), '2500.00', false, undefined],
    [spent('gt', 2500), '2499.50', false, '0.50'],
    [spent('lt', 10), '7', true, '3'],
    [spent('lte', 10), '12', false, undefined],
    [spent('eq', 10), '7', false, undefined],
    [{ count: 'Lead', is: 'gte', value: 3 }, 1, false, '2'],
    [{ trait: 'level', is: 'gte', value: 20 }, '19', false, '1'],
    [{ trait: 'level', is: 'gte', value: 20 }, null, false, undefined],
    [{ trait: 'level', is: 'gte', value: 20 }, 'high', false, undefined],
    [{ trait: 'legal_form', is: 'eq', value: 'company' }, 'person', false, undefined],
  ] as [Leaf, Json, boolean, string | undefined][])('%j, %j, negated %s: %s', (leaf, actual, negated, expected) => {
    expect(missing(leaf, actual, negated)).toBe(expected);
  });

  test('what is missing and what is there come to what was demanded, to the kopeck', () => {
    const amounts = fc.integer({ min: 0, max: 1_000_000_00 });
    const text = (minor: number): string => (minor / 100).toFixed(2);
    fc.assert(
      fc.property(amounts, amounts, (one, other) => {
        const [actual, wanted] = one < other ? [one, other] : [other, one];
        const short = missing(spent('gte', text(wanted)), text(actual));
        expect(short === undefined ? 0 : Math.round(Number(short) * 100)).toBe(wanted - actual);
      }),
    );
  });
});
