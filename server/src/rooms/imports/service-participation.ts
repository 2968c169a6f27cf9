import type { IdentifierOwner } from '../../engine/index.ts';
import type { Queryable } from '../../kit/db.ts';
import type { ProgramId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { codesInUse, codesOfPersons } from '../referral/index.ts';
import type { Anchor, ReadRow } from './rules/facts.ts';
import type { RowFault, RowFaultCode } from './rules/line.ts';
import type { BindingRow } from './rules/rows-referral.ts';

/** Who owns the identifiers that lines name. */
export interface KnownOwners {
  readonly owners: ReadonlyMap<string, IdentifierOwner>;
  readonly keyOf: (key: Anchor | { readonly kind: 'code'; readonly value: string }) => string;
}

/** What the program knows of the codes and inviters of some lines. */
export interface Participation {
  readonly program: string;
  /** Codes that somebody has, be it in another workspace: a link names its code and nothing else. */
  readonly given: ReadonlySet<string>;
  /** Under which code an inviter takes part. */
  readonly codes: ReadonlyMap<SubjectId, string>;
}

interface Asked {
  readonly workspace: WorkspaceId;
  readonly program: string;
  readonly rows: readonly ReadRow[];
  readonly known: KnownOwners;
}

export async function lookUpParticipation(
  db: Queryable,
  { workspace, program, rows, known }: Asked,
): Promise<Participation> {
  const codes = rows.flatMap((row) => (row.kind === 'participant' ? row.codes : []));
  const given = codes.length === 0 ? new Set<string>() : await codesInUse(db, codes);
  const inviters = rows.flatMap((row) => {
    if (row.kind !== 'binding' || !('userId' in row.inviter)) return [];
    const owner = known.owners.get(known.keyOf({ kind: 'userId', value: row.inviter.userId }));
    return owner === undefined ? [] : [owner.subject];
  });
  const unique = [...new Set(inviters)];
  return { program, given, codes: await codesOfPersons(db, workspace, program as ProgramId, unique) };
}

interface Place {
  readonly known: KnownOwners;
  readonly anchor: Anchor;
  readonly row: number;
  readonly codes: Map<string, { readonly row: number; readonly whose: string }>;
}

interface Taking {
  readonly faults: readonly RowFault[];
  /** The code of an inviter who was named by their id. */
  readonly code?: string;
}

/** Whether the codes of a participant are free, and who the inviter of a binding is. */
export function participationOf(row: ReadRow, place: Place, participation: Participation): Taking {
  switch (row.kind) {
    case 'participant':
      return { faults: row.codes.flatMap((code) => faultOfCode(code, place, participation)) };
    case 'binding':
      return takingOfBinding(row, place, participation);
    default:
      return { faults: [] };
  }
}

function fault(code: RowFaultCode, value: string): RowFault {
  return { code, value };
}

function faultOfCode(code: string, place: Place, { given, program }: Participation): RowFault[] {
  const { known, anchor, codes } = place;
  const owner = known.owners.get(known.keyOf({ kind: 'code', value: code }));
  const own = known.owners.get(known.keyOf(anchor));
  if (owner !== undefined && owner.subject !== own?.subject) return [fault('code_taken', code)];
  if (owner !== undefined && owner.detail !== program) return [fault('code_of_another_program', code)];
  if (owner === undefined && given.has(code)) return [fault('code_taken', code)];
  const whose = known.keyOf(anchor);
  const before = codes.get(code);
  if (before !== undefined && before.whose !== whose) return [fault('code_twice', String(before.row))];
  codes.set(code, { row: place.row, whose });
  return [];
}

function takingOfBinding({ inviter }: BindingRow, { known, anchor }: Place, participation: Participation): Taking {
  const isByCode = 'code' in inviter;
  const value = isByCode ? inviter.code : inviter.userId;
  const owner = known.owners.get(known.keyOf({ kind: isByCode ? 'code' : 'userId', value }));
  if (owner === undefined) return { faults: [fault('unknown_inviter', value)] };
  if (owner.subject === known.owners.get(known.keyOf(anchor))?.subject) {
    return { faults: [fault('invites_themselves', value)] };
  }
  if (isByCode) {
    return { faults: owner.detail === participation.program ? [] : [fault('code_of_another_program', value)] };
  }
  const code = participation.codes.get(owner.subject);
  return code === undefined ? { faults: [fault('inviter_without_code', value)] } : { faults: [], code };
}
