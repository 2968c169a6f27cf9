import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readTree, root } from './tree.ts';

interface Listed {
  readonly file: string;
  readonly projectName: string;
}

const limitMs = 60_000;

/** What vitest would run, asked of vitest itself, so that no pattern of its configuration is told twice. */
function listTests(): readonly Listed[] {
  const program = path.join(root, 'node_modules/vitest/vitest.mjs');
  const args = [program, 'list', '--filesOnly', '--json'];
  const result = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', timeout: limitMs });
  expect(result.status, result.stderr).toBe(0);
  const listed: readonly Listed[] = JSON.parse(result.stdout);
  return listed;
}

function projectOf(file: string): string {
  if (file.startsWith('test/browser/')) return 'browser';
  const database = file.endsWith('.db.test.ts') || (file.startsWith('test/') && !file.startsWith('test/tidy/'));
  return database ? 'database' : 'unit';
}

it('runs every test file, those of pages in a browser, and those that need a database where there is one', () => {
  const listed = listTests().map(({ file, projectName }) => ({
    file: path.relative(root, file).replaceAll(path.sep, '/'),
    projectName,
  }));
  const written = readTree().filter((file) => /\.test\.[cm]?[jt]sx?$/.test(file.path));
  expect(listed.map(({ file }) => file).toSorted()).toEqual(written.map((file) => file.path).toSorted());
  for (const { file, projectName } of listed) {
    expect(`${file} in ${projectName}`).toBe(`${file} in ${projectOf(file)}`);
  }
});
