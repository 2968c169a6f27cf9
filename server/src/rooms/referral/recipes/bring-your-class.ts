import { languageSchool } from './language-school.ts';
import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

/**
 * A school's campaign «bring your class»: between two dates three lessons to each instead of two. Outside of them it is
 * the school's usual program.
 */
export const bringYourClass: Recipe = {
  definition: {
    ...languageSchool,
    name: { ru: 'Приведи свой класс', en: 'Bring your class' },
    rewards: [
      ...languageSchool.rewards,
      ...(['referrer', 'friend'] as const).map((to) => ({
        ...{ to, unit: 'lesson', amount: '1', holdDays: 0 },
        ...{ from: '2026-12-01T00:00:00+03:00', until: '2027-01-01T00:00:00+03:00' },
      })),
    ],
  },
  units: [units.lesson],
};
