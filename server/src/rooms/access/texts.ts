/** What this room refuses, by the problem's code. */
export const accessTexts = {
  ru: {
    scopes_missing: 'Ключу API нужно хотя бы одно право: read, write или admin.',
    scopes_not_for_kind: 'Права есть только у ключей API; у ключей write и secret их нет.',
    own_key: 'Ключ не может отозвать сам себя: отзовите его другим ключом.',
  },
  en: {
    scopes_missing: 'An API key needs at least one scope: read, write or admin.',
    scopes_not_for_kind: 'Only API keys have scopes; write and secret keys have none.',
    own_key: 'A key cannot revoke itself: revoke it with another one.',
  },
} as const;
