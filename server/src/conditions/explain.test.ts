import { type ConditionValue, countOperators, type Leaf, operators } from '@sarafan/contract';
import { describe, expect, it } from 'vitest';
import type { Json } from '../kit/values/json.ts';
import { explainFailure, explainSeen, type Failure, type Labels, standardLabels } from './index.ts';
import { locales } from './labels.ts';
import { operations } from './operators/table.ts';

function failure(leaf: Leaf, actual: Json, changes: Partial<Failure> = {}): Failure {
  return { path: '/', leaf, actual, untrusted: false, negated: false, ...changes };
}

const values: ConditionValue[] = ['abc', 5, true, false, ['abc', 'def']];
const fields: Leaf[] = operators.flatMap((is) =>
  values
    .filter((value) => operations[is].takes(value))
    .flatMap((value): Leaf[] => [
      { trait: 'a_trait', is, value },
      { fact: 'a.property', is, value },
    ]),
);
const counts: Leaf[] = countOperators.flatMap((is): Leaf[] => [
  { count: 'Lead', is, value: 3 },
  { count: 'Lead', before: 'touch', is, value: 3 },
  { count: 'Lead', where: { fact: 'a', is: 'eq', value: 1 }, is, value: 3 },
  { count: 'Lead', where: { fact: 'a', is: 'eq', value: 1 }, before: 'touch', is, value: 3 },
  { count: 'Lead', withinDays: 1, is, value: 3 },
  { sum: 'Lead', of: 'hours', is, value: '3.50' },
  { sum: 'Lead', of: 'hours', where: { fact: 'a', is: 'eq', value: 1 }, before: 'touch', withinDays: 5, is, value: 3 },
  { spent: 'RUB', is, value: 2500 },
  { spent: 'RUB', of: 'total', since: 'touch', withinDays: 22, is, value: '2500.00' },
  { brought: 'RUB', program: 'managers', every: 'year', is, value: 2500 },
  { brought: 'leads', program: 'managers', is, value: 3 },
]);
const isField = (leaf: Leaf): boolean => 'trait' in leaf || 'fact' in leaf;

