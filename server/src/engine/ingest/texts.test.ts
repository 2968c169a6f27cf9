import { refusalCodes, requestRefusalCodes } from '@sarafan/contract';
import { describe, expect, it } from 'vitest';
import { refusalText } from './texts.ts';

describe('refusalText', () => {
  it.each([...refusalCodes, ...requestRefusalCodes])('says %s as a sentence in both languages', (code) => {
    const english = refusalText(code, 'properties.total', 'en');
    const russian = refusalText(code, 'properties.total', 'ru');
    expect(english).toMatch(/^[A-Z][^{}А-яЁё]+\.$/);
    expect(russian).toMatch(/^[А-ЯЁ][^{}]*[а-яё][^{}]*\.$/);
    expect(english.includes('properties.total')).toBe(russian.includes('properties.total'));
  });

  it('shows a path as it is, whatever it holds', () => {
    expect(refusalText('bad_object', "a.$&.$'", 'en')).toBe("The field a.$&.$' must be a JSON object.");
  });
});
