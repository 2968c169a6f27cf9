/** What is wrong with the time after which rewards expire. */
export const expiryProblemTexts = {
  ru: {
    expires_the_same_day: 'Вознаграждение сгорало бы в тот же день: укажите хотя бы 1 день после.',
    expires_too_late: 'Не больше {limit}. Если вознаграждение не сгорает, срок не указывают.',
    reminder_too_early: 'Напоминание за {days} дн. пришло бы раньше самого вознаграждения: оно действует {after} дн.',
  },
  en: {
    expires_the_same_day: 'The reward would expire on the day it is given: let it last 1 day after at the least.',
    expires_too_late: 'No more than {limit}. Of a reward that never expires leave it out.',
    reminder_too_early: 'A reminder {days} days before would come before the reward itself, which lasts {after} days.',
  },
} as const;
