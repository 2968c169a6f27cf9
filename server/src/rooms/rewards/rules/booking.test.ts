import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DerivedFact } from '../../../engine/reactor.ts';
import type { GrantId, ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import { isJsonObject } from '../../../kit/values/json.ts';
import { dayMs } from '../../../kit/values/time.ts';
import {
  type Books,
  book,
  bookAnswer,
  emptyBooks,
  type Owed,
  releaseReward,
  reserveReward,
  rewardGranted,
  rewardRevoked,
} from './booking.ts';

const anna = 'per_00000000000000anna' as SubjectId;
const boris = 'per_0000000000000boris' as SubjectId;
const cap = { subject: 'cap_000000000000000cap' as SubjectId, limitMinor: 10n };
const owed = (more: Partial<Owed> = {}): Owed => ({
  program: 'prg_school' as ProgramId,
  version: 1,
  side: 'referrer',
  holder: anna,
  friend: boris,
  order: 'o1',
  unit: 'lesson',
  amountMinor: 2n,
  holdDays: 14,
  ...more,
});
const at = (now: number): { now: number; because: string; closedBefore: number } => {
  return { now, because: 'test', closedBefore: 0 };
};
const names = (facts: readonly DerivedFact[]): string[] => facts.map((fact) => fact.name);
const idOf = (fact: DerivedFact | undefined): GrantId => {
  const grant = fact?.properties['grant'];
  return (isJsonObject(grant) ? grant['id'] : '') as GrantId;
};

describe('books: owed against booked (REW-1)', () => {
  test('what is owed is granted once, however often it is said', () => {
    const first = book(emptyBooks, [owed()], at(5));
    expect(names(first.facts)).toEqual([rewardGranted]);
    expect(book(first.books, [owed()], at(6))).toEqual({ books: first.books, facts: [] });
  });

  test('what is owed no longer is revoked, and owed again it is another grant', () => {
    const first = book(emptyBooks, [owed()], at(5));
    const second = book(first.books, [], at(6));
    expect(names(second.facts)).toEqual([rewardRevoked]);
    expect(idOf(second.facts[0])).toBe(idOf(first.facts[0]));
    const third = book(second.books, [owed()], at(7));
    expect(names(third.facts)).toEqual([rewardGranted]);
    expect(idOf(third.facts[0])).not.toBe(idOf(first.facts[0]));
  });

  test('the hold is counted from the booking and goes with the grant', () => {
    const [fact] = book(emptyBooks, [owed()], at(5)).facts;
    expect(fact?.properties['grant']).toMatchObject({ availableAt: 5 + 14 * dayMs });
  });

  test('a capped reward is asked for, and granted when the cap answers', () => {
    const asked = book(emptyBooks, [owed({ cap })], at(5));
    expect(names(asked.facts)).toEqual([reserveReward]);
    const answered = bookAnswer(asked.books, idOf(asked.facts[0]), true, 6);
    expect(names(answered?.facts ?? [])).toEqual([rewardGranted]);
  });

  test('withdrawn before the answer: what was reserved goes back, what was declined is forgotten', () => {
    const asked = book(emptyBooks, [owed({ cap })], at(5));
    const id = idOf(asked.facts[0]);
    const withdrawn = book(asked.books, [], at(6));
    expect(withdrawn.facts).toEqual([]);
    expect(names(bookAnswer(withdrawn.books, id, true, 7)?.facts ?? [])).toEqual([releaseReward]);
    const declined = bookAnswer(withdrawn.books, id, false, 7);
    expect(declined?.facts).toEqual([]);
    expect(declined?.books.entries).toEqual([]);
  });

  test('a declined reward is not asked for again by the same verdict', () => {
    const asked = book(emptyBooks, [owed({ cap })], at(5));
    const declined = bookAnswer(asked.books, idOf(asked.facts[0]), false, 6);
    expect(book(declined?.books ?? emptyBooks, [owed({ cap })], at(7)).facts).toEqual([]);
  });

  test('an answer to a question that nobody asked changes nothing', () => {
    expect(bookAnswer(emptyBooks, 'grt_x' as GrantId, true, 1)).toBeUndefined();
  });

  test('beyond the correction window nothing moves and a person has to look', () => {
    const granted = book(emptyBooks, [owed()], at(5));
    const late = book(granted.books, [], { now: 100, because: 'order_condition', closedBefore: 6 });
    expect(late).toEqual({ books: granted.books, facts: [], review: true });
  });

  test('after any history the granted entries are what the facts say, one revocation for each that left', () => {
    const choices = fc.subarray([owed(), owed({ side: 'friend', holder: boris }), owed({ order: 'o2' })]);
    fc.assert(
      fc.property(fc.array(choices, { maxLength: 12 }), (history) => {
        const live = new Set<string>();
        let books: Books = emptyBooks;
        for (const [now, each] of history.entries()) {
          const booking = book(books, each, at(now));
          books = booking.books;
          for (const fact of booking.facts) {
            if (fact.name === rewardGranted) expect(live.has(idOf(fact))).toBe(false);
            if (fact.name === rewardGranted) live.add(idOf(fact));
            else expect(live.delete(idOf(fact))).toBe(true);
          }
          expect(new Set(books.entries.map((entry) => entry.grant['id']))).toEqual(live);
          expect(books.entries).toHaveLength(each.length);
        }
      }),
    );
  });
});
