import path from 'node:path';
import { countBy } from './verdict.mjs';

/** The folders whose imports are held to the walls; one that does not exist yet is passed over. */
const cruised = ['contract', 'server', 'demo', 'bench', 'test', 'scripts', 'admin', 'sdk'];

/** `tsc --listFiles` names every file it read; only ours count, and only its own words are shown. */
const isListed = (line) => path.isAbsolute(line) && !line.includes('(');
const isOurs = (line) => isListed(line) && !line.split(path.posix.sep).includes('node_modules');

/** What runs in a browser has a project of its own: a server's file cannot name a window, nor a page a process. */
const types = (name, project) => ({
  name,
  program: 'typescript/bin/tsc',
  args: ['--noEmit', '--pretty', 'false', '--listFiles', '--project', project],
  countFiles: (output) => output.split('\n').filter(isOurs).length,
  show: (output) =>
    output
      .split('\n')
      .filter((line) => !isListed(line))
      .join('\n'),
});

/**
 * The checks in the order in which they run. `program` is the tool's file below node_modules; it is run by Node itself,
 * so nothing has to be on the PATH. `countFiles` reads from the tool's words how many files it has seen.
 * @param {(folder: string) => boolean} exists
 */
export function listChecks(exists) {
  return [
    types('types', 'tsconfig.json'),
    types('types in the browser', 'tsconfig.browser.json'),
    {
      name: 'format and lint',
      program: '@biomejs/biome/bin/biome',
      args: ['ci', '--colors=off', '--max-diagnostics=200', '.'],
      countFiles: countBy(/Checked (\d+) files?/),
    },
    {
      name: 'promises',
      program: 'oxlint/bin/oxlint',
      args: ['--type-aware'],
      countFiles: countBy(/Finished in \S+ on (\d+) files?/),
    },
    {
      name: 'walls',
      program: 'dependency-cruiser/bin/dependency-cruise.mjs',
      args: ['--config', '.dependency-cruiser.cjs', ...cruised.filter(exists)],
      countFiles: countBy(/(\d+) modules, \d+ dependencies cruised/),
    },
    {
      name: 'unused code',
      program: 'knip/bin/knip.js',
      args: [
        '--no-progress',
        '--no-config-hints',
        '--reporter',
        'symbols',
        '--reporter',
        './scripts/checks/knip-count.mjs',
      ],
      countFiles: countBy(/Read (\d+) files/),
    },
  ];
}
