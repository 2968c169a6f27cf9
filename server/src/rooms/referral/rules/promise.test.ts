import { operators, type ProgramDefinition, type Reward } from '@sarafan/contract';
import { describe, expect, test } from 'vitest';
import { recipes } from '../recipes/index.ts';
import { languageSchool } from '../recipes/language-school.ts';
import { kindReason } from './kind-reasons.ts';
import { promiseOf } from './promise.ts';
import { requirementPhrase } from './requirements.ts';
import { amountText, type NamedUnit, unitAmount } from './unit-words.ts';
import { refusalReasons } from './verdict.ts';

type Tree = NonNullable<ProgramDefinition['order']['conditions']>;

const [lesson] = recipes['language-school'].units;
const points: NamedUnit = { exponent: 2, name: { ru: 'баллы', en: 'points' } };
const roubles: NamedUnit = { exponent: 2, name: { ru: '₽', en: '₽' } };
const units = new Map<string, NamedUnit>([
  ['lesson', lesson],
  ['points', points],
  ['rub', roubles],
]);
const dayOf = (moment: string) => ({ ru: moment.slice(0, 10), en: moment.slice(0, 10) });
const promise = (more: Partial<ProgramDefinition> = {}) => promiseOf({ ...languageSchool, ...more }, { units, dayOf });
const inRoubles = (amount: Reward['amount']): Reward => ({ to: 'referrer', unit: 'rub', amount, holdDays: 0 });
const rulesOf = (more: Partial<ProgramDefinition>): string[] => promise(more).rules.map(({ en }) => en);

