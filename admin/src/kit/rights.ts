import type { Role } from '@sarafan/contract';

/** What the server asks of a caller; each route of the API names one. */
export type Right = 'read' | 'support' | 'write' | 'admin';

const rights = {
  analyst: ['read'],
  support: ['read', 'support'],
  marketer: ['read', 'support', 'write'],
  owner: ['read', 'support', 'write', 'admin'],
} as const satisfies Record<Role, readonly Right[]>;

/** Whether a role may do what needs `right`. The server judges again; this only decides what is worth showing. */
export function allows(role: Role | undefined, right: Right): boolean {
  const held: readonly Right[] = role === undefined ? [] : rights[role];
  return held.includes(right);
}
