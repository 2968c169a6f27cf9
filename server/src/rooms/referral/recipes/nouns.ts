/** Nouns of units as they are said after a number: each language has forms of its own. */
export const lessonInRussian = { one: 'урок', few: 'урока', many: 'уроков' } as const;
export const lessonInEnglish = { one: 'lesson', other: 'lessons' } as const;
