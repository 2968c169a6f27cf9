import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourMs } from '../../../kit/values/time.ts';
import { signingKeyOf } from '../../access/rules/keys.ts';
import { type CabinetClaims, isSigned, isTimely, readToken, writeToken } from './cabinet-tokens.ts';

const claims: CabinetClaims = { key: 'k', program: 'prg_1', userId: 'anna', expires: 1_000 };

describe('a token that opens a cabinet', () => {
  test('says what it was made of, under the key that signed it and under no other (REF-42)', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), (userId, key, at) => {
        const token = writeToken({ ...claims, userId: `u${userId}` }, key);
        const read = readToken(token);
        fc.pre(read !== undefined);
        expect(isSigned(read, key)).toBe(true);
        expect(isSigned(read, `${key}x`)).toBe(false);
        const place = at % token.length;
        const altered = `${token.slice(0, place)}${token[place] === 'A' ? 'B' : 'A'}${token.slice(place + 1)}`;
        const other = readToken(altered);
        // The last digit of a signature holds bits that belong to no byte, yet the text is compared as it is.
        expect(other === undefined || !isSigned(other, key)).toBe(true);
      }),
    );
  });

  test('is made by a customer’s site with nothing but its secret key', () => {
    const secretKey = 'sfs_example';
    const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64url');
    const signer = createHash('sha256').update(secretKey).digest('hex').slice(0, 16);
    const payload = Buffer.from(JSON.stringify({ ...claims, key: signer })).toString('base64url');
    const read = readToken(`${payload}.${hmac(hmac(secretKey, 'sarafan cabinet'), payload)}`);
    expect(read?.claims).toEqual({ ...claims, key: signer });
    expect(read !== undefined && isSigned(read, signingKeyOf(secretKey))).toBe(true);
  });

  test.each([
    ['', 'nothing'],
    ['a.b.c', 'three parts'],
    ['x'.repeat(3_000), 'too long'],
    [writeToken({ ...claims, userId: '' }, 'k'), 'nobody'],
    [writeToken({ ...claims, userId: 'null' }, 'k'), 'a placeholder'],
    [writeToken({ ...claims, userId: 'a\u0000b' }, 'k'), 'what cannot be stored'],
    [writeToken({ ...claims, expires: 1.5 }, 'k'), 'no moment'],
    [writeToken({ ...claims, expires: '9' } as unknown as CabinetClaims, 'k'), 'a moment as text'],
    [writeToken([] as unknown as CabinetClaims, 'k'), 'no object'],
    [`${Buffer.from('{').toString('base64url')}.${'A'.repeat(43)}`, 'no JSON'],
  ])('%s is none (%s)', (text) => {
    expect(readToken(text)).toBeUndefined();
  });

  test('works until its end, and not when that is far away', () => {
    expect(isTimely(claims, 999, hourMs)).toBe(true);
    expect(isTimely(claims, 1_000, hourMs)).toBe(false);
    expect(isTimely({ ...claims, expires: 2 * hourMs }, 0, hourMs)).toBe(false);
  });
});
