import type { Queryable } from '../../server/src/kit/db.ts';
import type { WorkspaceId } from '../../server/src/kit/values/ids.ts';
import { arrived, checkContents, checkDrained, checkHistory, checkPlaces, type Fault } from './checks/facts.ts';
import { checkExplained, checkHoldings, checkLedger } from './checks/money.ts';
import { checkRewards } from './checks/rewards.ts';
import type { Codes, SchoolEvent } from './events.ts';

/** What was sent to a workspace, and what of it was acknowledged. */
export interface Sent {
  readonly workspace: WorkspaceId;
  readonly codes: Codes;
  readonly events: readonly SchoolEvent[];
  readonly acknowledged: ReadonlySet<string>;
}

/**
 * Holds a database that has come to rest against what was sent: nothing acknowledged is lost or took effect twice
 * (INV-1), places are gap-free (INV-2), the ledger is sound and every order has exactly its grants (INV-3). No fault
 * means an empty list. Only for databases with one workspace.
 */
export async function checkWorkspace(db: Queryable, sent: Sent): Promise<Fault[]> {
  const { workspace, events, codes, acknowledged } = sent;
  return [
    ...(await checkDrained(db)),
    ...(await checkHistory(db, workspace, acknowledged)),
    ...(await checkContents(db, workspace, events)),
    ...(await checkPlaces(db)),
    ...(await checkLedger(db, workspace)),
    ...(await checkExplained(db, workspace)),
    ...(await checkHoldings(db, workspace)),
    ...(await checkRewards(db, workspace, await arrived(db, workspace, events), codes)),
  ];
}
