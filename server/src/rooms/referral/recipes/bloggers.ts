import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

/**
 * Bloggers with promo codes of a school: whoever pays with one has a lesson more, and the blogger money. A friend who
 * was invited by somebody else, too, chooses one of the two.
 */
export const bloggers: Recipe = {
  definition: {
    name: { ru: 'Промокоды блогеров', en: 'Bloggers’ promo codes' },
    invite: { code: { length: 8 }, link: { allowedHosts: [] } },
    attribution: { pick: 'last', precedence: ['code'], windowDays: 30 },
    exclusive: { group: 'promotions' },
    friend: { knownForDays: null },
    order: { conditions: { fact: 'paid.money', is: 'gt', value: 0 } },
    clawBack: 'full_refund',
    rewards: [
      { to: 'friend', unit: 'lesson', amount: '1', holdDays: 0 },
      { to: 'referrer', unit: 'rub', amount: '500', holdDays: 14 },
    ],
  },
  units: [units.lesson, units.rub],
};
