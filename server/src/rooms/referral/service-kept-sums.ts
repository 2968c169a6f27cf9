import type { BroughtCondition, ProgramDefinition } from '@sarafan/contract';
import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { broughtProblem, keptSumsOf } from './rules/kept-sums.ts';
import type { ProgramProblem } from './rules/problems.ts';
import { programsFrom } from './rules/programs.ts';
import { type ProgramRow, versionsUntil } from './store-programs.ts';

/** A sum of what friends bring that the spending limit of a unit asks for. */
export interface SumAsked {
  readonly unit: string;
  readonly leaf: BroughtCondition;
}

/** Limits that would wait for ever for a sum which the next version of a program does not keep any more. */
export async function sumsGivenUp(
  db: Queryable,
  workspace: WorkspaceId,
  { program, key }: Pick<ProgramRow, 'program' | 'key'>,
  definition: ProgramDefinition,
  asked: readonly SumAsked[],
): Promise<ProgramProblem[]> {
  const own = asked.filter(({ leaf }) => leaf.program === program || leaf.program === key);
  if (own.length === 0) return [];
  const versions = (await versionsUntil(db, workspace, Number.MAX_SAFE_INTEGER)).filter(
    (each) => each.program === program,
  );
  const next = { program, key, version: versions.length + 1, launchedAt: 0, appliesTo: 'new' as const, definition };
  const sums = keptSumsOf(programsFrom(workspace, [...versions, next], new Map()));
  const units = new Set(own.flatMap(({ unit, leaf }) => (broughtProblem(sums, leaf) === undefined ? [] : [unit])));
  return [...units].map((unit) => ({ path: '/results', code: 'limit_asks_for_sums', values: { unit } }));
}
