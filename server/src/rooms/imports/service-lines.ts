import { type IdentifierOwner, keyText, type WorkspaceKey } from '../../engine/index.ts';
import type { Queryable } from '../../kit/db.ts';
import { readAnyCode } from '../../kit/values/old-codes.ts';
import { peopleDirectory } from '../people/index.ts';
import { type Anchor, anchorsOf, type ReadRow, type Saying, sayingsOf } from './rules/facts.ts';
import type { Identifiers, RowFault } from './rules/line.ts';
import type { Plan } from './rules/plan.ts';
import { type PersonRow, readRow } from './rules/rows.ts';
import { type KnownOwners, lookUpParticipation, type Participation, participationOf } from './service-participation.ts';
import type { FileRecord } from './service-reader.ts';
import { type Brought, readBrought } from './store-brought.ts';
import type { ImportRow } from './types.ts';

export type NoticeCode =
  | 'repeated'
  | 'order_changed'
  | 'new_person'
  | 'shared_contact'
  | 'invite_code'
  | 'unpaid'
  | 'changed'
  | 'nothing'
  | 'empty';

/** What a run would do with a line, and what there is to say about it. */
export interface Line {
  readonly row: number;
  readonly outcome: 'ready' | 'repeated' | 'refused' | 'skipped';
  readonly faults: readonly RowFault[];
  readonly notices: readonly NoticeCode[];
  /** What is to be told; empty unless the line is ready. */
  readonly tellings: readonly Telling[];
}

export interface Telling {
  readonly saying: Saying;
  readonly ids: Identifiers;
  readonly anchor: Anchor;
}

/** What lines of a file said before, as far as this process has read it. */
export interface Memory {
  /** By the key of what a line says, shortened: in which row it was said first. */
  readonly rows: Map<string, number>;
  /** By contact: whose it is. */
  readonly contacts: Map<string, string>;
  /** By code: in which row it was said first, and for whom. */
  readonly codes: Map<string, { readonly row: number; readonly whose: string }>;
}

export const newMemory = (): Memory => ({ rows: new Map(), contacts: new Map(), codes: new Map() });

/** Enough of a hash to tell half a million lines apart. */
const shortened = (key: string): string => key.slice(0, 18);

interface Read {
  readonly record: FileRecord;
  readonly row: ReadRow;
  readonly sayings: readonly Saying[];
}

/**
 * Decides about lines: reads them, and looks up who is known, whose codes the coupons are, and what imports have
 * brought before. A dry run and a run decide alike.
 */
export async function decideLines(
  db: Queryable,
  { importRow, plan, memory }: { readonly importRow: ImportRow; readonly plan: Plan; readonly memory: Memory },
  records: readonly FileRecord[],
): Promise<Line[]> {
  const { program } = plan;
  const source = { source: importRow.settings?.source ?? '', uploadedAt: importRow.createdAt, program };
  const lines = new Map<number, Line>();
  const read: Read[] = [];
  for (const record of records) {
    const reading = readRow(plan, record.cells);
    if (reading.kind === 'refused') lines.set(record.row, refused(record.row, reading.faults));
    else if (reading.kind === 'skipped') lines.set(record.row, skipped(record.row, reading.why));
    else read.push({ record, row: reading, sayings: sayingsOf(reading, source) });
  }
  const known = await lookUp(db, importRow, plan, read);
  for (const each of read) lines.set(each.record.row, decideLine(each, importRow, known, memory));
  return records.flatMap(({ row }) => lines.get(row) ?? []);
}

const nothing = { faults: [], notices: [], tellings: [] } as const;

function refused(row: number, faults: readonly RowFault[]): Line {
  return { ...nothing, row, outcome: 'refused', faults };
}

function skipped(row: number, why: 'empty' | 'unpaid' | 'nothing'): Line {
  return { ...nothing, row, outcome: 'skipped', notices: [why] };
}

interface Known extends KnownOwners {
  readonly brought: ReadonlyMap<string, Brought>;
  readonly participation: Participation;
}

async function lookUp(
  db: Queryable,
  { workspace, kind }: ImportRow,
  { program }: Plan,
  read: readonly Read[],
): Promise<Known> {
  const brought = await readBrought(
    db,
    workspace,
    read.flatMap(({ sayings }) => sayings.map(({ key }) => key)),
  );
  const keys: WorkspaceKey[] =
    kind === 'people'
      ? []
      : read.flatMap(({ row }) => [
          ...anchorsOf(row.ids).map((anchor) => ({ ...anchor, workspace })),
          ...codesOf(row).map((value) => ({ kind: 'code' as const, value, workspace })),
          ...invitersOf(row).map((value) => ({ kind: 'userId' as const, value, workspace })),
        ]);
  const owners = keys.length === 0 ? new Map<string, IdentifierOwner>() : await peopleDirectory.owners(db, keys);
  const keyOf: Known['keyOf'] = (key) => keyText({ ...key, workspace });
  const rows = read.map(({ row }) => row);
  const participation = await lookUpParticipation(db, { workspace, program, rows, known: { owners, keyOf } });
  return { brought, owners, keyOf, participation };
}

