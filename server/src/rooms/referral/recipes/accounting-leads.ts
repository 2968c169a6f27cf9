import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

/**
 * Leads for an accounting service, reckoned once a month: so much for each lead, and more for each where more than one
 * in ten of them has bought. Whoever brought those who bring clients has a little of it, too.
 */
export const accountingLeads: Recipe = {
  definition: {
    name: { ru: 'Вознаграждение за заявки', en: 'A reward for leads' },
    timeZone: 'Europe/Moscow',
    invite: { link: { allowedHosts: [] }, code: { length: 8 }, manual: { backDateDays: 14 } },
    attribution: { pick: 'first', precedence: [], windowDays: 365 },
    friend: { knownForDays: 0 },
    order: {},
    clawBack: 'full_refund',
    results: { leads: { on: { registration: true } }, sales: { on: { order: 'first_matching' } } },
    bonuses: [
      {
        by: 'conversion',
        every: 'month',
        afterDays: 5,
        steps: [
          { from: '0', unit: 'rub', amount: { each: 'leads', amount: '300' } },
          { above: '10', unit: 'rub', amount: { each: 'leads', amount: '350' } },
        ],
        holdDays: 0,
      },
    ],
    rewards: [{ to: 'referrer', level: 2, unit: 'rub', amount: '10', holdDays: 0, on: { order: 'first_matching' } }],
  },
  units: [units.rub],
};
