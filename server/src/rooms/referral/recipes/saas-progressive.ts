import type { ShareOfOrder } from '@sarafan/contract';
import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

const share = (percent: string): ShareOfOrder => ({ percent, of: 'money', rates: { RUB: '1' } });

/**
 * A service by subscription: a share of every payment of friends, the greater the more friends have paid by then. What
 * was earned before stays as it was.
 */
export const saasProgressive: Recipe = {
  definition: {
    name: { ru: 'Чем больше друзей, тем больше процент', en: 'The more friends, the greater the share' },
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
          by: 'friends',
          steps: [
            { from: '1', amount: share('10') },
            { from: '5', amount: share('20') },
            { from: '10', amount: share('30') },
          ],
        },
        holdDays: 0,
        on: { order: 'each' },
      },
    ],
  },
  units: [units.rub],
};
