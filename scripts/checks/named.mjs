import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, Refusal } from '../install.mjs';
import { runNode } from './run.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The programs of a folder: its TypeScript files themselves; what they share lies in folders below. */
function namesIn(folder) {
  const full = path.join(root, folder);
  if (!existsSync(full)) return [];
  return readdirSync(full)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('.d.ts'))
    .map((name) => name.slice(0, -'.ts'.length))
    .toSorted();
}

/**
 * Runs the program of `folder` that the first argument names, with the other arguments, and ends as it ends. Without a
 * name it lists the names.
 * @param {{ folder: string, usage: string, limitMs: number }} what
 * @param {readonly string[]} args
 */
export async function runNamed({ folder, usage, limitMs }, args) {
  const names = namesIn(folder);
  const [name, ...rest] = args;
  if (name === undefined || !names.includes(name)) {
    const known = names.length === 0 ? `there is none in ${folder} yet` : names.join(', ');
    const list = `usage: ${usage}\nnames: ${known}\n`;
    if (name === undefined) process.stdout.write(list);
    else process.stderr.write(`There is no ${name} in ${folder}.\n${list}`);
    process.exitCode = name === undefined ? 0 : 2;
    return;
  }
  try {
    await ensureInstalled();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return;
  }
  const file = path.join(root, folder, `${name}.ts`);
  const result = await runNode(['--import', 'tsx', file, ...rest], { cwd: root, limitMs, live: true });
  if (result.signal !== null) process.stderr.write(`${name} was ended by ${result.signal}\n`);
  process.exitCode = result.code ?? 1;
}
