import { type Config, readConfig } from '../kit/config.ts';
import { createLog, type Log } from '../kit/log.ts';
import { environment, exitWith, printProblem } from '../kit/process.ts';
import { StartupError } from '../kit/startup-error.ts';
import type { WorkspaceId } from '../kit/values/ids.ts';
import { type Opened, openRooms } from '../serve.ts';

/** Reads the environment once and runs a command with it; what is wrong with it is told in sentences, not stacks. */
export async function withConfig(run: (config: Config, log: Log) => Promise<void>): Promise<void> {
  const read = readConfig(environment());
  if (!read.ok) {
    for (const each of read.problems) printProblem(each.sentence);
    return exitWith(1);
  }
  const log = createLog(read.config.logLevel);
  try {
    await run(read.config, log);
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    printProblem(error.message);
    exitWith(1);
  }
}

/** Runs a command on the open database, also while the server of that data directory runs. */
export function withRooms(run: (opened: Opened) => Promise<void>): Promise<void> {
  return withConfig(async (config, log) => {
    // A tool's own words are its answer; the log would only come between them.
    const quiet = log.level === 'info' ? createLog('warn') : log;
    const opened = await openRooms(config, quiet, false);
    try {
      await run(opened);
    } finally {
      await opened.close();
    }
  });
}

/** The workspace that a person named by its id or its name. */
export async function workspaceNamed(opened: Opened, text: string): Promise<WorkspaceId> {
  const all = await opened.rooms.access.listWorkspaces();
  const matching = all.filter((each) => each.workspace === text || each.name === text);
  const [found] = matching;
  if (found === undefined) throw new StartupError(`There is no workspace "${text}".`);
  if (matching.length > 1) throw new StartupError(`Several workspaces are named "${text}": say its id instead.`);
  return found.workspace;
}
