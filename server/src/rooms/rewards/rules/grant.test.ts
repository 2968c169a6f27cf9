import { describe, expect, test } from 'vitest';
import type { ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import { type GrantInput, grantFromJson, grantOf, grantToJson } from './grant.ts';

const input: GrantInput = {
  program: 'prg_school' as ProgramId,
  version: 1,
  side: 'referrer',
  holder: 'per_00000000000000anna' as SubjectId,
  friend: 'per_0000000000000boris' as SubjectId,
  order: 'o1',
  unit: 'lesson',
  amountMinor: 2n,
  availableAt: 5,
  round: 0,
};

describe('the id of a grant (REW-2)', () => {
  test.each<[string, Partial<GrantInput>]>([
    ['program', { program: 'prg_other' as ProgramId }],
    ['side', { side: 'friend' }],
    ['holder', { holder: input.friend }],
    ['friend', { friend: input.holder }],
    ['order', { order: 'o2' }],
    ['unit', { unit: 'point' }],
    ['amount', { amountMinor: 3n }],
    ['number among those alike', { nth: 1 }],
    ['round', { round: 1 }],
  ])('changes with its %s', (_name, change) => {
    expect(grantOf({ ...input, ...change }).id).not.toBe(grantOf(input).id);
  });

  test.each<[string, Partial<GrantInput>]>([
    ['the version of the program', { version: 2 }],
    ['the end of its hold', { availableAt: 6 }],
    ['the cap that pays for it', { cap: { subject: input.holder, limitMinor: 1n } }],
  ])('does not change with %s', (_name, change) => {
    expect(grantOf({ ...input, ...change }).id).toBe(grantOf(input).id);
  });
});

test.each<Partial<GrantInput>>([{}, { nth: 2 }, { cap: { subject: input.holder, limitMinor: 10n } }])(
  'a fact about a grant carries it whole, case %#',
  (more) => {
    const grant = grantOf({ ...input, ...more });
    expect(grantFromJson(grantToJson(grant))).toEqual(grant);
  },
);
