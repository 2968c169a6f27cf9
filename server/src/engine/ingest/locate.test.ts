import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonErrorAt } from './locate.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return false;
  }
}

describe('jsonErrorAt', () => {
  it.each([
    ['', 0],
    ['  ', 2],
    ['{"a":x}', 5],
    ['{"a":1', 6],
    ['{"a":1}}', 7],
    ['{"a" 1}', 5],
    ['{a:1}', 1],
    ['{"a":1,}', 7],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['[1}', 2],
    ['01', 1],
    ['1.', 1],
    ['-', 0],
    ['NaN', 0],
    ['tru', 0],
    ['"a\nb"', 2],
    ['"\\x"', 1],
    ['"\\u12g4"', 1],
    ['"abc', 4],
    ["{'a':1}", 1],
    ['\u00a0{}', 0],
  ])('finds where %j stops being JSON', (text, position) => {
    expect(jsonErrorAt(text)).toBe(position);
    expect(isJson(text)).toBe(false);
  });

  it('finds no error in what is JSON, however deep', () => {
    const depth = 100_000;
    for (const text of ['{}', '[]', ' [ 1 , -0.5e+3 , "\\u00e9\\n" , { "a" : [ ] } , true , null ] ', '0']) {
      expect(jsonErrorAt(text)).toBeUndefined();
    }
    expect(jsonErrorAt(`${'['.repeat(depth)}${']'.repeat(depth)}`)).toBeUndefined();
    expect(jsonErrorAt('['.repeat(depth))).toBe(depth);
  });

  it('agrees with JSON.parse about every text', () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', '\\', '}', ']', ',', ':', '0', '.', 'e', '\u0001', ' '))
      .map(([json, at, patch]) => {
        const cut = at % (json.length + 1);
        return json.slice(0, cut) + patch + json.slice(cut + 1);
      });
    let broken = 0;
    fc.assert(
      fc.property(damaged, (text) => {
        const valid = isJson(text);
        if (!valid) broken += 1;
        expect(jsonErrorAt(text) === undefined).toBe(valid);
      }),
      { seed: 4_100, numRuns: 2_000 },
    );
    expect(broken).toBeGreaterThan(500);
  });
});
