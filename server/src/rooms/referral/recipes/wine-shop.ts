import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

/**
 * A wine shop: 500 on the inviter's account for every order of the friend, and two glasses for the friend's first.
 */
export const wineShop: Recipe = {
  definition: {
    name: { ru: 'Вино для друзей', en: 'Wine for friends' },
    invite: { link: { allowedHosts: [] }, code: { length: 8 }, manual: { backDateDays: 14 } },
    attribution: { pick: 'last', precedence: ['link'], windowDays: 90 },
    friend: { knownForDays: 30 },
    order: { conditions: { fact: 'paid.money', is: 'gt', value: 0 } },
    clawBack: 'full_refund',
    rewards: [
      { to: 'referrer', unit: 'rub', amount: '500', holdDays: 0, on: { order: 'each' } },
      { to: 'friend', unit: 'glass', amount: '2', holdDays: 0, on: { order: 'first_matching' } },
    ],
  },
  units: [units.rub, units.glass],
};
