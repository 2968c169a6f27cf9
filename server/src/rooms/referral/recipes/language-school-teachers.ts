import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

/**
 * Teachers of a school bring students: the student has two lessons after the first payment in money, the teacher a
 * bonus. The school's server says who teaches by the trait `role`. A student whom somebody else invited, too, chooses
 * one of the two, as with the school's other promotions.
 */
export const languageSchoolTeachers: Recipe = {
  definition: {
    name: { ru: 'Учителя приглашают учеников', en: 'Teachers invite students' },
    invite: { link: { allowedHosts: [] }, code: { length: 8 }, manual: { backDateDays: 14 } },
    attribution: { pick: 'last', precedence: ['link'], windowDays: 90 },
    participant: { conditions: { trait: 'role', is: 'eq', value: 'teacher' } },
    exclusive: { group: 'promotions' },
    friend: {
      knownForDays: 30,
      conditions: { not: { trait: 'legal_form', is: 'in', value: ['sole_trader', 'company'] } },
    },
    order: {
      conditions: {
        all: [
          { fact: 'paid.gift_certificate', is: 'eq', value: 0 },
          { fact: 'paid.money', is: 'gt', value: 0 },
        ],
      },
    },
    clawBack: 'full_refund',
    rewards: [
      { to: 'referrer', unit: 'rub', amount: '1000', holdDays: 14 },
      { to: 'friend', unit: 'lesson', amount: '2', holdDays: 0 },
    ],
  },
  units: [units.lesson, units.rub],
};
