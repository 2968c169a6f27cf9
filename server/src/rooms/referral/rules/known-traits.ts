import { trustOf } from '../../../kit/values/position.ts';
import type { TraitValue } from '../../people/index.ts';

/** Traits that servers told the people room, with where each was said: also those that no program asked about then. */
export function serverTraits(traits: ReadonlyMap<string, TraitValue>): ReadonlyMap<string, TraitValue> {
  const known = new Map<string, TraitValue>();
  for (const [name, trait] of traits) {
    if (trustOf(trait.at) === 'server') known.set(name, trait);
  }
  return known;
}
