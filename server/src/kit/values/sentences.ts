/** A sentence for people, in both languages. */
export interface Sentence {
  readonly ru: string;
  readonly en: string;
}

/** A sentence as JSON that this server wrote itself; undefined for anything else. */
export function readSentence(json: unknown): Sentence | undefined {
  if (typeof json !== 'object' || json === null || !('ru' in json) || !('en' in json)) return undefined;
  const { ru, en } = json;
  return typeof ru === 'string' && typeof en === 'string' ? { ru, en } : undefined;
}

export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

/** A room's texts: the same keys in both languages. */
export interface Texts<Key extends string> {
  readonly ru: Readonly<Record<Key, string>>;
  readonly en: Readonly<Record<Key, string>>;
}

/** What stands in a text's places: the same in both languages, or a text of its own in each. */
export type TextValues = Readonly<Record<string, string | number | Sentence>>;

/**
 * The sentence under a key, its places `{name}` filled. What a value contains is not filled again. Where a value ends
 * with a full stop of its own («15 января 2026 г.») the one that closes the sentence is left out. A name that stands in
 * quotation marks takes inner ones for its own: «Клиника „Улыбка“».
 */
export function sentenceOf<Key extends string>(texts: Texts<Key>, key: Key, values: TextValues = {}): Sentence {
  return { ru: fill(texts.ru[key], values, 'ru'), en: fill(texts.en[key], values, 'en') };
}

function fill(template: string, values: TextValues, language: Language): string {
  return template.replace(/([«“])?\{(\w+)\}(\.(?=\s|$))?/g, (place, open = '', name: string, stop = '') => {
    if (!Object.hasOwn(values, name)) return place;
    const value = values[name];
    if (value === undefined) return place;
    const whole = typeof value === 'object' ? value[language] : String(value);
    const text = open === '' ? whole : `${open}${withInnerQuotes(whole, open)}`;
    return text.endsWith('.') ? text : `${text}${stop}`;
  });
}

/** The inner marks for a name's own ones, by the mark that opens the name: «Клиника „Улыбка“», “The ‘Smile’ clinic”. */
const innerQuotes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '«': { '«': '„', '»': '“' },
  '“': { '“': '‘', '”': '’' },
};

/** A name as it is written behind the mark that opens it. */
function withInnerQuotes(name: string, open: string): string {
  return name.replace(/[«»“”]/g, (quote) => innerQuotes[open]?.[quote] ?? quote);
}

type PluralForm = 'one' | 'few' | 'many' | 'other';
type Counted<Base extends string> = {
  readonly ru: Readonly<Record<`${Base}_${PluralForm}`, string>>;
  readonly en: Readonly<Record<`${Base}_${'one' | 'other'}`, string>>;
};

const plurals = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };

/** A number with its noun in the right form: «1 день», «2 дня», «5 дней». The texts have the place `{count}`. */
export function counted<Base extends string>(texts: Counted<Base>, base: Base, count: number): Sentence {
  const ru: Readonly<Record<string, string>> = texts.ru;
  const en: Readonly<Record<string, string>> = texts.en;
  const values = { count };
  return {
    ru: fill(ru[`${base}_${plurals.ru.select(count)}`] ?? '', values, 'ru'),
    en: fill(en[`${base}_${plurals.en.select(count)}`] ?? '', values, 'en'),
  };
}
