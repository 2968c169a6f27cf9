import { type Static, Type } from 'typebox';
import { DecimalText, LocalisedText, Moment, Partly, programLimits, UnitName } from './program-values.ts';

/** The name by which rewards, grants and addresses speak of a task. */
export const TaskId = Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' });

const Fund = Type.Object(
  { unit: UnitName, amount: DecimalText, partly: Partly },
  {
    additionalProperties: false,
    description: 'What all rewards of the task together may come to; when it is used up, nothing more is granted',
  },
);

/** Something that whoever invites may take on for a time: its rewards are paid out of a fund of its own. */
export const Task = Type.Object(
  {
    id: TaskId,
    name: LocalisedText,
    terms: Type.Optional(LocalisedText),
    sponsor: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'Who pays: the fund is charged to their account' }),
    ),
    from: Type.Optional(Type.String({ ...Moment, description: 'Only what happens from this moment on' })),
    until: Type.Optional(Type.String({ ...Moment, description: 'Only what happens before this moment' })),
    forAll: Type.Optional(
      Type.Boolean({ description: 'True: it counts for every participant; absent: for those who have taken it' }),
    ),
    fund: Type.Optional(Fund),
  },
  { additionalProperties: false },
);
export type Task = Static<typeof Task>;

export const Tasks = Type.Array(Task, { minItems: 1, maxItems: programLimits.tasks });
