import type { TouchChannel } from '@sarafan/contract';

/** Words in cells and headings, in one form: lower case, `ё` as `е`, marks and needless spaces gone. */
export function plainWord(text: string): string {
  return text
    .replaceAll('№', ' номер ')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export type OrderStatus = 'paid' | 'refunded' | 'unpaid';
export type PaymentMethod = 'money' | 'gift_certificate' | 'points';
export type LegalForm = 'person' | 'sole_trader' | 'company';

type Words<Meaning extends string> = Readonly<Record<Meaning, readonly string[]>>;

const statuses: Words<OrderStatus> = {
  paid: [
    ...['paid', 'completed', 'complete', 'fulfilled', 'delivered', 'done', 'success', 'closed', 'yes', 'true', '1'],
    ...['оплачен', 'оплачена', 'оплачено', 'оплачен полностью', 'выполнен', 'выполнена', 'выполнено', 'завершен'],
    ...['завершена', 'завершено', 'доставлен', 'доставлено', 'получен', 'закрыт', 'успешно', 'да'],
  ],
  refunded: [
    ...['refunded', 'refund', 'returned', 'return', 'chargeback'],
    ...['возврат', 'возвращен', 'возвращена', 'возвращено', 'возврат средств', 'полный возврат', 'возврат денег'],
  ],
  unpaid: [
    ...['unpaid', 'new', 'pending', 'processing', 'canceled', 'cancelled', 'failed', 'draft', 'no', 'false', '0'],
    ...['новый', 'новая', 'в обработке', 'в работе', 'ожидает оплаты', 'ожидает', 'не оплачен', 'не оплачена'],
    ...['не оплачено', 'отменен', 'отменена', 'отменено', 'отмена', 'черновик', 'принят', 'нет'],
  ],
};

const methods: Words<PaymentMethod> = {
  money: [
    ...['money', 'cash', 'card', 'credit card', 'bank card', 'bank transfer', 'transfer', 'online', 'invoice'],
    ...['деньги', 'наличные', 'наличными', 'карта', 'картой', 'банковская карта', 'банковской картой', 'безнал'],
    ...['безналичный', 'безналичный расчет', 'перевод', 'сбп', 'онлайн', 'онлайн оплата', 'эквайринг', 'счет'],
  ],
  gift_certificate: [
    ...['gift certificate', 'gift card', 'certificate', 'voucher'],
    ...['сертификат', 'подарочный сертификат', 'подарочная карта'],
  ],
  points: ['points', 'bonus', 'bonuses', 'баллы', 'баллами', 'бонусы', 'бонусами'],
};

const legalForms: Words<LegalForm> = {
  person: [
    ...['person', 'individual', 'natural person'],
    ...['физлицо', 'физ лицо', 'физическое лицо', 'фл', 'частное лицо', 'физик'],
  ],
  sole_trader: ['sole trader', 'ип', 'индивидуальный предприниматель', 'предприниматель'],
  company: [
    ...['company', 'legal entity', 'llc', 'organization', 'organisation'],
    ...['юрлицо', 'юр лицо', 'юридическое лицо', 'юл', 'организация', 'компания', 'ооо', 'оао', 'пао', 'зао', 'ао'],
  ],
};

const channels: Words<TouchChannel> = {
  link: ['link', 'url', 'referral link', 'ссылка', 'по ссылке', 'реферальная ссылка'],
  code: ['code', 'promo code', 'coupon', 'referral code', 'код', 'по коду', 'промокод', 'купон'],
  manual: ['manual', 'support', 'manager', 'вручную', 'поддержка', 'менеджер', 'оператор'],
};

const truths: Words<'true' | 'false'> = {
  true: ['да', 'yes', 'true', '1', 'истина', 'y', 'д'],
  false: ['нет', 'no', 'false', '0', 'ложь', 'n', 'н'],
};

/** Finds what a cell means: first by what the mapping says of this column's values, then by the words above. */
function reader<Meaning extends string>(words: Words<Meaning>) {
  const known = new Map<string, Meaning>();
  for (const meaning of Object.keys(words) as Meaning[]) {
    known.set(plainWord(meaning), meaning);
    for (const word of words[meaning]) known.set(word, meaning);
  }
  return (text: string, told: ReadonlyMap<string, string> | undefined): Meaning | undefined => {
    const word = plainWord(text);
    const meant = told?.get(word);
    return known.get(meant === undefined ? word : plainWord(meant));
  };
}

export const readStatus = reader(statuses);
export const readMethod = reader(methods);
export const readLegalForm = reader(legalForms);
export const readChannel = reader(channels);
const readTruth = reader(truths);

export function readBoolean(text: string, told: ReadonlyMap<string, string> | undefined): boolean | undefined {
  const meaning = readTruth(text, told);
  return meaning === undefined ? undefined : meaning === 'true';
}

/** What the values of a column may be told to mean. */
export const meanings = {
  status: Object.keys(statuses),
  payment_method: Object.keys(methods),
  legal_form: Object.keys(legalForms),
  channel: Object.keys(channels),
  rewarded: Object.keys(truths),
} as const;
