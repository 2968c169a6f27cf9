import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { Sentence } from '../../kit/values/sentences.ts';
import { minuteIn } from '../../kit/values/zones.ts';
import { workspaceBrand } from '../access/index.ts';
import type { ProgramProblem } from './rules/problems.ts';

/** The same problems with moments as a clock of the workspace shows them, by which they are typed in. */
export async function withMoments(
  db: Queryable,
  workspace: WorkspaceId,
  problems: readonly ProgramProblem[],
): Promise<readonly ProgramProblem[]> {
  if (!problems.some(namesMoments)) return problems;
  const sayMinute = minuteIn((await workspaceBrand(db, workspace))?.timeZone ?? 'UTC');
  const say = (value: string | Sentence) => (typeof value === 'string' ? sayMinute(Date.parse(value)) : value);
  return problems.map((problem) => {
    if (!namesMoments(problem)) return problem;
    const values = Object.fromEntries(Object.entries(problem.values).map(([name, value]) => [name, say(value)]));
    return { ...problem, values };
  });
}

const namesMoments = ({ code }: ProgramProblem): boolean => code === 'ends_before_start';
