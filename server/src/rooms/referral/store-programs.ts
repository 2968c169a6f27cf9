import type { LocalisedText, ProgramDefinition, VersionReach } from '@sarafan/contract';
import type { Queryable, Transaction } from '../../kit/db.ts';
import type { ProgramId, WorkspaceId } from '../../kit/values/ids.ts';

export interface VersionRow {
  readonly program: ProgramId;
  readonly key: string;
  readonly version: number;
  readonly launchedAt: number;
  readonly appliesTo: VersionReach;
  readonly definition: ProgramDefinition;
}

/** Every version of every program of a workspace that a revision of its definitions knows, oldest first. */
export async function versionsUntil(db: Queryable, workspace: WorkspaceId, revision: number): Promise<VersionRow[]> {
  const { rows } = await db.query<{
    program_id: string;
    key: string;
    version: number;
    launched_at: string;
    applies_to: VersionReach;
    definition: ProgramDefinition;
  }>(
    `select p.program_id, p.key, v.version, v.launched_at, v.applies_to, v.definition
     from referral_programs p
     join referral_versions v on v.workspace_id = p.workspace_id and v.program_id = p.program_id
     where p.workspace_id = $1 and v.revision <= $2
     order by p.created_at, p.program_id, v.version`,
    [workspace, revision],
  );
  return rows.map((row) => ({
    program: row.program_id as ProgramId,
    key: row.key,
    version: row.version,
    launchedAt: Number(row.launched_at),
    appliesTo: row.applies_to,
    definition: row.definition,
  }));
}

export interface ProgramRow {
  readonly program: ProgramId;
  readonly key: string;
  readonly version: number;
  readonly launchedAt: number;
  readonly appliesTo: VersionReach;
  readonly note: string;
  readonly definition: ProgramDefinition;
}

interface StoredProgram {
  program_id: string;
  key: string;
  version: number;
  launched_at: string;
  applies_to: VersionReach;
  note: string;
  definition: ProgramDefinition;
}

function programOfRow(row: StoredProgram): ProgramRow {
  return {
    program: row.program_id as ProgramId,
    key: row.key,
    version: row.version,
    launchedAt: Number(row.launched_at),
    appliesTo: row.applies_to,
    note: row.note,
    definition: row.definition,
  };
}

/** Programs of a workspace, each with its latest version. */
const latest = `
  select p.program_id, p.key, v.version, v.launched_at, v.applies_to, v.note, v.definition
  from referral_programs p
  cross join lateral (
    select version, launched_at, applies_to, note, definition from referral_versions
    where workspace_id = p.workspace_id and program_id = p.program_id order by version desc limit 1) v
  where p.workspace_id = $1`;

/** The latest version of each program. */
export async function listPrograms(db: Queryable, workspace: WorkspaceId): Promise<ProgramRow[]> {
  const { rows } = await db.query<StoredProgram>({
    name: 'referral-list-programs',
    text: `${latest} order by p.created_at, p.program_id`,
    values: [workspace],
  });
  return rows.map(programOfRow);
}

/** The latest version of one program. */
export async function findProgram(
  db: Queryable,
  workspace: WorkspaceId,
  idOrKey: string,
): Promise<ProgramRow | undefined> {
  const { rows } = await db.query<StoredProgram>({
    name: 'referral-find-program',
    text: `${latest} and (p.program_id = $2 or p.key = $2)`,
    values: [workspace, idOrKey],
  });
  return rows[0] === undefined ? undefined : programOfRow(rows[0]);
}

/** A program as lists name it. */
export interface NamedProgram {
  readonly program: ProgramId;
  readonly key: string;
  readonly name: LocalisedText;
  /** Whether invitations go by a link. */
  readonly hasLink: boolean;
}

/** What the programs of a workspace are called, by the latest version of each. */
export async function namePrograms(db: Queryable, workspace: WorkspaceId): Promise<NamedProgram[]> {
  const { rows } = await db.query<{ program_id: string; key: string; name: LocalisedText; has_link: boolean }>({
    name: 'referral-name-programs',
    text: `
      select p.program_id, p.key, v.definition -> 'name' as name,
             v.definition -> 'invite' -> 'link' is not null as has_link
      from referral_programs p
      cross join lateral (
        select definition from referral_versions
        where workspace_id = p.workspace_id and program_id = p.program_id order by version desc limit 1) v
      where p.workspace_id = $1
      order by p.created_at, p.program_id`,
    values: [workspace],
  });
  return rows.map(({ program_id, key, name, has_link }) => {
    return { program: program_id as ProgramId, key, name, hasLink: has_link };
  });
}

/** The definition of a version; undefined when the program has none of this number. */
export async function findDefinition(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  version: number,
): Promise<ProgramDefinition | undefined> {
  const { rows } = await db.query<{ definition: ProgramDefinition }>(
    'select definition from referral_versions where workspace_id = $1 and program_id = $2 and version = $3',
    [workspace, program, version],
  );
  return rows[0]?.definition;
}

/** How many rewards the programs of a workspace may owe together if this one gets a version with so many. */
export async function countRewards(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  rewards: number,
): Promise<number> {
  const { rows } = await db.query<{ total: string }>(
    `select sum(most) as total
     from (select max(rewards) as most
           from (select program_id, jsonb_array_length(definition -> 'rewards') as rewards
                 from referral_versions where workspace_id = $1
                 union all
                 select $2, $3::int) version
           group by program_id) program`,
    [workspace, program, rewards],
  );
  return Number(rows[0]?.total ?? 0);
}

/** Adds a program's next version, the first one with the program itself. Returns the version's number. */
export async function insertVersion(
  tx: Transaction,
  input: {
    readonly workspace: WorkspaceId;
    readonly program: ProgramId;
    readonly key: string;
    readonly revision: number;
    readonly at: number;
    readonly note: string;
    readonly appliesTo: VersionReach;
    readonly definition: ProgramDefinition;
  },
): Promise<number> {
  const { workspace, program, key, revision, at, note, appliesTo, definition } = input;
  await tx.query(
    `insert into referral_programs (workspace_id, program_id, key, created_at) values ($1, $2, $3, $4)
     on conflict (workspace_id, program_id) do nothing`,
    [workspace, program, key, at],
  );
  const { rows } = await tx.query<{ version: number }>(
    `insert into referral_versions (workspace_id, program_id, version, revision, launched_at, note, definition,
                                    applies_to, work_cursor)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6::jsonb, $7,
            case when $7 <> 'new' and max(version) is not null then '{}'::jsonb end
     from referral_versions where workspace_id = $1 and program_id = $2
     returning version`,
    [workspace, program, revision, at, note, JSON.stringify(definition), appliesTo],
  );
  return rows[0]?.version ?? 0;
}

/** A program that a public page is about, with whose it is. */
export interface PublicProgram extends ProgramRow {
  readonly workspace: WorkspaceId;
}

/** The program of this id; a key leads to it, too, while only one workspace has a program of that key. */
export async function findPublicProgram(db: Queryable, idOrKey: string): Promise<PublicProgram | undefined> {
  const { rows } = await db.query<{ workspace_id: string; program_id: string }>({
    name: 'referral-find-public-program',
    text: `
      select workspace_id, program_id from referral_programs where program_id = $1 or key = $1
      order by program_id = $1 desc limit 2`,
    values: [idOrKey],
  });
  const [first, second] = rows;
  if (first === undefined || (first.program_id !== idOrKey && second !== undefined)) return undefined;
  const workspace = first.workspace_id as WorkspaceId;
  const program = await findProgram(db, workspace, first.program_id);
  return program === undefined ? undefined : { ...program, workspace };
}
