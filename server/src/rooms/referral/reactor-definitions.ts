import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { listUnits } from '../ledger/index.ts';
import { definitionsOf, programsFrom, type ReferralDefinitions } from './rules/programs.ts';
import { versionsUntil } from './store-programs.ts';

/** All programs of a workspace as they stood at a revision of its definitions. */
export async function loadPrograms(
  db: Queryable,
  workspace: WorkspaceId,
  revision: number,
  clickKey: string,
): Promise<ReferralDefinitions> {
  const exponents = new Map((await listUnits(db, workspace)).map((unit) => [unit.unit, unit.exponent]));
  return definitionsOf(programsFrom(workspace, await versionsUntil(db, workspace, revision), exponents), clickKey);
}
