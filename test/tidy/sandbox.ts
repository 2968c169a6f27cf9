import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../support/temporary.ts';
import { root } from './tree.ts';

/** A small repository with our settings, into which violations are planted for a tool to find. */
export interface Sandbox {
  write(files: Readonly<Record<string, string>>): void;
  /** Runs a tool of node_modules and returns its status and its words. */
  run(program: string, args: readonly string[]): { readonly status: number | null; readonly output: string };
  remove(): void;
}

const limitMs = 60_000;

/** Makes a sandbox with copies of the named settings, and with the installed packages or stubs that a test writes. */
export function makeSandbox(settings: readonly string[], packages: 'installed' | 'stubs'): Sandbox {
  const { path: folder, remove } = temporaryFolder('sandbox');
  for (const name of settings) cpSync(path.join(root, name), path.join(folder, name));
  if (packages === 'installed') symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return {
    write: (files) => {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        writeFileSync(path.join(folder, name), text);
      }
    },
    run: (program, args) => {
      const result = spawnSync(process.execPath, [path.join(root, 'node_modules', program), ...args], {
        cwd: folder,
        encoding: 'utf8',
        timeout: limitMs,
        env: { ...process.env, NO_COLOR: '1' },
      });
      return { status: result.status, output: `${result.stdout}${result.stderr}` };
    },
    remove,
  };
}
