import type { ProfileId, ProgramId } from '../../../kit/values/ids.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { type ChoicesMade, choicesMade, chosenBefore } from './choices.ts';
import type { ReferralPart } from './part.ts';
import type { StandingTold } from './standing.ts';
import { type TasksTaken, takenBy, tasksTaken } from './tasks.ts';

/** What whoever invites has said of their own in a program: which tasks they take, and which rewards they want. */
export interface OwnWord {
  readonly tasks: TasksTaken;
  readonly choices: ChoicesMade;
}

export const noWord: OwnWord = { tasks: {}, choices: {} };

export function wordOf(
  parts: ReadonlyMap<ProfileId, ReferralPart>,
  profiles: readonly ProfileId[],
  program: ProgramId,
): OwnWord {
  return { tasks: tasksTaken(parts, profiles, program), choices: choicesMade(parts, profiles, program) };
}

/** What of it stood at the moment of a cause, as a friend's lane is told. */
export function wordAt(word: OwnWord, moment: EpochMs): Pick<StandingTold, 'tasks' | 'choices'> {
  const tasks = takenBy(word.tasks, moment);
  const choices = chosenBefore(word.choices, moment);
  return {
    ...(tasks.length === 0 ? {} : { tasks }),
    ...(Object.keys(choices).length === 0 ? {} : { choices }),
  };
}
