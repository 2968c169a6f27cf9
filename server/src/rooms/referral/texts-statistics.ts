/** What is wrong with a period of statistics. */
export const periodTexts = {
  ru: {
    unknown_time_zone: 'Часового пояса «{zone}» нет. Нужно имя из базы IANA, например Europe/Moscow.',
    no_such_day: 'Такого дня нет в календаре.',
    period_ends_first: 'Последний день раньше первого.',
    period_too_long: 'Период слишком длинный: не больше {limit} дней.',
  },
  en: {
    unknown_time_zone: 'There is no time zone "{zone}". It needs a name of the IANA database, like Europe/Moscow.',
    no_such_day: 'The calendar has no such day.',
    period_ends_first: 'The last day is before the first one.',
    period_too_long: 'The period is too long: at most {limit} days.',
  },
} as const;
