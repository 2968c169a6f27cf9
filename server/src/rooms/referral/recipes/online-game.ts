import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

/**
 * An online game: a unique character for whoever brought a player who has reached level 20. The game's server tells of
 * every level by the event `Level Reached` with the property `level`.
 */
export const onlineGame: Recipe = {
  definition: {
    name: { ru: 'Приведи друга в игру', en: 'Bring a friend into the game' },
    invite: { link: { allowedHosts: [] }, code: { length: 8 }, manual: { backDateDays: 14 } },
    attribution: { pick: 'first', precedence: [], windowDays: 365 },
    friend: { knownForDays: 1, mayHavePaid: true },
    order: {},
    clawBack: 'never',
    rewards: [
      {
        to: 'referrer',
        unit: 'character',
        amount: '1',
        holdDays: 0,
        on: { event: 'Level Reached', which: 'first_matching' },
        conditions: { fact: 'level', is: 'gte', value: 20 },
      },
    ],
  },
  units: [units.character],
};
