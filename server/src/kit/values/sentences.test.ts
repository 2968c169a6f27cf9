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

  test('a value that ends with a full stop leaves out the one that closes the sentence', () => {
    const ends = { ru: { day: 'До {day}. Потом — {day}.', no: '{day}.5' }, en: { day: 'Until {day}.', no: '{day}.5' } };
    const day = { ru: '1 мая 2026 г.', en: 'May 1, 2026' };
    expect(sentenceOf(ends, 'day', { day })).toEqual({
      ru: 'До 1 мая 2026 г. Потом — 1 мая 2026 г.',
      en: 'Until May 1, 2026.',
    });
    expect(sentenceOf(ends, 'no', { day }).ru).toBe('1 мая 2026 г..5');
  });

  test('a name in quotation marks takes inner ones for its own, and keeps them anywhere else', () => {
    const quoting = {
      ru: { in: '«{name}» и {name}', long: 'В «{name}».', list: '{name}' },
      en: { in: '“{name}” and {name}', long: 'In “{name}”.', list: '{name}' },
    };
    const name = { ru: 'Клиника «Улыбка»', en: 'The “Smile” clinic' };
    expect(sentenceOf(quoting, 'in', { name })).toEqual({
      ru: '«Клиника „Улыбка“» и Клиника «Улыбка»',
      en: '“The ‘Smile’ clinic” and The “Smile” clinic',
    });
    expect(sentenceOf(quoting, 'long', { name: 'Улыбка и К.' }).ru).toBe('В «Улыбка и К.».');
    const listed = { ru: '«А», «Б»', en: '“A”, “B”' };
    expect(sentenceOf(quoting, 'list', { name: listed })).toEqual(listed);
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
