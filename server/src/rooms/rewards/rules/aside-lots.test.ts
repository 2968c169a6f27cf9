import { expect, test } from 'vitest';
import type { ProfileId } from '../../../kit/values/ids.ts';
import { dayMs } from '../../../kit/values/time.ts';
import { expiryLimits } from '../limits.ts';
import { noteAside, releaseAsides, returnLots } from './aside-lots.ts';
import { noRewards, type RewardsPart, type Taken } from './holdings.ts';
import { lotsOf } from './lots.ts';

const one = 'per_00aaaaaaaaaaaaaaaa' as ProfileId;
const other = 'per_00bbbbbbbbbbbbbbbb' as ProfileId;
const from = (at: number, minor: string, profile = one): Taken => ({ profile, at, minor });
const aside = (about: string, unit: string, ...taken: Taken[]): RewardsPart =>
  noteAside(noRewards, { about, unit, amountMinor: 100n }, taken);

test('what is set aside of a day whose grant was taken back expires no more, in its own unit alone (REW-20)', () => {
  const asides = { ...aside('a', 'points', from(20, '60')).asides, ...aside('b', 'rub', from(20, '60')).asides };
  const left = releaseAsides(new Map([[one, { ...noRewards, asides }]]), 'points', { profile: one, at: 20 }, 50n);
  expect(left.get(one)?.asides).toEqual({
    a: { unit: 'points', taken: [from(20, '10')], rest: '90' },
    b: { unit: 'rub', taken: [from(20, '60')], rest: '40' },
  });
});

test('what another profile had given goes back there, and to whoever set it aside when that has gone', () => {
  const part = aside('a', 'points', from(20, '100', other));
  const returned = { profile: one, about: 'a', unit: 'points', amountMinor: 100n };
  const both = returnLots(
    new Map([
      [one, part],
      [other, noRewards],
    ]),
    returned,
    10,
  );
  expect(lotsOf(both.get(other), 'points')).toEqual([{ at: 20, minor: '100' }]);
  const alone = returnLots(new Map([[one, part]]), returned, 10);
  expect(lotsOf(alone.get(one), 'points')).toEqual([{ at: 20, minor: '100' }]);
});

test('what comes back after its day may be used for three days more, to the end of a day (REW-21)', () => {
  const part = aside('a', 'points', from(20, '100'));
  const returned = { profile: one, about: 'a', unit: 'points', amountMinor: 100n };
  const back = returnLots(new Map([[one, part]]), returned, 10 * dayMs + 1);
  expect(lotsOf(back.get(one), 'points')).toEqual([{ at: 14 * dayMs, since: 20, minor: '100' }]);
});

test('of a great many amounts the latest are remembered', () => {
  let part = noRewards;
  for (let order = 0; order <= expiryLimits.asides; order += 1) {
    part = noteAside(part, { about: `o${order}`, unit: 'points', amountMinor: 1n }, [from(20, '1')]);
  }
  expect(Object.keys(part.asides ?? {})).toHaveLength(expiryLimits.asides);
  expect(part.asides?.['o0']).toBeUndefined();
});
