import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { root } from './tree.ts';

const rows = readFileSync(path.join(root, 'docs/vectors.md'), 'utf8')
  .split('\n')
  .map((line) => /^\| (?<number>[A-Z]{3}-\d+) \|.*\| (?<where>[^|]+) \|$/.exec(line)?.groups)
  .flatMap((row) => (row === undefined ? [] : [row]))
  .flatMap(({ number = '', where = '' }) =>
    [...where.matchAll(/`(?<file>[^`]+)`/g)].map(({ groups }) => [number, groups?.['file'] ?? ''] as const),
  );

describe('the list of vectors', () => {
  it('has all thirty-four', () => {
    expect(new Set(rows.map(([number]) => number)).size).toBe(34);
  });

  test.each(rows)('%s is shown by a test of %s that says so in its name', (number, file) => {
    const lines = readFileSync(path.join(root, file), 'utf8').split('\n');
    const name = new RegExp(`^[^/'"\`]*['"\`].*\\b${number}\\b`);
    expect(lines.some((line) => name.test(line))).toBe(true);
  });
});
