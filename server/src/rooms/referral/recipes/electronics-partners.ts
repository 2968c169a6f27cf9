import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

/**
 * A shop of electronics: partners, legal entities alone, earn a commission by product category on every order of those
 * whom they bring. Lines of an order name it in `category`; other goods earn nothing until a line is added for them.
 */
export const electronicsPartners: Recipe = {
  definition: {
    name: { ru: 'Партнёрам: комиссия с продаж', en: 'For partners: a commission on sales' },
    invite: { link: { allowedHosts: [] }, code: { length: 8 }, manual: { backDateDays: 14 } },
    attribution: { pick: 'last', precedence: [], windowDays: 30 },
    participant: { conditions: { trait: 'legal_form', is: 'eq', value: 'company' } },
    friend: { knownForDays: null, mayHavePaid: true },
    order: {},
    clawBack: 'proportional',
    rewards: [
      {
        to: 'referrer',
        unit: 'rub',
        amount: {
          lines: [
            { where: { fact: 'category', is: 'eq', value: 'mobile' }, percent: '2.1' },
            { where: { fact: 'category', is: 'eq', value: 'kitchen' }, percent: '2.9' },
          ],
          of: 'money',
          rates: { RUB: '1' },
        },
        holdDays: 0,
        on: { order: 'each' },
      },
    ],
  },
  units: [units.rub],
};
