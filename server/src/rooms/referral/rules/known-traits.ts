import { trustOf } from '../../../kit/values/position.ts';
import type { TraitValue } from '../../people/index.ts';
import { givenName, shortName } from './names.ts';

/** Traits that servers told the people room, with where each was said: also those that no program asked about then. */
export function serverTraits(traits: ReadonlyMap<string, TraitValue>): ReadonlyMap<string, TraitValue> {
  const known = new Map<string, TraitValue>();
  for (const [name, trait] of traits) {
    if (trustOf(trait.at) === 'server') known.set(name, trait);
  }
  return known;
}

type Traits = ReadonlyMap<string, Pick<TraitValue, 'value'>>;

/** How a page greets a person; undefined when no name is known that could be shown. */
export function givenNameIn(traits: Traits): string | undefined {
  return givenName({ firstName: traits.get('firstName')?.value, name: traits.get('name')?.value });
}

/** How a page names a person to others: «Борис К.». */
export function shortNameIn(traits: Traits): string | undefined {
  const lastName = traits.get('lastName')?.value;
  return shortName({ firstName: traits.get('firstName')?.value, lastName, name: traits.get('name')?.value });
}
