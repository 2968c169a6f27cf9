import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

/**
 * A marketplace: whoever enters a friend's code gets 500 points, and the friend who gave it 500 more once the newcomer
 * has spent over 2,500 in money, points and certificates left out. Points pay at most a quarter of an order.
 */
export const marketplaceInvite: Recipe = {
  definition: {
    name: { ru: 'Пригласи друга на маркетплейс', en: 'Invite a friend to the marketplace' },
    invite: { link: { allowedHosts: [] }, code: { length: 8 }, manual: { backDateDays: 14 } },
    attribution: { pick: 'last', precedence: ['link'], windowDays: 90 },
    friend: { knownForDays: 30 },
    order: {},
    clawBack: 'full_refund',
    rewards: [
      { to: 'friend', unit: 'point', amount: '500', holdDays: 0, on: { invitation: true } },
      {
        to: 'referrer',
        unit: 'point',
        amount: '500',
        holdDays: 0,
        on: { order: 'first_matching' },
        conditions: { spent: 'RUB', since: 'touch', is: 'gt', value: 2_500 },
      },
    ],
  },
  units: [units.point],
  limits: () => ({ point: { rates: { RUB: '1' }, rules: [{ percent: '25' }] } }),
};
