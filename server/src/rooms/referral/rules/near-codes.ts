import { charactersOf, codeAlphabet, codeLengths } from '../../../kit/values/codes.ts';

/** How a code differs from what was typed; `at` counts the characters that were typed, from one. */
export interface Difference {
  readonly kind: 'substituted' | 'swapped' | 'missing' | 'extra';
  readonly at: number;
  readonly typed: string;
  readonly meant: string;
}

type Characters = ReturnType<typeof charactersOf>;

/**
 * The codes that a person may have meant who mistyped one character: took another, swapped two, left one out or put one
 * in. A character that belongs to no code is the mistake itself. There are at most some hundred, however long the text.
 */
export function nearCodes(text: string): ReadonlyMap<string, Difference> {
  const near = new Map<string, Difference>();
  const characters = charactersOf(text);
  const { least, most } = codeLengths;
  if (characters.length < least - 1 || characters.length > most + 1) return near;
  const unread = characters.flatMap(({ read }, index) => (read === undefined ? [index] : []));
  if (unread.length > 1) return near;
  const [mistake] = unread;
  const places = mistake === undefined ? characters.map((_, index) => index) : [mistake];
  const all = mistake === undefined ? [substituted, swapped, missing, extra] : [substituted, extra];
  for (const find of all) {
    for (const [code, difference] of find(characters, places)) {
      const isLong = code.length >= least && code.length <= most;
      if (isLong && !near.has(code)) near.set(code, difference);
    }
  }
  return near;
}

type Find = (characters: Characters, places: readonly number[]) => (readonly [string, Difference])[];

const codeOf = (characters: Characters): string => characters.map(({ read }) => read ?? '').join('');
const typedAt = (characters: Characters, index: number): string => characters[index]?.typed ?? '';

const substituted: Find = (characters, places) => {
  const code = codeOf(characters.map((each) => ({ ...each, read: each.read ?? '?' })));
  return places.flatMap((index) =>
    [...codeAlphabet]
      .filter((meant) => meant !== code[index])
      .map((meant): [string, Difference] => [
        code.slice(0, index) + meant + code.slice(index + 1),
        { kind: 'substituted', at: index + 1, typed: typedAt(characters, index), meant },
      ]),
  );
};

const swapped: Find = (characters) => {
  const code = codeOf(characters);
  return characters.slice(1).flatMap((_, index): [string, Difference][] => {
    const [one = '', other = ''] = code.slice(index, index + 2);
    if (one === other) return [];
    const meant = code.slice(0, index) + other + one + code.slice(index + 2);
    const typed = typedAt(characters, index) + typedAt(characters, index + 1);
    return [[meant, { kind: 'swapped', at: index + 1, typed, meant: other + one }]];
  });
};

const missing: Find = (characters) => {
  const code = codeOf(characters);
  return Array.from({ length: code.length + 1 }, (_, index) => index).flatMap((index) =>
    [...codeAlphabet].map((meant): [string, Difference] => [
      code.slice(0, index) + meant + code.slice(index),
      { kind: 'missing', at: index + 1, typed: '', meant },
    ]),
  );
};

const extra: Find = (characters, places) =>
  places.map((index): [string, Difference] => [
    codeOf(characters.filter((_, place) => place !== index)),
    { kind: 'extra', at: index + 1, typed: typedAt(characters, index), meant: '' },
  ]);
