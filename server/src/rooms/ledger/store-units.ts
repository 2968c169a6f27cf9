import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { Unit } from './rules/unit.ts';

/** Inserts a unit or renames it; false when it exists with another exponent. */
export async function upsertUnit(db: Queryable, { workspace, unit, exponent, name }: Unit): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `insert into ledger_units (workspace_id, unit, exponent, name) values ($1, $2, $3, $4)
           on conflict (workspace_id, unit) do update set name = excluded.name
           where ledger_units.exponent = excluded.exponent`,
    values: [workspace, unit, exponent, JSON.stringify({ ru: name.ru, en: name.en })],
  });
  return rowCount === 1;
}

interface UnitRow {
  unit: string;
  exponent: number;
  name: Unit['name'];
}

export async function listUnits(db: Queryable, workspace: WorkspaceId): Promise<Unit[]> {
  const { rows } = await db.query<UnitRow>({
    text: 'select unit, exponent, name from ledger_units where workspace_id = $1 order by unit',
    values: [workspace],
  });
  return rows.map(({ unit, exponent, name }) => ({ workspace, unit, exponent, name }));
}