function codesOf(row: ReadRow): readonly string[] {
  if (row.kind === 'participant') return row.codes;
  if (row.kind === 'binding') return 'code' in row.inviter ? [row.inviter.code] : [];
  const coupon = row.kind === 'order' ? row.properties['coupon'] : undefined;
  const code = typeof coupon === 'string' ? readAnyCode(coupon) : undefined;
  return code === undefined ? [] : [code];
}

function invitersOf(row: ReadRow): string[] {
  return row.kind === 'binding' && 'userId' in row.inviter ? [row.inviter.userId] : [];
}

function decideLine({ record, row, sayings }: Read, importRow: ImportRow, known: Known, memory: Memory): Line {
  const [first] = sayings;
  if (first === undefined) return skipped(record.row, 'empty');
  const before = saidBefore(first, record.row, importRow, known, memory);
  if (before !== undefined) return refused(record.row, [{ code: 'duplicate', value: String(before) }]);
  const notices: NoticeCode[] = [];
  const isNew = (saying: Saying): boolean => {
    const present = known.brought.get(saying.key);
    if (present === undefined || present.importId === importRow.importId) return true;
    // A person may be told of anew, an order of the same number is the same order whatever is said of it.
    return row.kind === 'person' && present.content !== saying.content;
  };
  const isOther = (saying: Saying): boolean => known.brought.get(saying.key)?.content !== saying.content;
  if (row.kind === 'order' && !isNew(first) && isOther(first)) notices.push('order_changed');
  const isReferral = row.kind === 'participant' || row.kind === 'binding';
  if (isReferral && sayings.some((saying) => !isNew(saying) && isOther(saying))) notices.push('changed');
  const open = sayings.filter(isNew);
  if (open.length === 0) return { ...nothing, row: record.row, outcome: 'repeated', notices: [...notices, 'repeated'] };
  const anchors = anchorsOf(row.ids);
  const knownAnchor = anchors.find((anchor) => known.owners.has(known.keyOf(anchor)));
  const anchor = row.kind === 'person' ? anchors[0] : (knownAnchor ?? anchors[0]);
  if (anchor === undefined) return refused(record.row, [{ code: 'nobody', value: '' }]);
  if (row.kind !== 'person' && knownAnchor === undefined && isFirstTime(open, importRow, known)) {
    if (importRow.settings?.unknownPersons === 'skip') {
      return refused(record.row, [{ code: 'unknown_person', value: anchor.value }]);
    }
    notices.push('new_person');
  }
  const taking = participationOf(row, { known, anchor, row: record.row, codes: memory.codes }, known.participation);
  if (taking.faults.length > 0) return refused(record.row, taking.faults);
  if (row.kind === 'person' && sharesContact(row, first.key, memory)) notices.push('shared_contact');
  if (row.kind === 'order' && codesOf(row).some((value) => known.owners.has(known.keyOf({ kind: 'code', value }))))
    notices.push('invite_code');
  // What was written down before a crash is told again under the identifier that was chosen then.
  const tellings = open.map((saying) => ({
    saying: taking.code === undefined ? saying : { ...saying, details: { ...saying.details, code: taking.code } },
    ids: row.ids,
    anchor: ownOf(saying, importRow, known)?.anchor ?? anchor,
  }));
  return { ...nothing, row: record.row, outcome: 'ready', notices, tellings };
}

function ownOf(saying: Saying, { importId }: ImportRow, { brought }: Known): Brought | undefined {
  const present = brought.get(saying.key);
  return present?.importId === importId ? present : undefined;
}

/** False for a line that this import has begun to tell already: its person may be known by that alone. */
function isFirstTime(sayings: readonly Saying[], importRow: ImportRow, known: Known): boolean {
  return sayings.every((saying) => ownOf(saying, importRow, known) === undefined);
}

/** The row of this file that said the same before. */
function saidBefore(
  saying: Saying,
  row: number,
  importRow: ImportRow,
  known: Known,
  memory: Memory,
): number | undefined {
  const key = shortened(saying.key);
  const remembered = memory.rows.get(key) ?? ownOf(saying, importRow, known)?.row;
  if (remembered === undefined) memory.rows.set(key, row);
  return remembered === undefined || remembered === row ? undefined : remembered;
}

function sharesContact({ ids }: PersonRow, key: string, { contacts }: Memory): boolean {
  const own = shortened(key);
  let isShared = false;
  for (const contact of [ids.email, ids.phone]) {
    if (contact === undefined) continue;
    const owner = contacts.get(contact);
    if (owner === undefined) contacts.set(contact, own);
    else if (owner !== own) isShared = true;
  }
  return isShared;
}
