/** How a code differs from the one that somebody typed. */
export const differenceTexts = {
  ru: {
    substituted: 'Знак {at}: вместо «{typed}» — «{meant}».',
    swapped: 'Знаки {at} и {next} переставлены: вместо «{typed}» — «{meant}».',
    missing: 'Пропущен знак {at}: «{meant}».',
    extra: 'Знак {at} лишний: «{typed}».',
  },
  en: {
    substituted: 'Character {at}: "{meant}" instead of "{typed}".',
    swapped: 'Characters {at} and {next} are swapped: "{meant}" instead of "{typed}".',
    missing: 'Character {at} is missing: "{meant}".',
    extra: 'Character {at} is one too many: "{typed}".',
  },
} as const;
