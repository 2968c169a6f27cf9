import type { ClaimedKey, FactBody, IdentifierKey, IdentifierKind, Trust } from '../../../engine/fact.ts';
import { identifiersOf } from './identifiers.ts';

/**
 * A form on a page of ours asks a visitor for an address and believes nothing: the contact is kept under a kind of its
 * own and makes a person of its own. It becomes somebody's once a server names the same contact, whichever of the two
 * words comes first (INV-4).
 */
const assertedKinds = { email: 'assertedEmail', phone: 'assertedPhone' } as const;

/** The contacts that a form asserts, as a fact claims them; the first one decides whose fact it is. */
export function assertedContacts(contacts: { readonly email?: string; readonly phone?: string }): ClaimedKey[] {
  const { email, phone } = contacts;
  return [
    ...(email === undefined ? [] : [{ kind: assertedKinds.email, value: email }]),
    ...(phone === undefined ? [] : [{ kind: assertedKinds.phone, value: phone }]),
  ];
}

export function isAsserted(kind: unknown): boolean {
  return kind === assertedKinds.email || kind === assertedKinds.phone;
}

/** An identifier that would mean the same person, and the assertion that says so. */
interface Counterpart {
  readonly key: IdentifierKey;
  readonly asserted: IdentifierKey;
}

/** For a server's fact, what forms asserted of its contacts; for a form's, whom servers named so. */
export function counterpartsOf(trust: Trust, body: FactBody): Counterpart[] {
  if (trust === 'server') {
    return identifiersOf(trust, body).flatMap(({ kind, value }) => {
      if (kind !== 'email' && kind !== 'phone') return [];
      const asserted = { kind: assertedKinds[kind], value };
      return [{ key: asserted, asserted }];
    });
  }
  return (body.claims ?? []).flatMap(({ kind, value }) => {
    const named = namedKind(kind);
    return named === undefined ? [] : [{ key: { kind: named, value }, asserted: { kind, value } }];
  });
}

function namedKind(kind: IdentifierKind): 'email' | 'phone' | undefined {
  if (kind === assertedKinds.email) return 'email';
  return kind === assertedKinds.phone ? 'phone' : undefined;
}
