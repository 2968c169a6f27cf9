import type { ImportColumn, ImportField, ImportKind } from '@sarafan/contract';
import { plainWord } from './words.ts';

/** Headings as Russian and English shops, 1C, Bitrix and spreadsheets write them, each in the form of `plainWord`. */
const person: Readonly<Partial<Record<ImportField, readonly string[]>>> = {
  user_id: [
    ...['user id', 'userid', 'customer id', 'client id', 'contact id', 'id клиента', 'id пользователя'],
    ...['ид клиента', 'код клиента', 'код контрагента', 'номер клиента', 'клиент id', 'внешний код', 'логин'],
  ],
  email: [
    ...['email', 'e mail', 'mail', 'email address', 'customer email', 'почта', 'эл почта', 'электронная почта'],
    ...['адрес электронной почты', 'имейл', 'емейл', 'email клиента', 'e mail клиента', 'почта клиента'],
  ],
  phone: [
    ...['phone', 'phone number', 'mobile', 'mobile phone', 'tel', 'telephone', 'customer phone', 'телефон', 'тел'],
    ...['номер телефона', 'мобильный', 'мобильный телефон', 'моб телефон', 'сотовый', 'контактный телефон'],
    ...['телефон клиента', 'рабочий телефон', 'телефоны'],
  ],
};

const people: typeof person = {
  user_id: [...(person.user_id ?? []), 'id', 'ид', 'код'],
  ...{ email: person.email ?? [], phone: person.phone ?? [] },
  name: [
    ...['name', 'full name', 'фио', 'имя и фамилия', 'фамилия и имя', 'фамилия имя отчество', 'клиент', 'контакт'],
    ...['наименование', 'полное имя', 'покупатель', 'ученик', 'контрагент'],
  ],
  first_name: ['first name', 'firstname', 'given name', 'имя'],
  last_name: ['last name', 'lastname', 'surname', 'family name', 'фамилия'],
  legal_form: ['legal form', 'форма собственности', 'правовая форма', 'тип лица', 'вид лица', 'юр физ лицо'],
  known_since: [
    ...['created', 'created at', 'registered', 'registration date', 'known since', 'signup date', 'дата регистрации'],
    ...['дата создания', 'создан', 'зарегистрирован', 'регистрация', 'клиент с'],
  ],
};

const orders: typeof person = {
  order_id: [
    ...['order id', 'order', 'order number', 'order no', 'id', 'number', 'invoice', 'номер заказа', 'заказ', 'номер'],
    ...['id заказа', 'код заказа', 'ид заказа', 'заказ номер', 'n заказа', 'no', 'n', 'документ', 'номер документа'],
  ],
  ...{ user_id: person.user_id ?? [], email: person.email ?? [], phone: person.phone ?? [] },
  total: [
    ...['total', 'amount', 'sum', 'price', 'order total', 'grand total', 'revenue', 'сумма', 'сумма заказа', 'итого'],
    ...['стоимость', 'сумма оплаты', 'оплачено', 'сумма руб', 'стоимость заказа', 'к оплате', 'всего', 'цена'],
  ],
  currency: ['currency', 'валюта', 'валюта заказа', 'код валюты'],
  date: [
    ...['date', 'order date', 'created', 'created at', 'paid at', 'payment date', 'дата', 'дата заказа'],
    ...['дата оплаты', 'дата создания', 'дата и время', 'дата покупки', 'оплачен дата', 'время заказа'],
  ],
  status: [
    ...['status', 'order status', 'payment status', 'state', 'paid', 'статус', 'статус заказа', 'статус оплаты'],
    ...['состояние', 'оплачен', 'оплата'],
  ],
  coupon: ['coupon', 'promo code', 'promocode', 'discount code', 'купон', 'промокод', 'код скидки'],
  payment_method: [
    ...['payment', 'payment method', 'payment type', 'способ оплаты', 'платежная система', 'тип оплаты'],
    ...['вид оплаты', 'форма оплаты'],
  ],
  product: ['product', 'item', 'product name', 'sku', 'товар', 'товары', 'продукт', 'номенклатура', 'услуга', 'курс'],
};

const participants: typeof person = {
  ...{ user_id: people.user_id ?? [], email: person.email ?? [], phone: person.phone ?? [] },
  code: [
    ...['code', 'referral code', 'promo code', 'promocode', 'coupon', 'partner code', 'реферальный код', 'промокод'],
    ...['код участника', 'код партнера', 'код приглашения'],
  ],
  link: [
    ...['link', 'referral link', 'url', 'partner link', 'invite link', 'ссылка', 'реферальная ссылка'],
    ...['ссылка участника', 'партнерская ссылка', 'ссылка приглашения'],
  ],
  balance: ['balance', 'points', 'bonus balance', 'баланс', 'остаток', 'баллы', 'бонусы', 'остаток баллов'],
};

const bindings: typeof person = {
  user_id: [...(people.user_id ?? []), 'friend id', 'referral id', 'id друга', 'id приглашенного'],
  ...{ email: person.email ?? [], phone: person.phone ?? [] },
  inviter_code: ['inviter code', 'referrer code', 'referral code', 'code', 'код пригласившего', 'промокод', 'код'],
  inviter_id: ['inviter id', 'referrer id', 'inviter', 'referrer', 'id пригласившего', 'пригласивший', 'кто пригласил'],
  date: [
    'date',
    'invited at',
    'created at',
    'created',
    'дата',
    'дата приглашения',
    'дата регистрации',
    'дата создания',
  ],
  channel: ['channel', 'source', 'канал', 'источник', 'как приглашен'],
  rewarded: ['rewarded', 'paid', 'reward paid', 'награжден', 'выплачено', 'вознаграждение выплачено', 'начислено'],
};

function byHeading(table: typeof person): ReadonlyMap<string, ImportField> {
  const map = new Map<string, ImportField>();
  for (const [field, headings] of Object.entries(table)) {
    for (const heading of headings ?? []) if (!map.has(heading)) map.set(heading, field as ImportField);
  }
  return map;
}

const tables: Readonly<Record<ImportKind, ReadonlyMap<string, ImportField>>> = {
  people: byHeading(people),
  orders: byHeading(orders),
  participants: byHeading(participants),
  bindings: byHeading(bindings),
};

/** `№` is written out by Unicode's compatibility forms, and units in brackets say nothing about the field. */
function fieldOf(kind: ImportKind, heading: string): ImportField | undefined {
  const table = tables[kind];
  const bare = heading.replace(/[([][^)\]]*[)\]]/g, ' ').replace(/,\s*[^,]*$/u, ' ');
  return table.get(plainWord(heading)) ?? table.get(plainWord(bare));
}

/** Which column is which field, as far as the headings tell; of two columns for one field the first. */
export function suggestColumns(kind: ImportKind, headings: readonly string[]): ImportColumn[] {
  const taken = new Set<ImportField>();
  return headings.flatMap((heading, index) => {
    const field = fieldOf(kind, heading);
    if (field === undefined || taken.has(field)) return [];
    taken.add(field);
    return [{ column: index + 1, field }];
  });
}

/** Files with the same headings in the same order are files of one kind. */
export function headingsKey(headings: readonly string[]): string {
  return headings.map(plainWord).join('\n');
}
