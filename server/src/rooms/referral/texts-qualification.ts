/** Who may take part in a program, and why somebody may not yet. */
export const qualificationTexts = {
  ru: {
    rule: 'Участвовать может тот, кто подходит под условие: {phrase}.',
    unmet: '{why}.',
    short: '{why}. Не хватает: {missing}.',
    shortByMore: '{why}. Не хватает больше, чем {missing}.',
  },
  en: {
    rule: 'Whoever takes part meets the condition: {phrase}.',
    unmet: '{why}.',
    short: '{why}. Missing: {missing}.',
    shortByMore: '{why}. Missing: more than {missing}.',
  },
} as const;

/** Conditions on who takes part that are said in everyday words. */
export const candidateRules = {
  ru: {
    company: 'это юридическое лицо, а не частное лицо и не ИП',
    sole_trader: 'это индивидуальный предприниматель',
    person: 'это частное лицо, а не компания и не ИП',
  },
  en: {
    company: 'it is a legal entity, not a private person or a sole trader',
    sole_trader: 'it is a sole trader',
    person: 'it is a private person, not a company or a sole trader',
  },
} as const;
