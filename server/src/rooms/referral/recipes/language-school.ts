import type { ProgramDefinition } from '@sarafan/contract';

/**
 * Students of a school bring friends: two lessons to each after the friend's first payment in money. A gift certificate
 * means that the friend was already attracted; a company or a sole trader is another business. An invite link leads to
 * the program's own landing until a page of the school's site is named.
 */
export const languageSchool: ProgramDefinition = {
  name: { ru: 'Приведи друга', en: 'Bring a friend' },
  invite: {
    link: { allowedHosts: [] },
    code: { length: 8 },
    manual: { backDateDays: 14 },
  },
  attribution: { pick: 'last', precedence: ['link'], windowDays: 90 },
  exclusive: { group: 'promotions', alwaysPays: ['link'] },
  friend: {
    knownForDays: 30,
    conditions: { not: { trait: 'legal_form', is: 'in', value: ['sole_trader', 'company'] } },
  },
  order: {
    conditions: {
      all: [
        { fact: 'paid.gift_certificate', is: 'eq', value: 0 },
        { fact: 'paid.money', is: 'gt', value: 0 },
      ],
    },
  },
  clawBack: 'full_refund',
  rewards: [
    { to: 'referrer', unit: 'lesson', amount: '2', holdDays: 0 },
    { to: 'friend', unit: 'lesson', amount: '2', holdDays: 0 },
  ],
};
