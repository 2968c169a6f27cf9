import type { PromotionDefinition } from '@sarafan/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProfileId } from '../../../kit/values/ids.ts';
import { minuteMs } from '../../../kit/values/time.ts';
import type { PromotionId } from './claim.ts';
import type { Promotion } from './definitions.ts';
import {
  isPausedByAlarm,
  refusalOfStanding,
  type Standing,
  untouched,
  withoutUse,
  withTry,
  withUse,
} from './standing.ts';

function promotionOf(more: Partial<PromotionDefinition>, version = 1): Promotion {
  const definition: PromotionDefinition = {
    name: { ru: 'Скидка', en: 'A discount' },
    kind: 'shared',
    discount: { percent: '10' },
    currency: 'RUB',
    ...more,
  };
  return { id: 'prm_00' as PromotionId, version, status: 'active', definition };
}

describe('uses and budget of a promotion', () => {
  test.each<[string, Partial<PromotionDefinition>, Standing, bigint, unknown]>([
    ['there is a use left', { uses: 2 }, { ...untouched, taken: 1 }, 1n, undefined],
    ['there is none', { uses: 2 }, { ...untouched, taken: 2 }, 1n, ['used_up', { used: '2', uses: '2' }]],
    ['the budget is just enough', { budget: '10' }, { ...untouched, takenMinor: '900' }, 100n, undefined],
    [
      'a kopeck too much',
      { budget: '10' },
      { ...untouched, takenMinor: '900' },
      101n,
      ['over_budget', { left: '1 RUB', asked: '1.01 RUB' }],
    ],
    [
      'a later version has less than was given',
      { budget: '5' },
      { ...untouched, takenMinor: '900' },
      1n,
      ['over_budget', { left: '0 RUB', asked: '0.01 RUB' }],
    ],
    ['an alarm paused it', {}, { ...untouched, pausedVersion: 1 }, 1n, ['paused', {}]],
  ])('%s', (_what, more, standing, amount, expected) => {
    const refused = refusalOfStanding(promotionOf(more), standing, amount);
    expect(refused === undefined ? undefined : [refused.reason, refused.values]).toEqual(expected);
  });

  test('are never exceeded, and what is released is there again, in whatever order (PRM-1)', () => {
    const step = fc.oneof(fc.record({ claim: fc.bigInt(1n, 500n) }), fc.record({ release: fc.nat({ max: 20 }) }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), (steps, uses) => {
        const promotion = promotionOf({ uses, budget: '10' });
        let standing = untouched;
        const open: bigint[] = [];
        for (const each of steps) {
          if ('release' in each) {
            const [released] = open.splice(each.release % Math.max(1, open.length), 1);
            if (released !== undefined) standing = withoutUse(standing, released);
          } else {
            const left = 1_000n - open.reduce((sum, amount) => sum + amount, 0n);
            const fits = open.length < uses && each.claim <= left;
            expect(refusalOfStanding(promotion, standing, each.claim) === undefined).toBe(fits);
            if (fits) {
              standing = withUse(standing, each.claim);
              open.push(each.claim);
            }
          }
          expect(standing.taken).toBe(open.length);
          expect(BigInt(standing.takenMinor)).toBe(open.reduce((sum, amount) => sum + amount, 0n));
        }
      }),
    );
  });
});

describe('the alarm of a promotion (PRM-7)', () => {
  const alarm = { persons: 3, minutes: 10, pause: true };
  const who = (name: string): ProfileId => name as ProfileId;

  function tries(promotion: Promotion, told: readonly (readonly [string, number])[]): (number | undefined)[] {
    let standing = untouched;
    return told.map(([name, minute]) => {
      const tried = withTry(promotion, standing, who(name), minute * minuteMs);
      standing = tried.standing;
      return tried.alarm;
    });
  }

  test.each<[string, readonly (readonly [string, number])[], readonly (number | undefined)[]]>([
    [
      'three persons in ten minutes',
      [
        ['a', 20],
        ['b', 21],
        ['c', 29],
      ],
      [undefined, undefined, 3],
    ],
    [
      'the same person again is one',
      [
        ['a', 20],
        ['a', 21],
        ['b', 22],
      ],
      [undefined, undefined, undefined],
    ],
    [
      'the first is too long ago',
      [
        ['a', 20],
        ['b', 25],
        ['c', 30],
      ],
      [undefined, undefined, undefined],
    ],
    [
      'it is raised once in its time, and takes as many persons again',
      [
        ['a', 20],
        ['b', 20],
        ['c', 20],
        ['d', 21],
        ['e', 21],
        ['f', 21],
        ['g', 31],
        ['h', 31],
        ['i', 31],
      ],
      [undefined, undefined, 3, undefined, undefined, undefined, undefined, undefined, 3],
    ],
  ])('%s', (_what, told, raised) => {
    expect(tries(promotionOf({ alarm }), told)).toEqual(raised);
  });

  test('without one nobody is remembered', () => {
    expect(withTry(promotionOf({}), untouched, who('a'), 0).standing).toBe(untouched);
  });

  test('it pauses where it says so, until a person makes another version', () => {
    let standing: Standing = untouched;
    for (const name of ['a', 'b', 'c']) standing = withTry(promotionOf({ alarm }), standing, who(name), 1).standing;
    expect(isPausedByAlarm(promotionOf({ alarm }), standing)).toBe(true);
    expect(isPausedByAlarm(promotionOf({ alarm }, 2), standing)).toBe(false);
    const quiet = promotionOf({ alarm: { ...alarm, pause: false } });
    let other: Standing = untouched;
    for (const name of ['a', 'b', 'c']) other = withTry(quiet, other, who(name), 1).standing;
    expect(isPausedByAlarm(quiet, other)).toBe(false);
  });
});
