import { normaliseEmail, normalisePhone } from '../../kit/values/identifiers.ts';
import { isJsonObject, type JsonObject, ownValue } from '../../kit/values/json.ts';
import type { FactBody, IdentifierKey, Trust } from '../fact.ts';

/**
 * The identifier that chooses a fact's lane. It is taken from the body alone, so a repeat meets its first copy whatever
 * has become of the person meanwhile. A browser knows its own anonymousId and can only assert a userId; a server knows
 * whom it speaks of, and may know no more than an address. Undefined when the body names nobody.
 */
export function anchorOf(trust: Trust, body: FactBody): IdentifierKey | undefined {
  if (trust === 'public') {
    if (body.anonymousId !== undefined) return { kind: 'anonymousId', value: body.anonymousId };
    return body.userId === undefined ? undefined : { kind: 'assertedUserId', value: body.userId };
  }
  if (body.userId !== undefined) return { kind: 'userId', value: body.userId };
  if (body.anonymousId !== undefined) return { kind: 'anonymousId', value: body.anonymousId };
  return contactOf(body);
}

function contactOf(body: FactBody): IdentifierKey | undefined {
  const shared = ownValue(body.context, 'traits');
  const sources = [body.traits, isJsonObject(shared) ? shared : undefined];
  const email = firstOf(sources, 'email', normaliseEmail);
  if (email !== undefined) return { kind: 'email', value: email };
  const phone = firstOf(sources, 'phone', normalisePhone);
  return phone === undefined ? undefined : { kind: 'phone', value: phone };
}

/** The trait in its normal form from the first source that has a good one. */
function firstOf(
  sources: readonly (JsonObject | undefined)[],
  key: string,
  normalise: (text: string) => string | undefined,
): string | undefined {
  for (const source of sources) {
    const value = ownValue(source, key);
    const text = typeof value === 'number' ? String(value) : value;
    const normal = typeof text === 'string' ? normalise(text) : undefined;
    if (normal !== undefined) return normal;
  }
  return undefined;
}
