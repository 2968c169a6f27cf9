import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

/**
 * A cleaning service: the friend has 500 off the first order, and once it is paid the inviter has 500 off any other.
 */
export const cleaning: Recipe = {
  definition: {
    name: { ru: 'Подарите другу чистый дом', en: 'Give a friend a clean home' },
    invite: { link: { allowedHosts: [] }, code: { length: 8 }, manual: { backDateDays: 14 } },
    attribution: { pick: 'last', precedence: ['link'], windowDays: 90 },
    friend: { knownForDays: 30 },
    order: { conditions: { fact: 'total', is: 'gt', value: 0 } },
    clawBack: 'full_refund',
    rewards: [
      { to: 'friend', unit: 'rub', amount: '500', holdDays: 0, on: { invitation: true } },
      { to: 'referrer', unit: 'rub', amount: '500', holdDays: 0 },
    ],
  },
  units: [units.rub],
};
