import type { ProgramDefinition } from '@sarafan/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { createRecipe, type RecipeWorld, referrer } from '../support/program.ts';

// What one person may be given, and what all may be given in a period, told to the public API on the virtual clock.

let world: RecipeWorld;
afterEach(() => world.close());

type PerPerson = NonNullable<ProgramDefinition['rewards'][number]['perPerson']>;

const limited =
  (perPerson: PerPerson) =>
  (definition: ProgramDefinition): ProgramDefinition => {
    const [friend, referrers] = definition.rewards;
    if (friend === undefined || referrers === undefined) throw new Error('The recipe has two rewards');
    return { ...definition, timeZone: 'Europe/Moscow', rewards: [friend, { ...referrers, perPerson }] };
  };

const friends = (count: number): string[] => Array.from({ length: count }, (_, index) => `friend-${index}`);

async function inviteAll(names: readonly string[]): Promise<void> {
  for (const name of names) await world.invite(name);
}

describe('CLD-1 cloud storage', () => {
  test('three friends: the inviter has 1,500 MB, each friend 500', async () => {
    world = await createRecipe('cloud-storage');
    await inviteAll(friends(3));
    expect(await world.holds(referrer, 'megabyte')).toBe('1500');
    for (const friend of friends(3)) expect(await world.holds(friend, 'megabyte')).toBe('500');
  });

  test('a limit of 1,000 for one person: the third friend brings nothing, and the explanation says why', async () => {
    world = await createRecipe('cloud-storage', limited({ amount: '1000' }));
    await inviteAll(friends(3));
    expect(await world.holds(referrer, 'megabyte')).toBe('1000');
    expect(await world.holds('friend-2', 'megabyte')).toBe('500');
    const { rewards, decisions } = await world.explain('friend-2');
    expect(rewards.find(({ side }) => side === 'referrer')).toMatchObject({
      state: 'declined',
      sentence: {
        ru: 'Не начислено, предел на одного человека исчерпан — 500\u00a0мегабайт',
        en: 'Not granted, the limit for one person is used up — 500\u00a0megabytes',
      },
    });
    expect(decisions.map(({ outcome }) => outcome)).toContain('limit_reached');
  });

  test('what is left is given where a part will do, and never more', async () => {
    world = await createRecipe('cloud-storage', limited({ amount: '1200', partly: true }));
    await inviteAll(friends(4));
    expect(await world.holds(referrer, 'megabyte')).toBe('1200');
    const { rewards } = await world.explain('friend-2');
    const lessened = rewards.find(({ side }) => side === 'referrer');
    expect(lessened).toMatchObject({ state: 'available', amount: '200' });
    expect(lessened?.sentence.ru).toContain('положено 500\u00a0мегабайт, но это больше, чем оставалось до предела');
    expect(lessened?.sentence.en).toContain(
      '500\u00a0megabytes would be due by the rules, which is more than the limit',
    );
    const whole = (await world.explain('friend-0')).rewards.find(({ side }) => side === 'referrer');
    expect(whole?.sentence.ru).not.toContain('по правилам');
  });
});

test('a limit of a month begins anew at midnight of the program’s own zone', async () => {
  world = await createRecipe('cloud-storage', limited({ amount: '500', every: 'month' }));
  const { clock } = world.school;
  // Two minutes before midnight in Moscow, where it is three hours later than in Greenwich.
  clock.advance(Date.parse('2026-01-31T20:58:00Z') - clock.now());
  await inviteAll(['first', 'second']);
  expect(await world.holds(referrer, 'megabyte')).toBe('500');
  await world.invite('third');
  expect(await world.holds(referrer, 'megabyte')).toBe('1000');
});

test('a refund makes room again, and what was declined stays declined', async () => {
  world = await createRecipe('cleaning', limited({ amount: '500' }));
  await inviteAll(friends(3));
  const first = await world.pays('friend-0', 1_000);
  await world.pays('friend-1', 1_000);
  expect(await world.holds(referrer, 'rub')).toBe('500.00');
  await world.refunds('friend-0', first);
  expect(await world.holds(referrer, 'rub')).toBe('0.00');
  await world.pays('friend-2', 1_000);
  expect(await world.holds(referrer, 'rub')).toBe('500.00');
});

test('a cap of a month gives what is left to whoever comes first, and anew in the next month', async () => {
  world = await createRecipe('cleaning', (definition) => ({
    ...definition,
    cap: { unit: 'rub', amount: '1200', every: 'month', partly: true },
  }));
  await inviteAll(friends(3));
  const held = await Promise.all(friends(3).map((friend) => world.holds(friend, 'rub')));
  expect(held.toSorted()).toEqual(['200.00', '500.00', '500.00']);
  world.school.clock.advance(40 * dayMs);
  await world.invite('later');
  expect(await world.holds('later', 'rub')).toBe('500.00');
});