describe('what a program promises follows from its definition (REF-43)', () => {
  test('the language school’s, in both languages', () => {
    expect(promise().friendGets).toEqual({ ru: '2\u00a0урока', en: '2\u00a0lessons' });
    expect(promise().rules.map(({ ru }) => ru)).toEqual([
      'Засчитывается первая оплата друга в течение 90 дней после приглашения.',
      'Друг новый: ещё не платил и до приглашения был известен не больше 30 дней.',
      'Условие: платит частное лицо, а не компания и не ИП.',
      'Условие: оплата не подарочным сертификатом.',
      'Условие: оплата деньгами.',
      'Вознаграждение начисляется сразу после оплаты.',
      'Если оплату вернут полностью, вознаграждение отзывается.',
      'С другими акциями не складывается: друг выбирает одну.',
      'Кто пригласил по ссылке, получает своё, какую бы акцию друг ни выбрал.',
    ]);
  });

  test('each number and switch of a definition changes a sentence', () => {
    const base = rulesOf({}).join('\n');
    const changes: Partial<ProgramDefinition>[] = [
      { attribution: { ...languageSchool.attribution, windowDays: 21 } },
      { friend: { knownForDays: null } },
      { friend: { knownForDays: 0 } },
      { order: {} },
      { order: { conditions: { fact: 'total', is: 'gte', value: 1_000 } } },
      { clawBack: 'any_refund' },
      { clawBack: 'never' },
      { cap: { unit: 'lesson', amount: '100' } },
      { startsAt: '2026-03-01T00:00:00Z' },
      { endsAt: '2026-03-01T00:00:00Z' },
      { rewards: [{ to: 'referrer', unit: 'lesson', amount: '2', holdDays: 14 }] },
    ];
    const told = changes.map((change) => rulesOf(change).join('\n'));
    expect(new Set([base, ...told]).size).toBe(changes.length + 1);
  });

  test('what goods of an order bring, by the item, and more from a turnover on', () => {
    const { definition, units: own } = recipes['marketplace-managers'];
    const named = new Map<string, NamedUnit>(own.map((unit) => [unit.unit, unit]));
    const { referrerGets } = promiseOf(definition, { units: named, dayOf });
    expect(referrerGets).toEqual({
      ru:
        '500\u00a0баллов за подходящую оплату и 5–10\u00a0баллов за каждый подходящий товар, ' +
        '10–20\u00a0баллов за каждый подходящий товар при обороте друзей от 150\u00a0000\u00a0₽',
      en:
        '500\u00a0points for a payment that fits and 5–10\u00a0points for every item that fits, ' +
        '10–20\u00a0points for every item that fits from a turnover of friends of 150,000\u00a0₽ on',
    });
    const [one] = definition.rewards.flatMap(({ amount }) =>
      typeof amount === 'object' && 'lines' in amount ? amount : [],
    );
    const plain = { ...definition, rewards: [{ to: 'referrer', unit: 'points', amount: one, holdDays: 0 }] };
    const told = promiseOf(plain as ProgramDefinition, { units, dayOf }).referrerGets;
    expect(told).toEqual({ ru: 'баллы: 20 за каждый подходящий товар', en: 'points: 20 for every item that fits' });
  });

  test('until when gifts may be used, once where it is the same for all of them', () => {
    const reward = { to: 'friend', unit: 'lesson', amount: '2', holdDays: 0 } as const;
    const expiring = (endOf: 'day' | 'month' | 'year', after: number): string | undefined => {
      const rules = rulesOf({ rewards: [{ ...reward, expires: { endOf, after } }] });
      return rules.find((rule) => rule.includes('expires'))?.split(': ')[1];
    };
    expect(expiring('day', 1)).toBe('it may be used for 1 day after the day on which it became available.');
    expect(expiring('month', 0)).toBe('it may be used until the end of the month in which it became available.');
    expect(expiring('year', 1)).toBe(
      'it may be used until the end of the year after the one in which it became available.',
    );
    expect(expiring('month', 12)).toBe(
      'it may be used until the end of month number 12 after the one in which it became available.',
    );
    const expires = { endOf: 'month' as const, after: 1 };
    const alike = rulesOf({ rewards: (['friend', 'referrer'] as const).map((to) => ({ ...reward, to, expires })) });
    expect(alike.filter((rule) => rule.includes('may be used'))).toHaveLength(1);
    const apart = rulesOf({
      rewards: [
        { ...reward, expires },
        { ...reward, to: 'referrer' },
      ],
    });
    expect(apart.filter((rule) => rule.includes('may be used'))).toEqual([
      '2\u00a0lessons: it may be used until the end of the month after the one in which it became available.',
    ]);
  });

  test('rewards of one side in one unit are promised together, those in two units side by side', () => {
    const reward = { to: 'friend', unit: 'lesson', amount: '2', holdDays: 0 } as const;
    const { friendGets, referrerGets } = promise({
      rewards: [reward, { ...reward, amount: '3', holdDays: 7 }, { ...reward, unit: 'points', amount: '10.50' }],
    });
    expect(friendGets).toEqual({ ru: '5\u00a0уроков и баллы: 10,5', en: '5\u00a0lessons and points: 10.5' });
    expect(referrerGets).toBeUndefined();
  });

  test('a gift for the first payment says so only beside what is for something else, on either side', () => {
    const forPayment = inRoubles('500');
    const alone = promise({ rewards: [forPayment, { ...forPayment, to: 'friend' }] });
    expect([alone.friendGets?.ru, alone.referrerGets?.ru]).toEqual(['500\u00a0₽', '500\u00a0₽']);
    const { friendGets, referrerGets } = promise({
      rewards: [forPayment, { ...forPayment, to: 'friend', on: { invitation: true } }],
    });
    expect(friendGets?.ru).toBe('500\u00a0₽ за принятое приглашение');
    expect(referrerGets).toEqual({ ru: '500\u00a0₽ за первую оплату', en: '500\u00a0₽ for the first payment' });
  });

  test.each<[string, Partial<ProgramDefinition>, string, string]>([
    ['by the unit of a reward', { rewards: [inRoubles('500')] }, '3\u00a0000\u00a0₽', '3,000\u00a0₽'],
    [
      'by the currency of a share, whatever the units are',
      { rewards: [inRoubles({ percent: '5', of: 'money', rates: { USD: '80' } })] },
      ...(['3\u00a0000\u00a0$', '3,000\u00a0$'] as const),
    ],
    ['not of lessons', {}, '3\u00a0000', '3,000'],
    [
      'not of a program of several currencies',
      { rewards: [inRoubles({ percent: '5', of: 'money', rates: { USD: '80', RUB: '1' } })] },
      ...(['3\u00a0000', '3,000'] as const),
    ],
  ])('an amount of an order is said with its currency where it is known: %s', (_how, more, ru, en) => {
    const { rules } = promise({ ...more, order: { conditions: { fact: 'total', is: 'gte', value: 3_000 } } });
    expect(rules).toContainEqual({
      ru: `Условие: сумма заказа — не меньше ${ru}.`,
      en: `Condition: the order total is at least ${en}.`,
    });
  });

  test('a condition of the order says that it is about payments where something else is rewarded too', () => {
    const order = { conditions: { fact: 'total', is: 'gte', value: 3_000 } } as const;
    const registration = { ...inRoubles('100'), to: 'friend', on: { registration: true } } as const;
    const { rules } = promise({ order, rewards: [inRoubles('500'), registration] });
    expect(rules).toContainEqual({
      ru: 'Условие, чтобы оплата засчиталась: сумма заказа — не меньше 3\u00a0000\u00a0₽.',
      en: 'The condition for a payment to count: the order total is at least 3,000\u00a0₽.',
    });
  });

  test('the currency that an order has to be in is the one of its amounts', () => {
    const conditions: Tree = {
      all: [
        { fact: 'currency', is: 'eq', value: 'EUR' },
        { fact: 'paid.money', is: 'gt', value: 1_000 },
      ],
    };
    expect(rulesOf({ order: { conditions }, rewards: [inRoubles('500')] })).toContain(
      'Condition: the part paid in money is more than 1,000\u00a0€.',
    );
  });

  test('trees say what is asked for, and how else it may be met', () => {
    const rule = (conditions: Tree): string | undefined => rulesOf({ order: { conditions } })[3];
    expect(
      rule({
        any: [
          { fact: 'total', is: 'gte', value: 100 },
          { fact: 'coupon', is: 'exists', value: true },
        ],
      }),
    ).toBe('Condition: the order total is at least 100, or the coupon is given.');
    expect(rule({ not: { any: [{ fact: 'total', is: 'lt', value: 5 }] } })).toBe(
      'Condition: the order total is at least 5.',
    );
    expect(
      rule({
        not: {
          all: [
            { fact: 'total', is: 'lt', value: 5 },
            { trait: 'city', is: 'eq', value: 'Omsk' },
          ],
        },
      }),
    ).toBe('Condition: the order total is at least 5, or city ≠ Omsk.');
    expect(rule({ count: 'Lesson Done', is: 'gte', value: 3, before: 'touch' })).toBe(
      'Condition: the number of “Lesson Done” before the invitation is at least 3.',
    );
  });
});

