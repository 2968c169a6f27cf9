import { describe, expect, test } from 'vitest';
import { counted, sentenceOf } from './sentences.ts';

const texts = {
  ru: { greet: 'Здравствуйте, {name}: {thing}' },
  en: { greet: 'Hello, {name}: {thing}' },
} as const;
const counts = {
  ru: { day_one: '{count} день', day_few: '{count} дня', day_many: '{count} дней', day_other: '{count} дня' },
  en: { day_one: '{count} day', day_other: '{count} days' },
} as const;

describe('sentences', () => {
  test('places are filled once, with the value of each language', () => {
    const thing = { ru: 'урок {name}', en: 'lesson' };
    expect(sentenceOf(texts, 'greet', { name: '{thing} $&', thing })).toEqual({
      ru: 'Здравствуйте, {thing} $&: урок {name}',
      en: 'Hello, {thing} $&: lesson',
    });
  });

  test('a place without a value stays to be seen', () => {
    expect(sentenceOf(texts, 'greet').en).toBe('Hello, {name}: {thing}');
  });

  test.each([
    [1, '1 день', '1 day'],
    [2, '2 дня', '2 days'],
    [5, '5 дней', '5 days'],
    [11, '11 дней', '11 days'],
    [21, '21 день', '21 days'],
    [112, '112 дней', '112 days'],
  ])('%d has its noun in the right form', (count, ru, en) => {
    expect(counted(counts, 'day', count)).toEqual({ ru, en });
  });
});
