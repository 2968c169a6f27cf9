import { isFormMessage } from '../../../kit/values/forms.ts';
import { readPosition, type Trust, trustOf } from '../../../kit/values/position.ts';
import type { Person, TraitValue } from './person.ts';

/**
 * Who tells of a person: a server; a form, in which somebody left a contact; a visitor, whose browser said a name, a
 * contact or a user id; or a browser that said nothing. A person is listed under the first of them.
 */
export const standings = ['server', 'form', 'visitor', 'browser'] as const;
export type Standing = (typeof standings)[number];

/** A name and what leads to a person. */
export interface Contacts {
  readonly userId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string | null;
}

export interface Listed extends Contacts {
  readonly standing: Standing;
  /** What nobody vouches for, of a person whom no server knows. */
  readonly said: Contacts | null;
}

const charactersAtMost = 500;

/** How lists show a person: what a server said, or, apart from it, what a form or a browser did. */
export function listedPerson({ userId, asserted, traits }: Person): Listed {
  const known = { userId: userId ?? null, ...contactsIn(traits, 'server') };
  if (isNamed(known)) return { ...known, standing: 'server', said: null };
  const said = { userId: asserted ?? null, ...contactsIn(traits, 'public') };
  const isOfForm = contactTraits.some((name) => {
    const trait = traits.get(name);
    return trait !== undefined && isFormMessage(readPosition(trait.at).messageId);
  });
  if (isOfForm) return { ...known, standing: 'form', said };
  return isNamed(said) ? { ...known, standing: 'visitor', said } : { ...known, standing: 'browser', said: null };
}

const contactTraits = ['email', 'phone'] as const;

function isNamed(contacts: Contacts): boolean {
  return Object.values(contacts).some((each) => each !== null);
}

function contactsIn(traits: ReadonlyMap<string, TraitValue>, trust: Trust): Omit<Contacts, 'userId'> {
  const text = (name: string): string | null => {
    const trait = traits.get(name);
    const isTold = trait !== undefined && trustOf(trait.at) === trust && typeof trait.value === 'string';
    return isTold ? String(trait.value).slice(0, charactersAtMost) : null;
  };
  const parts = [text('firstName'), text('lastName')].filter((part) => part !== null);
  return { email: text('email'), phone: text('phone'), name: text('name') ?? (parts.join(' ') || null) };
}
