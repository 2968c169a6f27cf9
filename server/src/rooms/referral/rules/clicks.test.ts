import { describe, expect, test } from 'vitest';
import { latestMoment } from '../../../kit/values/time.ts';
import { clickToken, readClickToken } from './clicks.ts';

describe('click tokens (REF-2)', () => {
  const click = { code: 'CDFGJN', at: 1_768_467_600_000 };

  test('a token tells its click under its own key only', () => {
    const token = clickToken(click, 'nonce', 'key');
    expect(readClickToken(token, 'key')).toEqual(click);
    expect(readClickToken(token, 'another key')).toBeUndefined();
  });

  test('a token tells where the link stood, also beside the longest code (REF-70)', () => {
    const placed = { code: 'CDFGJNQRSUVW', at: latestMoment, placement: 'я'.repeat(40) };
    const token = clickToken(placed, '0'.repeat(18), 'key');
    expect(readClickToken(token, 'key')).toEqual(placed);
    const parts = token.split('.');
    // Without its placement it is another text, which nobody signed.
    expect(readClickToken([...parts.slice(0, 3), ...parts.slice(4)].join('.'), 'key')).toBeUndefined();
  });

  test.each([click, { ...click, placement: 'blog' }])('an altered token tells nothing', (told) => {
    const token = clickToken(told, 'nonce', 'key');
    for (let index = 0; index < token.length; index += 1) {
      const altered = `${token.slice(0, index)}${token[index] === 'a' ? 'b' : 'a'}${token.slice(index + 1)}`;
      expect(readClickToken(altered, 'key')).toBeUndefined();
    }
  });

  test.each(['', 'a', 'a.b.c', 'a.b.c.d', 'a.b.c.d.e', '.'.repeat(300)])('%j is no token', (text) => {
    expect(readClickToken(text, 'key')).toBeUndefined();
  });

  test('a moment out of range tells nothing even when it is signed', () => {
    expect(readClickToken(clickToken({ code: 'CDFGJN', at: latestMoment + 1 }, 'n', 'key'), 'key')).toBeUndefined();
  });
});
