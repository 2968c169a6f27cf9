import { Command } from 'commander';
import { type Config, readConfig } from './kit/config.ts';
import { createLog, type Log } from './kit/log.ts';
import { environment, exitWith, printLine, printProblem, untilSignal } from './kit/process.ts';
import { StartupError } from './kit/startup-error.ts';
import { openRooms, serve } from './serve.ts';

/** The command line: `sarafan start` and the tools that work beside it. */
async function main(args: readonly string[]): Promise<void> {
  const program = new Command('sarafan').description('Referral and CRM marketing where every reward can be explained.');
  program.exitOverride((error) => exitWith(error.exitCode));
  program
    .command('start')
    .description('migrate the database and start the server')
    .action(() => withConfig(start));
  program
    .command('migrate')
    .description('bring the database to this version and end')
    .action(() => withConfig(migrateOnly));
  const workspace = program.command('workspace').description('workspaces');
  workspace
    .command('create <name>')
    .option('--json', 'print the keys as one line of JSON')
    .description('make a workspace; its keys are shown once')
    .action((name: string, options: { json?: boolean }) =>
      withConfig((config, log) => createWorkspace(config, log, name, options.json === true)),
    );
  await program.parseAsync([...args], { from: 'user' });
}

/** Reads the environment once and runs a command with it; problems are sentences, not stacks. */
async function withConfig(run: (config: Config, log: Log) => Promise<void>): Promise<void> {
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

async function start(config: Config, log: Log): Promise<void> {
  const serving = await serve(config, log);
  printLine(`ready ${serving.url}`);
  await untilSignal();
  await serving.stop();
}

async function migrateOnly(config: Config, log: Log): Promise<void> {
  const opened = await openRooms(config, log, false);
  await opened.close();
  printLine('The database is up to date.');
}

async function createWorkspace(config: Config, log: Log, name: string, json: boolean): Promise<void> {
  const opened = await openRooms(config, log, false);
  try {
    const made = await opened.rooms.access.createWorkspace(name, 'cli');
    if (json) printLine(JSON.stringify(made));
    else for (const [key, value] of Object.entries(made)) printLine(`${key}: ${value}`);
  } finally {
    await opened.close();
  }
}

await main(process.argv.slice(2));
