import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DerivedFact } from '../../../engine/reactor.ts';
import type { GrantId, ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import { isJsonObject, textIn } from '../../../kit/values/json.ts';
import { dayMs } from '../../../kit/values/time.ts';
import {
  type Books,
  book,
  bookAnswer,
  bookRevoked,
  emptyBooks,
  type Occasion,
  type Owed,
  releaseReward,
  reserveReward,
  rewardGranted,
  rewardRevoked,
} from './booking.ts';
import { bookReviewed, reviewNews, rewardReviewed } from './reviewing.ts';

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
const at = (now: number, more: Partial<Occasion> = {}): Occasion => {
  return { now, because: () => 'test', closedBefore: 0, isRefunded: () => false, isAnnulled: () => false, ...more };
};
const refunded = { isRefunded: () => true };
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

  test.each([
    ['a refund', refunded, { cause: 'refund', because: 'refunded' }],
    ['a correction', {}, { cause: 'correction', because: 'test' }],
  ])('what is owed no longer after %s is revoked, and owed again it is another grant', (_name, more, why) => {
    const first = book(emptyBooks, [owed()], at(5));
    const second = book(first.books, [], at(6, more));
    expect(names(second.facts)).toEqual([rewardRevoked]);
    expect(second.facts[0]?.properties).toMatchObject(why);
    expect(idOf(second.facts[0])).toBe(idOf(first.facts[0]));
    const answered = bookRevoked(second.books, idOf(first.facts[0]), true) ?? second.books;
    expect(answered.entries).toEqual([]);
    const third = book(answered, [owed()], at(7));
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
    const answered = bookAnswer(asked.books, idOf(asked.facts[0]), 2n, 6);
    expect(names(answered?.facts ?? [])).toEqual([rewardGranted]);
  });

  test('withdrawn before the answer: what was reserved goes back, what was declined is forgotten', () => {
    const asked = book(emptyBooks, [owed({ cap })], at(5));
    const id = idOf(asked.facts[0]);
    const withdrawn = book(asked.books, [], at(6));
    expect(withdrawn.facts).toEqual([]);
    expect(names(bookAnswer(withdrawn.books, id, 2n, 7)?.facts ?? [])).toEqual([releaseReward]);
    const declined = bookAnswer(withdrawn.books, id, 0n, 7);
    expect(declined?.facts).toEqual([]);
    expect(declined?.books.entries).toEqual([]);
  });

  test('a declined reward is not asked for again by the same verdict', () => {
    const asked = book(emptyBooks, [owed({ cap })], at(5));
    const declined = bookAnswer(asked.books, idOf(asked.facts[0]), 0n, 6);
    expect(book(declined?.books ?? emptyBooks, [owed({ cap })], at(7)).facts).toEqual([]);
  });

  test('an answer to a question that nobody asked changes nothing', () => {
    expect(bookAnswer(emptyBooks, 'grt_x' as GrantId, 1n, 1)).toBeUndefined();
  });

  test('beyond the correction window nothing moves and a person has to look', () => {
    const granted = book(emptyBooks, [owed()], at(5));
    const late = book(granted.books, [], at(100, { closedBefore: 6 }));
    expect(late).toMatchObject({ facts: [], review: 'window_closed' });
    expect(late.books.entries).toMatchObject([{ state: 'review', review: 'window_closed' }]);
    expect(book(late.books, [owed({ order: 'o2' })], at(101, { closedBefore: 6 })).facts).toEqual([]);
    expect(names(book(late.books, [], at(102, { closedBefore: 6, ...refunded })).facts)).toEqual([rewardRevoked]);
    expect(book(late.books, [owed()], at(103)).books.entries).toEqual(granted.books.entries);
  });

  test('two entries for one reward, after two persons became one: one of them is revoked', () => {
    const mine = book(emptyBooks, [owed()], at(5)).books;
    const theirs = book(emptyBooks, [owed({ friend: anna })], at(5)).books;
    const joined = book({ round: 0, entries: [...mine.entries, ...theirs.entries] }, [owed()], at(6));
    expect(names(joined.facts)).toEqual([rewardRevoked]);
    expect(joined.books.entries.map((entry) => entry.state)).toEqual(['granted', 'revoking']);
  });

  test('rewards that are alike but for their number are two', () => {
    const both = book(emptyBooks, [owed(), owed({ nth: 1, holdDays: 30 })], at(5));
    expect(names(both.facts)).toEqual([rewardGranted, rewardGranted]);
    expect(idOf(both.facts[0])).not.toBe(idOf(both.facts[1]));
    expect(book(both.books, [owed(), owed({ nth: 1, holdDays: 30 })], at(6)).facts).toEqual([]);
  });

  test('after any history what is held is what the books say, whoever spent it and whenever they answered', () => {
    const rewards = [owed(), owed({ side: 'friend', holder: boris }), owed({ order: 'o2' })];
    const step = fc.record({ owes: fc.subarray(rewards), answers: fc.boolean(), refunds: fc.boolean() });
    let reviewed = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (history, spends) => {
        const held = new Set<GrantId>();
        let [books, waiting]: [Books, GrantId[]] = [emptyBooks, []];
        for (const [now, { owes, answers, refunds }] of history.entries()) {
          for (const id of answers ? waiting : []) {
            if (!spends) expect(held.delete(id)).toBe(true);
            books = bookRevoked(books, id, !spends) ?? emptyBooks;
          }
          waiting = answers ? [] : waiting;
          const booking = book(books, owes, at(now, { isRefunded: () => refunds }));
          books = booking.books;
          for (const fact of booking.facts) {
            const id = idOf(fact);
            if (fact.name === rewardGranted) expect(held.has(id)).toBe(false);
            if (fact.name === rewardGranted) held.add(id);
            else if (fact.properties['cause'] === 'correction') waiting.push(id);
            else expect(held.delete(id)).toBe(true);
          }
          expect(new Set(books.entries.map((entry) => entry.grant['id']))).toEqual(held);
          if (books.entries.every((entry) => entry.state === 'granted')) expect(held.size).toBe(owes.length);
          reviewed += booking.review === 'spent' ? 1 : 0;
          expect(book(books, owes, at(now, { isRefunded: () => refunds })).facts).toEqual([]);
        }
      }),
      { seed: 20_260_115, numRuns: 500 },
    );
    expect(reviewed).toBeGreaterThan(50);
  });
});

