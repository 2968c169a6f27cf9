import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

/**
 * A fashion app: whoever invites has a discount worth 5% of the friend's first purchase, on account in roubles that pay
 * at checkout. It is reckoned from what the friend paid; with `subtotal` in the place of `money`, from the price before
 * discounts. The friend's own 10% off is a promotion of the shop, for the first order alone, whose code the
 * invitation's page names.
 */
export const fashionApp: Recipe = {
  definition: {
    name: { ru: 'Скидка за подругу', en: 'A discount for a friend' },
    invite: { link: { allowedHosts: [] }, code: { length: 8 }, manual: { backDateDays: 14 } },
    attribution: { pick: 'last', precedence: [], windowDays: 30 },
    friend: { knownForDays: 30 },
    order: {},
    clawBack: 'proportional',
    rewards: [
      {
        to: 'referrer',
        unit: 'rub',
        amount: { percent: '5', of: 'money', rates: { RUB: '1' } },
        holdDays: 14,
        on: { order: 'first' },
      },
    ],
  },
  units: [units.rub],
};
