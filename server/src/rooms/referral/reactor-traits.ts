import { type PeoplePart, personOf } from '../people/index.ts';
import type { TraitSince } from './rules/part.ts';

/** Traits that servers told the people room, with where each was said: also those that no program asked about then. */
export function knownTraits(parts: Iterable<unknown>): ReadonlyMap<string, TraitSince> {
  const known = new Map<string, TraitSince>();
  // The people room's own parts, as the engine kept them.
  for (const [name, trait] of personOf(parts as Iterable<PeoplePart>).traits) {
    if (trait.trust !== 'server') continue;
    known.set(name, { at: { timestamp: trait.at, trust: trait.trust, messageId: trait.by }, value: trait.value });
  }
  return known;
}