describe('what is annulled (REW-18)', () => {
  const annulled = { isAnnulled: ({ side }: { side: string }) => side !== 'friend' };
  const causeOf = (fact: DerivedFact | undefined): unknown => fact?.properties['cause'];

  test('is taken back without a question, beyond the correction window too, and granted anew as it was', () => {
    const granted = book(emptyBooks, [owed()], at(5));
    const out = book(granted.books, [], at(6, { ...annulled, closedBefore: 6 }));
    expect(out.facts.map(causeOf)).toEqual(['annulment']);
    expect(out.books.entries).toMatchObject([{ state: 'annulled', was: 'granted' }]);
    expect(book(out.books, [], at(7, annulled)).facts).toEqual([]);
    const back = book(out.books, [owed()], at(30 * dayMs));
    expect(names(back.facts)).toEqual([rewardGranted]);
    expect(idOf(back.facts[0])).not.toBe(idOf(granted.facts[0]));
    expect(back.facts[0]?.properties['grant']).toMatchObject({ availableAt: 5 + 14 * dayMs });
    expect(back.books.entries).toMatchObject([{ state: 'granted', bookedAt: 5 }]);
  });

  test('is gone when its order was refunded meanwhile, and the friend’s own is not touched', () => {
    const mine = owed({ side: 'friend', holder: boris });
    const granted = book(emptyBooks, [owed(), mine], at(5));
    const out = book(granted.books, [mine], at(6, annulled));
    expect(out.facts).toHaveLength(1);
    const back = book(out.books, [], at(7, refunded));
    expect(back.facts.map(causeOf)).toEqual(['refund']);
    expect(back.books.entries).toEqual([]);
  });

  test.each(['approve', undefined] as const)('what a person let stand (%s) comes back as they left it', (verdict) => {
    const granted = book(emptyBooks, [owed()], at(5));
    const id = idOf(granted.facts[0]);
    const review = book(granted.books, [], at(6, { closedBefore: 6 }));
    const stands =
      verdict === undefined ? review.books : (bookReviewed(review.books, id, verdict, 7)?.books ?? emptyBooks);
    const [before] = stands.entries;
    const out = book(stands, [], at(8, { ...annulled, closedBefore: 6 }));
    expect(out.facts.map(causeOf)).toEqual(['annulment']);
    const back = book(out.books, [], at(9, { closedBefore: 6 }));
    expect(names(back.facts)).toEqual([rewardGranted]);
    expect(back.books.entries).toMatchObject([{ state: before?.state }]);
    expect(book(back.books, [], at(10, { closedBefore: 6 })).facts).toEqual([]);
  });

  test('a person’s word against a reward outlives it', () => {
    const granted = book(emptyBooks, [owed({ approval: true })], at(5));
    const id = idOf(granted.facts[0]);
    const refused = bookReviewed(granted.books, id, 'refuse', 6)?.books ?? emptyBooks;
    const declined = bookRevoked(refused, id, true) ?? emptyBooks;
    const out = book(declined, [], at(7, annulled));
    expect(book(out.books, [owed({ approval: true })], at(8)).facts).toEqual([]);
  });

  test('a cap is asked again for what was given back to it', () => {
    const asked = book(emptyBooks, [owed({ cap })], at(5));
    const granted = bookAnswer(asked.books, idOf(asked.facts[0]), 2n, 6)?.books ?? emptyBooks;
    const out = book(granted, [], at(7, annulled));
    const back = book(out.books, [owed({ cap })], at(8));
    expect(names(back.facts)).toEqual([reserveReward]);
    const given = bookAnswer(back.books, idOf(back.facts[0]), 2n, 9);
    expect(names(given?.facts ?? [])).toEqual([rewardGranted]);
  });

  test('after any history of bans and refunds all is as if no ban had been', () => {
    const rewards = [owed(), owed({ side: 'friend', holder: boris }), owed({ order: 'o2', amountMinor: 5n })];
    const step = fc.record({ owes: fc.subarray(rewards), bans: fc.boolean() });
    let bans = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (history) => {
        const worth = (isBanning: boolean): bigint => {
          let [books, held]: [Books, bigint] = [emptyBooks, 0n];
          const seen = new Set<GrantId>();
          const last = { owes: history.at(-1)?.owes ?? [], bans: false };
          for (const [now, { owes, bans: isOut }] of [...history, last].entries()) {
            const isNow = isBanning && isOut;
            bans += isNow ? 1 : 0;
            const left = isNow ? owes.filter(({ side }) => side === 'friend') : owes;
            const isRefunded = ({ order }: { order: string }) => !owes.some((each) => each.order === order);
            const booking = book(books, left, at(now, { ...(isNow ? annulled : {}), isRefunded }));
            books = booking.books;
            for (const fact of booking.facts) {
              const grant = fact.properties['grant'];
              const amount = BigInt(isJsonObject(grant) ? textIn(grant, 'amountMinor') : '0');
              if (fact.name === rewardGranted) expect(seen.has(idOf(fact))).toBe(false);
              seen.add(idOf(fact));
              if (fact.name === rewardGranted) held += amount;
              // A correction is answered by its holder, who has spent nothing.
              else if (fact.name === rewardRevoked) held -= amount;
              if (causeOf(fact) === 'correction') books = bookRevoked(books, idOf(fact), true) ?? emptyBooks;
            }
            const settled = book(books, left, at(now, { ...(isNow ? annulled : {}), isRefunded }));
            books = settled.books;
            for (const { properties } of settled.facts) {
              held += BigInt(isJsonObject(properties['grant']) ? textIn(properties['grant'], 'amountMinor') : '0');
            }
          }
          return held;
        };
        expect(worth(true)).toBe(worth(false));
      }),
      { seed: 20_261_123, numRuns: 500 },
    );
    expect(bans).toBeGreaterThan(500);
  });
});

