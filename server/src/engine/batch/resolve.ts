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
  readonly owners: ReadonlyMap<string, IdentifierOwner>;
  /** Identifiers that nobody owned before. */
  readonly claims: readonly Claim[];
}

/** Another batch claimed one of our identifiers first: this batch rolls back and starts again with what is true now. */
export class ClaimLost extends Error {
  constructor() {
    super('An identifier was claimed by another batch at the same time');
  }
}

/**
 * The identifiers that each row names, the one that decides whose fact it is first, then those that it asks to own.
 * What such a claim stands back for is among a reactor's `lookups`.
 */
export type Named = ReadonlyMap<InboxArrival, readonly WorkspaceKey[]>;

export function nameRows(directory: Directory, rows: readonly InboxArrival[]): Named {
  return new Map(
    rows.map((row) => {
      const { workspace, trust, body } = row;
      const keys = [...directory.identifiersOf(trust, body), ...(body.claims ?? [])];
      return [row, keys.map((key) => ({ ...key, workspace }))];
    }),
  );
}

/**
 * Finds whose facts these are. An anchor nobody owns makes a new person in this lane; identifiers nobody owns are
 * claimed for the fact's person; identifiers of others are reported as conflicts, for the people room to judge.
 */
export function resolve(
  rows: readonly InboxArrival[],
  named: Named,
  known: ReadonlyMap<string, IdentifierOwner>,
): Resolved {
  const owners = new Map(known);
  const claims: Claim[] = [];
  const of = new Map<InboxArrival, Resolution>();
  const own = (key: WorkspaceKey, owner: IdentifierOwner): void => {
    const claimed = key.detail === undefined ? owner : { ...owner, detail: key.detail };
    owners.set(keyText(key), claimed);
    claims.push({ ...key, owner: claimed });
  };
  for (const row of rows) of.set(row, resolveRow(row, named.get(row) ?? [], owners, own));
  return { of, owners, claims };
}

/** Makes the claims of a batch; throws `ClaimLost` when another batch was faster. */
export async function claimIdentifiers(tx: Transaction, directory: Directory, claims: readonly Claim[]): Promise<void> {
  if (claims.length > 0 && !(await directory.claim(tx, claims))) throw new ClaimLost();
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
    if (present === undefined) {
      const { unless, workspace } = key;
      if (unless === undefined || !owners.has(keyText({ ...unless, workspace }))) own(key, owner);
    } else if (present.subject !== owner.subject) {
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
