import type { Fact } from '../../../engine/fact.ts';
import type { ProfileId } from '../../../kit/values/ids.ts';
import { type Layered, layerPlace } from '../../../kit/values/imports.ts';
import type { Json, JsonObject } from '../../../kit/values/json.ts';
import { comparePositions, type FactPosition, trustOf } from '../../../kit/values/position.ts';

/** A trait from a place in history on, which tells also who vouches for it. */
export interface TraitValue {
  readonly at: FactPosition;
  readonly value: Json;
}

type Traits = Readonly<Record<string, TraitValue>>;

/** What the people room remembers of one profile. What imports told of it is kept apart in layers of traits. */
export interface PeoplePart extends Layered<Traits> {
  readonly traits: Traits;
  /** The user id that a server named, if any. At most one: a second one is another person. */
  readonly userId?: string;
  /** User ids that a browser asserted; they join nobody. */
  readonly asserted: readonly string[];
  /** Profiles that support separated from this one; no fact joins them again by itself. */
  readonly apart: readonly ProfileId[];
}

export const emptyPart: PeoplePart = { traits: {}, asserted: [], apart: [] };

/** A person as other rooms see it. */
export interface Person {
  readonly userId: string | undefined;
  /** The first user id that a browser asserted; it is nobody's word. */
  readonly asserted: string | undefined;
  readonly traits: ReadonlyMap<string, TraitValue>;
}

/**
 * A value vouched for by a server stands above every public one; among equals the later in history wins. So traits do
 * not depend on the order in which facts arrive (INV-2).
 */
function newerTrait(left: TraitValue, right: TraitValue): TraitValue {
  const trust = trustOf(left.at);
  if (trust !== trustOf(right.at)) return trust === 'server' ? left : right;
  return comparePositions(left.at, right.at) >= 0 ? left : right;
}

/** A person may have so many traits; further ones are not kept. */
const traitsAtMost = 200;

/** The traits of a profile after an identify; null removes nothing, it is a value like any other. */
export function foldTraits(part: PeoplePart, traits: JsonObject, fact: Fact): PeoplePart {
  const place = layerPlace(part, fact.messageId);
  if (place.kind === 'nowhere') return part;
  const before = place.kind === 'own' ? part.traits : (part.imported?.[place.id] ?? {});
  const after = foldValues(before, traits, fact);
  if (after === before) return part;
  return place.kind === 'own'
    ? { ...part, traits: after }
    : { ...part, imported: { ...part.imported, [place.id]: after } };
}

function foldValues(before: Traits, traits: JsonObject, fact: Fact): Traits {
  let changed: Record<string, TraitValue> | undefined;
  for (const [name, value] of Object.entries(traits)) {
    if (value === undefined) continue;
    const said: TraitValue = { at: fact.position, value };
    const known = (changed ?? before)[name];
    if (known === undefined && Object.keys(changed ?? before).length >= traitsAtMost) continue;
    if (known !== undefined && newerTrait(known, said) === known) continue;
    changed ??= { ...before };
    changed[name] = said;
  }
  return changed ?? before;
}

/** The person that a set of profiles makes. */
export function personOf(parts: Iterable<PeoplePart>): Person {
  const traits = new Map<string, TraitValue>();
  let userId: string | undefined;
  let asserted: string | undefined;
  for (const part of parts) {
    userId ??= part.userId;
    asserted ??= part.asserted[0];
    for (const layer of [part.traits, ...Object.values(part.imported ?? {})]) {
      for (const [name, trait] of Object.entries(layer)) {
        const known = traits.get(name);
        traits.set(name, known === undefined ? trait : newerTrait(known, trait));
      }
    }
  }
  return { userId, asserted, traits };
}
