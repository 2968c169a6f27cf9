import type { ImportKind, ImportSettings } from '@sarafan/contract';
import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { listUnits } from '../ledger/index.ts';
import { findProgram } from '../referral/index.ts';
import type { MappingFault, PlanWorld } from './rules/plan.ts';

/** What a mapping of participants or bindings names of the workspace. */
export interface MappedWorld extends Required<Pick<PlanWorld, 'exponents' | 'program'>> {
  readonly faults: readonly MappingFault[];
}

const nothing: MappedWorld = { exponents: new Map(), program: '', faults: [] };

/** Looks up the program and the units that a mapping names, and says what of them is not there. */
export async function mappedWorld(
  db: Queryable,
  workspace: WorkspaceId,
  kind: ImportKind,
  { columns, program: named }: ImportSettings,
): Promise<MappedWorld> {
  if (kind !== 'participants' && kind !== 'bindings') return nothing;
  const units = await listUnits(db, workspace);
  const exponents = new Map(units.map(({ unit, exponent }) => [unit, exponent]));
  const faults = columns.flatMap(({ column, unit }): MappingFault[] =>
    unit === undefined || exponents.has(unit) ? [] : [{ code: 'unknown_unit', column, value: unit }],
  );
  const needsProgram = kind === 'bindings' || columns.some(({ field }) => field === 'code' || field === 'link');
  const program = named === undefined ? undefined : await findProgram(db, workspace, named);
  if (program === undefined && (needsProgram || named !== undefined)) {
    const isMissing = named === undefined ? ({ isMissing: true } as const) : {};
    return { exponents, program: '', faults: [...faults, { code: 'unknown_program', ...isMissing }] };
  }
  const isPerOrder = kind === 'bindings' && program?.definition.attribution.perOrder === true;
  const barred: MappingFault[] = isPerOrder ? [{ code: 'program_per_order' }] : [];
  return { exponents, program: program?.program ?? '', faults: [...faults, ...barred] };
}
