import type { ProgramDefinition, Reward } from '@sarafan/contract';
import { canonicalJson, type Json } from '../../../kit/values/json.ts';
import type { ProgramProblem, ProgramProblemCode } from './problems.ts';

/** Rewards among which somebody chooses: they differ in what is given, and in nothing by which it is earned. */
export function checkChoices({ rewards }: ProgramDefinition): ProgramProblem[] {
  return rewards.flatMap((reward, index): ProgramProblem[] => {
    const { choice, level = 1 } = reward;
    if (choice === undefined) return [];
    const { id, option } = choice;
    const problem = (member: string, code: ProgramProblemCode): ProgramProblem => {
      return { path: `/rewards/${index}/choice${member}`, code, values: { choice: id, option } };
    };
    const all = rewards.filter((each) => each.choice?.id === id);
    const before = rewards.slice(0, index).filter((each) => each.choice?.id === id);
    const [first] = before;
    const isRepeated = before.some((each) => each.choice?.option === option);
    return [
      ...(all.length === 1 ? [problem('', 'choice_alone')] : []),
      ...(isRepeated ? [problem('/option', 'repeated_option')] : []),
      ...(first !== undefined && earnedBy(first) !== earnedBy(reward) ? [problem('', 'choice_differs')] : []),
      // Whoever is further up is not asked what they have chosen.
      ...(level > 1 ? [problem('', 'choice_of_level')] : []),
    ];
  });
}

/** All that decides whether a reward is earned, and by whom. */
function earnedBy({ to, level = 1, on, conditions, task, from, until }: Reward): string {
  const members: readonly unknown[] = [to, level, on ?? { order: 'first' }, conditions, task, from, until];
  return canonicalJson(members.map((each) => (each ?? null) as Json));
}
