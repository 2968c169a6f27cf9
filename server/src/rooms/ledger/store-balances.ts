import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import { type Lane, laneCount, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { StoredCompartment, SystemHolder } from './types.ts';

export interface Balance {
  readonly unit: string;
  readonly compartment: StoredCompartment;
  readonly balance: bigint;
  /** Below zero for a holder in debt after a claw-back. */
  readonly floor: bigint | null;
}

interface BalanceRow {
  unit: string;
  compartment: StoredCompartment;
  balance: string;
  floor: string | null;
}

/** Everything that a subject holds; an account that never moved is absent. */
export async function balances(
  db: Queryable,
  lane: Lane,
  workspace: WorkspaceId,
  holder: SubjectId,
): Promise<Balance[]> {
  const { rows } = await db.query<BalanceRow>({
    text: `select unit, compartment, balance, floor from ledger_accounts
            where lane = $1 and workspace_id = $2 and holder = $3 order by unit, compartment`,
    values: [lane, workspace, holder],
  });
  return rows.map((row) => ({
    unit: row.unit,
    compartment: row.compartment,
    balance: BigInt(row.balance),
    floor: row.floor === null ? null : BigInt(row.floor),
  }));
}

const allLanes = Array.from({ length: laneCount }, (_, lane) => lane);

export interface SystemTotal {
  readonly unit: string;
  readonly total: bigint;
}

/** A system account of a workspace, summed over its lanes, one total a unit. */
export async function systemTotals(
  db: Queryable,
  workspace: WorkspaceId,
  holder: SystemHolder,
): Promise<SystemTotal[]> {
  const { rows } = await db.query<{ unit: string; total: string }>({
    text: `select unit, sum(balance) as total from ledger_accounts
            where lane = any($1::smallint[]) and workspace_id = $2 and holder = $3 group by unit order by unit`,
    values: [scalarArray(allLanes), workspace, holder],
  });
  return rows.map(({ unit, total }) => ({ unit, total: BigInt(total) }));
}

export interface HeldSum {
  readonly unit: string;
  readonly compartment: Exclude<StoredCompartment, 'system'>;
  readonly balance: bigint;
}

/** What all persons of a workspace hold in some units, debts taken off; what shared things hold is not among it. */
export async function heldByPersons(
  db: Queryable,
  workspace: WorkspaceId,
  units: readonly string[],
): Promise<HeldSum[]> {
  const { rows } = await db.query<{ unit: string; compartment: HeldSum['compartment']; balance: string }>({
    text: `select unit, compartment, sum(balance) as balance from ledger_accounts
            where lane = any($1::smallint[]) and workspace_id = $2 and holder like 'per\\_%'
              and compartment <> 'system' and unit = any($3::text[]) group by unit, compartment`,
    values: [scalarArray(allLanes), workspace, textArray(units)],
  });
  return rows.map(({ unit, compartment, balance }) => ({ unit, compartment, balance: BigInt(balance) }));
}

/** What is on its way between lanes, one total a unit; each is zero when nothing is in flight. */
export async function clearingTotals(db: Queryable, workspace: WorkspaceId): Promise<SystemTotal[]> {
  return systemTotals(db, workspace, 'clearing');
}
