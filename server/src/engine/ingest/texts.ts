import type { RefusalCode, RequestRefusalCode } from '@sarafan/contract';
import { ingestLimits } from './limits.ts';

/** A sentence in both languages; `{at}` is the place in the event or in the body that it is about. */
interface Sentence {
  readonly en: string;
  readonly ru: string;
}

const kilobytes = (bytes: number): string => String(bytes / 1024);

const refusalSentences = {
  not_an_object: { en: 'The event is not a JSON object.', ru: 'Событие не является объектом JSON.' },
  unknown_type: {
    en: 'The type must be one of track, identify, page, screen, group and alias.',
    ru: 'Тип должен быть одним из: track, identify, page, screen, group, alias.',
  },
  event_too_large: {
    en: `The event is longer than ${kilobytes(ingestLimits.eventBytes)} KB.`,
    ru: `Событие длиннее ${kilobytes(ingestLimits.eventBytes)} КБ.`,
  },
  too_deep: {
    en: `The value at {at} is nested deeper than ${ingestLimits.depth} levels.`,
    ru: `Значение в {at} вложено глубже ${ingestLimits.depth} уровней.`,
  },
  bad_character: {
    en: 'The text at {at} holds a NUL character or half of a surrogate pair, which cannot be stored.',
    ru: 'Текст в {at} содержит символ NUL или половину суррогатной пары: такой текст нельзя сохранить.',
  },
  forbidden_key: {
    en: 'The key {at} is not allowed: __proto__, constructor and prototype are reserved.',
    ru: 'Ключ {at} запрещён: имена __proto__, constructor и prototype зарезервированы.',
  },
  number_too_large: {
    en: 'The number at {at} is too large to be represented.',
    ru: 'Число в {at} слишком велико, его нельзя представить.',
  },
  missing_id: {
    en: 'The event has neither userId nor anonymousId.',
    ru: 'В событии нет ни userId, ни anonymousId.',
  },
  missing_field: { en: 'The field {at} is required.', ru: 'Поле {at} обязательно.' },
  bad_id: {
    en: `The field {at} must be a number or a string of 1 to ${ingestLimits.idCharacters} characters.`,
    ru: `Поле {at} должно быть числом или строкой от 1 до ${ingestLimits.idCharacters} символов.`,
  },
  inexact_id: {
    en: 'The number in {at} is too large to be exact in JSON; send it as a string.',
    ru: 'Число в {at} слишком велико, чтобы JSON передал его точно; отправьте его строкой.',
  },
  placeholder_id: {
    en: 'The value of {at} stands for nobody (null, undefined, 0, guest and the like); leave the field out instead.',
    ru: 'Значение {at} никого не обозначает (null, undefined, 0, guest и подобные); лучше не передавать это поле.',
  },
  bad_name: {
    en: `The field {at} must be a string of 1 to ${ingestLimits.nameCharacters} characters.`,
    ru: `Поле {at} должно быть строкой от 1 до ${ingestLimits.nameCharacters} символов.`,
  },
  bad_message_id: {
    en: `The field messageId must be a string of 1 to ${ingestLimits.messageIdCharacters} characters.`,
    ru: `Поле messageId должно быть строкой от 1 до ${ingestLimits.messageIdCharacters} символов.`,
  },
  reserved_message_id: {
    en: 'The field messageId begins with «~», which is kept for ids that the server makes; send another id.',
    ru: 'Поле messageId начинается с «~»: такие id создаёт только сам сервер; отправьте другой id.',
  },
  bad_object: { en: 'The field {at} must be a JSON object.', ru: 'Поле {at} должно быть объектом JSON.' },
  bad_timestamp: {
    en: 'The field {at} must be an ISO 8601 time or milliseconds since 1970, in the years 1970 to 9999.',
    ru: 'Поле {at} должно быть временем ISO 8601 или миллисекундами с 1970 года, в пределах 1970–9999 годов.',
  },
} as const satisfies Record<RefusalCode, Sentence>;

const requestSentences = {
  unknown_key: {
    en: 'The key is missing or unknown. Send it as the user name of Basic authentication or as writeKey in the body.',
    ru: 'Ключ не указан или неизвестен. Передайте его именем пользователя в Basic или полем writeKey в теле.',
  },
  empty_body: { en: 'The body is empty.', ru: 'Тело запроса пустое.' },
  bad_json: {
    en: 'The body stops being JSON at {at} (line:column).',
    ru: 'Тело запроса перестаёт быть JSON в месте {at} (строка:столбец).',
  },
  bad_utf8: { en: 'The body stops being UTF-8 at byte {at}.', ru: 'Тело запроса перестаёт быть UTF-8 на байте {at}.' },
  bad_gzip: {
    en: 'The body begins like a gzip stream and cannot be inflated.',
    ru: 'Тело начинается как поток gzip, но распаковать его нельзя.',
  },
  unknown_encoding: {
    en: 'The encoding {at} is not supported; send gzip or plain JSON.',
    ru: 'Кодирование {at} не поддерживается; отправьте gzip или JSON без сжатия.',
  },
  bad_request: { en: 'The request could not be read.', ru: 'Запрос не удалось прочитать.' },
  body_too_large: {
    en: `The body is longer than ${kilobytes(ingestLimits.bodyBytes)} KB; send fewer events at a time.`,
    ru: `Тело запроса длиннее ${kilobytes(ingestLimits.bodyBytes)} КБ; отправляйте меньше событий за раз.`,
  },
  not_a_call: { en: 'The body is not a JSON object.', ru: 'Тело запроса не является объектом JSON.' },
  not_a_batch: {
    en: 'The body has no array named batch.',
    ru: 'В теле запроса нет массива batch.',
  },
  too_many_events: {
    en: `The batch has more than ${ingestLimits.events} events.`,
    ru: `В пакете больше ${ingestLimits.events} событий.`,
  },
  shared_context_too_large: {
    en: 'The context that the batch shares is too long for its number of events.',
    ru: 'Общий context пакета слишком длинный для такого числа событий.',
  },
  rate_limited: {
    en: 'Too many events came with this key or from this address; repeat the request later.',
    ru: 'С этим ключом или с этого адреса пришло слишком много событий; повторите запрос позже.',
  },
  too_many_newcomers: {
    en: 'Too many new visitors came from this address with this key; repeat the request later.',
    ru: 'С этого адреса с этим ключом пришло слишком много новых посетителей; повторите запрос позже.',
  },
  overloaded: {
    en: 'The server is behind with its work; repeat the request later.',
    ru: 'Сервер не успевает обрабатывать события; повторите запрос позже.',
  },
  unavailable: {
    en: 'The events could not be stored; repeat the request later.',
    ru: 'События не удалось сохранить; повторите запрос позже.',
  },
} as const satisfies Record<RequestRefusalCode, Sentence>;

const sentences: Readonly<Record<RefusalCode | RequestRefusalCode, Sentence>> = {
  ...refusalSentences,
  ...requestSentences,
};

/**
 * The sentence about a refusal. A replacer function, because `at` comes from outside and `$&` in it must stay itself.
 */
export function refusalText(
  code: RefusalCode | RequestRefusalCode,
  at: string | undefined,
  language: 'en' | 'ru',
): string {
  return sentences[code][language].replace('{at}', () => at ?? '');
}
