import { type Static, Type } from 'typebox';
import { formKinds, formLimits } from '../program-qualification.ts';
import { LocalisedText } from '../program-values.ts';
import { ApiMoment, ApiProblem, apiLimits, IdText, nullable, PageQuery, Sentence } from './common.ts';
import { PersonSummary } from './people.ts';

export const applicationStates = ['waiting', 'accepted', 'refused'] as const;
const ApplicationState = Type.Enum([...applicationStates]);
export type ApplicationState = (typeof applicationStates)[number];

/** What a person fills in to take part, by the names of the form's fields. */
export const ApplicationAnswers = Type.Record(
  Type.String({ maxLength: 64 }),
  Type.Union([Type.String({ maxLength: formLimits.answerCharacters * 2 }), Type.Boolean()]),
  { maxProperties: formLimits.fields, description: 'A text for each field of the program’s form, or true or false' },
);

const AnswerProblem = Type.Object(
  { field: Type.String(), code: Type.String(), ...Sentence.properties },
  { additionalProperties: false },
);

/** The answer to an application whose answers do not fit the form: nothing was kept. */
export const refusedApplication = {
  422: Type.Object({ ...ApiProblem.properties, problems: Type.Optional(Type.Array(AnswerProblem)) }),
};

export const WaitingApplication = Type.Object(
  { program: Type.String(), person: Type.String(), application: Type.Literal('waiting') },
  { additionalProperties: false, description: 'The application waits for an approval; there is no code yet' },
);
export type WaitingApplication = Static<typeof WaitingApplication>;

export const Application = Type.Object(
  {
    program: Type.String(),
    person: Type.String(),
    applicant: nullable(PersonSummary),
    state: ApplicationState,
    answers: Type.Array(
      Type.Object(
        {
          field: Type.String(),
          label: LocalisedText,
          kind: Type.Enum([...formKinds]),
          value: Type.Union([Type.String(), Type.Boolean()]),
          option: Type.Optional(LocalisedText),
        },
        { additionalProperties: false, description: 'As it was asked and answered then; `option` names a choice' },
      ),
    ),
    version: Type.Integer({ description: 'The version of the program that asked' }),
    note: Type.String({ description: 'Why it was refused, or what was noted; the applicant reads the refusal' }),
    appliedAt: ApiMoment,
    decidedAt: nullable(ApiMoment),
  },
  { additionalProperties: false },
);
export type Application = Static<typeof Application>;

export const ApplicationQuery = Type.Object(
  { ...PageQuery.properties, state: Type.Optional(ApplicationState) },
  { additionalProperties: false },
);

export const ApplicationParams = Type.Object({ program: IdText, person: IdText });

export const ApplicationApproval = Type.Object(
  { note: Type.Optional(Type.String({ maxLength: apiLimits.noteCharacters, description: 'For the audit log' })) },
  { additionalProperties: false },
);

export const ApplicationRefusal = Type.Object(
  {
    note: Type.String({
      minLength: 1,
      maxLength: apiLimits.noteCharacters,
      description: 'Why; the applicant reads it',
    }),
  },
  { additionalProperties: false },
);
