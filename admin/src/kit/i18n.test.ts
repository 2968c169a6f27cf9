import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { chooseLanguage, definedTexts, defineTexts, languages, say } from './i18n.ts';

/** Loading a table makes it known; the globs name every file of texts. */
const modules = import.meta.glob(['../**/texts.ts', '../**/texts-*.ts', '../**/*-texts.ts'], { eager: true });
const tables = Object.keys(modules);

const plural = /_(zero|one|two|few|many|other)$/;

describe('the texts of the admin', () => {
  it('are read, each table under a name of its own', () => {
    expect(tables.length).toBeGreaterThan(3);
    expect(definedTexts().size).toBeGreaterThanOrEqual(tables.length);
  });

  it.each(languages)('have every key in %s, with each form that a number needs there', (language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [name, texts] of definedTexts()) {
      const keys = new Set(Object.keys(texts[language]));
      const wanted = [...Object.keys(texts.ru), ...Object.keys(texts.en)].flatMap((key) =>
        plural.test(key) ? forms.map((form) => key.replace(plural, `_${form}`)) : [key],
      );
      expect(
        [...new Set(wanted)].filter((key) => !keys.has(key)),
        name,
      ).toEqual([]);
    }
  });

  it.each(languages)('say something in %s, and in its letters', (language) => {
    for (const [name, texts] of definedTexts()) {
      for (const [key, text] of Object.entries(texts[language])) {
        expect(text.trim(), `${name}.${key}`).not.toBe('');
        // An example of what to type may be of the other language.
        if (language === 'en' && !key.endsWith('_example'))
          expect(text.replace(/«[^»]*»/g, ''), `${name}.${key}`).not.toMatch(/[а-яё]/i);
      }
    }
  });
});

describe('a text', () => {
  const texts = defineTexts('of the test', {
    ru: {
      hello: 'Здравствуйте, {name}',
      found_one: 'Найден {count} человек',
      found_few: 'Найдено {count} человека',
      found_many: 'Найдено {count} человек',
      found_other: 'Найдено {count} человека',
    },
    en: { hello: 'Hello, {name}', found_one: '{count} person found', found_other: '{count} people found' },
  });

  it('is said in the language of the moment, with its values as they are', async () => {
    await i18next.changeLanguage('en');
    expect(say(texts, 'hello', { name: '<b>{name}</b>' })).toBe('Hello, <b>{name}</b>');
    await chooseLanguage('ru');
    expect(say(texts, 'hello', { name: 'Анна' })).toBe('Здравствуйте, Анна');
  });

  it('takes the form that its number needs', async () => {
    await chooseLanguage('ru');
    const said = [1, 2, 5, 21, 111].map((count) => say(texts, 'found', { count }));
    expect(said).toEqual([
      'Найден 1 человек',
      'Найдено 2 человека',
      'Найдено 5 человек',
      'Найден 21 человек',
      'Найдено 111 человек',
    ]);
    await chooseLanguage('en');
    expect([1, 2].map((count) => say(texts, 'found', { count }))).toEqual(['1 person found', '2 people found']);
  });
});
