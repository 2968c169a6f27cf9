/** What is wrong with choices among rewards. */
export const choiceProblemTexts = {
  ru: {
    choice_alone: 'В выборе «{choice}» только одно вознаграждение: выбирать не из чего.',
    repeated_option: 'Вариант «{option}» в выборе «{choice}» уже есть.',
    choice_differs:
      'Вознаграждения выбора «{choice}» должны причитаться одному и тому же человеку за одно и то же: ' +
      'различаться может только то, что дают.',
    choice_of_level: 'Выбирает тот, кто приглашает сам: вознаграждение за следующие уровни выбрать нельзя.',
  },
  en: {
    choice_alone: 'There is only one reward in the choice “{choice}”: nothing to choose from.',
    repeated_option: 'There is an option “{option}” in the choice “{choice}” already.',
    choice_differs:
      'The rewards of the choice “{choice}” have to be for the same person and the same cause: ' +
      'only what is given may differ.',
    choice_of_level: 'Whoever invites chooses, so a reward further up cannot be chosen.',
  },
} as const;

/** How a choice is promised. */
export const choiceTexts = {
  ru: {
    or: '{first} или {second}',
    toChoose: '{gift} на выбор',
    ofChoice: 'На выбор: {options}.',
    usual: 'Пока не выбрано другое, дают это.',
  },
  en: {
    or: '{first} or {second}',
    toChoose: '{gift}, as they choose',
    ofChoice: 'To choose from: {options}.',
    usual: 'It is given until something else is chosen.',
  },
} as const;

/** A choice in a cabinet. */
export const choiceCardTexts = {
  ru: {
    title: 'Что вы хотите получать',
    forFriends: 'За друзей',
    asFriend: 'За то, что пришли по приглашению',
    lead: 'Выбор действует на то, что будет после него. Изменить его можно в любой момент.',
    choose: 'Сохранить выбор',
    chosen: 'Выбор сохранён.',
    notChosen: 'Выбор не сохранён. Обновите страницу: возможно, условия изменились.',
    soon: 'Выбор записывается: обновите страницу через минуту.',
  },
  en: {
    title: 'What you would like to get',
    forFriends: 'For friends',
    asFriend: 'For having come by an invitation',
    lead: 'Your choice is for what comes after it. You may change it at any time.',
    choose: 'Keep the choice',
    chosen: 'Your choice was kept.',
    notChosen: 'Your choice was not kept. Load the page again: the terms may have changed.',
    soon: 'Your choice is being written down: load the page again in a minute.',
  },
} as const;
