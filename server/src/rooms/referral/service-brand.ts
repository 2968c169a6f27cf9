import type { Pool, Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { dayIn } from '../../kit/values/zones.ts';
import { workspaceBrand } from '../access/index.ts';
import { listUnits } from '../ledger/index.ts';
import { type ProgramPromise, promiseOf } from './rules/promise.ts';
import type { NamedUnit } from './rules/unit-words.ts';
import type { ProgramRow } from './store-programs.ts';

/** How pages of a workspace look and speak. */
export interface Brand {
  readonly name: string;
  /** `#rrggbb`. */
  readonly accent: string;
  /** A data URI of a picture. */
  readonly logo: string | null;
  readonly siteUrl: string | null;
  readonly timeZone: string;
}

const usualAccent = '#2f5bea';

export async function brandOf(pool: Pool, workspace: WorkspaceId): Promise<Brand> {
  const settings = await workspaceBrand(pool, workspace);
  if (settings === undefined) throw new Error(`There is no workspace ${workspace}`);
  const { name, accent, logo, siteUrl, timeZone } = settings;
  return { name, accent: accent ?? usualAccent, logo, siteUrl, timeZone };
}

export async function unitsOf(db: Queryable, workspace: WorkspaceId): Promise<ReadonlyMap<string, NamedUnit>> {
  return new Map((await listUnits(db, workspace)).map((unit) => [unit.unit, unit]));
}

/** What a program promises by its definition, in words. */
export function promiseIn(
  program: Pick<ProgramRow, 'definition'>,
  units: ReadonlyMap<string, NamedUnit>,
  brand: Brand,
): ProgramPromise {
  const dayOf = dayIn(brand.timeZone);
  return promiseOf(program.definition, { units, dayOf: (moment) => dayOf(Date.parse(moment)) });
}
