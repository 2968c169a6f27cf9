import { languageSchool } from './language-school.ts';
import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

/**
 * A school's campaign «gather a team»: besides the usual reward of each pair, everybody on a chain of newcomers who
 * invite newcomers has lessons, the more the longer it is, and from five on a gift of the school.
 */
export const gatherATeam: Recipe = {
  definition: {
    ...languageSchool,
    name: { ru: 'Собери команду', en: 'Gather a team' },
    bonuses: [
      {
        by: 'chain',
        steps: [
          { from: '2', unit: 'lesson', amount: '1' },
          { from: '3', unit: 'lesson', amount: '2' },
          { from: '4', unit: 'lesson', amount: '3' },
        ],
        holdDays: 0,
      },
      // The school's own things are no balance: somebody hands them out.
      { by: 'chain', steps: [{ from: '5', unit: 'gift', amount: '1' }], holdDays: 0, fulfil: { by: 'person' } },
    ],
  },
  units: [units.lesson, units.gift],
};
