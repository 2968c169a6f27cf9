import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DerivedFact } from '../../../engine/reactor.ts';
import { roomFor } from '../../../kit/values/amounts.ts';
import type { GrantId, ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import { textIn } from '../../../kit/values/json.ts';
import {
  type Books,
  book,
  bookAnswer,
  emptyBooks,
  type Occasion,
  type Owed,
  releaseReward,
  reserveReward,
  rewardGranted,
} from './booking.ts';
import { grantFromJson } from './grant.ts';

const holder = 'per_referrer' as SubjectId;
const cap = { subject: 'cap_one' as SubjectId, limitMinor: 100n };
const limit = { key: 'prg:0', limitMinor: 100n, isPartly: true };
const base: Owed = {
  ...{ program: 'prg_one' as ProgramId, version: 1, side: 'referrer', holder, friend: 'per_friend' as SubjectId },
  ...{ order: 'o1', unit: 'point', amountMinor: 50n, holdDays: 0 },
};
const at: Occasion = {
  now: 5,
  because: () => 'refused',
  closedBefore: 0,
  isRefunded: () => false,
  isAnnulled: () => false,
};

const told = (facts: readonly DerivedFact[]): (readonly [string, DerivedFact['subject'], string])[] =>
  facts.map(({ name, subject, properties }) => {
    const grant = properties?.['grant'] as Parameters<typeof grantFromJson>[0];
    return [name, subject, textIn(grant, 'amountMinor')];
  });
const idOf = (books: Books): GrantId => textIn(books.entries[0]?.grant, 'id') as GrantId;

function answered(books: Books, reserved: bigint): { books: Books; facts: ReturnType<typeof told> } {
  const booking = bookAnswer(books, idOf(books), reserved, 6);
  if (booking === undefined) throw new Error('Nothing was asked');
  return { books: booking.books, facts: told(booking.facts) };
}

describe('a reward of which a person may have only so much', () => {
  test('REW-16 asks its holder first, then the cap, and is granted with what both have room for', () => {
    const asked = book(emptyBooks, [{ ...base, limit, cap }], at);
    expect(told(asked.facts)).toEqual([[reserveReward, holder, '50']]);
    const allowed = answered(asked.books, 40n);
    expect(allowed.facts).toEqual([[reserveReward, cap.subject, '40']]);
    const granted = answered(allowed.books, 30n);
    expect(granted.facts).toEqual([
      [rewardGranted, holder, '30'],
      [releaseReward, holder, '10'],
    ]);
    // What is owed is still what it was, so nothing else is booked in its place.
    expect(book(granted.books, [{ ...base, limit, cap }], at).facts).toEqual([]);
  });

  test('REW-16 what the cap declines goes back to the limit', () => {
    const allowed = answered(book(emptyBooks, [{ ...base, limit, cap }], at).books, 50n);
    const declined = answered(allowed.books, 0n);
    expect(declined.facts).toEqual([[releaseReward, holder, '50']]);
    expect(declined.books.entries).toMatchObject([{ state: 'declined' }]);
  });

  test.each([
    ['the limit', 0, [[releaseReward, holder, '50']]],
    [
      'the cap',
      1,
      [
        [releaseReward, cap.subject, '50'],
        [releaseReward, holder, '50'],
      ],
    ],
  ] as const)('REW-16 owed no longer before %s has answered, everything goes back', (_name, before, expected) => {
    let { books } = book(emptyBooks, [{ ...base, limit, cap }], at);
    if (before === 1) books = answered(books, 50n).books;
    const withdrawn = book(books, [], at);
    expect(withdrawn.facts).toEqual([]);
    const last = answered(withdrawn.books, 50n);
    expect(last.facts).toEqual(expected);
    expect(last.books.entries).toEqual([]);
  });

  test('REW-16 the same grant is read back from what a fact carries', () => {
    const [fact] = book(emptyBooks, [{ ...base, limit, cap: { ...cap, isPartly: true } }], at).facts;
    const grant = grantFromJson(fact?.properties?.['grant'] as Parameters<typeof grantFromJson>[0]);
    expect(grant).toMatchObject({ limit, cap: { ...cap, isPartly: true }, amountMinor: 50n });
  });
});

test('there is never given more than is left, nor a part where only all of it will do', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 1_000n), fc.bigInt(-50n, 1_000n), fc.boolean(), (asked, left, isPartly) => {
      const given = roomFor(asked, left, isPartly);
      expect(given).toBeGreaterThanOrEqual(0n);
      expect(given === 0n || given <= left).toBe(true);
      if (!isPartly) expect(given === 0n || given === asked).toBe(true);
      if (isPartly && left > 0n) expect([left, asked]).toContain(given);
    }),
  );
});
