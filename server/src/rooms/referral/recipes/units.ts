import {
  characterInEnglish,
  characterInRussian,
  giftInEnglish,
  giftInRussian,
  glassInEnglish,
  glassInRussian,
  lessonInEnglish,
  lessonInRussian,
  megabyteInEnglish,
  megabyteInRussian,
  pointInEnglish,
  pointInRussian,
} from './nouns.ts';

/** Units that recipes bring along. Points are worth a rouble each, and have its parts. */
export const units = {
  lesson: {
    ...{ unit: 'lesson', exponent: 0, name: { ru: 'урок', en: 'lesson' } },
    forms: { ru: lessonInRussian, en: lessonInEnglish },
  },
  rub: { unit: 'rub', exponent: 2, name: { ru: '₽', en: '₽' } },
  point: {
    ...{ unit: 'point', exponent: 2, name: { ru: 'балл', en: 'point' } },
    forms: { ru: pointInRussian, en: pointInEnglish },
  },
  megabyte: {
    ...{ unit: 'megabyte', exponent: 0, name: { ru: 'мегабайт', en: 'megabyte' } },
    forms: { ru: megabyteInRussian, en: megabyteInEnglish },
  },
  character: {
    ...{ unit: 'character', exponent: 0, name: { ru: 'персонаж', en: 'character' } },
    forms: { ru: characterInRussian, en: characterInEnglish },
  },
  car: { unit: 'car', exponent: 0, name: { ru: 'автомобиль', en: 'car' } },
  better_car: { unit: 'better_car', exponent: 0, name: { ru: 'автомобиль классом выше', en: 'better car' } },
  glass: {
    ...{ unit: 'glass', exponent: 0, name: { ru: 'бокал', en: 'glass' } },
    forms: { ru: glassInRussian, en: glassInEnglish },
  },
  gift: {
    ...{ unit: 'gift', exponent: 0, name: { ru: 'подарок', en: 'gift' } },
    forms: { ru: giftInRussian, en: giftInEnglish },
  },
} as const;
