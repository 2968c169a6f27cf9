import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

/**
 * An agency: 2.5% of what the friend spends on promotion and contextual advertising, as long as it lasts. Lines of an
 * order name the service in `category`; other services earn nothing.
 */
export const seoLifetime: Recipe = {
  definition: {
    name: { ru: 'Процент с каждого платежа друга', en: 'A share of every payment of a friend' },
    invite: { link: { allowedHosts: [] }, code: { length: 8 }, manual: { backDateDays: 14 } },
    attribution: { pick: 'first', precedence: [], windowDays: 3_650 },
    friend: { knownForDays: 30 },
    order: {},
    clawBack: 'proportional',
    rewards: [
      {
        to: 'referrer',
        unit: 'rub',
        amount: {
          lines: [{ where: { fact: 'category', is: 'in', value: ['promotion', 'contextual'] }, percent: '2.5' }],
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
