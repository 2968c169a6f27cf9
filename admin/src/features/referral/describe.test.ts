import { describe, expect, it } from 'vitest';
import { differencesOf, settingsOf } from './describe.ts';
import { conditionText } from './describe-conditions.ts';
import { type Draft, isObject, valueAt, withValue } from './draft.ts';
import type { Words } from './words.ts';

const words: Words = {
  label: (name) => name,
  named: (name) => name,
  amount: (amount, unit) => `${amount} ${unit}`,
  moment: (text) => text,
  days: (count) => `${count} days`,
  unit: (unit) => unit,
  said: (name, values) => (name === 'reward_line' ? '' : `${name} `) + Object.values(values).join(' '),
};
const school: Draft = {
  name: { ru: 'Друг', en: 'Friend' },
  invite: { link: { allowedHosts: ['a.example', 'b.example'] }, code: { length: 8 }, manual: { backDateDays: 14 } },
  attribution: { pick: 'last', precedence: ['link'], windowDays: 90 },
  friend: { knownForDays: null, conditions: { not: { trait: 'legal_form', is: 'in', value: ['company'] } } },
  order: { conditions: { all: [{ fact: 'paid.money', is: 'gt', value: 0 }] } },
  clawBack: 'full_refund',
  rewards: [{ to: 'friend', unit: 'lesson', amount: '2', holdDays: 0 }],
};

/** Says everything that a definition can say. */
const agency: Draft = {
  ...school,
  startsAt: '2026-01-01T00:00:00Z',
  endsAt: '2026-12-01T00:00:00Z',
  invite: {
    link: { destination: 'https://a.example/', landing: true, allowedHosts: ['a.example'] },
    code: { length: 8 },
    manual: { backDateDays: 14 },
  },
  friend: { knownForDays: 30, mayHavePaid: true, conditions: { trait: 'city', is: 'eq', value: 'Omsk' } },
  clawBack: 'proportional',
  correctionDays: 10,
  cap: { unit: 'rub', amount: '100000', every: 'month', partly: true },
  timeZone: 'Europe/Moscow',
  attribution: { pick: 'first', precedence: ['code'], perOrder: true, windowDays: 30 },
  results: {
    leads: { on: { event: 'Lead', which: 'each' }, conditions: { fact: 'kind', is: 'eq', value: 'hot' } },
    sales: { on: { order: 'first_matching' } },
  },
  bonuses: [
    {
      ...{ by: 'turnover', every: 'month', afterDays: 5, currency: 'RUB', holdDays: 2 },
      steps: [
        { from: '1', unit: 'rub', amount: '100' },
        { above: '5', unit: 'rub', amount: { each: 'leads', amount: '50' } },
        { from: '9', unit: 'rub', amount: { percent: '2', rate: '1' } },
      ],
    },
  ],
  exclusive: { group: 'promotions', alwaysPays: ['link', 'manual'], coupons: true },
  rewards: [
    {
      ...{ to: 'referrer', unit: 'rub', holdDays: 7, on: { event: 'Paid', which: 'each' } },
      amount: {
        lines: [{ where: { fact: 'category', is: 'in', value: ['seo', 'ads'] }, percent: '2.5' }, { amount: '3' }],
        of: 'money',
        rates: { RUB: '1', KZT: '0.2' },
        atMost: '5000',
        round: 'half_up',
      },
      conditions: { spent: 'RUB', of: 'total', since: 'touch', withinDays: 30, is: 'gt', value: 2500 },
      perPerson: { amount: '9000', every: 'year', partly: true },
      accrual: { every: 'month', afterDays: 5 },
      expires: { endOf: 'month', after: 6, remindDays: [14, 3] },
    },
    {
      ...{ to: 'referrer', level: 2, unit: 'rub', holdDays: 0 },
      amount: {
        ...{ by: 'turnover', every: 'month', currency: 'RUB' },
        steps: [
          { from: '1', amount: '10' },
          { from: '5', amount: { percent: '3', of: 'total', rates: { RUB: '2' }, atMost: '70', round: 'half_up' } },
          { from: '9', amount: { lines: [{ percent: '4' }], of: 'price', rates: { EUR: '3' } } },
        ],
      },
    },
  ],
};

function leavesOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => leavesOf(each, `${path}/${index}`));
  if (!isObject(value)) return [path];
  return Object.entries(value).flatMap(([name, each]) => leavesOf(each, `${path}/${name}`));
}

function another(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : `${String(value)}9`;
}

