import { expect, test } from 'vitest';
import { mayFindMany, searchQuery } from './search.ts';

test.each([
  ['Анна', ["'w анна':*", "('w анна':*)"]],
  ['  Фёдор Ив ', ["'w федор ив':*", "('w федор':* & 'w ив':*)"]],
  ['Anna@Ex.c', ["'w anna@ex.c':*"]],
  ['user-77', ["'w user-77':*"]],
  ['Ив 12', ["'w ив 12':*", "('w ив':* & 'w 12':*)"]],
  ["o'brien", ["'w o''brien':*", "('w o':* & 'w brien':*)"]],
  ["\\' | 'x", ["'w \\\\'' | ''x':*", "('w \\\\':* & 'w x':*)"]],
  ['---', ["'w ---':*"]],
])('%j looks for the beginning of the whole, and of every word', (text, wanted) => {
  expect(
    searchQuery('w', text)
      .split(' | ')
      .slice(0, text.includes('|') ? undefined : 3)
      .join(' | '),
  ).toBe(wanted.join(' | '));
});

test.each([
  ['8 (916) 12', ['+891612', '+791612']],
  ['916-123', ['+916123', '+7916123']],
  ['+7 916', ['+7916']],
])('%s is the beginning of a phone in whichever spelling', (text, digits) => {
  for (const each of digits) expect(searchQuery('w', text)).toContain(`'w ${each}':*`);
});

test('two digits, and digits in a name, are no phone', () => {
  expect(searchQuery('w', '91')).not.toContain('+');
  expect(searchQuery('w', 'user 9161234')).not.toContain('+');
});

test.each([
  ['А', true],
  ['u', true],
  ['7', true],
  [' 77 ', true],
  ['Анна', true],
  ['анна ив', true],
  ['user77', false],
  ['anna@ex', false],
  ['анна 12', false],
  ['8 916', true],
  ['+7 916 123', false],
])('%j may be the beginning of many: %s', (text, many) => {
  expect(mayFindMany(text)).toBe(many);
});
