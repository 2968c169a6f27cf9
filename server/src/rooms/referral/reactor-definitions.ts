import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { listUnits } from '../ledger/index.ts';
import { keptSumsOf, type SumsByProgram } from './rules/kept-sums.ts';
import { definitionsOf, programsFrom, type ReferralDefinitions } from './rules/programs.ts';
import { bansUntil } from './store-bans.ts';
import { versionsUntil } from './store-programs.ts';

/** All programs of a workspace, and who is banned from them, as they stood at a revision of its definitions. */
export async function loadPrograms(
  db: Queryable,
  workspace: WorkspaceId,
  revision: number,
  clickKey: string,
): Promise<ReferralDefinitions> {
  const exponents = new Map((await listUnits(db, workspace)).map((unit) => [unit.unit, unit.exponent]));
  const versions = await versionsUntil(db, workspace, revision);
  const bans = await bansUntil(db, workspace, revision);
  return definitionsOf(programsFrom(workspace, versions, exponents, bans), clickKey);
}

/** What each program keeps of what friends bring, as it stood at a revision, for conditions of rooms above. */
export async function loadKeptSums(db: Queryable, workspace: WorkspaceId, revision: number): Promise<SumsByProgram> {
  const versions = await versionsUntil(db, workspace, revision);
  const bans = await bansUntil(db, workspace, revision);
  return keptSumsOf(programsFrom(workspace, versions, new Map(), bans));
}
