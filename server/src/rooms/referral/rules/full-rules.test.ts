import { ProgramDefinition } from '@sarafan/contract';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../kit/values/json.ts';
import { recipes } from '../recipes/index.ts';
import { languageSchool } from '../recipes/language-school.ts';
import { checkProgram } from './check.ts';
import { hasForm } from './check-schema.ts';
import { fullRulesOf, hasPeriods } from './full-rules.ts';

const units = new Map(
  Object.values(recipes).flatMap((recipe) => recipe.units.map((unit) => [unit.unit, unit] as const)),
);
const exponents = new Map([...units].map(([name, { exponent }]) => [name, exponent]));
const day = (moment: string) => ({ ru: moment.slice(0, 10), en: moment.slice(0, 10) });
const options = {
  ...{ units, zone: 'UTC', rivals: [], dayOf: day },
  momentOf: (moment: string) => ({ ru: moment, en: moment }),
  promotionName: (promotion: string) => ({ ru: promotion, en: promotion }),
};
const page = (definition: ProgramDefinition): string => JSON.stringify(fullRulesOf(definition, options));

/** What programs can say beside what recipes say; together they have every member of the language. */
const rich: Record<string, ProgramDefinition> = {
  everything: {
    name: { ru: 'Всё', en: 'Everything' },
    ...{ startsAt: '2026-01-01T00:00:00Z', endsAt: '2027-01-01T00:00:00Z', timeZone: 'Europe/Moscow' },
    invite: {
      link: { allowedHosts: ['school.example'], destination: 'https://school.example/', landing: true },
      ...{ code: { length: 8 }, manual: { backDateDays: 14 } },
    },
    attribution: { pick: 'last', precedence: ['code', 'link'], windowDays: 90 },
    participant: {
      conditions: { spent: 'RUB', of: 'total', is: 'gte', value: 2_500 },
      form: [
        { field: 'name', label: { ru: 'Имя', en: 'Name' }, kind: 'text', required: true },
        {
          ...{ field: 'city', label: { ru: 'Город', en: 'City' }, kind: 'choice', required: false },
          options: [{ value: 'msk', label: { ru: 'Москва', en: 'Moscow' } }],
        },
      ],
      approval: 'manual',
    },
    exclusive: { group: 'promotions', alwaysPays: ['link'], coupons: true },
    friend: {
      ...{ knownForDays: 30, mayHavePaid: true },
      conditions: {
        all: [
          { count: 'Lead', where: { fact: 'city', is: 'eq', value: 'Kazan' }, withinDays: 30, is: 'gte', value: 3 },
          { not: { sum: 'Lesson Attended', of: 'hours', before: 'touch', is: 'gt', value: 10 } },
          {
            any: [
              { trait: 'grade', is: 'in', value: ['a', 'b'] },
              { trait: 'grade', is: 'exists', value: false },
            ],
          },
        ],
      },
    },
    order: { conditions: { spent: 'RUB', since: 'touch', withinDays: 7, is: 'gt', value: '100.5' } },
    ...{ clawBack: 'full_refund', correctionDays: 60 },
    rewards: [
      {
        ...{ to: 'referrer', level: 2, unit: 'rub', amount: '100', holdDays: 14, on: { order: 'first_matching' } },
        conditions: { fact: 'total', is: 'gte', value: 1_000 },
        ...{ from: '2026-02-01T00:00:00Z', until: '2026-03-01T00:00:00Z' },
        perPerson: { amount: '1000', every: 'month', partly: true },
      },
      {
        ...{ to: 'friend', unit: 'rub', holdDays: 0, on: { event: 'Level Reached', which: 'each' } },
        amount: '50',
      },
      { to: 'friend', unit: 'rub', amount: '60', holdDays: 0, on: { registration: true } },
      { to: 'friend', unit: 'rub', amount: '70', holdDays: 0, on: { invitation: true }, fulfil: { by: 'person' } },
      {
        ...{ to: 'friend', unit: 'lesson', amount: '1', holdDays: 0, on: { invitation: true } },
        fulfil: { by: 'promo_code', promotion: 'prm_00000000000000000a' },
      },
      { to: 'referrer', unit: 'rub', amount: '20', holdDays: 0, on: { order: 'each' }, task: 'paste' },
      { to: 'friend', unit: 'rub', amount: '80', holdDays: 9, choice: { id: 'gift', option: 'later' } },
      { to: 'friend', unit: 'rub', amount: '30', holdDays: 0, choice: { id: 'gift', option: 'now' } },
      {
        ...{ to: 'referrer', unit: 'rub', holdDays: 3, on: { order: 'each' } },
        amount: { percent: '2.5', of: 'subtotal', rates: { RUB: '1', USD: '90.5' }, atMost: '500', round: 'half_up' },
      },
    ],
    tasks: [
      {
        ...{ id: 'paste', name: { ru: 'Паста', en: 'Paste' }, sponsor: 'Dental', forAll: true },
        terms: { ru: 'За каждую', en: 'For each' },
        ...{ from: '2026-02-01T00:00:00Z', until: '2026-03-01T00:00:00Z' },
        fund: { unit: 'rub', amount: '5000', partly: true },
      },
    ],
    cap: { unit: 'rub', amount: '100000', every: 'year', partly: true },
  },
  lines: {
    ...languageSchool,
    clawBack: 'proportional',
    rewards: [
      {
        ...{ to: 'referrer', unit: 'rub', holdDays: 0, on: { order: 'each' } },
        amount: {
          lines: [
            { where: { fact: 'category', is: 'eq', value: 'mobile' }, percent: '2.1' },
            { where: { all: [{ fact: 'category', is: 'eq', value: 'book' }] }, amount: '20' },
            { percent: '1' },
          ],
          ...{ of: 'price', rates: { RUB: '1' }, atMost: '300' },
        },
      },
    ],
  },
  steps: {
    ...languageSchool,
    correctionDays: 60,
    rewards: [
      {
        ...{ to: 'referrer', unit: 'rub', holdDays: 0, on: { order: 'each' } },
        accrual: { every: 'month', afterDays: 3, approval: 'manual' },
        expires: { endOf: 'month', after: 2, remindDays: [14, 3] },
        amount: {
          ...{ by: 'turnover', every: 'month', currency: 'RUB' },
          steps: [
            { from: '1', amount: { percent: '1', of: 'money', rates: { RUB: '1' } } },
            { from: '1000', amount: { percent: '2', of: 'total', rates: { RUB: '1' }, atMost: '10' } },
          ],
        },
      },
    ],
  },
  bonuses: {
    ...languageSchool,
    results: {
      leads: { on: { event: 'Trial Lesson', which: 'first_matching' } },
      sales: { on: { order: 'first_matching' }, conditions: { fact: 'total', is: 'gte', value: 1_000 } },
      keep: ['year'],
    },
    bonuses: [
      {
        ...{ by: 'turnover', currency: 'RUB', every: 'month', afterDays: 5, approval: 'manual', holdDays: 3 },
        steps: [
          { from: '1000', unit: 'rub', amount: '100' },
          { above: '5000', unit: 'rub', amount: { percent: '1.5', rate: '1' } },
        ],
      },
      {
        by: 'sales',
        holdDays: 0,
        steps: [{ from: '1', unit: 'lesson', amount: { each: 'sales', amount: '2' } }],
        expires: { endOf: 'day', after: 30 },
      },
      {
        ...{ by: 'sales', every: 'month', holdDays: 0, fulfil: { by: 'webhook' } },
        steps: [{ from: '3', unit: 'lesson', amount: '1' }],
      },
    ],
  },
  perOrder: {
    ...languageSchool,
    exclusive: { group: 'codes' },
    friend: { knownForDays: null, mayHavePaid: true },
    invite: { code: { length: 8 } },
    attribution: { pick: 'last', precedence: [], windowDays: 30, perOrder: true },
    rewards: [{ to: 'referrer', unit: 'rub', amount: '10', holdDays: 0, on: { order: 'each' } }],
  },
};

