import type { Queryable } from '../../kit/db.ts';
import { getOrInsert } from '../../kit/values/group.ts';
import type { ProgramId, WorkspaceId } from '../../kit/values/ids.ts';
import { listUnits } from '../ledger/index.ts';
import { definitionsOf, type ReferralDefinitions } from './rules/programs.ts';
import type { ProgramVersion } from './rules/verdict.ts';
import { type VersionRow, versionsUntil } from './store-programs.ts';

/** All programs of a workspace as they stood at a revision of its definitions. */
export async function loadPrograms(
  db: Queryable,
  workspace: WorkspaceId,
  revision: number,
  clickKey: string,
): Promise<ReferralDefinitions> {
  const exponents = new Map((await listUnits(db, workspace)).map((unit) => [unit.unit, unit.exponent]));
  const programs = new Map<ProgramId, { id: ProgramId; key: string; versions: ProgramVersion[] }>();
  for (const row of await versionsUntil(db, workspace, revision)) {
    const program = getOrInsert(programs, row.program, () => ({ id: row.program, key: row.key, versions: [] }));
    program.versions.push(versionOf(workspace, row, exponents));
  }
  return definitionsOf([...programs.values()], clickKey);
}

function versionOf(
  workspace: WorkspaceId,
  { program, version, launchedAt, definition }: VersionRow,
  exponents: ReadonlyMap<string, number>,
): ProgramVersion {
  const moment = (text: string | undefined): number | undefined => (text === undefined ? undefined : Date.parse(text));
  const { startsAt, endsAt } = definition;
  return {
    workspace,
    program,
    version,
    from: launchedAt,
    startsAt: moment(startsAt),
    endsAt: moment(endsAt),
    definition,
    exponents,
  };
}
