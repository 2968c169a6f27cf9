import type { Trust } from '../../../kit/values/position.ts';
import type { Scope } from '../../../kit/values/scopes.ts';
import { signature } from '../../../kit/values/signature.ts';

/**
 * Kinds of keys. A write key is public: it stands in a page's source and may only tell what its own browser saw. A
 * secret key belongs to the customer's server, which is believed. An API key manages the workspace.
 */
export const keyKinds = ['write', 'secret', 'api'] as const;
export type KeyKind = (typeof keyKinds)[number];

/** What a key of each kind begins with, so that a person sees which one they hold. */
const keyPrefixes = { write: 'sfw_', secret: 'sfs_', api: 'sfa_' } satisfies Record<KeyKind, string>;

/** The trust of facts that come with a key; an API key sends commands, not events. */
export const trustOfKey = { write: 'public', secret: 'server', api: undefined } satisfies Record<
  KeyKind,
  Trust | undefined
>;

export function keyFrom(kind: KeyKind, bytes: Uint8Array): string {
  return `${keyPrefixes[kind]}${Buffer.from(bytes).toString('base64url')}`;
}

/**
 * What a secret key signs with: a key of its own that follows from it, so that we can keep this one, sealed, and of the
 * secret key no more than a hash.
 */
export function signingKeyOf(secretKey: string): string {
  return signature('sarafan cabinet', secretKey);
}

/** How a signature names the secret key that made it: sixteen digits of its SHA-256. */
export const signerDigits = 16;

/** What lists show of a key: enough to tell two apart, too little to use one. */
export function keyHint(key: string): string {
  return `${key.slice(0, 8)}\u2026`;
}

/** What each scope also allows. */
const includes = {
  read: ['read'],
  support: ['support', 'read'],
  write: ['write', 'support', 'read'],
  admin: ['admin', 'write', 'support', 'read'],
} satisfies Record<Scope, readonly Scope[]>;

/** True when a caller with these scopes may do what `needed` asks. */
export function allows(held: readonly Scope[], needed: Scope): boolean {
  return held.some((scope) => (includes[scope] as readonly Scope[]).includes(needed));
}
