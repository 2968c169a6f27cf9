import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { Unit } from './rules/unit.ts';

/** Inserts a unit or renames it; false when it exists with another exponent. */
export async function upsertUnit(db: Queryable, { workspace, unit, exponent, name, forms }: Unit): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `insert into ledger_units (workspace_id, unit, exponent, name, forms) values ($1, $2, $3, $4, $5)
           on conflict (workspace_id, unit) do update set name = excluded.name, forms = excluded.forms
           where ledger_units.exponent = excluded.exponent`,
    values: [workspace, unit, exponent, JSON.stringify({ ru: name.ru, en: name.en }), formsText(forms)],
  });
  return rowCount === 1;
}

function formsText(forms: Unit['forms']): string | null {
  return forms === undefined ? null : JSON.stringify(forms);
}

interface UnitRow {
  unit: string;
  exponent: number;
  name: Unit['name'];
  forms: NonNullable<Unit['forms']> | null;
}

export async function listUnits(db: Queryable, workspace: WorkspaceId): Promise<Unit[]> {
  const { rows } = await db.query<UnitRow>({
    name: 'ledger-list-units',
    text: 'select unit, exponent, name, forms from ledger_units where workspace_id = $1 order by unit',
    values: [workspace],
  });
  return rows.map(({ unit, exponent, name, forms }) => {
    return { workspace, unit, exponent, name, ...(forms === null ? {} : { forms }) };
  });
}
