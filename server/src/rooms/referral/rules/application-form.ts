import { type FormField, formLimits } from '@sarafan/contract';
import { type Json, type JsonObject, ownValue } from '../../../kit/values/json.ts';
import { isoDate } from '../../../kit/values/time.ts';
import { readEmail, readPhone } from './invite-form.ts';
import { cleanName } from './names.ts';

export const answerProblems = [
  'missing',
  'not_ticked',
  'too_long',
  'not_a_text',
  'not_a_date',
  'in_the_future',
  'not_a_phone',
  'not_an_email',
  'not_an_option',
  'not_yes_or_no',
  'unknown_field',
] as const;
export type AnswerProblemCode = (typeof answerProblems)[number];

export interface AnswerProblem {
  readonly field: string;
  readonly code: AnswerProblemCode;
}

/** An answer with what was asked, so that it can be read when a later version asks something else. */
export type Answer = Pick<FormField, 'field' | 'label' | 'kind'> & {
  readonly value: string | boolean;
  /** What the chosen option is called. */
  readonly option?: FormField['label'];
};

export interface ReadAnswers {
  /** In the order of the form; a field that was left empty has no answer. */
  readonly answers: readonly Answer[];
  readonly problems: readonly AnswerProblem[];
}

/**
 * What somebody filled in, as the form means it, or what is wrong with each field. `today` is the day of the program's
 * calendar, as 2026-01-15.
 */
export function readAnswers(form: readonly FormField[], told: JsonObject, today: string): ReadAnswers {
  const asked = new Set(form.map(({ field }) => field));
  const strange = Object.keys(told).filter((field) => !asked.has(field));
  const read = form.map((field) => ({ field, read: readAnswer(field, ownValue(told, field.field), today) }));
  return {
    answers: read.flatMap(({ field: { field, label, kind }, read: { value, option } }): Answer[] => {
      if (value === undefined) return [];
      return [{ field, label, kind, value, ...(option === undefined ? {} : { option }) }];
    }),
    problems: [
      ...read.flatMap(({ field: { field }, read: { problem } }) =>
        problem === undefined ? [] : [{ field, code: problem }],
      ),
      ...strange.map((field) => ({ field: field.slice(0, 64), code: 'unknown_field' as const })),
    ],
  };
}

interface ReadAnswer {
  readonly value?: string | boolean;
  readonly option?: FormField['label'];
  readonly problem?: AnswerProblemCode;
}

function readAnswer(asked: FormField, told: Json | undefined, today: string): ReadAnswer {
  const { kind, required } = asked;
  if (kind === 'checkbox') return readTick(required, told);
  if (told !== undefined && told !== null && typeof told !== 'string') return { problem: 'not_a_text' };
  const text = cleanName(told ?? '');
  if (text === '') return required ? { problem: 'missing' } : {};
  if ([...text].length > formLimits.answerCharacters) return { problem: 'too_long' };
  switch (kind) {
    case 'text':
      return { value: text };
    case 'date':
      return readDay(asked, text, today);
    case 'phone':
      return valueOr(readPhone(text), 'not_a_phone');
    case 'email':
      return valueOr(readEmail(text), 'not_an_email');
    case 'choice': {
      const option = asked.options?.find(({ value }) => value === told);
      return option === undefined ? { problem: 'not_an_option' } : { value: option.value, option: option.label };
    }
  }
}

/** Days as 2026-01-15 stand in the order of the calendar. */
function readDay({ notAfter }: FormField, text: string, today: string): ReadAnswer {
  const date = readDate(text);
  const isLate = date !== undefined && notAfter === 'today' && date > today;
  return isLate ? { problem: 'in_the_future' } : valueOr(date, 'not_a_date');
}

function valueOr(value: string | undefined, problem: AnswerProblemCode): ReadAnswer {
  return value === undefined ? { problem } : { value };
}

const ticked: readonly unknown[] = [true, 'true', 'on'];
const unticked: readonly unknown[] = [false, 'false', '', undefined, null];

function readTick(required: boolean, told: Json | undefined): ReadAnswer {
  if (ticked.includes(told)) return { value: true };
  if (!unticked.includes(told)) return { problem: 'not_yes_or_no' };
  return required ? { problem: 'not_ticked' } : { value: false };
}

const firstYear = 1900;
const lastYear = 2199;

/** A day of the calendar, as a form field of a browser tells it, or as people write it: 09.05.1990. */
function readDate(text: string): string | undefined {
  const written = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text);
  const [, year = '', month = '', day = ''] =
    written === null ? (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []) : ['', written[3], written[2], written[1]];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = Date.parse(`${date}T00:00:00Z`);
  const isDay = !Number.isNaN(moment) && isoDate(moment) === date;
  return isDay && Number(year) >= firstYear && Number(year) <= lastYear ? date : undefined;
}
