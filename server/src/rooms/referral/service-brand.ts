import type { Pool } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { Sentence } from '../../kit/values/sentences.ts';
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

/** A day as people say it, in the workspace's own zone: «1 марта 2026 г.», “March 1, 2026”. */
export function dayText(moment: number, timeZone: string): Sentence {
  const format = (locale: string): string =>
    new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(moment);
  return { ru: format('ru-RU'), en: format('en-US') };
}

export async function unitsOf(pool: Pool, workspace: WorkspaceId): Promise<ReadonlyMap<string, NamedUnit>> {
  return new Map((await listUnits(pool, workspace)).map((unit) => [unit.unit, unit]));
}

/** What a program promises by its definition, in words. */
export function promiseIn(
  program: Pick<ProgramRow, 'definition'>,
  units: ReadonlyMap<string, NamedUnit>,
  brand: Brand,
): ProgramPromise {
  return promiseOf(program.definition, {
    units,
    dayOf: (moment) => dayText(Date.parse(moment), brand.timeZone),
  });
}
