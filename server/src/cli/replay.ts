import { readFileSync } from 'node:fs';
import type { ReplayLine } from '@sarafan/contract';
import type { Command } from 'commander';
import { printLineSlowly } from '../kit/process.ts';
import { StartupError } from '../kit/startup-error.ts';
import { withRooms, workspaceNamed } from './session.ts';

interface Options {
  readonly workspace: string;
  readonly from?: string;
  readonly until?: string;
}

/** `replay`: a draft tried on what happened, as JSON lines on stdout; Ctrl-C ends it, and nothing is left of it. */
export function addReplayCommand(program: Command): void {
  program
    .command('replay <program> <file>')
    .requiredOption('--workspace <workspace>', 'its id or name')
    .option('--from <moment>', 'only invitations from this moment on, for instance 2026-01-01T00:00:00Z')
    .option('--until <moment>', 'only invitations before this moment')
    .description('try a draft, a definition in a JSON file, on what happened: nothing is granted')
    .action((key: string, file: string, options: Options) =>
      withRooms(async (opened) => {
        const { referral, referralReplays } = opened.rooms;
        const workspace = await workspaceNamed(opened, options.workspace);
        const row = await referral.program(workspace, key);
        if (row === undefined) throw new StartupError(`The workspace has no program "${key}".`);
        const asked = { definition: readDraft(file), ...momentsOf(options) };
        const started = await referralReplays.start(workspace, row, asked);
        if (!started.ok) {
          const lines = started.problems?.map(({ path, code }) => `${path}: ${code}`) ?? [started.reason];
          throw new StartupError(lines.join('\n'));
        }
        const tell = (line: ReplayLine): Promise<void> => printLineSlowly(JSON.stringify(line));
        await started.run({ tell, signal: new AbortController().signal });
      }),
    );
}

function readDraft(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StartupError(`The draft cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function momentsOf({ from, until }: Options): { from?: string; until?: string } {
  for (const [name, text] of Object.entries({ from, until })) {
    if (text !== undefined && Number.isNaN(Date.parse(text))) {
      throw new StartupError(`--${name} is no moment: "${text}". For instance 2026-01-01T00:00:00Z.`);
    }
  }
  if (from !== undefined && until !== undefined && Date.parse(from) > Date.parse(until)) {
    throw new StartupError(`--until ("${until}") is before --from ("${from}").`);
  }
  return { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
}
