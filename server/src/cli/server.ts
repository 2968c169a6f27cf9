import type { Command } from 'commander';
import { printLine, untilSignal } from '../kit/process.ts';
import { serve } from '../serve.ts';
import { withConfig, withRooms } from './session.ts';

/** `start` and `migrate`. */
export function addServerCommands(program: Command): void {
  program
    .command('start')
    .description('bring the database up to date and start the server')
    .action(() =>
      withConfig(async (config, log) => {
        const serving = await serve(config, log);
        printLine(`ready ${serving.url}`);
        await untilSignal();
        await serving.stop();
      }),
    );
  program
    .command('migrate')
    .description('bring the database to this version and end')
    .action(() => withRooms(() => Promise.resolve(printLine('The database is up to date.'))));
}
