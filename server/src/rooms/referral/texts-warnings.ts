import type { ProgramWarningCode } from './rules/warnings.ts';

/** What whoever launches a definition should know, though it may be launched. */
export const warningTexts = {
  ru: {
    already_over: 'Программа уже закончилась: новые приглашения не засчитываются.',
    always_holds: 'Условие выполнено всегда и ничего не меняет: меньше нуля это число не бывает.',
  },
  en: {
    already_over: 'The program is over already: new invitations do not count.',
    always_holds: 'The condition always holds and changes nothing: this number is never below zero.',
  },
} as const satisfies Record<'ru' | 'en', Record<ProgramWarningCode, string>>;
