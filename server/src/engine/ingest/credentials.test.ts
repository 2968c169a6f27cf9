import { describe, expect, it } from 'vitest';
import { isPossibleKey, keyOfHeader } from './credentials.ts';

const encode = (text: string): string => Buffer.from(text).toString('base64');

describe('keyOfHeader', () => {
  it.each([
    ['Basic', `Basic ${encode('wk_1:')}`, 'wk_1'],
    ['a scheme in lower case', `basic ${encode('wk_1:')}`, 'wk_1'],
    ['a password, which is ignored', `Basic ${encode('wk_1:secret:more')}`, 'wk_1'],
    ['no colon', `Basic ${encode('wk_1')}`, 'wk_1'],
    ['no padding', `Basic ${encode('wk_12:').replaceAll('=', '')}`, 'wk_12'],
    ['an empty user name', `Basic ${encode(':secret')}`, ''],
    ['a key that cannot exist', `Basic ${encode('a b\u0000:')}`, ''],
    ['a key that is too long', `Basic ${encode('k'.repeat(201))}`, ''],
    ['no base64', 'Basic *', ''],
    ['nothing after the scheme', 'Basic', ''],
    ['another scheme', 'Bearer wk_1', undefined],
    ['no header', undefined, undefined],
  ])('reads %s', (_what, header, key) => {
    expect(keyOfHeader(header)).toBe(key);
  });
});

describe('isPossibleKey', () => {
  it.each([
    ['wk_1', true],
    ['k'.repeat(200), true],
    ['k'.repeat(201), false],
    ['', false],
    ['a b', false],
    ['ключ', false],
  ])('judges %j', (key, possible) => {
    expect(isPossibleKey(key)).toBe(possible);
  });
});
