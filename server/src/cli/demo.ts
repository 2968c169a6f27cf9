import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../kit/clock.ts';
import type { Config } from '../kit/config.ts';
import { printLine, type RunningScript, runScript, startScript } from '../kit/process.ts';
import type { WorkspaceId } from '../kit/values/ids.ts';
import type { NewWorkspace } from '../rooms/access/index.ts';
import type { Rooms } from '../wiring.ts';

/** The name of the demo's workspace; its recipe is installed under the recipe's own key. */
const demoName = 'Школа';
const demoRecipe = 'language-school';
const ownerEmail = 'owner@example.com';

export interface DemoOptions {
  readonly config: Config;
  readonly rooms: Rooms;
  readonly clock: Clock;
  /** Where this process listens, and what people open. */
  readonly url: string;
  readonly publicUrl: string;
}

/** What the demo keeps in the data directory, since the database keeps only hashes of keys. */
interface DemoState extends NewWorkspace {
  /** The end of the history that is played; milliseconds since 1970. */
  readonly startedAt: number;
  /** True when the whole history was played. */
  readonly played: boolean;
  /** Who signs in to the admin; undefined when that e-mail was a user's already. */
  readonly admin?: { readonly email: string; readonly password: string } | undefined;
}

/** A demo that runs beside the server. */
export interface Demo {
  /** Ends the school's site and whatever is still being played. */
  stop(): Promise<void>;
}

/** Starts the demo: the school's site, the story of the friends, and once some weeks of history. */
export function startDemo(options: DemoOptions): Demo {
  const ending = new AbortController();
  let site: RunningScript | undefined;
  const show = async (): Promise<void> => {
    const { config, url, publicUrl } = options;
    const state = await demoState(options);
    const access = { ...state, url, publicUrl };
    const port = config.port + 1;
    const folder = join(config.dataDir, 'demo');
    const input = { ...access, host: config.host, port, folder };
    site = await startScript(scriptNamed('site'), JSON.stringify(input));
    if (site === undefined) printLine("The school's site could not be started. The server goes on.");
    const siteUrl = site === undefined ? null : `http://${new URL(publicUrl).hostname}:${port}`;
    for (const name of ['play', 'simulate']) {
      if (ending.signal.aborted) return;
      const code = await runScript(scriptNamed(name), JSON.stringify({ ...access, siteUrl }), ending.signal);
      if (ending.signal.aborted) return;
      if (code !== 0) printLine(`The demo's script «${name}» ended with an error (${code}). The server goes on.`);
      else if (name === 'simulate') writeState(config, { ...state, played: true });
    }
  };
  const shown = show().catch((error: unknown) =>
    printLine(`The demo failed, and the server goes on: ${String(error)}`),
  );
  return {
    async stop() {
      ending.abort();
      await shown;
      await site?.stop();
    },
  };
}

const scriptNamed = (name: string): string => fileURLToPath(new URL(`../../demo/dist/${name}.js`, import.meta.url));

const stateFile = (config: Config): string => join(config.dataDir, 'demo.json');

/** The file is replaced whole, so whoever reads it finds the former keys or the new ones, also after a kill. */
function writeState(config: Config, state: DemoState): void {
  const temporary = `${stateFile(config)}.new`;
  rmSync(temporary, { force: true });
  writeFileSync(temporary, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  renameSync(temporary, stateFile(config));
}

/** The workspace of an earlier start if it is still there, else a new one. */
async function demoState({ config, rooms, clock }: DemoOptions): Promise<DemoState> {
  const kept = await keptState(config, rooms);
  const made = kept ?? (await madeWorkspace(rooms));
  const admin = kept?.admin ?? (await madeOwner(rooms, made.workspace));
  const { startedAt = clock.now(), played = false } = kept ?? {};
  const state = { ...made, startedAt, played, admin };
  writeState(config, state);
  return state;
}

/** A demo that was made before it had a history or an owner lacks both. */
async function keptState(config: Config, rooms: Rooms): Promise<(NewWorkspace & Partial<DemoState>) | undefined> {
  const file = stateFile(config);
  if (!existsSync(file)) return undefined;
  const kept = JSON.parse(readFileSync(file, 'utf8')) as NewWorkspace & Partial<DemoState>;
  const workspaces = await rooms.access.listWorkspaces();
  return workspaces.some((each) => each.workspace === kept.workspace) ? kept : undefined;
}

async function madeWorkspace(rooms: Rooms): Promise<NewWorkspace> {
  const made = await rooms.access.createWorkspace(demoName, 'demo');
  await rooms.referral.install({ workspace: made.workspace, actor: 'demo' }, demoRecipe);
  return made;
}

async function madeOwner(rooms: Rooms, workspace: WorkspaceId): Promise<DemoState['admin']> {
  const owner = { email: ownerEmail, name: demoName, role: 'owner', workspace } as const;
  const made = await rooms.users.create(owner, 'demo');
  return made !== undefined && 'password' in made ? { email: made.email, password: made.password } : undefined;
}
