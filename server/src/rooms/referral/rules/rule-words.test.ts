import type { Conditions, ProgramDefinition, Reward } from '@sarafan/contract';
import { describe, expect, test } from 'vitest';
import { recipes } from '../recipes/index.ts';
import { languageSchool } from '../recipes/language-school.ts';
import { fullRulesOf } from './full-rules.ts';
import { promiseOf } from './promise.ts';
import { requirementsOf } from './requirements.ts';
import type { NamedUnit } from './unit-words.ts';

const units = new Map<string, NamedUnit>(
  Object.values(recipes).flatMap((recipe) => recipe.units.map((unit) => [unit.unit, unit] as const)),
);
const dayOf = (moment: string) => ({ ru: moment, en: moment });
const options = { ...{ units, dayOf, momentOf: dayOf, zone: 'UTC', rivals: [] } };
const plainly = (text: string): string => text.replaceAll('\u00a0', ' ');
const said = (sentences: readonly { ru: string; en: string }[], language: 'ru' | 'en') =>
  sentences.map((each) => plainly(each[language]));

describe('the rules are told in words of customers (REF-73)', () => {
  test('managers of a marketplace: goods, turnover and currency', () => {
    const full = fullRulesOf(recipes['marketplace-managers'].definition, options);
    const details = full.referrer[1]?.details ?? [];
    expect(said(details, 'ru')).toEqual([
      'За каждую подходящую оплату после приглашения.',
      'Размер зависит от суммы вознаграждённых заказов друзей деньгами, в ₽.',
      'При обороте от 0 ₽: товары, у которых demand = high, — 10 баллов за каждую штуку.',
      'При обороте от 0 ₽: товары, у которых demand = usual, — 5 баллов за каждую штуку.',
      'При обороте от 150 000 ₽: товары, у которых demand = high, — 20 баллов за каждую штуку.',
      'При обороте от 150 000 ₽: товары, у которых demand = usual, — 10 баллов за каждую штуку.',
      'Только за оплату в валюте: ₽.',
      'Начисленное за месяц можно тратить, когда он закончится и пройдёт ещё 5 дней, после проверки.',
    ]);
    expect(said(details, 'en')).toEqual([
      'For every payment after the invitation that fits.',
      'How much depends on what rewarded orders of friends came to in money, in ₽.',
      'From a turnover of 0 ₽ on: goods for which demand = high — 10 points for each item.',
      'From a turnover of 0 ₽ on: goods for which demand = usual — 5 points for each item.',
      'From a turnover of 150,000 ₽ on: goods for which demand = high — 20 points for each item.',
      'From a turnover of 150,000 ₽ on: goods for which demand = usual — 10 points for each item.',
      'Only for a payment in this currency: ₽.',
      'What a month brings may be spent when it is over and 5 days more have passed, after a check.',
    ]);
  });

  test('managers of a marketplace: who may take part', () => {
    const { rules } = promiseOf(recipes['marketplace-managers'].definition, options);
    expect(said(rules, 'ru')).toContain('Участвовать может тот, кто потратил не меньше 2 500 ₽.');
    expect(said(rules, 'en')).toContain('Whoever takes part has spent at least 2,500 ₽.');
  });

  const stepsOf = (by: 'friends' | 'payments', rates: Record<string, string>, unit: string): ProgramDefinition => {
    const share = (percent: string) => ({ percent, of: 'money' as const, rates });
    const steps = [
      { from: '1', amount: share('1') },
      { from: '5', amount: { ...share('2.5'), round: 'half_up' as const } },
    ];
    const reward: Reward = { to: 'referrer', unit, holdDays: 0, on: { order: 'each' }, amount: { by, steps } };
    return { ...languageSchool, rewards: [reward] };
  };
  const detailsOf = (definition: ProgramDefinition) => fullRulesOf(definition, options).referrer[0]?.details ?? [];

  test('steps by friends and payments, rates, and what differs from step to step', () => {
    const told = detailsOf(stepsOf('friends', { RUB: '1', USD: '90.5' }, 'point'));
    expect(said(told, 'ru').slice(2, -1)).toEqual([
      'С 1-го друга: 1 % от того, что оплачено деньгами.',
      'С 1-го друга: 1 ₽ = 1 балл; 1 $ = 90,5 балла. За оплату в другой валюте ничего не положено.',
      'С 1-го друга: доли округляются вниз.',
      'С 5-го друга: 2,5 % от того, что оплачено деньгами.',
      'С 5-го друга: 1 ₽ = 1 балл; 1 $ = 90,5 балла. За оплату в другой валюте ничего не положено.',
      'С 5-го друга: доли округляются до ближайшего.',
    ]);
    const other = said(detailsOf(stepsOf('payments', { KZT: '0.2' }, 'point')), 'en');
    expect(other).toContain('From payment number 5 on: 2.5% of what is paid in money.');
    expect(other).toContain(
      'From payment number 1 on: 1 KZT = 0.2 points. A payment in another currency brings nothing.',
    );
  });

  test('roubles for roubles are no rate', () => {
    const told = said(detailsOf(recipes['saas-progressive'].definition), 'ru');
    expect(told).toContain('Только за оплату в валюте: ₽.');
    expect(told.join(' ')).not.toContain('1 ₽ = 1 ₽');
    // What is the same for every step is said once.
    expect(told.filter((each) => each.startsWith('Доли округляются'))).toHaveLength(1);
  });
});

test.each<[Conditions, string, string]>([
  [{ fact: 'demand', is: 'eq', value: 'high' }, 'demand = high', 'demand = high'],
  [{ not: { fact: 'demand', is: 'eq', value: 'high' } }, 'demand ≠ high', 'demand ≠ high'],
  [{ fact: 'kind', is: 'in', value: ['a', 'b'] }, 'kind = a или b', 'kind = a or b'],
  [{ not: { fact: 'kind', is: 'in', value: ['a', 'b'] } }, 'kind ≠ a, b', 'kind ≠ a, b'],
  [{ trait: 'grade', is: 'exists', value: true }, 'grade указано', 'grade is given'],
  [{ trait: 'level', is: 'gte', value: 20 }, 'level ≥ 20', 'level ≥ 20'],
  [
    { fact: 'total', is: 'gte', value: 150_000 },
    'сумма заказа — не меньше 150 000',
    'the order total is at least 150,000',
  ],
  [
    { spent: 'RUB', is: 'gt', value: '2500.5' },
    'потрачено больше 2 500,50 ₽',
    'the amount spent is more than 2,500.50 ₽',
  ],
  [
    { not: { spent: 'KZT', since: 'touch', withinDays: 7, is: 'gte', value: 1_000 } },
    'потрачено с приглашения за последние 7 дней меньше 1 000 KZT',
    'the amount spent since the invitation within 7 days is less than 1,000 KZT',
  ],
])('%j is said in one form', (conditions, ru, en) => {
  expect(requirementsOf(conditions).map((each) => [plainly(each.ru), plainly(each.en)])).toEqual([[ru, en]]);
});
