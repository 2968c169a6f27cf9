import { type Sentence, sentenceOf, type TextValues } from '../../kit/values/sentences.ts';

/** Why a command of this room was refused. */
const peopleTexts = {
  ru: {
    not_a_joined_profile: 'Этот профиль не присоединён к человеку: отделять нечего.',
    same_person: 'Это один и тот же человек: объединять нечего.',
    two_users:
      'У обоих есть ваши идентификаторы, и они разные: {mine} и {theirs}. Две ваши учётные записи ' +
      'не становятся одним человеком: объедините их сначала у себя.',
    too_many_profiles: 'У них вместе больше {limit} профилей: столько у одного человека быть не может.',
  },
  en: {
    not_a_joined_profile: 'This profile is not joined to the person: there is nothing to separate.',
    same_person: 'This is one and the same person: there is nothing to merge.',
    two_users:
      'Both have ids of yours, and they differ: {mine} and {theirs}. Two accounts of yours do not become one person: ' +
      'make them one on your side first.',
    too_many_profiles: 'Together they have more than {limit} profiles, and one person cannot have so many.',
  },
} as const;

export function peopleRefusal(reason: string, values: TextValues = {}): Sentence | undefined {
  return isKnown(reason) ? sentenceOf(peopleTexts, reason, values) : undefined;
}

function isKnown(reason: string): reason is keyof (typeof peopleTexts)['en'] {
  return Object.hasOwn(peopleTexts.en, reason);
}
