import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { isMain, prepare, Refusal } from './install.mjs';

/** What the browser is called by Debian, by Ubuntu, and by who ships it under its other name. */
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const installLimitMs = 15 * 60_000;

/** What a person runs who wants the browser tests and has no Chromium. */
export const installCommand = 'sudo apt-get install --yes chromium';

/**
 * The Chromium of this machine, the first that the folders of `searched` hold; undefined when there is none.
 * @param {string} searched folders as the PATH lists them
 */
export function findChromium(searched = process.env['PATH'] ?? '') {
  const folders = searched.split(path.delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isProgram);
}

/**
 * Finds Chromium, and installs Debian's when there is none and we may. Throws Refusal, a sentence with the command.
 * @param {{ searched?: string, mayInstall?: boolean, install?: () => string | undefined }} machine
 */
export function ensureChromium({ searched, mayInstall = process.getuid?.() === 0, install = installByApt } = {}) {
  const found = findChromium(searched);
  if (found !== undefined) return found;
  const why = 'The tests open pages in a real browser, and this machine has no Chromium';
  if (!mayInstall) throw new Refusal(`${why}: run \`${installCommand}\` and try again.`);
  process.stderr.write('Installing Chromium for the tests that open pages in a browser; this happens once …\n');
  const problem = install();
  const installed = findChromium(searched);
  if (installed !== undefined) return installed;
  throw new Refusal(`${problem ?? ''}\n${why}, nor could it be installed: run \`${installCommand}\` and try again.`);
}

/** Debian's package with a font that has Cyrillic letters. Returns what apt says when it fails. */
function installByApt() {
  const fonts = 'fonts-dejavu-core';
  const update = runApt(['update']);
  const install = runApt(['install', '--yes', '--no-install-recommends', 'chromium', fonts]);
  return install === undefined ? undefined : `${update ?? ''}\n${install}`;
}

function runApt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { encoding: 'utf8', env, timeout: installLimitMs, stdio: ['ignore', 'pipe', 'pipe'] };
  const { status, stdout, stderr, error } = spawnSync('apt-get', args, options);
  return status === 0 ? undefined : (error?.message ?? `${stdout}${stderr}`.trim());
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP'].includes(error.code)) return false;
    throw error;
  }
}

if (isMain(import.meta.url)) {
  await prepare(async () => {
    process.stdout.write(`${ensureChromium()}\n`);
  });
}