describe('a correction asks the holder (REW-11)', () => {
  const granted = book(emptyBooks, [owed()], at(5));
  const id = idOf(granted.facts[0]);
  const asked = book(granted.books, [], at(6));

  test('nothing is granted in its place before the answer, and what was given back makes room', () => {
    const other = book(asked.books, [owed({ order: 'o2' })], at(7));
    expect(other.facts).toEqual([]);
    const given = bookRevoked(other.books, id, true) ?? emptyBooks;
    expect(names(book(given, [owed({ order: 'o2' })], at(8)).facts)).toEqual([rewardGranted]);
  });

  test('what was spent stays in review, and nothing else is granted in its place', () => {
    const kept = bookRevoked(asked.books, id, false) ?? emptyBooks;
    expect(kept.entries).toMatchObject([{ state: 'review', review: 'spent' }]);
    expect(book(kept, [owed({ order: 'o2' })], at(8))).toMatchObject({ facts: [], review: 'spent' });
    expect(book(kept, [owed({ side: 'friend', holder: boris })], at(8)).facts).toHaveLength(1);
  });

  test('in review it is taken back by a refund alone, and stands again when it is owed again', () => {
    const kept = bookRevoked(asked.books, id, false) ?? emptyBooks;
    expect(book(kept, [], at(8))).toEqual({ books: kept, facts: [], review: 'spent' });
    const back = book(kept, [], at(9, refunded));
    expect(back.facts[0]?.properties).toMatchObject({ cause: 'refund', because: 'refunded' });
    expect(back.books.entries).toEqual([]);
    const again = book(kept, [owed()], at(9));
    expect(again.facts).toEqual([]);
    expect(again.books.entries).toEqual(granted.books.entries);
    expect(again.review).toBeUndefined();
  });

  test('an answer is taken once', () => {
    const given = bookRevoked(asked.books, id, true) ?? emptyBooks;
    expect(bookRevoked(given, id, true)).toBeUndefined();
    expect(bookRevoked(granted.books, id, true)).toBeUndefined();
  });
});

