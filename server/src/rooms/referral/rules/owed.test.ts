import { describe, expect, test } from 'vitest';
import type { ProfileId, ProgramId } from '../../../kit/values/ids.ts';
import type { Entry } from '../../rewards/index.ts';
import { booksOf, settleBooks } from './owed.ts';
import { emptyReferralPart, type ReferralPart } from './part.ts';

const program = 'prg_school' as ProgramId;
const [own, joined] = ['per_00own', 'per_00joined'] as [ProfileId, ProfileId];
const entry = (friend: string): Entry => ({ state: 'granted', grant: { id: `grt_${friend}`, friend }, bookedAt: 1 });

/** The books of each profile after a person's books were put away: the round, and whose entries it has. */
function settled(entries: readonly Entry[], parts: ReadonlyMap<ProfileId, ReferralPart> = new Map()) {
  const changed = new Map(parts);
  settleBooks(changed, [own, joined], program, { round: 3, entries });
  const told = ([profile, { books }]: [ProfileId, ReferralPart]) =>
    [profile, books[program]?.round, books[program]?.entries.map(({ grant }) => grant['friend'])] as const;
  return { parts: changed, told: [...changed].map(told) };
}

describe('where books are kept (REW-13)', () => {
  test('an entry lies with the profile that is its friend', () => {
    expect(settled([entry(joined), entry(own)]).told).toEqual([
      [own, 3, [own]],
      [joined, 3, [joined]],
    ]);
  });

  test('an entry of a friend who is not here lies with the person', () => {
    expect(settled([entry('per_00gone')]).told).toEqual([[own, 3, ['per_00gone']]]);
  });

  test('a profile that has had books knows the round, also when none of its entries is left', () => {
    const before = settled([entry(joined)]).parts;
    expect(settled([], before).told).toEqual([
      [own, 3, []],
      [joined, 3, []],
    ]);
  });

  test('putting the same books away again changes no part', () => {
    const before = settled([entry(joined), entry(own)]).parts;
    const { entries } = booksOf(before.values(), program);
    expect([...settled(entries, before).parts.values()]).toEqual([...before.values()]);
    for (const [profile, part] of settled(entries, before).parts) expect(part).toBe(before.get(profile));
  });

  test('a profile without books gets none', () => {
    const before = new Map([[joined, emptyReferralPart]]);
    expect(settled([entry(own)], before).parts.get(joined)).toBe(emptyReferralPart);
  });
});
