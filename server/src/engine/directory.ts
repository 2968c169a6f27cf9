import type { Queryable, Transaction } from '../kit/db.ts';
import type { SubjectId, WorkspaceId } from '../kit/values/ids.ts';
import type { ClaimedKey, FactBody, IdentifierOwner, Trust } from './fact.ts';

/**
 * Who is who. The people room owns the identifiers, the one table that lanes share; the engine asks it whose a fact is.
 */
export interface Directory {
  /**
   * The identifiers that a fact names, by its trust: the first decides whose fact it is, the others are claimed for
   * them.
   */
  identifiersOf(trust: Trust, body: FactBody): readonly ClaimedKey[];
  owners(db: Queryable, keys: readonly WorkspaceKey[]): Promise<ReadonlyMap<string, IdentifierOwner>>;
  /**
   * Inserts the claims in sorted order; false when another batch took one of them first, and then the batch starts
   * again.
   */
  claim(tx: Transaction, claims: readonly Claim[]): Promise<boolean>;
  /** All identifiers of these profiles now lead to `subject`. */
  redirect(tx: Transaction, moves: readonly Redirection[]): Promise<void>;
}

export interface WorkspaceKey extends ClaimedKey {
  readonly workspace: WorkspaceId;
}

export interface Claim extends WorkspaceKey {
  readonly owner: IdentifierOwner;
}

export interface Redirection {
  readonly workspace: WorkspaceId;
  readonly profiles: readonly SubjectId[];
  readonly subject: SubjectId;
}

/** One text for an identifier in one workspace, for maps. */
export function keyText(key: WorkspaceKey): string {
  return `${key.workspace}\u0000${key.kind}\u0000${key.value}`;
}
