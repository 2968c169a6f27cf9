import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { KnownPromotions } from './rules/check-fulfilment.ts';
import { type Program, programsFrom } from './rules/programs.ts';
import { exponentsOf, type NamedUnit } from './rules/unit-words.ts';
import { bansUntil } from './store-bans.ts';
import { versionsUntil } from './store-programs.ts';

/** All programs of a workspace, and who is banned from them, as they stand now. */
export async function programsNow(
  db: Queryable,
  workspace: WorkspaceId,
  units: ReadonlyMap<string, NamedUnit>,
): Promise<readonly Program[]> {
  const latest = Number.MAX_SAFE_INTEGER;
  const versions = await versionsUntil(db, workspace, latest);
  return programsFrom(workspace, versions, exponentsOf(units), await bansUntil(db, workspace, latest));
}

/** What the room of promotions knows of its promotions, by their ids; it stands above this one. */
export type PromotionsOf = (db: Queryable, workspace: WorkspaceId) => Promise<KnownPromotions>;
