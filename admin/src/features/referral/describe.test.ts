import { describe, expect, it } from 'vitest';
import { differencesOf, settingsOf, type Words } from './describe.ts';
import { type Draft, withValue } from './draft.ts';

const words: Words = {
  label: (name) => name,
  named: (name) => name,
  amount: (amount, unit) => `${amount} ${unit}`,
  moment: (text) => text,
  days: (count) => `${count} days`,
  reward: ({ to, amount, hold }) => `${to} ${amount} ${hold}`,
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
      'order kind_fact «paid.money» is_gt 0: kind_fact «paid.money» is_gt 0',
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
      ['cap', undefined, '100 lesson'],
    ]);
    expect(differencesOf(school, structuredClone(school), words)).toEqual([]);
  });

  it('do not hide a difference that no setting tells', () => {
    const stranger = withValue(school, '/chain', { length: 3 });
    expect(differencesOf(school, stranger, words)).toMatchObject([{ key: 'other', label: 'other_settings' }]);
  });
});
