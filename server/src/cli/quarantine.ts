import type { Command } from 'commander';
import { listQuarantine, releaseQuarantine } from '../engine/index.ts';
import { systemClock } from '../kit/clock.ts';
import { exitWith, printLine, printProblem } from '../kit/process.ts';
import { withRooms, workspaceNamed } from './session.ts';

const listedAtMost = 1_000;

/** `quarantine`: facts that failed alone three times. */
export function addQuarantineCommands(program: Command): void {
  const quarantine = program.command('quarantine').description('facts that could not take effect');
  quarantine
    .command('list')
    .requiredOption('--workspace <workspace>', 'its id or name')
    .description('list them, oldest first')
    .action((options: { workspace: string }) =>
      withRooms(async (opened) => {
        const workspace = await workspaceNamed(opened, options.workspace);
        for (const fact of await listQuarantine(opened.pool, workspace, listedAtMost)) {
          const at = new Date(fact.quarantinedAt).toISOString();
          printLine(`${fact.lane}.${fact.quarantineId}  ${at}  ${fact.messageId}  ${fact.error}`);
        }
      }),
    );
  quarantine
    .command('release <id>')
    .requiredOption('--workspace <workspace>', 'its id or name')
    .description('let a fact take effect after all, as a late fact')
    .action((id: string, options: { workspace: string }) => release(id, options.workspace));
}

function release(id: string, name: string): Promise<void> {
  return withRooms(async (opened) => {
    const workspace = await workspaceNamed(opened, name);
    const [lane, number] = id.split('.');
    const known = /^\d{1,3}$/.test(lane ?? '') && /^\d{1,18}$/.test(number ?? '');
    const now = systemClock.now();
    if (known && (await releaseQuarantine(opened.pool, workspace, Number(lane), number ?? '', now))) {
      return printLine('The fact is back in its lane.');
    }
    printProblem(`There is no fact ${id} in the quarantine of this workspace.`);
    return exitWith(1);
  });
}