describe('the settings of a definition', () => {
  it('are told in the order of the editor', () => {
    expect(settingsOf(school, words).map(({ key, value }) => `${key}: ${value}`)).toEqual([
      'name_ru: Друг',
      'name_en: Friend',
      'by_link: yes',
      'allowed_hosts: a.example, b.example',
      'code_length: 8',
      'back_date_days: 14 days',
      'pick: pick_last',
      'precedence: channel_link',
      'window_days: 90 days',
      'known_for_days: known_any',
      'friend kind_trait «legal_form» is_not_in company: kind_trait «legal_form» is_not_in company',
      'order kind_fact_order «paid.money» is_gt 0: kind_fact_order «paid.money» is_gt 0',
      'reward 0: to_friend 2 lesson 0 days',
      'claw_back: claw_back_full_refund',
    ]);
  });

  it('differ where they were changed, added or taken away', () => {
    const changed = withValue(withValue(school, '/rewards/0/amount', '3'), '/cap', { unit: 'lesson', amount: '100' });
    const without = withValue(changed, '/friend/conditions', undefined);
    expect(differencesOf(school, without, words).map(({ key, before, after }) => [key, before, after])).toEqual([
      ['friend kind_trait «legal_form» is_not_in company', 'kind_trait «legal_form» is_not_in company', undefined],
      ['reward 0', 'to_friend 2 lesson 0 days', 'to_friend 3 lesson 0 days'],
      ['cap', undefined, 'limit_text 100 lesson every_none'],
    ]);
    expect(differencesOf(school, structuredClone(school), words)).toEqual([]);
  });

  it('tell a changed minimum as one change, and name the total of an order', () => {
    const asking = (...all: object[]): Draft => withValue(school, '/order/conditions', { all });
    const [low, high] = [3_000, 5_000].map((value) => ({ fact: 'total', is: 'gte', value }));
    const below = { fact: 'total', is: 'lt', value: 9_000 };
    expect(differencesOf(asking({ ...low }), asking({ ...high }, below), words)).toEqual([
      { key: 'minimum', label: 'minimum', before: '3000', after: '5000' },
      {
        ...{ key: 'order order_total is_lt 9000', label: 'conditions_of_order' },
        ...{ before: undefined, after: 'order_total is_lt 9000' },
      },
    ]);
  });

  it('tell every part of a reward', () => {
    const rewards = settingsOf(agency, words).filter(({ key }) => key.startsWith('reward'));
    expect(rewards.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'section_rewards: to_referrer lines_text  of_money rub 7 days',
      'reward_trigger 1 : trigger_event_each «Paid»',
      'reward_line_rule 1 1: line_percent_text kind_fact_line «category» is_in seo, ads 2.5',
      'reward_line_rule 1 2: line_each_text all_goods 3 rub',
      'reward_rates 1 : 1 RUB = 1, 1 KZT = 0.2',
      'reward_at_most 1 : 5000 rub',
      'reward_per_person 1 : limit_partly_text 9000 rub every_year',
      'reward_accrual 1 : accrual_text accrual_month 5 ',
      'reward_expiry 1 : expiry_text end_of_month 6 expiry_remind_text 14, 3',
      'reward_rounding 1 : round_half_up',
      'reward_condition 1 kind_spent «RUB» (spent_total, since_invitation, within_days_said 30 days) is_gt 2500: ' +
        'kind_spent «RUB» (spent_total, since_invitation, within_days_said 30 days) is_gt 2500',
      'section_rewards: to_referrer scale_text by_turnover RUB every_month rub 0 days',
      'reward_level 2 : level_2',
      'reward_step 2 1: step_text 1 10 rub',
      'reward_step 2 2: step_text 5 share_text 3 of_total rub; 1 RUB = 2; step_at_most 70 rub; round_half_up',
      'reward_step 2 3: step_text 9 lines_text  of_price rub; line_percent_text all_goods 4; 1 EUR = 3',
    ]);
  });

  it('say nested conditions in words', () => {
    const part = {
      any: [
        {
          not: {
            all: [
              { trait: 'a', is: 'eq', value: 1 },
              { trait: 'b', is: 'eq', value: 2 },
            ],
          },
        },
        { count: 'Lesson', where: { fact: 'hours', is: 'gt', value: 1 }, is: 'gte', value: 3 },
      ],
    };
    expect(conditionText(part, words)).toBe(
      'any_joined not_said all_joined kind_trait «a» is_eq 1 kind_trait «b» is_eq 2 ' +
        'where_said kind_count «Lesson» is_gte 3 kind_fact_event «hours» is_gt 1',
    );
    expect(conditionText({ any: 1 }, words)).toBe('{"any":1}');
  });

  it.each(leavesOf(agency))('tell a change of %s', (path) => {
    const changed = withValue(agency, path, another(valueAt(agency, path)));
    expect(differencesOf(agency, changed, words)).not.toHaveLength(0);
    expect(differencesOf(agency, changed, words).map(({ key }) => key)).not.toContain('other');
  });

  it('do not hide a difference that no setting tells', () => {
    const stranger = withValue(school, '/chain', { length: 3 });
    expect(differencesOf(school, stranger, words)).toMatchObject([{ key: 'other', label: 'other_settings' }]);
  });
});
