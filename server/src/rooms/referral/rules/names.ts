/**
 * How a person is called on pages that others see: by the given name alone, or by it and the initial of the surname.
 * A name is text that somebody typed somewhere, so what is no name is not shown: addresses, numbers, markup, marks that
 * turn the direction of writing.
 */

const shownAtMost = 40;
const readAtMost = 200;
/** Marks that are invisible, end a line, or change the direction in which what follows is read. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const nameWord = /^\p{L}[\p{L}\p{M}'’-]*\.?$/u;
const russianPatronymic = /(ович|евич|ьич|овна|евна|ична|инична|оглы|кызы)$/iu;

export interface NameTraits {
  readonly firstName?: unknown;
  readonly lastName?: unknown;
  readonly name?: unknown;
}

/** The given name; undefined when none is known that could be shown. */
export function givenName(traits: NameTraits): string | undefined {
  return partsOf(traits)?.given;
}

/** «Борис К.»: the given name and the initial of the surname; undefined when no name is known. */
export function shortName(traits: NameTraits): string | undefined {
  const parts = partsOf(traits);
  if (parts === undefined) return undefined;
  const initial = parts.family === undefined ? undefined : [...parts.family][0];
  return initial === undefined ? parts.given : `${parts.given} ${initial.toUpperCase()}.`;
}

/** A name as somebody typed it, in one line and without marks that are not seen; empty when nothing is left. */
export function cleanName(text: string): string {
  return text.normalize('NFC').replace(invisible, ' ').replace(/\s+/gu, ' ').trim();
}

function partsOf({ firstName, lastName, name }: NameTraits): { given: string; family?: string } | undefined {
  const [given] = wordsOf(firstName);
  const [family] = wordsOf(lastName);
  if (given !== undefined) return { given, ...(family === undefined ? {} : { family }) };
  const words = wordsOf(name);
  // «Иванова Анна Петровна»: in official lists the surname goes first, and the patronymic gives it away.
  const [first, second, third] = words;
  if (third !== undefined && second !== undefined && first !== undefined && russianPatronymic.test(third)) {
    return { given: second, family: first };
  }
  if (first === undefined) return undefined;
  const last = words.findLast((word) => !russianPatronymic.test(word));
  return last === undefined || last === first ? { given: first } : { given: first, family: last };
}

/** The words of a name; none when one of them could not be a name's. */
function wordsOf(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  const words = cleanName(value.slice(0, readAtMost)).split(' ');
  return words.every((word) => nameWord.test(word) && [...word].length <= shownAtMost) ? words.slice(0, 5) : [];
}
