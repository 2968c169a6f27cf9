import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanName, givenName, type NameTraits, shortName } from './names.ts';

describe('how a person is called before others', () => {
  test.each<[NameTraits, string | undefined, string | undefined]>([
    [{ firstName: 'Анна', lastName: 'Иванова' }, 'Анна', 'Анна И.'],
    [{ firstName: 'Анна' }, 'Анна', 'Анна'],
    [{ name: 'Анна Иванова' }, 'Анна', 'Анна И.'],
    [{ name: 'Иванова Анна Петровна' }, 'Анна', 'Анна И.'],
    [{ name: 'Анна Петровна' }, 'Анна', 'Анна'],
    [{ name: 'anna' }, 'anna', 'anna'],
    [{ name: "Jean-Luc O'Neill" }, 'Jean-Luc', 'Jean-Luc O.'],
    [{ firstName: 7, name: 'Anna' }, 'Anna', 'Anna'],
    [{ name: 'anna@example.com' }, undefined, undefined],
    [{ name: 'Анна +7 916 123-45-67' }, undefined, undefined],
    [{ name: '<script>alert(1)</script>' }, undefined, undefined],
    [{ name: 'http://evil.example' }, undefined, undefined],
    [{ name: 'evil.example' }, undefined, undefined],
    [{ name: '' }, undefined, undefined],
    [{}, undefined, undefined],
    [{ name: '\u202eАнна' }, 'Анна', 'Анна'],
    [{ name: 'А'.repeat(10_000) }, undefined, undefined],
  ])('%j', (traits, given, short) => {
    expect(givenName(traits)).toBe(given);
    expect(shortName(traits)).toBe(short);
  });

  test('whatever was typed, what is shown is short and holds no markup, number or invisible mark (REF-41)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const shown = shortName({ name }) ?? '';
        expect(shown.length).toBeLessThanOrEqual(90);
        expect(shown).not.toMatch(/[<>&"@0-9\p{Cc}\p{Cf}]/u);
        expect(cleanName(name)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });
});
