import type { Command } from 'commander';
import { systemClock } from '../kit/clock.ts';
import { endWithin, printLine, printProblem, untilSignal } from '../kit/process.ts';
import { serve } from '../serve.ts';
import { startDemo } from './demo.ts';
import { withConfig, withRooms } from './session.ts';
import { printFirstRun } from './users.ts';

/** `start` and `migrate`. */
export function addServerCommands(program: Command): void {
  program
    .command('start')
    .option('--demo', 'load a demo workspace and play a school that uses it')
    .description('bring the database up to date and start the server')
    .action((options: { demo?: boolean }) =>
      withConfig(async (config, log) => {
        const ended = untilSignal();
        const serving = await serve(config, log);
        printLine(`ready ${serving.url}`);
        // The demo makes users of its own and prints their passwords.
        if (options.demo !== true && config.role !== 'worker') await printFirstRun(serving.rooms, serving.url);
        const { rooms, url: publicUrl, localUrl: url } = serving;
        const demo = options.demo ? startDemo({ config, rooms, clock: systemClock, url, publicUrl }) : undefined;
        const reason = await Promise.race([serving.lost, ended.then(() => undefined)]);
        if (reason !== undefined) {
          printProblem(`The database is lost: ${reason}`);
          endWithin(5_000, 1);
        }
        await demo?.stop();
        await serving.stop();
      }),
    );
  program
    .command('migrate')
    .description('bring the database to this version and end')
    .action(() => withRooms(() => Promise.resolve(printLine('The database is up to date.'))));
}
