import type { Transaction } from '../../kit/db.ts';
import { laneOfSubject, subjectId } from '../../kit/values/ids.ts';
import { type Claim, type Directory, keyText, type WorkspaceKey } from '../directory.ts';
import type { IdentifierOwner } from '../fact.ts';
import type { IdentifierConflict } from '../reactor.ts';
import type { InboxArrival } from './arrival.ts';

/** Where an inbox row goes: takes effect here for its owner, or on to the lane where its owner lives. */
export interface Resolution {
  readonly owner: IdentifierOwner;
  readonly here: boolean;
  readonly conflicts: readonly IdentifierConflict[];
}

export interface Resolved {
  readonly of: ReadonlyMap<InboxArrival, Resolution>;
  /** Every owner the batch knows, claims of its own included. */
  readonly owners: Map<string, IdentifierOwner>;
}

/** Another batch claimed one of our identifiers first: this batch rolls back and starts again with what is true now. */
export class ClaimLost extends Error {
  constructor() {
    super('An identifier was claimed by another batch at the same time');
  }
}

/**
 * Finds whose facts these are. An anchor nobody owns makes a new person in this lane; identifiers nobody owns are
 * claimed for the fact's person; identifiers of others are reported as conflicts, for the people room to judge.
 */
export async function resolve(
  tx: Transaction,
  directory: Directory,
  rows: readonly InboxArrival[],
  lookups: readonly WorkspaceKey[],
): Promise<Resolved> {
  const named = rows.map((row) => identifiersOfRow(directory, row));
  const owners = new Map(await directory.owners(tx, [...named.flat(), ...lookups]));
  const claims: Claim[] = [];
  const of = new Map<InboxArrival, Resolution>();
  const own = (key: WorkspaceKey, owner: IdentifierOwner): void => {
    const claimed = key.detail === undefined ? owner : { ...owner, detail: key.detail };
    owners.set(keyText(key), claimed);
    claims.push({ ...key, owner: claimed });
  };
  rows.forEach((row, index) => {
    of.set(row, resolveRow(row, named[index] ?? [], owners, own));
  });
  if (claims.length > 0 && !(await directory.claim(tx, claims))) throw new ClaimLost();
  return { of, owners };
}

function identifiersOfRow(directory: Directory, row: InboxArrival): WorkspaceKey[] {
  const named = directory.identifiersOf(row.trust, row.body).map((key) => ({ ...key, workspace: row.workspace }));
  const asked = (row.body.claims ?? []).map((key) => ({ ...key, workspace: row.workspace }));
  return [...named, ...asked];
}

function resolveRow(
  row: InboxArrival,
  keys: readonly WorkspaceKey[],
  owners: ReadonlyMap<string, IdentifierOwner>,
  own: (key: WorkspaceKey, owner: IdentifierOwner) => void,
): Resolution {
  const [anchor] = keys;
  const owner = addressee(row) ?? ownerOfAnchor(row, anchor, owners, own);
  if (laneOfSubject(owner.subject) !== row.lane) return { owner, here: false, conflicts: [] };
  const conflicts: IdentifierConflict[] = [];
  for (const key of keys) {
    const present = owners.get(keyText(key));
    if (present === undefined) own(key, owner);
    else if (present.subject !== owner.subject) {
      conflicts.push({ key: { kind: key.kind, value: key.value }, owner: present });
    }
  }
  return { owner, here: true, conflicts };
}

function addressee(row: InboxArrival): IdentifierOwner | undefined {
  const subject = row.body.subject;
  return subject === undefined ? undefined : { subject, profile: row.body.profile ?? subject };
}

function ownerOfAnchor(
  row: InboxArrival,
  anchor: WorkspaceKey | undefined,
  owners: ReadonlyMap<string, IdentifierOwner>,
  own: (key: WorkspaceKey, owner: IdentifierOwner) => void,
): IdentifierOwner {
  if (anchor === undefined) throw new Error(`The fact ${row.messageId} names nobody`);
  const present = owners.get(keyText(anchor));
  if (present !== undefined) return present;
  const subject = subjectId('per', row.lane, row.workspace, anchor.kind, anchor.value, row.messageId);
  const owner = { subject, profile: subject };
  own(anchor, owner);
  return owner;
}
