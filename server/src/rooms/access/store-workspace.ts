import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { Settings } from './rules/workspace.ts';

export interface SettingsRow extends Settings {
  readonly workspace: WorkspaceId;
  readonly createdAt: number;
}

/** The settings of a workspace; `locked` keeps other changes waiting until the transaction ends. */
export async function readSettings(
  db: Queryable,
  workspace: WorkspaceId,
  locked = false,
): Promise<SettingsRow | undefined> {
  const { rows } = await db.query<{
    name: string;
    time_zone: string;
    default_language: string;
    site_url: string | null;
    accent: string | null;
    logo: string | null;
    created_at: string;
  }>(
    `select name, time_zone, default_language, site_url, accent, logo, created_at
     from access_workspaces where workspace_id = $1 ${locked ? 'for no key update' : ''}`,
    [workspace],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    workspace,
    name: row.name,
    timeZone: row.time_zone,
    defaultLanguage: row.default_language === 'en' ? 'en' : 'ru',
    siteUrl: row.site_url,
    accent: row.accent,
    logo: row.logo,
    createdAt: Number(row.created_at),
  };
}

export async function writeSettings(db: Queryable, workspace: WorkspaceId, settings: Settings): Promise<void> {
  const { name, timeZone, defaultLanguage, siteUrl, accent, logo } = settings;
  await db.query(
    `update access_workspaces
     set name = $2, time_zone = $3, default_language = $4, site_url = $5, accent = $6, logo = $7
     where workspace_id = $1`,
    [workspace, name, timeZone, defaultLanguage, siteUrl, accent, logo],
  );
}
