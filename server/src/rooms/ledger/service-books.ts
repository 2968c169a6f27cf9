import { type Page, type PageRequest, pageFrom, pageSize, readCursor, writeCursor } from '../../kit/api/paging.ts';
import { requestProblem } from '../../kit/api/problems.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool, Queryable, Transaction } from '../../kit/db.ts';
import { formatAmount } from '../../kit/values/amounts.ts';
import { getOrInsert } from '../../kit/values/group.ts';
import { laneOfSubject, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import { insertAudit } from '../access/index.ts';
import { knownPerson } from '../people/index.ts';
import type { Unit } from './rules/unit.ts';
import { statement } from './service-statement.ts';
import { type SaveUnitResult, saveUnit } from './service-units.ts';
import { balances } from './store-balances.ts';
import { listUnits } from './store-units.ts';
import { type Compartment, compartments, storedAccountName } from './types.ts';

export interface LedgerOptions {
  readonly pool: Pool;
  readonly clock: Clock;
}

/** What a person holds of one unit, as decimal texts in major units. */
export type UnitBalance = { readonly unit: string } & Readonly<Record<Compartment, string>>;

export interface StatementLine {
  readonly transfer: string;
  readonly line: number;
  readonly kind: string;
  readonly about: string;
  readonly at: EpochMs;
  readonly unit: string;
  /** A decimal text in major units. */
  readonly amount: string;
  readonly from: string;
  readonly to: string;
}

/** The books as support and the customer's server look at them. A person who joined another holds nothing any more. */
export class LedgerService {
  readonly #options: LedgerOptions;

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  async units(workspace: WorkspaceId, request: PageRequest): Promise<Page<Unit>> {
    const [after = ''] = readCursor(request.cursor, ['string']) ?? [];
    const all = await listUnits(this.#options.pool, workspace);
    const rest = all.filter((each) => each.unit > after);
    return pageFrom(
      rest,
      pageSize(request),
      (unit) => unit,
      (last) => writeCursor(last.unit),
    );
  }

  /** Defines a unit or renames it, in the caller's transaction; `isNew` tells which. */
  async saveUnit(
    asker: { readonly workspace: WorkspaceId; readonly actor: string },
    unit: Omit<Unit, 'workspace'>,
    tx: Transaction,
  ): Promise<{ readonly saved: SaveUnitResult; readonly isNew: boolean }> {
    const { workspace, actor } = asker;
    const isNew = !(await listUnits(tx, workspace)).some((each) => each.unit === unit.unit);
    const saved = await saveUnit(tx, { workspace, ...unit });
    if (saved.ok) {
      const { exponent, name } = unit;
      const at = this.#options.clock.now();
      await insertAudit(tx, {
        workspace,
        at,
        actor,
        action: 'unit.save',
        target: unit.unit,
        detail: { exponent, name },
      });
    }
    return { saved, isNew };
  }

  /** Undefined when there is no such person. */
  async balances(workspace: WorkspaceId, text: string): Promise<UnitBalance[] | undefined> {
    const { pool } = this.#options;
    const known = await knownPerson(pool, workspace, text);
    if (known === undefined) return undefined;
    const exponents = await exponentsOf(pool, workspace);
    const held = new Map<string, Record<Compartment, bigint>>();
    for (const { unit, compartment, balance } of await balances(
      pool,
      laneOfSubject(known.person),
      workspace,
      known.person,
    )) {
      const here = compartments.find((each) => each === compartment);
      if (here === undefined) continue;
      getOrInsert(held, unit, () => ({ pending: 0n, available: 0n, reserved: 0n }))[here] = balance;
    }
    return [...held].map(([unit, { pending, available, reserved }]) => {
      const text = (minor: bigint): string => formatAmount(minor, exponents.get(unit) ?? 0);
      return { unit, pending: text(pending), available: text(available), reserved: text(reserved) };
    });
  }

  /** Newest first; undefined when there is no such person. */
  async statement(
    workspace: WorkspaceId,
    text: string,
    request: PageRequest,
  ): Promise<Page<StatementLine> | undefined> {
    const { pool } = this.#options;
    const known = await knownPerson(pool, workspace, text);
    if (known === undefined) return undefined;
    const exponents = await exponentsOf(pool, workspace);
    const { person } = known;
    const page = await readStatement(pool, workspace, person, request);
    const items = page.items.map(({ transferId, line, kind, about, at, unit, amount, from, to }) => ({
      transfer: transferId,
      ...{ line, kind, about, at, unit },
      amount: formatAmount(amount, exponents.get(unit) ?? 0),
      from: storedAccountName(from),
      to: storedAccountName(to),
    }));
    return { items, next: page.next };
  }
}

async function readStatement(
  db: Queryable,
  workspace: WorkspaceId,
  person: SubjectId,
  request: PageRequest,
): ReturnType<typeof statement> {
  try {
    return await statement(db, laneOfSubject(person), workspace, person, request.cursor ?? null, pageSize(request));
  } catch (error) {
    if (error instanceof RangeError) throw requestProblem(400, 'bad_cursor');
    throw error;
  }
}

/** The decimals of each unit, to show amounts in major units. */
export async function exponentsOf(db: Queryable, workspace: WorkspaceId): Promise<ReadonlyMap<string, number>> {
  return new Map((await listUnits(db, workspace)).map((unit) => [unit.unit, unit.exponent]));
}