describe('a person decides about a reward in review (REW-15)', () => {
  const granted = book(emptyBooks, [owed()], at(5));
  const id = idOf(granted.facts[0]);
  const kept = bookRevoked(book(granted.books, [], at(6)).books, id, false) ?? emptyBooks;

  test('approved, it stands against every correction, keeps its place, and only a refund takes it back', () => {
    const { books, facts } = bookReviewed(kept, id, 'approve', 7) ?? { books: emptyBooks, facts: [] };
    expect(facts).toEqual([]);
    expect(book(books, [], at(8))).toEqual({ books, facts: [] });
    expect(book(books, [owed({ order: 'o2' })], at(8)).facts).toEqual([]);
    expect(book(books, [owed()], at(8))).toEqual({ books, facts: [] });
    expect(bookReviewed(books, id, 'approve', 9)).toEqual({ books, facts: [] });
    expect(bookReviewed(books, id, 'refuse', 9)).toBeUndefined();
    const back = book(books, [], at(10, refunded));
    expect(names(back.facts)).toEqual([rewardRevoked]);
    expect(back.books.entries).toEqual([]);
  });

  test('refused, it is taken back whatever was spent, and its place is free when the holder has answered', () => {
    const { books, facts } = bookReviewed(kept, id, 'refuse', 7) ?? { books: emptyBooks, facts: [] };
    expect(facts[0]).toMatchObject({ name: rewardRevoked, properties: { cause: 'refusal', grant: { id } } });
    expect(book(books, [owed({ order: 'o2' })], at(8)).facts).toEqual([]);
    const answered = bookRevoked(books, id, true) ?? kept;
    const other = book(answered, [owed({ order: 'o2' })], at(9));
    expect(names(other.facts)).toEqual([rewardGranted]);
    const again = book(answered, [owed()], at(9));
    expect(idOf(again.facts[0])).not.toBe(id);
  });

  test('what is not in review is not decided about', () => {
    expect(bookReviewed(granted.books, id, 'approve', 7)).toBeUndefined();
    expect(bookReviewed(emptyBooks, id, 'refuse', 7)).toBeUndefined();
  });

  test('the holder’s lane hears of each change of review once', () => {
    const told = (before: Books, after: Books) =>
      reviewNews(before, after, 9).map(({ name, properties }) => [name, properties['review']]);
    const approved = bookReviewed(kept, id, 'approve', 7)?.books ?? kept;
    expect(told(granted.books, kept)).toEqual([[rewardReviewed, 'spent']]);
    expect(told(kept, kept)).toEqual([]);
    expect(told(kept, approved)).toEqual([[rewardReviewed, 'approved']]);
    expect(told(kept, granted.books)).toEqual([[rewardReviewed, null]]);
    expect(told(kept, bookReviewed(kept, id, 'refuse', 7)?.books ?? kept)).toEqual([]);
    expect(told(approved, emptyBooks)).toEqual([]);
  });

  test('whatever is told and decided when, what is held is what the books say, and no id comes twice', () => {
    const rewards = [owed(), owed({ side: 'friend', holder: boris }), owed({ order: 'o2' })];
    const step = fc.record({
      owes: fc.subarray(rewards),
      ...{ answers: fc.boolean(), refunds: fc.boolean(), closed: fc.boolean() },
      verdict: fc.constantFrom('approve', 'refuse', undefined),
    });
    let decided = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (history) => {
        const held = new Set<GrantId>();
        const ever = new Set<GrantId>();
        let books: Books = emptyBooks;
        let waiting: { id: GrantId; spent: boolean }[] = [];
        const take = (facts: readonly DerivedFact[]): void => {
          for (const fact of facts) {
            const grant = idOf(fact);
            const { cause } = fact.properties;
            if (fact.name === rewardGranted) {
              expect(ever.has(grant)).toBe(false);
              ever.add(grant);
              held.add(grant);
            } else if (cause === 'refund') expect(held.delete(grant)).toBe(true);
            else waiting.push({ id: grant, spent: cause === 'correction' });
          }
        };
        for (const [now, { owes, answers, refunds, closed, verdict }] of history.entries()) {
          for (const { id: grant, spent } of answers ? waiting : []) {
            if (!spent) expect(held.delete(grant)).toBe(true);
            books = bookRevoked(books, grant, !spent) ?? emptyBooks;
          }
          waiting = answers ? [] : waiting;
          const open = books.entries.find(({ state }) => state === 'review');
          if (verdict !== undefined && open !== undefined) {
            const booking = bookReviewed(books, textIn(open.grant, 'id') as GrantId, verdict, now);
            expect(booking).toBeDefined();
            books = booking?.books ?? emptyBooks;
            take(booking?.facts ?? []);
            decided += 1;
          }
          const occasion = at(now, { isRefunded: () => refunds, ...(closed ? { closedBefore: now } : {}) });
          const booking = book(books, owes, occasion);
          books = booking.books;
          take(booking.facts);
          expect(new Set(books.entries.map((entry) => entry.grant['id']))).toEqual(held);
          expect(book(books, owes, occasion).facts).toEqual([]);
        }
      }),
      { seed: 20_261_122, numRuns: 500 },
    );
    expect(decided).toBeGreaterThan(100);
  });
});
