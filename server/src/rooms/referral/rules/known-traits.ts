import type { TraitValue } from '../../people/index.ts';
import type { TraitSince } from './part.ts';

/** Traits that servers told the people room, with where each was said: also those that no program asked about then. */
export function serverTraits(traits: ReadonlyMap<string, TraitValue>): ReadonlyMap<string, TraitSince> {
  const known = new Map<string, TraitSince>();
  for (const [name, trait] of traits) {
    if (trait.trust !== 'server') continue;
    known.set(name, { at: { timestamp: trait.at, trust: trait.trust, messageId: trait.by }, value: trait.value });
  }
  return known;
}
