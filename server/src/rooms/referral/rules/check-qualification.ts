import type { Leaf, ProgramDefinition } from '@sarafan/contract';
import { placedLeavesOf } from '../../../conditions/index.ts';
import { checkTree } from './check-rewards.ts';
import type { ProgramProblem } from './problems.ts';

/** Whoever joins has no order that is judged and no invitation, so no condition may ask about either. */
export function checkQualification({ participant }: ProgramDefinition): ProgramProblem[] {
  const { conditions } = participant ?? {};
  if (conditions === undefined) return [];
  const path = '/participant/conditions';
  const problems = checkTree(path, conditions);
  // A tree beyond the limits is not walked.
  if (problems.some(({ code }) => code === 'too_deep' || code === 'too_many_nodes')) return problems;
  const senseless = placedLeavesOf(conditions).flatMap(({ path: at, leaf }): ProgramProblem[] => {
    const code = senselessIn(leaf);
    return code === undefined ? [] : [{ path: at === '/' ? path : `${path}${at}`, code, values: {} }];
  });
  return [...problems, ...senseless];
}

function senselessIn(leaf: Leaf): 'candidate_has_no_order' | 'candidate_has_no_invitation' | undefined {
  if ('fact' in leaf) return 'candidate_has_no_order';
  if ('spent' in leaf) return leaf.since === undefined ? undefined : 'candidate_has_no_invitation';
  return 'trait' in leaf || leaf.before === undefined ? undefined : 'candidate_has_no_invitation';
}
