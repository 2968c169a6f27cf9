import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../kit/config.ts';
import { printLine, runScript } from '../kit/process.ts';
import type { NewWorkspace } from '../rooms/access/index.ts';
import type { Rooms } from '../wiring.ts';

/** The name of the demo's workspace; its recipe is installed under the recipe's own key. */
const demoName = 'Demo school';
const demoRecipe = 'language-school';

/**
 * Makes the demo's workspace on the first start (its keys stay in a file of the data directory, since the database
 * keeps only hashes), then lets the demo's school play its story and print what the server decided.
 */
export async function runDemo(config: Config, rooms: Rooms, url: string): Promise<void> {
  const keys = await demoKeys(config, rooms);
  printLine(`demo workspace: ${keys.workspace}`);
  printLine(`demo API key:   ${keys.apiKey}`);
  printLine(`demo write key: ${keys.writeKey}`);
  printLine(`demo secret key: ${keys.secretKey}`);
  const script = fileURLToPath(new URL('../../demo/dist/play.js', import.meta.url));
  const code = await runScript(script, JSON.stringify({ ...keys, url }));
  if (code !== 0) printLine(`The demo's story ended with an error (${code}). The server goes on.`);
}

async function demoKeys(config: Config, rooms: Rooms): Promise<NewWorkspace> {
  const file = join(config.dataDir, 'demo.json');
  if (existsSync(file)) {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as NewWorkspace;
    const workspaces = await rooms.access.listWorkspaces();
    if (workspaces.some((each) => each.workspace === kept.workspace)) return kept;
  }
  const made = await rooms.access.createWorkspace(demoName, 'demo');
  await rooms.referral.install({ workspace: made.workspace, actor: 'demo' }, demoRecipe);
  writeFileSync(file, `${JSON.stringify(made)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return made;
}
