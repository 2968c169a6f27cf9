import { pathToFileURL } from 'node:url';
import { ensureBuilt, mainFile } from './build.mjs';
import { ensureInstalled, prepare } from './install.mjs';

/**
 * Installs and builds if need be and then becomes the server's command line with these arguments: in this very
 * process, so that signals reach it, its exit status is ours, and nothing is left running when it ends.
 */
export async function launch(args) {
  await prepare(async () => {
    await ensureInstalled();
    await ensureBuilt();
  });
  process.argv = [process.argv[0], mainFile, ...args];
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(mainFile).href);
}
