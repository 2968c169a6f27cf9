import { describe, expect, it } from 'vitest';
import { amountOf, dateTime, decimal, fromMinor, initials, money, plain, relativeTime, visible } from './format.ts';

const nbsp = '\u00a0';

describe('a decimal', () => {
  it.each([
    ['0', '0', '0'],
    ['1500', `1${nbsp}500`, '1,500'],
    ['15000.50', `15${nbsp}000,50`, '15,000.50'],
    ['-2', '−2', '−2'],
    ['123456789012345678901', `123${nbsp}456${nbsp}789${nbsp}012${nbsp}345${nbsp}678${nbsp}901`, undefined],
    ['not a number', 'not a number', 'not a number'],
  ])('%s keeps its digits', (text, ru, en) => {
    expect(decimal(text, 'ru')).toBe(ru);
    if (en !== undefined) expect(decimal(text, 'en')).toBe(en);
  });

  it.each([
    ['1050', 2, '10.50'],
    ['5', 2, '0.05'],
    ['-5', 2, '-0.05'],
    ['2', 0, '2'],
  ])('of %s minor units with %i decimals is %s', (minor, exponent, text) => {
    expect(fromMinor(minor, exponent)).toBe(text);
  });
});

describe('an amount', () => {
  const lesson = {
    name: { ru: 'урок', en: 'lesson' },
    forms: { ru: { one: 'урок', few: 'урока', many: 'уроков' }, en: { one: 'lesson', other: 'lessons' } },
  };
  it.each([
    ['1', 'урок', 'lesson'],
    ['2', 'урока', 'lessons'],
    ['5', 'уроков', 'lessons'],
    ['21', 'урок', 'lessons'],
    ['-3', 'урока', 'lessons'],
    ['2.5', 'урока', 'lessons'],
  ])('of %s is said in the right form', (text, ru, en) => {
    expect(amountOf(text, lesson, 'ru').split(nbsp).at(-1)).toBe(ru);
    expect(amountOf(text, lesson, 'en').split(nbsp).at(-1)).toBe(en);
  });

  it('stands before a sign and behind a noun without forms', () => {
    expect(amountOf('300', { name: { ru: '₽', en: '₽' } }, 'ru')).toBe(`300${nbsp}₽`);
    expect(amountOf('300', { name: { ru: 'баллы', en: 'points' } }, 'ru')).toBe('баллы: 300');
  });

  it.each([
    ['2250.0000', `2${nbsp}250`, '2,250'],
    ['2250.4951', `2${nbsp}250,50`, '2,250.50'],
    ['0.9999', '1', '1'],
    ['-0.0049', '0', '0'],
    ['1000.5', `1${nbsp}000,50`, '1,000.50'],
  ])('of %s roubles has both decimals or none', (text, ru, en) => {
    const roubles = { name: { ru: '₽', en: '₽' }, exponent: 2 };
    expect(amountOf(text, roubles, 'ru')).toBe(`${ru}${nbsp}₽`);
    expect(amountOf(text, roubles, 'en')).toBe(`${en}${nbsp}₽`);
  });

  it('of goods has no zeros at its end, and loses nothing of an average', () => {
    expect(amountOf('0.6700', { ...lesson, exponent: 0 }, 'ru')).toBe(`0,67${nbsp}урока`);
    expect(amountOf('2.00', lesson, 'en')).toBe(`2${nbsp}lessons`);
  });

  it.each([
    ['1000.00', 'RUB', `1${nbsp}000${nbsp}₽`, `1,000${nbsp}₽`],
    ['1200.5', 'KZT', `1${nbsp}200,50${nbsp}KZT`, `1,200.50${nbsp}KZT`],
    ['4000', '', `4${nbsp}000`, '4,000'],
    ['a lot', 'RUB', `a lot${nbsp}₽`, `a lot${nbsp}₽`],
  ])('of money is %s %s', (text, currency, ru, en) => {
    expect(money(text, currency, 'ru')).toBe(ru);
    expect(money(text, currency, 'en')).toBe(en);
  });
});

describe('time', () => {
  const now = Date.UTC(2026, 0, 15, 12);
  it.each([
    ['2026-01-15T11:59:40Z', 'сейчас', 'now'],
    ['2026-01-15T09:00:00Z', '3 часа назад', '3 hours ago'],
    ['2026-01-14T12:00:00Z', 'вчера', 'yesterday'],
    ['2026-01-17T12:00:00Z', 'послезавтра', 'in 2 days'],
    ['2024-01-15T12:00:00Z', '2 года назад', '2 years ago'],
  ])('%s is told from now', (moment, ru, en) => {
    expect(relativeTime(moment, now, 'ru')).toBe(ru);
    expect(relativeTime(moment, now, 'en')).toBe(en);
  });

  it('is that of the workspace', () => {
    expect(dateTime('2026-01-14T22:30:00Z', 'Europe/Moscow', 'ru')).toContain('15 янв. 2026');
    expect(dateTime('2026-01-14T22:30:00Z', 'America/New_York', 'en')).toContain('Jan 14, 2026');
  });
});

describe('the text of a stranger', () => {
  it.each([
    ['\u202egnihton\u202c', '�gnihton�'],
    ['a\u0000b\u0007c', 'a�b�c'],
    ['zero\u200bwidth\ufeff', 'zero�width�'],
    ['two\nlines\tand tabs', 'two lines and tabs'],
    ['Ёлка 👩🏽‍👩‍👧 naïve', 'Ёлка 👩🏽‍👩‍👧 naïve'],
    ['a\u200db', 'a�b'],
    ['<b>&amp;', '<b>&amp;'],
  ])('%j hides nothing', (text, shown) => {
    expect(plain(text)).toBe(shown);
  });

  it('is cut where it is too long, and never in half a character', () => {
    expect(plain('😀'.repeat(400))).toBe(`${'😀'.repeat(300)}…`);
    expect(plain('x'.repeat(1_000_000), 10)).toBe(`${'x'.repeat(10)}…`);
    expect(plain('x'.repeat(10), 10)).toBe('x'.repeat(10));
  });

  it('keeps its lines where there is room for them', () => {
    expect(visible('{\n  "a": "\u202e"\n}')).toBe('{\n  "a": "�"\n}');
  });

  it.each([
    ['Анна Иванова', 'АИ'],
    ['«Анна»', 'А'],
    ['', ''],
    ['😀 :)', ''],
  ])('%j has the letters %j', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});
