import type { Role } from '@sarafan/contract';

/** From whom may do all to whom may do least. */
export const roles = ['owner', 'marketer', 'support', 'analyst'] as const satisfies readonly Role[];
