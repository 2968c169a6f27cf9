import type { ProgramDefinition } from '@sarafan/contract';
import { expect, test } from 'vitest';
import { languageSchool } from '../recipes/language-school.ts';
import { units as recipeUnits } from '../recipes/units.ts';
import { fullRulesOf } from './full-rules.ts';

const same = (moment: string) => ({ ru: moment, en: moment });
const units = new Map([['rub', recipeUnits.rub]]);
const options = { ...{ units, zone: 'UTC', rivals: [], dayOf: same, momentOf: same } };

test.each<[ProgramDefinition['friend'], string, string]>([
  [
    { knownForDays: null, mayHavePaid: true },
    'друг: и новый, и тот, кто уже платил.',
    'by a new friend or one who has paid already.',
  ],
  [
    { knownForDays: 30, mayHavePaid: true },
    'друг, который до этого был известен не больше 30 дней, даже если он уже платил.',
    'by a friend who was known for no more than 30 days before it, paid or not.',
  ],
  [
    { knownForDays: null },
    'друг, который до этого не платил, даже если он был известен.',
    'by a friend who had not paid before it, whether known or not.',
  ],
  [
    { knownForDays: 30 },
    'новый друг: до этого он не платил и был известен не больше 30 дней.',
    'by a new friend, who had not paid and was known for no more than 30 days before it.',
  ],
  [{ knownForDays: 0 }, 'новый друг: до этого его не было в базе.', 'by a new friend, who was not known before it.'],
  [
    { knownForDays: 0, mayHavePaid: true },
    'новый друг: до этого его не было в базе.',
    'by a new friend, who was not known before it.',
  ],
])('whose accepted invitation is rewarded is said as it is judged: %j (REF-73)', (friend, ru, en) => {
  const rewards = [{ to: 'friend', unit: 'rub', amount: '500', holdDays: 0, on: { invitation: true } } as const];
  const [told] = fullRulesOf({ ...languageSchool, friend, rewards }, options).friend;
  expect(told?.details[0]?.ru.endsWith(ru)).toBe(true);
  expect(told?.details[0]?.en.endsWith(en)).toBe(true);
});
