import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../engine/fact.ts';
import { positionOf, type Trust } from '../../../kit/values/position.ts';
import { emptyPart, foldTraits, type PeoplePart, personOf } from './person.ts';

interface Said {
  readonly trust: Trust;
  readonly at: number;
  readonly value: string;
}

/** An identify as far as traits look at it; its message id follows from what it says. */
function fold(part: PeoplePart, { trust, at, value }: Said): PeoplePart {
  const messageId = `${trust}-${at}-${value}`;
  const fact = { messageId, position: positionOf({ timestamp: at, trust, messageId }) };
  return foldTraits(part, { city: value }, fact as Fact);
}

const cityOf = (said: readonly Said[]): unknown => personOf([said.reduce(fold, emptyPart)]).traits.get('city')?.value;

describe('what is known of a trait (PEO-6)', () => {
  test.each<[string, readonly Said[], string]>([
    [
      'the later of two servers',
      [
        { trust: 'server', at: 1, value: 'old' },
        { trust: 'server', at: 2, value: 'new' },
      ],
      'new',
    ],
    [
      'a server above a later browser',
      [
        { trust: 'server', at: 1, value: 'said by a server' },
        { trust: 'public', at: 9, value: 'said by a browser' },
      ],
      'said by a server',
    ],
    [
      'the later of two browsers',
      [
        { trust: 'public', at: 2, value: 'new' },
        { trust: 'public', at: 1, value: 'old' },
      ],
      'new',
    ],
  ])('%s', (_which, said, expected) => {
    expect(cityOf(said)).toBe(expected);
    expect(cityOf([...said].reverse())).toBe(expected);
  });

  test('depends neither on the order of arrival nor on which profile heard it', () => {
    const anything = fc.record({
      trust: fc.constantFrom<Trust>('server', 'public'),
      at: fc.nat(3),
      value: fc.constantFrom('a', 'b', 'c'),
    });
    const shuffled = fc
      .array(anything, { minLength: 1, maxLength: 6 })
      .chain((said) => fc.tuple(fc.constant(said), fc.shuffledSubarray(said, { minLength: said.length }), fc.nat(6)));
    fc.assert(
      fc.property(shuffled, ([said, again, cut]) => {
        const parts = [again.slice(0, cut), again.slice(cut)].map((some) => some.reduce(fold, emptyPart));
        expect(personOf(parts).traits.get('city')?.value).toBe(cityOf(said));
      }),
    );
  });
});

test('a profile keeps 200 traits, and those it has go on changing (PEO-8)', () => {
  const many = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`trait-${index}`, 1]));
  const fact = (timestamp: number): Fact =>
    ({ messageId: 'm', position: positionOf({ timestamp, trust: 'server', messageId: 'm' }) }) as Fact;
  const full = foldTraits(emptyPart, many, fact(1));
  expect(Object.keys(full.traits)).toHaveLength(200);
  const changed = foldTraits(full, { 'trait-0': 2, 'trait-249': 2 }, fact(2));
  expect(changed.traits['trait-0']?.value).toBe(2);
  expect(changed.traits['trait-249']).toBeUndefined();
});