/**
 * Members that change nobody's rewards: names, how a code looks, where a link leads, when somebody is reminded, and for
 * which times sums are kept beside those of bonuses.
 */
const payNothing = new RegExp(
  `^/(${[
    ...['name', 'invite/link/\\w+', 'invite/code/length', 'participant/form/\\d+/(field|kind|notAfter)'],
    'participant/form/\\d+/options/\\d+/value',
    '(rewards|bonuses)/\\d+/expires/remindDays',
    'results/keep',
    'rewards/\\d+/choice/\\w+',
    // Customers are told which programs are in the group, and not how it is called.
    'exclusive/group',
  ].join('|')})(/|$)`,
);

/** Words of the language: a member is changed into each other one that the checker lets stand there. */
const words: readonly Json[] = [
  ...['first', 'last', 'link', 'code', 'manual', 'automatic', 'full_refund', 'any_refund', 'proportional', 'never'],
  ...[
    'referrer',
    'friend',
    'money',
    'total',
    'subtotal',
    'price',
    'down',
    'half_up',
    'friends',
    'payments',
    'turnover',
  ],
  ...['day', 'week', 'month', 'year', 'first_matching', 'each', 'eq', 'neq', 'in', 'gt', 'gte', 'lt', 'lte', 'exists'],
  ...['leads', 'sales', 'conversion', 'chain', 'team'],
  ...['person', 'webhook', 'contains', 'Asia/Tokyo', 'EUR', 'lesson', 'points', 'another', true, false, null],
];