test('every reason and every condition has a kind sentence that tells nothing of the friend (REF-44)', () => {
  for (const reason of refusalReasons) {
    const { ru, en } = kindReason({ reason, actual: { windowDays: 90, knownDays: 77, paidAt: 1 } });
    for (const text of [ru, en]) expect(text, reason).toMatch(/^[^{}]{20,}\.$/);
    expect(`${ru}${en}`).not.toContain('77');
  }
  for (const is of operators) {
    for (const negated of [false, true]) {
      for (const leaf of [
        { fact: 'total', is, value: 100 },
        { trait: 'city', is, value: 'Omsk' },
      ] as const) {
        const failure = { path: '/', leaf, actual: 'the friend’s secret', untrusted: false, negated };
        const { ru, en } = kindReason({ reason: 'order_condition', failure });
        for (const text of [ru, en]) expect(text).not.toMatch(/secret|[{}]|undefined/);
        expect(requirementPhrase({ leaf, negated }).en).not.toBe(requirementPhrase({ leaf, negated: !negated }).en);
      }
    }
  }
});

test.each([
  [1n, lesson, '1\u00a0урок', '1\u00a0lesson'],
  [2n, lesson, '2\u00a0урока', '2\u00a0lessons'],
  [11n, lesson, '11\u00a0уроков', '11\u00a0lessons'],
  [21n, lesson, '21\u00a0урок', '21\u00a0lessons'],
  [-2n, lesson, '-2\u00a0урока', '-2\u00a0lessons'],
  [250n, { ...lesson, exponent: 2 }, '2,5\u00a0урока', '2.5\u00a0lessons'],
  [123_456_700n, roubles, '1\u00a0234\u00a0567\u00a0₽', '1,234,567\u00a0₽'],
  [100_050n, roubles, '1\u00a0000,50\u00a0₽', '1,000.50\u00a0₽'],
  [50n, points, 'баллы: 0,5', 'points: 0.5'],
] as const)('%s in words', (minor, unit, ru, en) => {
  expect(unitAmount(minor, unit)).toEqual({ ru, en });
  expect(ru).toContain(amountText(minor, unit.exponent, 'ru'));
});
