/** Why a command of this room was refused. */
const peopleTexts = {
  ru: {
    not_a_joined_profile: 'Этот профиль не присоединён к человеку: отделять нечего.',
  },
  en: {
    not_a_joined_profile: 'This profile is not joined to the person: there is nothing to separate.',
  },
} as const;

export function peopleRefusal(reason: string): { readonly ru: string; readonly en: string } | undefined {
  return isKnown(reason) ? { ru: peopleTexts.ru[reason], en: peopleTexts.en[reason] } : undefined;
}

function isKnown(reason: string): reason is keyof (typeof peopleTexts)['en'] {
  return Object.hasOwn(peopleTexts.en, reason);
}
