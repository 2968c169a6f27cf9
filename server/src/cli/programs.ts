import type { Command } from 'commander';
import { printLine } from '../kit/process.ts';
import { StartupError } from '../kit/startup-error.ts';
import { recipeNames } from '../rooms/referral/index.ts';
import { withRooms, workspaceNamed } from './session.ts';

const limitWords = {
  set: 'the limit of the recipe is set',
  stands: 'the limit of the recipe stands already',
  left: 'another limit stands and was left as it is',
  unfit: 'the limit of the recipe asks for a sum that no program keeps, and was not set',
} as const;

/** `program`. */
export function addProgramCommands(program: Command): void {
  const programs = program.command('program').description('referral programs');
  programs
    .command('install <recipe>')
    .requiredOption('--workspace <workspace>', 'its id or name')
    .description(`launch a program from a recipe: ${recipeNames.join(', ')}`)
    .action((recipe: string, options: { workspace: string }) =>
      withRooms(async (opened) => {
        const workspace = await workspaceNamed(opened, options.workspace);
        const installed = await opened.rooms.referral.install({ workspace, actor: 'cli' }, recipe);
        if (installed === undefined)
          throw new StartupError(`There is no recipe "${recipe}". Known: ${recipeNames.join(', ')}.`);
        if (!installed.ok) {
          throw new StartupError(installed.problems.map((each) => `${each.path}: ${each.code}`).join('\n'));
        }
        const { program, version, isNew, limits = [] } = installed;
        printLine(`${program}  version ${version}${isNew ? '' : ', which is the recipe already: nothing changed'}`);
        for (const { unit, outcome } of limits) printLine(`  paying with ${unit}: ${limitWords[outcome]}`);
      }),
    );
}
