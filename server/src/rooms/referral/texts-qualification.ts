import type { AnswerProblemCode } from './rules/application-form.ts';

/** Who may take part in a program, and why somebody may not yet. */
export const qualificationTexts = {
  ru: {
    rule: 'Участвовать может тот, кто подходит под условие: {phrase}.',
    who: 'Участвовать может тот, кто {phrase}.',
    form: 'Чтобы участвовать, нужно заполнить анкету: {fields}.',
    manual: 'Заявку на участие рассматривает сотрудник.',
    unmet: '{why}.',
    short: '{why}. Не хватает: {missing}.',
    shortByMore: '{why}. Не хватает больше, чем {missing}.',
    refused: 'Заявка отклонена. Причина: {note}',
    invalid: 'Анкета заполнена не так, как нужно: причины перечислены ниже.',
  },
  en: {
    rule: 'Whoever takes part meets the condition: {phrase}.',
    who: 'Whoever takes part {phrase}.',
    form: 'Whoever takes part fills in a form: {fields}.',
    manual: 'A person decides about each application.',
    unmet: '{why}.',
    short: '{why}. Missing: {missing}.',
    shortByMore: '{why}. Missing: more than {missing}.',
    refused: 'The application was refused. The reason: {note}',
    invalid: 'The form is not filled in as it has to be: the reasons are listed below.',
  },
} as const;

/** What is wrong with an answer, for whoever gave it. */
export const answerTexts = {
  ru: {
    missing: 'Заполните это поле.',
    not_ticked: 'Здесь нужно согласие: поставьте отметку.',
    too_long: 'Слишком длинно: не больше 500 знаков.',
    not_a_text: 'Здесь нужен текст.',
    not_a_date: 'Это не дата. Пример: 09.05.1990.',
    in_the_future: 'Этот день ещё не наступил: проверьте год.',
    not_a_phone: 'Это не похоже на номер телефона. Пример: +7 900 123-45-67.',
    not_an_email: 'Это не похоже на адрес почты. Пример: anna@example.com.',
    not_an_option: 'Выберите один из вариантов.',
    not_yes_or_no: 'Здесь подходит только да или нет: true или false.',
    unknown_field: 'Такого поля в анкете нет.',
  },
  en: {
    missing: 'Fill this in.',
    not_ticked: 'This has to be agreed to: tick it.',
    too_long: 'This is too long: at most 500 characters.',
    not_a_text: 'A text is needed here.',
    not_a_date: 'This is no date. An example: 1990-05-09.',
    in_the_future: 'This day is still to come: check the year.',
    not_a_phone: 'This does not look like a phone number. An example: +7 900 123-45-67.',
    not_an_email: 'This does not look like an e-mail address. An example: anna@example.com.',
    not_an_option: 'Choose one of the options.',
    not_yes_or_no: 'Only yes or no fits here: true or false.',
    unknown_field: 'The form has no such field.',
  },
} as const satisfies Record<'ru' | 'en', Record<AnswerProblemCode, string>>;

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
