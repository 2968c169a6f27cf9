import { expect, test } from 'vitest';
import { countGiven, givenOf, limitsAtMost, noRewards } from './holdings.ts';

test('what was given under a limit is the sum over all profiles', () => {
  const one = countGiven(countGiven(noRewards, 'prg:0', 500n), 'prg:1', 7n);
  const other = countGiven(noRewards, 'prg:0', 200n);
  expect(givenOf([one, other], 'prg:0')).toBe(700n);
  expect(givenOf([countGiven(one, 'prg:0', -500n), other], 'prg:0')).toBe(200n);
});

test('of a great many periods the latest are remembered', () => {
  let part = noRewards;
  for (let day = 0; day <= limitsAtMost; day += 1) part = countGiven(part, `prg:0:${day}`, 1n);
  expect(Object.keys(part.given ?? {})).toHaveLength(limitsAtMost);
  expect(givenOf([part], 'prg:0:0')).toBe(0n);
  expect(givenOf([part], `prg:0:${limitsAtMost}`)).toBe(1n);
});

test('what was given back wholly is not remembered', () => {
  expect(countGiven(countGiven(noRewards, 'prg:0', 5n), 'prg:0', -5n).given).toEqual({});
});
