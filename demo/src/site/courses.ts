import type { Language } from '../words.ts';

/** What the school teaches. */
export interface Course {
  readonly id: string;
  readonly name: Readonly<Record<Language, string>>;
  readonly about: Readonly<Record<Language, string>>;
  /** How people greet each other in it. */
  readonly greeting: string;
}

export const courses: readonly Course[] = [
  {
    id: 'english',
    name: { ru: 'Английский', en: 'English' },
    about: {
      ru: 'Для работы, поездок и сериалов без субтитров. Говорим с первого занятия.',
      en: 'For work, travel and films without subtitles. We speak from the first lesson.',
    },
    greeting: 'Hello',
  },
  {
    id: 'spanish',
    name: { ru: 'Испанский', en: 'Spanish' },
    about: {
      ru: 'Двадцать стран, один язык. С преподавателями из Мадрида и Боготы.',
      en: 'Twenty countries, one language. With teachers from Madrid and Bogotá.',
    },
    greeting: 'Hola',
  },
  {
    id: 'chinese',
    name: { ru: 'Китайский', en: 'Chinese' },
    about: {
      ru: 'Тоны, иероглифы и разговор о жизни. Спокойно, шаг за шагом.',
      en: 'Tones, characters and talk about life. Calmly, step by step.',
    },
    greeting: 'Nǐ hǎo',
  },
  {
    id: 'french',
    name: { ru: 'Французский', en: 'French' },
    about: {
      ru: 'Произношение, которого не стыдно, и книги, которые хочется прочесть.',
      en: 'A pronunciation to be proud of, and books that one wants to read.',
    },
    greeting: 'Salut',
  },
];

/** How many lessons one buys at once, and what they cost together, in roubles. */
export const packs: readonly { readonly lessons: number; readonly price: number }[] = [
  { lessons: 4, price: 4_000 },
  { lessons: 8, price: 7_600 },
  { lessons: 16, price: 14_400 },
  { lessons: 32, price: 27_200 },
];

export const courseNamed = (id: string | undefined): Course | undefined => courses.find((each) => each.id === id);
export const packOf = (lessons: string | undefined): (typeof packs)[number] | undefined =>
  packs.find((each) => String(each.lessons) === lessons);
