import type { Conditions, ConditionsJson, PlainAmount, ProgramDefinition } from '@sarafan/contract';

/** Product categories that conditions tell apart. */
export const categories = ['courses', 'books', 'events', 'gifts'] as const;

const invite: ProgramDefinition['invite'] = { code: { length: 8 } };

/** Ten conditions: counts of what the friend looked at, traits, and what was paid. */
const friends: ProgramDefinition = {
  name: { ru: 'Приведи друга', en: 'Bring a friend' },
  invite,
  attribution: { pick: 'last', precedence: [], windowDays: 90 },
  friend: {
    knownForDays: 30,
    conditions: {
      all: [
        { not: { trait: 'legal_form', is: 'in', value: ['sole_trader', 'company'] } },
        { count: 'Order Refunded', is: 'lt', value: 3 },
        {
          any: [
            { count: 'Product Viewed', is: 'gte', value: 2 },
            { count: 'Cart Viewed', is: 'gte', value: 1 },
            { trait: 'city', is: 'eq', value: 'Kazan' },
            { trait: 'age', is: 'gt', value: 25 },
          ],
        },
      ],
    },
  },
  order: {
    conditions: {
      all: [
        { fact: 'paid.gift_certificate', is: 'eq', value: 0 },
        { fact: 'paid.money', is: 'gt', value: 0 },
        { fact: 'total', is: 'gte', value: 500 },
        { fact: 'currency', is: 'eq', value: 'RUB' },
      ],
    },
  },
  clawBack: 'full_refund',
  rewards: [
    { to: 'referrer', unit: 'lesson', amount: '2', holdDays: 0 },
    { to: 'friend', unit: 'lesson', amount: '2', holdDays: 0 },
  ],
};

/** Ten more, with counts that look into properties, a hold, and a cap that every friend asks. */
const club: ProgramDefinition = {
  name: { ru: 'Клуб', en: 'Club' },
  invite,
  attribution: { pick: 'first', precedence: ['code'], windowDays: 30 },
  friend: {
    knownForDays: 90,
    conditions: {
      all: [
        { trait: 'legal_form', is: 'neq', value: 'company' },
        {
          count: 'Product Viewed',
          where: { fact: 'category', is: 'eq', value: 'gifts' },
          is: 'lt',
          value: 20,
        },
        {
          any: [
            { count: 'Product Viewed', where: { fact: 'category', is: 'eq', value: 'courses' }, is: 'gte', value: 1 },
            { count: 'Product Viewed', where: { fact: 'price', is: 'gt', value: 4_000 }, is: 'gte', value: 2 },
            { count: 'Cart Viewed', is: 'gte', value: 3 },
            { count: 'Order Completed', before: 'touch', is: 'eq', value: 0 },
          ],
        },
        { not: { trait: 'city', is: 'eq', value: 'Omsk' } },
      ],
    },
  },
  order: {
    conditions: {
      all: [
        { fact: 'paid.money', is: 'gte', value: 1_000 },
        { not: { fact: 'currency', is: 'neq', value: 'RUB' } },
        { fact: 'paid.points', is: 'eq', value: 0 },
      ],
    },
  },
  clawBack: 'any_refund',
  rewards: [
    { to: 'referrer', unit: 'points', amount: '500', holdDays: 14 },
    { to: 'friend', unit: 'points', amount: '100', holdDays: 0 },
  ],
  // So large that it is never used up: who is late would depend on the order of arrival and not on the facts.
  cap: { unit: 'points', amount: '900000000' },
};

/** Two programs with twenty conditions between them. */
export const twoPrograms: readonly ProgramDefinition[] = [friends, club];

/** A share that grows with the friends who have paid, a second level, a fund that all ask, and a month's turnover. */
const levels: ProgramDefinition = {
  name: { ru: 'Ступени', en: 'Steps' },
  invite,
  attribution: { pick: 'last', precedence: [], windowDays: 90 },
  friend: { knownForDays: 30, mayHavePaid: true },
  order: { conditions: { fact: 'paid.money', is: 'gt', value: 0 } },
  clawBack: 'full_refund',
  rewards: [
    {
      ...{ to: 'referrer', unit: 'points', holdDays: 0, on: { order: 'each' } },
      amount: { by: 'friends', steps: [share('1', '10'), share('5', '20'), share('10', '30')] },
    },
    { to: 'referrer', level: 2, unit: 'points', amount: '10', holdDays: 0, on: { order: 'first_matching' } },
    { to: 'referrer', unit: 'points', amount: '20', holdDays: 0, on: { order: 'each' }, task: 'march' },
  ],
  // As large as the cap of the club, and for the same reason.
  tasks: [
    {
      ...{ id: 'march', name: { ru: 'Марафон', en: 'Marathon' }, sponsor: 'Press', forAll: true },
      fund: { unit: 'points', amount: '900000000' },
    },
  ],
  bonuses: [
    {
      ...{ by: 'turnover', currency: 'RUB', every: 'month', holdDays: 0 },
      steps: [{ from: '100000', unit: 'points', amount: '1000' }],
    },
  ],
};

function share(from: string, percent: string): { from: string; amount: PlainAmount } {
  return { from, amount: { percent, of: 'money', rates: { RUB: '1' } } };
}

/** The two, and one that asks inviters' lanes at every order. */
export const programsWithLevels: readonly ProgramDefinition[] = [...twoPrograms, levels];

/** Every tree of conditions that these programs hold. */
export function conditionsIn(definitions: readonly ProgramDefinition[]): Conditions[] {
  return definitions
    .flatMap((definition) => [definition.friend.conditions, definition.order.conditions])
    .filter((tree) => tree !== undefined);
}

/**
 * Programs that concern none of the facts that a benchmark sends: their conditions name other events and traits, and
 * nobody takes part in them.
 */
export function unrelatedPrograms(count: number): ProgramDefinition[] {
  return Array.from({ length: count }, (_, index) => {
    const conditions: ConditionsJson = {
      all: [
        { count: `Lesson ${index} Attended`, is: 'gte', value: 1 },
        { trait: `level_${index}`, is: 'eq', value: 'B2' },
      ],
    };
    return { ...friends, friend: { knownForDays: 30, conditions }, order: {} };
  });
}
