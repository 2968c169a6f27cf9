import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { listChecks } from './checks/list.mjs';
import { runNode } from './checks/run.mjs';
import { judgeCheck, judgeTests } from './checks/verdict.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled, Refusal } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const checkLimitMs = 10 * 60_000;
const testsLimitMs = 60 * 60_000;

const programPath = (program) => path.join(root, 'node_modules', program);
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const say = (line) => process.stdout.write(`${line}\n`);

async function runCheck(check) {
  const start = performance.now();
  const result = await runNode([programPath(check.program), ...check.args], {
    cwd: root,
    limitMs: checkLimitMs,
    env: { NO_COLOR: '1' },
  });
  const verdict = judgeCheck(result, check.countFiles);
  const files = `${verdict.files} files`;
  say(`${check.name}: ${verdict.ok ? `passed, ${files}` : `FAILED (${verdict.reason})`}, ${seconds(start)}`);
  if (!verdict.ok) say((check.show?.(result.output) ?? result.output).trimEnd());
  return verdict.ok ? undefined : `${check.name}: ${verdict.reason}`;
}

/** Two at a time, since most of them keep one processor busy. */
async function runChecks(checks) {
  const failures = [];
  const waiting = checks.values();
  const work = async () => {
    for (const check of waiting) {
      const failure = await runCheck(check);
      if (failure !== undefined) failures.push(failure);
    }
  };
  await Promise.all([work(), work()]);
  return failures;
}

async function runTests(filters) {
  const start = performance.now();
  say(`tests${filters.length > 0 ? ` matching ${filters.join(' ')}` : ''}:`);
  const folder = mkdtempSync(path.join(tmpdir(), 'sarafan-report-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const reportFile = path.join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const args = [programPath('vitest/vitest.mjs'), 'run', ...reporters, ...filters];
  const result = await runNode(args, { cwd: root, limitMs: testsLimitMs, live: true });
  const verdict = judgeTests(readReport(reportFile), result);
  const counts = `${verdict.passed} passed, ${verdict.failures.length} failed`;
  say(`tests: ${counts}, ${seconds(start)}`);
  for (const name of verdict.leftOut) say(`  cannot run here: ${name.replace(root, '')}`);
  return verdict;
}

/** A run that crashed leaves no report, which is judged like an empty one. */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Without a browser and its packages nothing can be checked; the refusal says in a sentence what is missing. */
async function isReady() {
  try {
    // Before the packages: whoever may not install a browser is told so at once.
    ensureChromium();
    await ensureInstalled();
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    return false;
  }
}

async function main(filters) {
  const start = performance.now();
  if (!(await isReady())) {
    say('0 passed, 1 failed');
    process.exitCode = 1;
    return;
  }
  const checks = listChecks((folder) => existsSync(path.join(root, folder)));
  const failures = await runChecks(checks);
  const checksPassed = checks.length - failures.length;
  const tests = await runTests(filters);
  failures.push(...tests.failures);
  if (failures.length > 0) say(`\nFailed:\n${failures.map((failure) => `  ${failure.replace(root, '')}`).join('\n')}`);
  say(`\nIn ${seconds(start)}:`);
  say(`${checksPassed + tests.passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

await main(process.argv.slice(2));
