import type { Role } from '@sarafan/contract';
import type { Scope } from '../../../kit/values/scopes.ts';

/** What somebody may do in a workspace, by what they are in it. */
const scopesByRole = {
  owner: ['admin'],
  marketer: ['write'],
  support: ['read', 'support'],
  analyst: ['read'],
} satisfies Record<Role, readonly Scope[]>;

export function scopesOfRole(role: Role): readonly Scope[] {
  return scopesByRole[role];
}
