import type { Clock } from '../../kit/clock.ts';
import type { Pool, Queryable, Transaction } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import {
  type Settings,
  type SettingsChange,
  type SettingsProblem,
  settingsProblem,
  tidied,
} from './rules/workspace.ts';
import { insertAudit } from './store.ts';
import { readSettings, type SettingsRow, writeSettings } from './store-workspace.ts';

export type ChangedSettings =
  | { readonly ok: true; readonly settings: SettingsRow }
  | { readonly ok: false; readonly reason: SettingsProblem | 'unknown_workspace' };

/** What a workspace is called, where it is, and how its pages look. */
export class WorkspaceSettingsService {
  readonly #pool: Pool;
  readonly #clock: Clock;

  constructor(pool: Pool, clock: Clock) {
    this.#pool = pool;
    this.#clock = clock;
  }

  read(workspace: WorkspaceId): Promise<SettingsRow | undefined> {
    return readSettings(this.#pool, workspace);
  }

  /** What is absent from the change stays. A change that changes nothing leaves no audit entry. */
  async change(
    asker: { readonly workspace: WorkspaceId; readonly actor: string },
    asked: SettingsChange,
    tx: Transaction,
  ): Promise<ChangedSettings> {
    const { workspace, actor } = asker;
    const reason = settingsProblem(asked);
    if (reason !== undefined) return { ok: false, reason };
    const present = await readSettings(tx, workspace, true);
    if (present === undefined) return { ok: false, reason: 'unknown_workspace' };
    const settings: SettingsRow = { ...present, ...tidied(asked) };
    const detail = differences(present, settings);
    if (Object.keys(detail).length === 0) return { ok: true, settings };
    await writeSettings(tx, workspace, settings);
    const at = this.#clock.now();
    await insertAudit(tx, { workspace, at, actor, action: 'workspace.change', target: workspace, detail });
    return { ok: true, settings };
  }
}

const names = ['name', 'timeZone', 'defaultLanguage', 'siteUrl', 'accent', 'logo'] as const;

/** What changed, for the audit log; of a picture only whether there is one. */
function differences(before: Settings, after: Settings): JsonObject {
  const shown = (name: (typeof names)[number], { [name]: value }: Settings): string | null =>
    name === 'logo' && value !== null ? 'picture' : value;
  return Object.fromEntries(
    names
      .filter((name) => before[name] !== after[name])
      .map((name) => [name, { from: shown(name, before), to: shown(name, after) }]),
  );
}

/** How pages of a workspace look and speak. Undefined when there is no such workspace. */
export function workspaceBrand(db: Queryable, workspace: WorkspaceId): Promise<SettingsRow | undefined> {
  return readSettings(db, workspace);
}
