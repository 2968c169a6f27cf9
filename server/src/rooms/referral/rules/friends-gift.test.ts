import type { ProgramDefinition, Reward } from '@sarafan/contract';
import { expect, test } from 'vitest';
import { recipes } from '../recipes/index.ts';
import { languageSchool } from '../recipes/language-school.ts';
import { friendsGiftOf } from './friends-gift.ts';

const units = new Map(
  Object.values(recipes).flatMap((recipe) => recipe.units.map((unit) => [unit.unit, unit] as const)),
);
const toFriend = (more: Partial<Reward> = {}): Reward => ({
  ...{ to: 'friend', unit: 'rub', amount: '1000', holdDays: 0 },
  ...more,
});
const toReferrer = toFriend({ to: 'referrer' });
const gift = (rewards: Reward[], more: Partial<ProgramDefinition> = {}) =>
  friendsGiftOf({ ...languageSchool, order: {}, rewards, ...more }, units);

test.each<[Reward['on'], string, string]>([
  [undefined, 'firstPayment', '1\u00a0000\u00a0₽'],
  [{ order: 'first' }, 'firstPayment', '1\u00a0000\u00a0₽'],
  [{ order: 'first_matching' }, 'payment', '1\u00a0000\u00a0₽ за подходящую оплату'],
  [{ order: 'each' }, 'payment', '1\u00a0000\u00a0₽ за каждую оплату'],
  [{ invitation: true }, 'invitation', '1\u00a0000\u00a0₽'],
  [{ registration: true }, 'registration', '1\u00a0000\u00a0₽'],
  [{ event: 'Trial Lesson', which: 'first_matching' }, 'anything', '1\u00a0000\u00a0₽ за «Trial Lesson»'],
])('what is asked of a friend is what the friend is rewarded for: %j (REF-43)', (on, cause, ru) => {
  const told = gift([toFriend(on === undefined ? {} : { on }), toReferrer]);
  expect([told.cause, told.gift?.ru, told.least]).toEqual([cause, ru, '']);
});

test('several things, and more than an invitation, have no sentence of their own (REF-43)', () => {
  const several = gift([toFriend(), toFriend({ on: { registration: true }, unit: 'lesson', amount: '2' })]);
  const told = '1\u00a0000\u00a0₽ за первую оплату и 2\u00a0урока за регистрацию';
  expect([several.cause, several.gift?.ru]).toEqual(['anything', told]);
  const conditions = { not: { spent: 'RUB', is: 'lt', value: 100 } } as const;
  expect(gift([toFriend({ on: { invitation: true }, conditions })]).cause).toBe('anything');
  const friend = { knownForDays: 30, conditions };
  expect(gift([toFriend({ on: { registration: true } })], { friend }).cause).toBe('anything');
  const resident = { any: [{ trait: 'city', is: 'eq' as const, value: 'Omsk' }] };
  expect(gift([toFriend({ on: { invitation: true }, conditions: resident })]).cause).toBe('invitation');
});

test('a friend who gets nothing is asked for what whoever invited is rewarded for', () => {
  expect(gift([{ ...toReferrer, on: { registration: true } }])).toEqual({
    ...{ cause: 'registration', gift: undefined, least: '' },
  });
});

test('the least order is said where every gift asks for it and its currency is known', () => {
  const least = (value: number) => ({ fact: 'total', is: 'gte', value }) as const;
  const words = { ru: ' от 3\u00a0000\u00a0₽', en: ' of 3,000\u00a0₽ or more' };
  const order = { conditions: { all: [least(3_000), { fact: 'paid.money', is: 'gt', value: 0 } as const] } };
  expect(gift([toFriend()], { order }).least).toEqual(words);
  expect(gift([toFriend({ conditions: least(3_000) })]).least).toEqual(words);
  expect(gift([toFriend({ conditions: least(3_000) }), toFriend()]).least).toBe('');
  expect(gift([toFriend({ unit: 'lesson' })], { order }).least).toBe('');
  expect(gift([toFriend({ on: { invitation: true } })], { order }).least).toBe('');
});
