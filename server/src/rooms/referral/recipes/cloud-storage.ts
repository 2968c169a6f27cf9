import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

/**
 * A cloud storage: both have 500 MB when the friend registers, and whoever invites has 16 GB in all, which is 32
 * friends: 16,000 MB.
 */
export const cloudStorage: Recipe = {
  definition: {
    name: { ru: 'Место за друзей', en: 'Space for friends' },
    invite: { link: { allowedHosts: [] }, code: { length: 8 }, manual: { backDateDays: 14 } },
    attribution: { pick: 'first', precedence: ['link'], windowDays: 90 },
    friend: { knownForDays: 0 },
    order: {},
    clawBack: 'never',
    rewards: [
      { to: 'friend', unit: 'megabyte', amount: '500', holdDays: 0, on: { registration: true } },
      {
        ...{ to: 'referrer', unit: 'megabyte', amount: '500', holdDays: 0, on: { registration: true } },
        perPerson: { amount: '16000', partly: true },
      },
    ],
  },
  units: [units.megabyte],
};
