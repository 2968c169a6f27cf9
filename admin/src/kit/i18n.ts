import i18next from 'i18next';
import { useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { recall, remember } from './storage.ts';

export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

type Table = Readonly<Record<string, string>>;
type Plural = '_zero' | '_one' | '_two' | '_few' | '_many' | '_other';
/** `found_one` and `found_other` are two forms of the text `found`. */
type Base<Key> = Key extends `${infer Stem}${Plural}` ? Stem : Key;

/** The texts of one feature, known to i18next under a name of their own. */
export interface Texts<Key extends string = string> {
  readonly name: string;
  /** Never set: it carries the type of the keys. */
  readonly keys?: Key;
}

/** What stands in the places `{name}` of a text; `count` also chooses the plural form. */
export type Values = Readonly<Record<string, string | number>>;
export type Say<Key extends string> = (key: Key, values?: Values) => string;

const storageKey = 'language';
const byName = new Map<string, Readonly<Record<Language, Table>>>();

void i18next.use(initReactI18next).init({
  lng: 'en',
  supportedLngs: [...languages],
  fallbackLng: false,
  initAsync: false,
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  // React escapes what it shows. Places look as they do in the server's texts.
  interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
});

/** Speaks the language that was chosen here before, else the one that the browser prefers. */
export async function startLanguage(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  const stored = recall(storageKey);
  const wanted = [stored ?? '', ...navigator.languages].map((each) => each.slice(0, 2).toLowerCase());
  await i18next.changeLanguage(wanted.find((each) => each === 'ru' || each === 'en') ?? 'en');
}

/** Makes the texts of a feature known. Both languages must have the same keys; `test/tidy` compares them. */
export function defineTexts<const Ru extends Table, const En extends Table>(
  name: string,
  texts: { readonly ru: Ru; readonly en: En & Readonly<Record<Extract<Base<keyof Ru>, keyof Ru & string>, string>> },
): Texts<Base<keyof En & string>> {
  for (const language of languages) i18next.addResourceBundle(language, name, texts[language]);
  byName.set(name, texts);
  return { name };
}

/** Every table of texts that is loaded, for the test that reads them all. */
export function definedTexts(): ReadonlyMap<string, Readonly<Record<Language, Table>>> {
  return byName;
}

/** The texts of a feature in the language of the moment, for components. */
export function useTexts<Key extends string>(texts: Texts<Key>): Say<Key> {
  const { t, i18n } = useTranslation(texts.name);
  const { language } = i18n;
  return useMemo(() => {
    // The language is what makes the function another one.
    void language;
    return (key, values) => t(key, { ...values });
  }, [t, language]);
}

/** The same outside components, and in tables that are read while a component renders. */
export function say<Key extends string>(texts: Texts<Key>, key: Key, values?: Values): string {
  return i18next.t(key, { ...values, ns: texts.name });
}

export function useLanguage(): Language {
  return useTranslation().i18n.language === 'ru' ? 'ru' : 'en';
}

export function currentLanguage(): Language {
  return i18next.language === 'ru' ? 'ru' : 'en';
}

export async function chooseLanguage(language: Language): Promise<void> {
  remember(storageKey, language);
  await i18next.changeLanguage(language);
}
