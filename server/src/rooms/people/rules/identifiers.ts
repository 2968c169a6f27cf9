import type { ClaimedKey, FactBody, Trust } from '../../../engine/fact.ts';
import { normaliseEmail, normalisePhone } from '../../../kit/values/identifiers.ts';
import { isJsonObject, type JsonObject, ownValue } from '../../../kit/values/json.ts';

/**
 * The identifiers that a fact names for its person. The first is the anchor and decides whose fact it is; a server's
 * others are claimed for the same person. A public fact names its own browser and nothing else (INV-4): a user id in it
 * is an assertion, kept apart under a kind of its own. So a browser's alias names nobody else; a server's says that a
 * browser of that id is this person's.
 */
export function identifiersOf(trust: Trust, body: FactBody): readonly ClaimedKey[] {
  if (body.type === 'timer') return [];
  if (body.type === 'derived') return body.userId === undefined ? [] : [{ kind: 'userId', value: body.userId }];
  if (trust === 'public') {
    if (body.anonymousId !== undefined) return [{ kind: 'anonymousId', value: body.anonymousId }];
    return body.userId === undefined ? [] : [{ kind: 'assertedUserId', value: body.userId }];
  }
  const keys: ClaimedKey[] = [];
  if (body.userId !== undefined) keys.push({ kind: 'userId', value: body.userId });
  if (body.anonymousId !== undefined) keys.push({ kind: 'anonymousId', value: body.anonymousId });
  const previous = previousIdOf(trust, body);
  if (previous !== undefined && previous !== body.anonymousId) {
    // A user id that we know is no browser's: whoever guesses it would else speak for this person.
    keys.push({ kind: 'anonymousId', value: previous, unless: { kind: 'userId', value: previous } });
  }
  const email = contactOf(body, 'email', normaliseEmail);
  if (email !== undefined) keys.push({ kind: 'email', value: email });
  const phone = contactOf(body, 'phone', normalisePhone);
  if (phone !== undefined) keys.push({ kind: 'phone', value: phone });
  return keys;
}

/** Under which other id a server says that it knew its user before; undefined when the fact says no such thing. */
export function previousIdOf(trust: Trust, body: FactBody): string | undefined {
  if (trust !== 'server' || body.type !== 'alias' || body.userId === undefined) return undefined;
  return body.previousId === body.userId ? undefined : body.previousId;
}

/** A contact from the fact's traits or, for other calls than identify, from the traits in its context. */
function contactOf(
  body: FactBody,
  name: 'email' | 'phone',
  normalise: (text: string) => string | undefined,
): string | undefined {
  const inContext = ownValue(body.context, 'traits');
  const sources: (JsonObject | undefined)[] = [body.traits, isJsonObject(inContext) ? inContext : undefined];
  for (const traits of sources) {
    const value = ownValue(traits, name);
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const normalised = normalise(String(value));
    if (normalised !== undefined) return normalised;
  }
  return undefined;
}