describe('explainFailure', () => {
  it('has a sentence in both languages for every operator and every kind of condition', () => {
    expect(new Set(fields.map((leaf) => leaf.is)).size).toBe(operators.length);
    for (const leaf of [...fields, ...counts]) {
      for (const negated of [false, true]) {
        for (const untrusted of isField(leaf) ? [false, true] : [false]) {
          for (const actual of isField(leaf) ? ['xyz', 7, null] : [2, 4, null]) {
            const told = failure(leaf, actual, { negated, untrusted });
            const [ru, en] = [explainFailure(told, 'ru'), explainFailure(told, 'en')];
            expect(ru).toMatch(/^[^{}]{10,}$/);
            expect(en).toMatch(/^[^{}]{10,}$/);
            expect(ru).toMatch(/[а-яё]/i);
            expect(en).not.toMatch(/[а-яё]/i);
            if (actual !== null) for (const text of [ru, en]) expect(text).toContain(String(actual));
          }
        }
      }
    }
  });

  it('tells apart what was demanded', () => {
    const leaves: Leaf[] = operators.map((is) => ({ fact: 'x', is, value: is === 'in' ? [5] : 5 }));
    for (const locale of locales) {
      const sentences = leaves.map((leaf) => explainFailure(failure(leaf, 7), locale));
      expect(new Set(sentences).size).toBe(leaves.length);
      const negated = leaves.map((leaf) => explainFailure(failure(leaf, 7, { negated: true }), locale));
      for (const [index, sentence] of sentences.entries()) expect(negated[index]).not.toBe(sentence);
    }
  });

  const legalForm: Leaf = { trait: 'legal_form', is: 'eq', value: 'person' };
  const notBusiness: Leaf = { trait: 'legal_form', is: 'in', value: ['sole_trader', 'company'] };
  const noCertificate: Leaf = { fact: 'paid.gift_certificate', is: 'eq', value: 0 };
  const firstOrder: Leaf = { count: 'Order Completed', before: 'touch', is: 'eq', value: 0 };
  const table: [Failure, string, string][] = [
    [
      failure(legalForm, 'sole_trader'),
      'Юр. форма: ИП, а нужно: физическое лицо',
      'Legal form: a sole trader, but it must be: a natural person',
    ],
    [
      failure(legalForm, null),
      'Юр. форма: не указано, а нужно: физическое лицо',
      'Legal form: not given, but it must be: a natural person',
    ],
    [
      failure(legalForm, 'person', { untrusted: true }),
      'Юр. форма: физическое лицо, но это сказал только браузер, а нужно подтверждение сервера',
      'Legal form: a natural person, but only a browser says so and a server must confirm it',
    ],
    [
      failure(notBusiness, 'company', { negated: true }),
      'Юр. форма: компания, а подходит любое значение, кроме: ИП, компания',
      'Legal form: a company, but it may be anything except: a sole trader, a company',
    ],
    [failure(noCertificate, '500.00'), 'Оплачено подарочным сертификатом', 'Paid with a gift certificate'],
    [
      failure({ ...noCertificate, value: 500 }, '0.00'),
      'Оплачено подарочным сертификатом: 0, а нужно: 500',
      'Paid with a gift certificate: 0, but it must be: 500',
    ],
    [failure({ fact: 'paid.money', is: 'gt', value: 0 }, '0.00'), 'Деньгами не оплачено', 'Nothing was paid in money'],
    [
      failure({ fact: 'total', is: 'gt', value: '2500.00' }, '2499.99'),
      'Сумма заказа: 2\u00a0499,99, а нужно больше 2\u00a0500',
      'Order total: 2,499.99, but it must be more than 2,500',
    ],
    [
      failure({ trait: 'phone', is: 'eq', value: '79161234567' }, '79160000000'),
      'phone: 79160000000, а нужно: 79161234567',
      'phone: 79160000000, but it must be: 79161234567',
    ],
    [
      failure(firstOrder, 1),
      'Событий «Заказ оплачен» до приглашения: не меньше 1, а нужно ровно 0',
      'Events “Order Completed” before the invitation: at least 1, but exactly 0 needed',
    ],
    [
      failure({ spent: 'RUB', since: 'touch', is: 'gt', value: 2500 }, '2500'),
      'Потрачено деньгами с приглашения, RUB: 2\u00a0500, а нужно больше 2\u00a0500',
      'Spent in money since the invitation, RUB: 2,500, but more than 2,500 needed',
    ],
    [
      failure({ sum: 'Lesson Attended', of: 'hours', withinDays: 21, is: 'gte', value: 10 }, '9.5'),
      'Сумма «hours» в событиях «Lesson Attended» за 21 день: 9,5, а нужно не меньше 10',
      'Sum of “hours” in events “Lesson Attended” in the last 21 days: 9.5, but at least 10 needed',
    ],
    [
      failure(firstOrder, null),
      'Событий «Заказ оплачен» до приглашения: приглашения не было, а нужно ровно 0',
      'Events “Order Completed” before the invitation: there was no invitation, but exactly 0 needed',
    ],
  ];
  it.each(table)('%j', (told, ru, en) => {
    expect(explainFailure(told, 'ru')).toBe(ru);
    expect(explainFailure(told, 'en')).toBe(en);
  });

  it('uses the names that a room gives its fields, and never a name that is not its own', () => {
    const labels: Labels = {
      facts: { level: { name: { ru: 'Уровень', en: 'Level' } } },
      events: { 'Level Up': { ru: 'Новый уровень', en: 'New level' } },
    };
    const level: Leaf = { fact: 'level', is: 'gte', value: 20 };
    expect(explainFailure(failure(level, 19), 'ru', labels)).toBe('Уровень: 19, а нужно не меньше 20');
    const both: Labels = { ...standardLabels, facts: { ...standardLabels.facts, ...labels.facts } };
    expect(explainFailure(failure({ ...level, fact: 'total' }, 19), 'ru', both)).toBe(
      'Сумма заказа: 19, а нужно не меньше 20',
    );
    const count: Leaf = { count: 'Level Up', is: 'gte', value: 20 };
    expect(explainFailure(failure(count, 19), 'en', labels)).toBe('Events “New level”: 19, but at least 20 needed');
    const programs = { managers: { ru: 'Менеджеры', en: 'Managers' } };
    const brought: Leaf = { brought: 'RUB', program: 'managers', every: 'month', is: 'gt', value: 5 };
    expect(explainFailure(failure(brought, '4.50'), 'ru', { programs })).toBe(
      'Оборот друзей в программе «Менеджеры» в этом месяце, RUB: 4,50, а нужно больше 5',
    );
    expect(explainFailure(failure({ ...brought, brought: 'sales' }, null), 'en', labels)).toBe(
      'Sales to friends in “managers” this month: not given, but more than 5 needed',
    );
    const inherited: Leaf = { trait: 'constructor', is: 'eq', value: 'toString' };
    expect(explainFailure(failure(inherited, '__proto__'), 'en')).toBe(
      'constructor: __proto__, but it must be: toString',
    );
  });

  it('does not fill what a value says into the sentence', () => {
    const leaf: Leaf = { fact: 'x', is: 'eq', value: '{field}' };
    expect(explainFailure(failure(leaf, '{value}'), 'en')).toBe('x: {value}, but it must be: {field}');
  });
});

describe('explainSeen', () => {
  it('names what was looked at and what was found, in both languages', () => {
    for (const leaf of [...fields, ...counts]) {
      for (const actual of isField(leaf) ? ['xyz', 7, null] : [2, 4, null]) {
        expect(explainSeen(leaf, actual, 'ru')).toMatch(/^[^{}]+: [^{}]+$/);
        expect(explainSeen(leaf, actual, 'en')).not.toMatch(/[а-яё{}]/i);
      }
    }
    const legalForm = { trait: 'legal_form', is: 'eq', value: 'person' } as const;
    expect(explainSeen(legalForm, 'company', 'ru')).toBe('Юр. форма: компания');
    expect(explainSeen(legalForm, null, 'en')).toBe('Legal form: not given');
    expect(explainSeen({ count: 'Lead', before: 'touch', is: 'gt', value: 1 }, null, 'en')).toMatch(/no invitation$/);
  });
});
