import { expect, test } from 'vitest';
import { keptMoneyWords, moneyWords, numberWords, writtenNumber } from './number-words.ts';

const nbsp = '\u00a0';

test.each([
  ['1200.00', `1${nbsp}200`, '1,200'],
  ['2499.99', `2${nbsp}499,99`, '2,499.99'],
  ['9.50', '9,50', '9.50'],
  ['-1000', `-1${nbsp}000`, '-1,000'],
  ['123456789012345678901', [123, 456, 789, '012', 345, 678, 901].join(nbsp), '123,456,789,012,345,678,901'],
  ['1e21', '1e21', '1e21'],
])('%s is written in the way of the language', (text, ru, en) => {
  expect([writtenNumber(text, 'ru'), writtenNumber(text, 'en')]).toEqual([ru, en]);
});

test('a number of a definition has no zeros at its end, and money has both decimals or none', () => {
  expect(numberWords('1000.50')).toEqual({ ru: `1${nbsp}000,5`, en: '1,000.5' });
  expect(moneyWords('1000.5', 'RUB')).toEqual({ ru: `1${nbsp}000,50${nbsp}₽`, en: `1,000.50${nbsp}₽` });
  expect(moneyWords('1000.00', 'KZT').ru).toBe(`1${nbsp}000${nbsp}KZT`);
  expect(keptMoneyWords('1250.50 RUB')).toEqual(moneyWords('1250.5', 'RUB'));
  expect(keptMoneyWords('CDFGJN')).toBe('CDFGJN');
});
