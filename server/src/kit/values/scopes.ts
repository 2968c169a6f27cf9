/**
 * What a caller of the management API may do: `support` helps customers and reads, `write` also changes programs and
 * settings, `admin` may do everything.
 */
export const scopes = ['read', 'support', 'write', 'admin'] as const;
export type Scope = (typeof scopes)[number];
