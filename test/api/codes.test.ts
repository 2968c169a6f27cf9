import type { CodeLookup } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeAlphabet } from '../../server/src/kit/values/codes.ts';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { createSchool, type School } from '../support/school.ts';

let school: School;
let code: string;
beforeAll(async () => {
  school = await createSchool();
  code = await school.codeOf('anna');
  await school.server({ type: 'identify', userId: 'anna', traits: { name: 'Анна' } });
  await school.server({ type: 'identify', userId: 'boris', traits: { referral_code: code } });
  school.clock.advance(minuteMs);
  const properties = { order_id: 'o1', total: 4000 };
  await school.server({ type: 'track', event: 'Order Completed', userId: 'boris', properties });
});
afterAll(() => school.close());

const lookup = async (text: string): Promise<CodeLookup> =>
  (await school.api('GET', `/api/v1/referral/codes?code=${encodeURIComponent(text)}`)) as CodeLookup;

const owner = () => ({
  code,
  program: { key: 'language-school' },
  owner: { userId: 'anna', name: 'Анна' },
  link: `http://localhost:4100/r/${code}`,
  counts: { shared: 0, followed: 0, invited: 1, registered: 1, paid: 1, rewarded: 1 },
});

describe('whose a code is (REF-31)', () => {
  test('as it was typed', async () => {
    expect(await lookup(code)).toMatchObject({ read: code, match: owner(), suggestions: [] });
    expect(await lookup(` ${code.slice(0, 4)}-${code.slice(4).toLowerCase()} `)).toMatchObject({ match: owner() });
  });

  test('mistyped: the existing codes that differ by one mistake, each with what is different', async () => {
    const other = [...codeAlphabet].find((character) => !code.includes(character)) ?? 'C';
    const mistyped = [
      [other + code.slice(1), 'substituted', 1],
      // Of two letters alike either may be the one that is missing.
      [code.slice(0, -1), 'missing', expect.any(Number)],
      [`${code}${other}`, 'extra', code.length + 1],
      [`${code.slice(0, 2)}O${code.slice(3)}`, 'substituted', 3],
    ] as const;
    for (const [text, kind, at] of mistyped) {
      const found = await lookup(text);
      expect(found.match, text).toBeNull();
      expect(found.suggestions, text).toMatchObject([{ ...owner(), difference: { kind, at } }]);
      expect(found.suggestions[0]?.difference.sentence.ru).toMatch(/[а-я]/);
    }
  });

  test('of nobody', async () => {
    expect(await lookup('ЩЩЩ')).toEqual({ read: null, match: null, suggestions: [] });
    const far = [...code].map((character) => (character === 'C' ? 'D' : 'C')).join('');
    expect(await lookup(far)).toEqual({ read: far, match: null, suggestions: [] });
  });
});
