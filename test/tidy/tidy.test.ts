import { describe, expect, it } from 'vitest';
import { longFiles } from './rules/size.ts';
import { rules } from './rules.ts';
import { readTree } from './tree.ts';

const files = readTree();

describe('the repository keeps its habits', () => {
  it.each(rules)('$name', (rule) => {
    const read = files.filter((file) => rule.reads(file.path));
    expect(read.length, 'a rule that reads no file checks nothing').toBeGreaterThan(0);
    expect(rule.find(read).map(({ path, line, message }) => `${path}:${line} ${message}`)).toEqual([]);
  });

  it('has rules with names of their own', () => {
    expect(new Set(rules.map((rule) => rule.name)).size).toBe(rules.length);
  });

  it('notes the files that have outgrown the preferred length', () => {
    const long = longFiles(files);
    if (long.length > 0) process.stdout.write(`Files over the preferred length:\n  ${long.join('\n  ')}\n`);
    expect(files.length).toBeGreaterThan(0);
  });
});
