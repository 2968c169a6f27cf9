/** Nouns of units as they are said after a number: each language has forms of its own. */
export const lessonInRussian = { one: 'урок', few: 'урока', many: 'уроков' } as const;
export const lessonInEnglish = { one: 'lesson', other: 'lessons' } as const;
const pointInRussian = { one: 'балл', few: 'балла', many: 'баллов' } as const;
const pointInEnglish = { one: 'point', other: 'points' } as const;
const megabyteInRussian = { one: 'мегабайт', few: 'мегабайта', many: 'мегабайт' } as const;
const megabyteInEnglish = { one: 'megabyte', other: 'megabytes' } as const;
const characterInRussian = {
  one: 'уникальный персонаж',
  few: 'уникальных персонажа',
  many: 'уникальных персонажей',
} as const;
const characterInEnglish = { one: 'unique character', other: 'unique characters' } as const;
const glassInRussian = { one: 'бокал', few: 'бокала', many: 'бокалов' } as const;
const glassInEnglish = { one: 'glass', other: 'glasses' } as const;

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
  glass: {
    ...{ unit: 'glass', exponent: 0, name: { ru: 'бокал', en: 'glass' } },
    forms: { ru: glassInRussian, en: glassInEnglish },
  },
} as const;
