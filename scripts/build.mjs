import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, isMain, prepare, Refusal } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const sourceFolders = [
  'server/src',
  'server/migrations',
  'contract/src',
  'demo/src',
  'sdk/browser/src',
  'sdk/node/src',
  'admin/src',
];
const otherInputs = ['package-lock.json', 'scripts/build.mjs', 'admin/index.html', 'admin/vite.config.ts'];
const bundles = [
  { entry: 'server/src/main.ts', folder: path.join(root, 'server', 'dist') },
  { entry: 'demo/src/play.ts', folder: path.join(root, 'demo', 'dist') },
  { entry: 'demo/src/site.ts', folder: path.join(root, 'demo', 'dist') },
  { entry: 'demo/src/simulate.ts', folder: path.join(root, 'demo', 'dist') },
  { entry: 'sdk/node/src/index.ts', folder: path.join(root, 'sdk', 'node', 'dist') },
  { entry: 'sdk/browser/src/sarafan.ts', folder: path.join(root, 'sdk', 'browser', 'dist'), inPages: 'iife' },
  { entry: 'sdk/browser/src/widget.ts', folder: path.join(root, 'sdk', 'browser', 'dist'), inPages: 'iife' },
  { entry: 'sdk/browser/src/index.ts', folder: path.join(root, 'sdk', 'browser', 'dist'), inPages: 'esm' },
];
const adminFolder = path.join(root, 'admin', 'dist');
const outFolder = path.join(root, 'server', 'dist');
const stampFile = path.join(outFolder, 'build.sha256');

/** What `node` runs. */
export const mainFile = path.join(outFolder, 'main.js');

/**
 * Builds everything unless it was built from these very sources. In a process of its own: what builds takes hundreds of
 * megabytes, and the server that goes on here would keep them for good. Throws Refusal.
 */
export async function ensureBuilt() {
  if (isBuilt(hashSources())) return;
  const builder = spawn(process.execPath, [fileURLToPath(import.meta.url)], { stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  builder.stderr.setEncoding('utf8').on('data', (text) => {
    told += text;
  });
  const stop = () => builder.kill('SIGTERM');
  process.once('exit', stop);
  const [code, signal] = await new Promise((resolve, reject) => {
    builder.once('error', reject);
    builder.once('close', (...ended) => resolve(ended));
  });
  process.off('exit', stop);
  if (code !== 0) throw new Refusal(told.trim() || `The build was ended by ${signal ?? code}.`);
}

async function build() {
  const fingerprint = hashSources();
  if (isBuilt(fingerprint)) return;
  await bundle();
  await buildAdmin();
  writeWhole(stampFile, fingerprint);
}

function isBuilt(fingerprint) {
  const built = bundles.every(({ entry, folder }) =>
    existsSync(path.join(folder, `${path.basename(entry, '.ts')}.js`)),
  );
  const whole = built && existsSync(path.join(adminFolder, 'index.html'));
  return whole && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint;
}

function hashSources() {
  const hash = createHash('sha256');
  for (const file of [...sourceFolders.flatMap(listSources), ...otherInputs]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function listSources(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

async function bundle() {
  const esbuild = await import('esbuild');
  try {
    for (const each of bundles) await bundleOne(esbuild, each);
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    const messages = await esbuild.formatMessages(error.errors, {
      kind: 'error',
      color: process.stderr.isTTY === true,
    });
    throw new Refusal(`${messages.join('')}The server could not be built.`);
  } finally {
    await esbuild.stop();
  }
}

async function bundleOne(esbuild, { entry, folder, inPages }) {
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [entry],
    outdir: folder,
    bundle: true,
    write: false,
    ...(inPages === undefined
      ? { platform: 'node', format: 'esm', target: 'node20.19', packages: 'external' }
      : { platform: 'browser', format: inPages, target: 'es2019', minify: true }),
    plugins: [contractIsOurs],
    sourcemap: inPages !== 'iife',
    logLevel: 'silent',
  });
  mkdirSync(folder, { recursive: true });
  for (const file of result.outputFiles) writeWhole(file.path, file.contents);
}

/** The contract is TypeScript that Node cannot load, so it goes into the bundle; packages stay outside. */
const contractIsOurs = {
  name: 'contract',
  setup(build) {
    const exported = JSON.parse(readFileSync(path.join(root, 'contract', 'package.json'), 'utf8')).exports;
    build.onResolve({ filter: /^@sarafan\/contract(\/|$)/ }, ({ path: request }) => {
      const target = exported[request.replace('@sarafan/contract', '.')];
      return target === undefined ? undefined : { path: path.join(root, 'contract', target) };
    });
  },
};

/**
 * Builds the admin beside its place and moves it there file by file, the page last: it names the other files by the
 * hashes of what they contain, so a server that runs meanwhile has at every moment a page whose files are there.
 */
async function buildAdmin() {
  const vite = await import('vite');
  const fresh = `${adminFolder}.${process.pid}`;
  // Whoever builds first builds for everybody, so a test's environment must not make it a development form.
  const outside = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await vite.build({
      configFile: path.join(root, 'admin', 'vite.config.ts'),
      build: { outDir: fresh, emptyOutDir: true, reportCompressedSize: false },
    });
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Refusal(`${error.message}\nThe admin could not be built.`);
  } finally {
    if (outside === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = outside;
  }
  const files = listFiles(fresh);
  for (const file of files.toSorted((left, right) => Number(left === 'index.html') - Number(right === 'index.html'))) {
    const place = path.join(adminFolder, file);
    mkdirSync(path.dirname(place), { recursive: true });
    renameSync(path.join(fresh, file), place);
  }
  for (const file of listFiles(adminFolder)) {
    if (!files.includes(file)) rmSync(path.join(adminFolder, file));
  }
  rmSync(fresh, { recursive: true, force: true });
}

function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

/** A process that starts at the same time must never see half a file. */
function writeWhole(file, contents) {
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, contents);
  renameSync(temporary, file);
}

if (isMain(import.meta.url)) {
  await prepare(async () => {
    await ensureInstalled();
    await build();
  });
}
