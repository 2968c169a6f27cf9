import { expect, it } from 'vitest';
import { readParams } from './address.ts';
import { allows } from './rights.ts';

it('the places of an address are read, whether it bears the base or not', () => {
  expect(readParams('person', '/admin/people/per_1')).toEqual({ person: 'per_1' });
  expect(readParams('person', '/people/a%2Fb')).toEqual({ person: 'a/b' });
  expect(readParams('people', '/admin/people')).toEqual({});
  expect(readParams('program', '/admin/programs/prg_1/versions')).toEqual({ program: 'prg_1' });
});

it('the address of another screen fills no places', () => {
  expect(readParams('person', '/admin/support/binding')).toEqual({ person: '' });
  expect(readParams('pair', '/admin/programs/prg_1/versions')).toEqual({ program: '', friend: '' });
});

it('a role may do what its rights hold, and nobody anything', () => {
  const may = (['analyst', 'support', 'marketer', 'owner'] as const).map((role) =>
    (['read', 'support', 'write', 'admin'] as const).filter((right) => allows(role, right)),
  );
  expect(may).toEqual([
    ['read'],
    ['read', 'support'],
    ['read', 'support', 'write'],
    ['read', 'support', 'write', 'admin'],
  ]);
  expect(allows(undefined, 'read')).toBe(false);
});
