import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceText } from './source.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Folders that hold nothing written by hand. */
const skippedFolders = new Set(['.git', 'node_modules', 'dist', 'generated', 'coverage', '.vitest']);
/** Files that no one writes by hand, and the licence, whose words are not ours. */
const skippedFiles = new Set(['package-lock.json', 'LICENSE']);
const textual =
  /\.(ts|tsx|mts|cts|js|mjs|cjs|css|sql|json|md|html|svg|yml|yaml|sh)$|(^|\/)(\.ci\/run|\.npmrc|\.gitignore)$/;

/** All texts of the repository as they lie on the disk, whatever is committed. */
export function readTree(from: string = root): readonly SourceText[] {
  const files: SourceText[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(path.join(from, folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name) && name !== 'data') walk(name);
      } else if (entry.isFile() && textual.test(name) && !skippedFiles.has(name)) {
        files.push({ path: name, text: readFileSync(path.join(from, name), 'utf8') });
      }
    }
  };
  walk('');
  return files;
}
