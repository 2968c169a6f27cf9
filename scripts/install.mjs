import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Everything in `scripts/` runs on bare Node, before anything is installed, and so imports nothing but Node and itself.

const root = fileURLToPath(new URL('..', import.meta.url));
const lockFile = path.join(root, 'package-lock.json');
const stampFile = path.join(root, 'node_modules', '.sarafan-lock');
const oldestNode = [20, 19];
const installLimitMs = 30 * 60_000;

/** A reason to stop that the person at the terminal can do something about; shown without a stack. */
export class Refusal extends Error {}

/**
 * Runs what has to happen before the real work. A refusal is told in its own words and ends the process. A signal ends
 * it at once: the handlers of `exit` stop npm and free the lock.
 */
export async function prepare(work) {
  const handlers = [
    ['SIGINT', () => process.exit(130)],
    ['SIGTERM', () => process.exit(143)],
    ['SIGHUP', () => process.exit(129)],
  ];
  for (const [signal, handler] of handlers) process.on(signal, handler);
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  } finally {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  }
}

/**
 * Makes sure that `node_modules` is what `package-lock.json` says, which takes no time when it is. Of processes that
 * start at once one installs and the others wait. Throws Refusal.
 */
export async function ensureInstalled() {
  refuseOldNode();
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (isInstalled(wanted)) return;
  await withInstallLock(async () => {
    if (isInstalled(wanted)) return;
    process.stderr.write('Installing the packages that Sarafan uses; this happens once and takes about a minute …\n');
    await installPackages();
    writeFileSync(stampFile, wanted);
  });
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Refusal(`Sarafan needs Node ${oldestNode.join('.')} or newer, and this is ${process.versions.node}.`);
}

/** The stamp is the last thing an installation writes. Packages that somebody installed with npm itself count too. */
function isInstalled(wanted) {
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === wanted;
  if (!isInstalledByNpm()) return false;
  writeFileSync(stampFile, wanted);
  return true;
}

/** npm writes down what it has installed; everything there must be as locked, and what is missing must be optional. */
function isInstalledByNpm() {
  const hidden = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(locked).every(([name, entry]) => {
    if (!name.startsWith('node_modules/')) return true;
    const found = present[name];
    return found === undefined
      ? entry.optional === true || entry.devOptional === true
      : found.version === entry.version && found.integrity === entry.integrity;
  });
}

/**
 * Build tools are development packages, so those are always included. `npm ci` refuses a lock that lacks packages for
 * other platforms, as one made where the registry did not offer them does; `npm install` takes the same versions and
 * leaves the lock as it is.
 */
async function installPackages() {
  const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const clean = await runNpm(['ci', ...flags]);
  if (clean.ok) return;
  const lockIsPartial = /npm (error|ERR!) code EUSAGE/.test(clean.output);
  const result = lockIsPartial ? await runNpm(['install', '--no-save', ...flags]) : clean;
  if (!result.ok)
    throw new Refusal(`${result.output.trim()}\n\nThe packages could not be installed by npm; it says why above.`);
}

/** Runs npm and keeps what it says, for the case that it fails. */
async function runNpm(args) {
  const [program, first] = npmCommand();
  const child = spawn(program, [...first, ...args], {
    cwd: root,
    env: environmentForNpm(),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: installLimitMs,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const stopNpm = () => child.kill('SIGTERM');
  process.once('exit', stopNpm);
  try {
    return await new Promise((resolve) => {
      child.once('error', (error) => resolve({ ok: false, output: `npm cannot be run: ${error.message}` }));
      child.once('close', (code, signal) => {
        if (signal !== null) output += `\nnpm was ended by ${signal}`;
        resolve({ ok: code === 0, output });
      });
    });
  } finally {
    process.off('exit', stopNpm);
  }
}

/** The npm that runs us, the npm that lies beside this Node, or the one in the path. */
function npmCommand() {
  const running = process.env['npm_execpath'];
  if (running !== undefined && /npm-cli\.c?js$/.test(running) && existsSync(running))
    return [process.execPath, [running]];
  const beside = path.join(path.dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  return existsSync(beside) ? [process.execPath, [beside]] : ['npm', []];
}

/** npm hands its own options down; those that change what is installed, or where, are not meant for this run. */
function environmentForNpm() {
  const unwanted =
    /^npm_(package_|lifecycle_|config_(workspaces?|omit|only|production|global|prefix|local_prefix|dry_run)$)/i;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !unwanted.test(name) && name !== 'NODE_ENV' && name !== 'INIT_CWD'),
  );
}

/** A file can be made only once: it is the lock, and names its maker. One whose maker is dead is removed. */
async function withInstallLock(work) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const lock = path.join(tmpdir(), `sarafan-install-${process.getuid?.() ?? 0}-${name}`);
  const deadline = performance.now() + installLimitMs;
  while (!(await takeLock(lock))) {
    if (performance.now() > deadline)
      throw new Refusal(`Another installation holds ${lock}; remove it if there is none.`);
    await sleep(250);
  }
  const unlock = () => rmSync(lock, { force: true });
  process.once('exit', unlock);
  try {
    await work();
  } finally {
    unlock();
    process.off('exit', unlock);
  }
}

async function takeLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    return false;
  }
  // Another process may have found the abandoned lock at the same moment and have removed ours in its place.
  await sleep(100);
  return readIfThere(lock) === String(process.pid);
}

/** Abandoned by a process that is dead, or that died between making the file and filling it. */
function isAbandoned(lock) {
  const text = readIfThere(lock);
  if (text === undefined) return false;
  if (text !== '') return !isAlive(Number(text));
  const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return Date.now() - made > 10_000;
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Whether the module is the program that Node was told to run, by whatever link. */
export function isMain(moduleUrl) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(moduleUrl);
}

function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

if (isMain(import.meta.url)) await prepare(ensureInstalled);
