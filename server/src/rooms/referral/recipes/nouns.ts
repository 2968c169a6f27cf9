/** Nouns of units as they are said after a number: each language has forms of its own. */
export const lessonInRussian = { one: 'урок', few: 'урока', many: 'уроков' } as const;
export const lessonInEnglish = { one: 'lesson', other: 'lessons' } as const;
export const pointInRussian = { one: 'балл', few: 'балла', many: 'баллов' } as const;
export const pointInEnglish = { one: 'point', other: 'points' } as const;
export const megabyteInRussian = { one: 'мегабайт', few: 'мегабайта', many: 'мегабайт' } as const;
export const megabyteInEnglish = { one: 'megabyte', other: 'megabytes' } as const;
export const characterInRussian = {
  one: 'уникальный персонаж',
  few: 'уникальных персонажа',
  many: 'уникальных персонажей',
} as const;
export const characterInEnglish = { one: 'unique character', other: 'unique characters' } as const;
export const glassInRussian = { one: 'бокал', few: 'бокала', many: 'бокалов' } as const;
export const glassInEnglish = { one: 'glass', other: 'glasses' } as const;
export const giftInRussian = {
  one: 'фирменный подарок',
  few: 'фирменных подарка',
  many: 'фирменных подарков',
} as const;
export const giftInEnglish = { one: 'branded gift', other: 'branded gifts' } as const;
