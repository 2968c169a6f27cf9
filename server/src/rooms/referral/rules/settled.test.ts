import type { Reward } from '@sarafan/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import { positionOf } from '../../../kit/values/position.ts';
import { languageSchool } from '../recipes/language-school.ts';
import type { Earning } from './earnings.ts';
import type { Touch } from './part.ts';
import { isRepeated, withoutSettled, withoutSettledResults } from './settled.ts';

const at = (timestamp: number) => positionOf({ timestamp, trust: 'server', messageId: `m${timestamp}` });
const touch = (settled?: number): Touch => ({
  ...{ at: at(0), channel: 'link', code: 'ANNA50', program: 'prg_1' as ProgramId, referrer: 'per_1' as SubjectId },
  ...(settled === undefined ? {} : { settled }),
});
const reward = (on?: Reward['on']): Reward => ({
  ...{ to: 'referrer', unit: 'lesson', amount: '1', holdDays: 0 },
  ...(on === undefined ? {} : { on }),
});
const earned = (timestamp: number): Earning => {
  return { reward: 0, cause: { id: 'o', at: at(timestamp) }, status: 'earned', amountMinor: 1n, counts: true };
};

test.each<[string, Reward['on'] | undefined, boolean]>([
  ['the first order', undefined, false],
  ['the first order that fits', { order: 'first_matching' }, false],
  ['each order', { order: 'each' }, true],
  ['an event, once', { event: 'E', which: 'first_matching' }, false],
  ['each event', { event: 'E', which: 'each' }, true],
  ['registering', { registration: true }, false],
])('a reward for %s begins anew after the other system has paid: %s', (_what, on, isEach) => {
  expect(isRepeated(reward(on))).toBe(isEach);
  const definition = { ...languageSchool, rewards: [reward(on)] };
  const [before] = withoutSettled(definition, touch(100), [earned(99)]);
  expect(before).toMatchObject({ status: 'refused', reason: 'settled', actual: { until: 100 }, counts: true });
  expect(before).not.toHaveProperty('amountMinor');
  const [after] = withoutSettled(definition, touch(100), [earned(100)]);
  expect(after?.status).toBe(isEach ? 'earned' : 'refused');
});

test('where nothing was paid nothing changes, and nothing that is paid becomes more', () => {
  const moments = fc.array(fc.nat(1_000), { maxLength: 20 });
  fc.assert(
    fc.property(moments, fc.nat(1_000), (times, until) => {
      const definition = { ...languageSchool, rewards: [reward({ order: 'each' })] };
      const all = times.map(earned);
      expect(withoutSettled(definition, touch(), all)).toEqual(all);
      expect(withoutSettledResults(touch(), all)).toEqual(all);
      const paid = withoutSettled(definition, touch(until), all).filter(({ status }) => status === 'earned');
      expect(paid).toEqual(all.filter((_each, index) => (times[index] ?? 0) >= until));
      expect(withoutSettledResults(touch(until), all)).toEqual(paid);
    }),
  );
});
