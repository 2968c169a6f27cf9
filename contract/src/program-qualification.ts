import { type Static, Type } from 'typebox';
import { ConditionsSchema } from './conditions.ts';
import { LocalisedText } from './program-values.ts';

/** Limits of the form that a person fills in to take part. */
export const formLimits = {
  fields: 20,
  options: 50,
  optionCharacters: 64,
  /** Of one answer. */
  answerCharacters: 500,
} as const;

export const formKinds = ['text', 'date', 'phone', 'email', 'choice', 'checkbox'] as const;

const Option = Type.Object(
  { value: Type.String({ minLength: 1, maxLength: formLimits.optionCharacters }), label: LocalisedText },
  { additionalProperties: false },
);

export const FormField = Type.Object(
  {
    field: Type.String({ pattern: '^[a-z][a-zA-Z0-9_]{0,31}$', description: 'Your own name for the answer' }),
    label: LocalisedText,
    kind: Type.Union([
      Type.Literal('text'),
      Type.Literal('date'),
      Type.Literal('phone'),
      Type.Literal('email'),
      Type.Literal('choice'),
      Type.Literal('checkbox'),
    ]),
    required: Type.Boolean({ description: 'Of a checkbox: it has to be ticked' }),
    notAfter: Type.Optional(
      Type.Literal('today', {
        description: 'Of a date, and of nothing else: it is not in the future, by the program\u2019s calendar',
      }),
    ),
    options: Type.Optional(
      Type.Array(Option, {
        minItems: 1,
        maxItems: formLimits.options,
        description: 'Of a choice, and of nothing else',
      }),
    ),
  },
  { additionalProperties: false },
);
export type FormField = Static<typeof FormField>;

/** Who may take part: whoever invites, not the friend. */
export const Qualification = Type.Object(
  {
    conditions: Type.Optional(ConditionsSchema),
    form: Type.Optional(
      Type.Array(FormField, {
        minItems: 1,
        maxItems: formLimits.fields,
        description: 'What a person fills in; the answers are kept with the application',
      }),
    ),
    approval: Type.Optional(
      Type.Union([Type.Literal('automatic'), Type.Literal('manual')], {
        description: 'manual: an application waits until a person approves or refuses it; automatic when absent',
      }),
    ),
  },
  {
    additionalProperties: false,
    description:
      'Who may take part. Conditions ask about traits, counts, sums and what was spent, as they stand when one ' +
      'joins; whoever takes part already stays, whatever becomes of them. Absent: everybody may',
  },
);
export type Qualification = Static<typeof Qualification>;
