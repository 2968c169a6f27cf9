import { describe, expect, test } from 'vitest';
import type { ProgramId } from '../../../kit/values/ids.ts';
import { placementLimits } from '../limits.ts';
import { emptyReferralPart, type ReferralPart } from './part.ts';
import { countedUnder, nameLink, placementsIn, readPlacement, withPlacement } from './placements.ts';

const program = 'prg_school' as ProgramId;
const limits = Array.from({ length: Math.max(placementLimits.named, placementLimits.seen) }, (_, index) => `p${index}`);

describe('the name of a placement (REF-70)', () => {
  test.each([
    ['blog', 'blog'],
    [' Blog ', 'blog'],
    ['Мой-чат_2', 'мой-чат_2'],
    ['x'.repeat(40), 'x'.repeat(40)],
    ['Й', 'й'],
  ])('%j is read as %j', (text, name) => {
    expect(readPlacement(text)).toBe(name);
  });

  test.each([
    '',
    ' ',
    'x'.repeat(41),
    'x'.repeat(10_000),
    'a b',
    'a.b',
    '*',
    '<b>',
    'a\u0000',
    '\u202ea',
    5,
    ['a'],
    null,
  ])('%j is none', (text) => {
    expect(readPlacement(text)).toBeUndefined();
  });

  test('stands in a link so that it is read back', () => {
    expect(withPlacement('https://s.example/r/A', 'blog')).toBe('https://s.example/r/A?subid=blog');
    const link = new URL(withPlacement('https://s.example/i/p?code=A', 'чат'));
    expect([readPlacement(link.searchParams.get('subid')), link.searchParams.get('code')]).toEqual(['чат', 'A']);
  });
});

describe('placements of a participant (REF-70)', () => {
  const count = (part: ReferralPart, placement: string | undefined) =>
    countedUnder(part, placementsIn([part], program), program, placement);
  const name = (part: ReferralPart, placement: string) =>
    nameLink(part, placementsIn([part], program), program, placement);

  test('names that strangers invent have a limit, beyond which they count together', () => {
    let part: ReferralPart = emptyReferralPart;
    for (const each of limits.slice(0, placementLimits.seen)) {
      const counted = count(part, each);
      expect(counted.placement).toBe(each);
      part = counted.part;
    }
    expect(count(part, 'one-more')).toEqual({ placement: '*', part });
    expect(count(part, 'p0')).toEqual({ placement: 'p0', part });
    expect(count(part, undefined)).toEqual({ placement: '', part });
    expect(count(part, 'telegram').placement).toBe('telegram');
    // What the participant names has room all the same.
    const named = name(part, 'blog');
    expect(named.ok && count(named.part, 'blog').placement).toBe('blog');
  });

  test('a participant names so many links, each once, and none like a button of ours', () => {
    let part: ReferralPart = emptyReferralPart;
    for (const each of limits.slice(0, placementLimits.named)) {
      const named = name(part, each);
      if (!named.ok) throw new Error(named.reason);
      part = named.part;
    }
    expect(name(part, 'one-more')).toEqual({ ok: false, reason: 'too_many_placements' });
    expect(name(part, 'p0')).toEqual({ ok: true, part });
    expect(name(emptyReferralPart, 'telegram')).toEqual({ ok: false, reason: 'placement_is_ours' });
  });

  test('of one program say nothing of another, and those of all profiles count together', () => {
    const named = name(emptyReferralPart, 'blog');
    if (!named.ok) throw new Error(named.reason);
    expect(placementsIn([named.part], 'prg_other' as ProgramId)).toEqual({ named: [], seen: [] });
    expect(placementsIn([named.part, emptyReferralPart, named.part], program).named).toEqual(['blog', 'blog']);
  });
});
