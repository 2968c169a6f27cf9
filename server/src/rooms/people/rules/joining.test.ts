import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SubjectId } from '../../../kit/values/ids.ts';
import { type Candidate, judgeJoin, profilesAtMost } from './joining.ts';

const id = (text: string): SubjectId => text as SubjectId;
const person = (name: string, more: Partial<Candidate> = {}): Candidate => ({
  subject: id(name),
  userId: undefined,
  createdAt: 1,
  profiles: [id(name)],
  apart: [],
  ...more,
});

describe('who survives a join (PEO-3)', () => {
  test.each([
    ['the one with a user id', person('a', { createdAt: 9, userId: 'u' }), person('b'), 'mine'],
    ['the other one with a user id', person('a'), person('b', { createdAt: 9, userId: 'u' }), 'theirs'],
    ['the older of two anonymous ones', person('a', { createdAt: 1 }), person('b', { createdAt: 2 }), 'mine'],
    ['the lesser id of two of the same age', person('b'), person('a'), 'theirs'],
  ] as const)('%s', (_who, mine, theirs, survivor) => {
    expect(judgeJoin(mine, theirs)).toEqual({ kind: 'join', survivor });
  });

  test.each([
    ['two user ids', person('a', { userId: 'u' }), person('b', { userId: 'v' }), 'two_users'],
    ['separated by support', person('a', { apart: [id('b')] }), person('b'), 'kept_apart'],
    [
      'too many profiles',
      person('a', { profiles: Array.from({ length: profilesAtMost }, (_, index) => id(`p${index}`)) }),
      person('b'),
      'too_many_profiles',
    ],
  ] as const)('%s is only a suggestion', (_why, mine, theirs, reason) => {
    expect(judgeJoin(mine, theirs)).toEqual({ kind: 'suggest', reason });
    expect(judgeJoin(theirs, mine)).toEqual({ kind: 'suggest', reason });
  });

  test('both lanes judge alike, so crossing requests end', () => {
    const anyone = fc.record({
      name: fc.constantFrom('a', 'b', 'c'),
      userId: fc.constantFrom(undefined, 'u'),
      createdAt: fc.nat(3),
    });
    fc.assert(
      fc.property(anyone, anyone, (left, right) => {
        fc.pre(left.name !== right.name);
        const mine = person(left.name, { userId: left.userId, createdAt: left.createdAt });
        const theirs = person(right.name, { userId: right.userId, createdAt: right.createdAt });
        const here = judgeJoin(mine, theirs);
        const there = judgeJoin(theirs, mine);
        if (here.kind === 'join' && there.kind === 'join') expect(here.survivor).not.toBe(there.survivor);
        else expect(here).toEqual(there);
      }),
    );
  });
});