function others(value: Json): Json[] {
  if (typeof value === 'number') return [value + 1];
  const next: Json[] = [];
  if (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)) next.push(String(Number(value) + 1));
  if (typeof value === 'string' && !Number.isNaN(Date.parse(value)) && value.includes('T')) {
    next.push(new Date(Date.parse(value) + 1_000).toISOString());
  }
  return [...next, ...words.filter((word) => word !== value)];
}

interface Change {
  readonly path: string;
  readonly definition: ProgramDefinition;
}

/** The definition with one member left out, or put into another one's place, for each member that it has. */
function changesOf(definition: ProgramDefinition): Change[] {
  const changes: Change[] = [];
  const walk = (value: Json, path: string, put: (value: Json | undefined) => Json): void => {
    const add = (changed: Json | undefined): void => {
      changes.push({ path, definition: put(changed) as unknown as ProgramDefinition });
    };
    if (path !== '') add(undefined);
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        walk(item, `${path}/${index}`, (changed) =>
          put(changed === undefined ? value.toSpliced(index, 1) : value.with(index, changed)),
        );
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value as JsonObject)) {
        const { [key]: _was, ...rest } = value as JsonObject;
        walk(item as Json, `${path}/${key}`, (changed) =>
          put(changed === undefined ? rest : { ...rest, [key]: changed }),
        );
      }
    } else for (const changed of others(value)) add(changed);
  };
  walk(definition as unknown as Json, '', (value) => value ?? null);
  return changes;
}

/** Two definitions that pay the same have one normal form: what is said by default is left out. */
function normal(definition: ProgramDefinition): string {
  const plain = structuredClone(definition) as unknown as Record<string, Json>;
  const defaults: Readonly<Record<string, Json>> = {
    ...{ perOrder: false, mayHavePaid: false, partly: false, coupons: false, round: 'down', approval: 'automatic' },
    ...{ level: 1, afterDays: 0 },
  };
  const clean = (value: Json, key: string): Json | undefined => {
    if (defaults[key] === value) return undefined;
    if (Array.isArray(value)) return value.map((item) => clean(item, '') ?? item);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value as JsonObject).flatMap(([name, item]) => {
      const cleaned = clean(item as Json, name);
      return cleaned === undefined ? [] : [[name, cleaned] as const];
    });
    const cleaned = Object.fromEntries(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)));
    if (key === 'on' && cleaned['order'] === 'first') return undefined;
    // A newcomer's registration is a lead, and every order a sale, when nothing is said.
    if (key === 'leads' && JSON.stringify(cleaned) === '{"on":{"registration":true}}') return undefined;
    if (key === 'sales' && JSON.stringify(cleaned) === '{"on":{"order":"each"}}') return undefined;
    if (key === 'results') delete cleaned['keep'];
    if (key === 'results' && Object.keys(cleaned).length === 0) return undefined;
    if (key === 'participant' && Object.keys(cleaned).length === 0) return undefined;
    // So much for each item asks of rates only which currencies they are for, and is no share of anything.
    const lines = cleaned['lines'];
    if (Array.isArray(lines) && lines.every((line) => !Object.hasOwn(line as object, 'percent'))) {
      cleaned['rates'] = Object.keys(cleaned['rates'] as object);
      for (const key of ['of', 'round']) delete cleaned[key];
    }
    // What was spent of money is what is spent when nothing is said.
    if ('spent' in cleaned && cleaned['of'] === 'money') delete cleaned['of'];
    // No part of an order is less than nothing.
    const isPart = typeof cleaned['fact'] === 'string' && cleaned['fact'].startsWith('paid.');
    if (isPart && cleaned['is'] === 'lte' && Number(cleaned['value']) === 0) cleaned['is'] = 'eq';
    return cleaned;
  };
  delete plain['name'];
  if (plain['timeZone'] === 'UTC' || !hasPeriods(definition)) delete plain['timeZone'];
  if (plain['correctionDays'] === 30) delete plain['correctionDays'];
  return JSON.stringify(clean(plain as Json, ''));
}

