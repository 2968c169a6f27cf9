import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

/**
 * Employees recommend colleagues: a bonus once the new colleague has passed the probation, which the personnel system
 * tells by the event `Probation Passed`. It says who works here by the trait `employee`; whoever leaves during the
 * probation brings nothing. A customer may be hired as well as anybody.
 */
export const languageSchoolHires: Recipe = {
  definition: {
    name: { ru: 'Порекомендуй коллегу', en: 'Recommend a colleague' },
    invite: { link: { allowedHosts: [] }, code: { length: 8 }, manual: { backDateDays: 30 } },
    attribution: { pick: 'first', precedence: [], windowDays: 365 },
    participant: { conditions: { trait: 'employee', is: 'eq', value: true } },
    friend: {
      knownForDays: null,
      mayHavePaid: true,
      conditions: { not: { trait: 'dismissed', is: 'eq', value: true } },
    },
    order: {},
    clawBack: 'never',
    rewards: [
      {
        to: 'referrer',
        unit: 'rub',
        amount: '30000',
        holdDays: 0,
        on: { event: 'Probation Passed', which: 'first_matching' },
      },
    ],
  },
  units: [units.rub],
};
