import { type Static, Type } from 'typebox';
import { TaskId } from '../program-tasks.ts';
import { LocalisedText } from '../program-values.ts';
import { ApiMoment, IdText, nullable, Sentence, UserId } from './common.ts';

export const taskStates = ['coming', 'open', 'over'] as const;
export type TaskState = (typeof taskStates)[number];

const SumInUnit = Type.Object({ unit: Type.String(), amount: Type.String() }, { additionalProperties: false });

/** A task of a program's latest version, as it stands now. */
export const TaskStanding = Type.Object(
  {
    task: Type.String(),
    name: LocalisedText,
    terms: nullable(LocalisedText),
    sponsor: nullable(Type.String()),
    state: Type.Enum([...taskStates]),
    from: nullable(ApiMoment),
    until: nullable(ApiMoment),
    forAll: Type.Boolean({ description: 'True: nobody has to take it' }),
    gifts: Type.Object(Sentence.properties, { additionalProperties: false, description: 'What it brings, in words' }),
    fund: nullable(
      Type.Object(
        { unit: Type.String(), amount: Type.String(), left: Type.String() },
        { additionalProperties: false, description: 'Amounts in major units' },
      ),
    ),
    granted: Type.Array(SumInUnit, { description: 'What it has brought everybody, without what was taken back' }),
    taken: Type.Integer({ description: 'How many have taken it' }),
  },
  { additionalProperties: false },
);
export type TaskStanding = Static<typeof TaskStanding>;

export const TaskList = Type.Object({ items: Type.Array(TaskStanding) }, { additionalProperties: false });
export type TaskList = Static<typeof TaskList>;

export const TaskParams = Type.Object({ program: IdText, task: TaskId });

export const TaskTaker = Type.Object({ userId: UserId }, { additionalProperties: false });

export const TakenTask = Type.Object(
  { program: Type.String(), person: Type.String(), task: Type.String(), takenAt: ApiMoment },
  { additionalProperties: false },
);
export type TakenTask = Static<typeof TakenTask>;
