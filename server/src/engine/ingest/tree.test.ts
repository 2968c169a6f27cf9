import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../kit/values/json.ts';
import { ingestLimits } from './limits.ts';
import { cutToBytes, mayHoldBadCharacters, pathText, rawText, storable, TreeCheck } from './tree.ts';

const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

function check(text: string) {
  return new TreeCheck(mayHoldBadCharacters(text)).check(JSON.parse(text), 0);
}

describe('TreeCheck', () => {
  it.each([
    ['{"a":{"b":["x","\\u0000"]}}', 'bad_character', 'a.b.1'],
    ['{"a":"\\ud800"}', 'bad_character', 'a'],
    ['{"a":"x\\uDE00"}', 'bad_character', 'a'],
    ['{"\\uDFFF":1}', 'bad_character', '\ufffd'],
    ['{"a\\u0000":1}', 'bad_character', 'a\ufffd'],
    ['{"a":{"__proto__":{"b":1}}}', 'forbidden_key', 'a.__proto__'],
    ['{"a":[{"constructor":1}]}', 'forbidden_key', 'a.0.constructor'],
    ['{"prototyp\\u0065":1}', 'forbidden_key', 'prototype'],
    ['{"a":[1,1e400]}', 'number_too_large', 'a.1'],
    ['{"a":-1e999}', 'number_too_large', 'a'],
    [nested(ingestLimits.depth + 1), 'too_deep', Array(ingestLimits.depth).fill('a').join('.')],
  ])('finds what is wrong in %s', (text, code, path) => {
    const fault = check(text);
    expect(fault?.code).toBe(code);
    expect(pathText(fault?.path ?? [])).toBe(path);
  });

  it.each([
    '{}',
    '{"a":"\\ud83d\\ude42 \\\\u0000","b":[null,true,-0.5,1e308],"proto":1}',
    '{"a":"🙂 текст"}',
    nested(ingestLimits.depth),
  ])('finds nothing wrong in %s', (text) => {
    expect(check(text)).toBeUndefined();
  });

  it('looks at nothing below the deepest level, so 100,000 levels cost no stack', () => {
    expect(check(nested(100_000))?.code).toBe('too_deep');
  });

  it('never thinks a tree shorter than its JSON is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        const tree = new TreeCheck(false);
        if (tree.check(JSON.parse(text), 0) === undefined) {
          expect(tree.takeBytesAtMost()).toBeGreaterThanOrEqual(Buffer.byteLength(text));
        }
        expect(tree.takeBytesAtMost()).toBe(0);
      }),
      { seed: 4_100, numRuns: 500 },
    );
  });
});

describe('texts for storage', () => {
  it('replaces what PostgreSQL cannot store and leaves the rest', () => {
    expect(storable('a\u0000b\ud800c🙂')).toBe('a\ufffdb\ufffdc🙂');
  });

  it('cuts between characters', () => {
    expect(cutToBytes('абв', 5)).toBe('аб');
    expect(cutToBytes('a🙂', 4)).toBe('a');
    expect(cutToBytes('a🙂', 5)).toBe('a🙂');
  });

  it('cuts a long path and keeps it storable', () => {
    const path = pathText(['🙂'.repeat(300), 'b']);
    expect(path.length).toBeLessThanOrEqual(ingestLimits.refusedPathCharacters + 1);
    expect(path).toBe(storable(path));
  });

  it('shows a refused tree as it was sent, within its limits', () => {
    const value: Json = JSON.parse('{"__proto__":{"a":1},"b":1e400,"c":"\\u0000\\ud800"}');
    expect(rawText(value)).toBe('{"__proto__":{"a":1},"b":"Infinity","c":"\\u0000\\ud800"}');
    expect(rawText(JSON.parse(nested(100_000)))).toContain('…');
    expect(Buffer.byteLength(rawText({ a: 'я'.repeat(100_000) }))).toBeLessThanOrEqual(ingestLimits.refusedRawBytes);
    expect(rawText(undefined)).toBe('null');
  });
});
