import type { Command } from 'commander';
import { exitWith, printLine, printProblem } from '../kit/process.ts';
import { scopes } from '../kit/values/scopes.ts';
import { keyKinds } from '../rooms/access/index.ts';
import { withRooms, workspaceNamed } from './session.ts';

/** `workspace` and `keys`. */
export function addWorkspaceCommands(program: Command): void {
  const workspace = program.command('workspace').description('workspaces');
  workspace
    .command('create <name>')
    .option('--json', 'print one line of JSON')
    .description('make a workspace; its keys are shown once')
    .action((name: string, options: { json?: boolean }) => createWorkspace(name, options.json === true));
  workspace
    .command('list')
    .description('list the workspaces')
    .action(() =>
      withRooms(async ({ rooms }) => {
        for (const each of await rooms.access.listWorkspaces()) printLine(`${each.workspace}  ${each.name}`);
      }),
    );
  const keys = program.command('keys').description('keys of a workspace');
  keys
    .command('list')
    .requiredOption('--workspace <workspace>', 'its id or name')
    .description('list the keys; their secrets are not kept')
    .action((options: { workspace: string }) => listKeys(options.workspace));
  keys
    .command('create <kind>')
    .requiredOption('--workspace <workspace>', 'its id or name')
    .option('--scope <scope>', `what an api key may do: ${scopes.join(', ')}`, 'read')
    .option('--note <note>', 'what it is for', '')
    .description(`make a key: ${keyKinds.join(', ')}; it is shown once`)
    .action((kind: string, options: { workspace: string; scope: string; note: string }) => createKey(kind, options));
  keys
    .command('revoke <key-id>')
    .requiredOption('--workspace <workspace>', 'its id or name')
    .description('make a key useless within seconds')
    .action((keyId: string, options: { workspace: string }) => revokeKey(keyId, options.workspace));
}

function createWorkspace(name: string, json: boolean): Promise<void> {
  return withRooms(async ({ rooms }) => {
    const made = await rooms.access.createWorkspace(name, 'cli');
    if (json) printLine(JSON.stringify(made));
    else for (const [key, value] of Object.entries(made)) printLine(`${key}: ${value}`);
  });
}

function listKeys(workspace: string): Promise<void> {
  return withRooms(async (opened) => {
    for (const key of await opened.rooms.access.listKeys(await workspaceNamed(opened, workspace))) {
      const state = key.revokedAt === null ? 'active' : 'revoked';
      printLine([key.keyId, key.kind, key.hint, key.scopes.join(','), state, key.note].join('  ').trimEnd());
    }
  });
}

function createKey(text: string, options: { workspace: string; scope: string; note: string }): Promise<void> {
  const kind = keyKinds.find((each) => each === text);
  const scope = scopes.find((each) => each === options.scope);
  if (kind === undefined || scope === undefined) {
    printProblem(
      kind === undefined ? `A key is one of: ${keyKinds.join(', ')}.` : `A scope is one of: ${scopes.join(', ')}.`,
    );
    exitWith(1);
    return Promise.resolve();
  }
  return withRooms(async (opened) => {
    const workspace = await workspaceNamed(opened, options.workspace);
    const held = kind === 'api' ? [scope] : [];
    const made = await opened.rooms.access.createKey(workspace, kind, held, options.note, 'cli');
    printLine(`${made.keyId}  ${made.key}`);
  });
}

function revokeKey(keyId: string, workspace: string): Promise<void> {
  return withRooms(async (opened) => {
    const revoked = await opened.rooms.access.revokeKey(await workspaceNamed(opened, workspace), keyId, 'cli');
    if (revoked) return printLine('The key is revoked.');
    printProblem('There is no such active key in this workspace.');
    return exitWith(1);
  });
}
