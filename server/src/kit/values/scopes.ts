/** What a caller of the management API may do: `admin` everything, `write` also reads. */
export const scopes = ['read', 'write', 'admin'] as const;
export type Scope = (typeof scopes)[number];
