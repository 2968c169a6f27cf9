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

  test('an altered token tells nothing', () => {
    const token = clickToken(click, 'nonce', 'key');
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