const all: Record<string, ProgramDefinition> = {
  ...Object.fromEntries(Object.entries(recipes).map(([name, { definition }]) => [name, definition])),
  ...rich,
};

/** Every name of a member in the schema of the language. */
function membersOfLanguage(): ReadonlySet<string> {
  const members = new Set<string>();
  const walk = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    for (const [key, part] of Object.entries(schema)) {
      if (key === 'properties') for (const name of Object.keys(part as object)) members.add(name);
      walk(part);
    }
  };
  walk(JSON.parse(JSON.stringify(ProgramDefinition)));
  return members;
}

describe('the page of rules (REF-73)', () => {
  test.each(Object.entries(all))(
    '%s: no member that changes what is paid changes and leaves it as it was',
    (_name, definition) => {
      expect(checkProgram(definition, exponents)).toEqual([]);
      const told = page(definition);
      const own = normal(definition);
      const changes = changesOf(definition).filter(
        (change) =>
          !payNothing.test(change.path) &&
          hasForm(change.definition) &&
          checkProgram(change.definition, exponents).length === 0 &&
          normal(change.definition) !== own,
      );
      expect(changes.length).toBeGreaterThan(15);
      const unseen = changes.filter((change) => page(change.definition) === told);
      expect(unseen.map(({ path }) => path)).toEqual([]);
    },
  );

  test('every member of the language stands in one of the definitions that are walked', () => {
    const members = new Set<string>();
    const walk = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(walk);
      else if (typeof value === 'object' && value !== null) {
        for (const [key, item] of Object.entries(value)) {
          members.add(key);
          walk(item);
        }
      }
    };
    Object.values(all).forEach(walk);
    expect(membersOfLanguage().size).toBeGreaterThan(50);
    // What friends bring is asked by spending limits alone: programs refuse such a condition.
    const elsewhere = ['brought', 'program'];
    expect([...membersOfLanguage()].filter((member) => !members.has(member))).toEqual(elsewhere);
  });

  test('names the other programs of its group, and never the key of the group', () => {
    const rivals = [
      { ru: 'Друзья', en: 'Friends' },
      { ru: 'Блогеры', en: 'Bloggers' },
    ];
    const { details } = fullRulesOf(languageSchool, { ...options, rivals });
    expect(details).toContainEqual({
      ru: 'Не складывается с программами: «Друзья», «Блогеры».',
      en: 'It does not add up with these programs: “Friends”, “Bloggers”.',
    });
    expect(fullRulesOf(languageSchool, options).details).toContainEqual({
      ru: 'Других программ, с которыми эта не складывается, сейчас нет.',
      en: 'There is no other program now with which it does not add up.',
    });
    const keyed = { ...languageSchool, exclusive: { group: 'key_of_group' } };
    for (const others of [[], rivals]) {
      expect(JSON.stringify(fullRulesOf(keyed, { ...options, rivals: others }))).not.toContain('key_of_group');
    }
  });

  test('says everything in both languages, with no place left open', () => {
    for (const definition of Object.values(all)) {
      const { friend, referrer, bonuses, chainBonuses, rules, details } = fullRulesOf(definition, options);
      const rewards = [...friend, ...referrer, ...bonuses, ...chainBonuses].flatMap((reward) => [
        reward.gift,
        ...reward.details,
      ]);
      for (const { ru, en } of [...rewards, ...rules, ...details]) {
        expect(`${ru} ${en}`).not.toMatch(/[{}]|undefined|\[object/);
        expect(ru).not.toBe('');
        // «500 ₽» is the same in both.
        if (/\p{L}{3}/u.test(en)) expect(ru).not.toBe(en);
      }
    }
  });
});
