import type { Labels } from './labels.ts';

/** What a failed condition on a trait or a property says, by the relation that was demanded. */
export const fieldSentences = {
  ru: {
    eq: '{field}: {actual}, а нужно: {value}',
    neq: '{field}: {actual}, а подходит любое значение, кроме: {value}',
    in: '{field}: {actual}, а нужно одно из: {value}',
    notIn: '{field}: {actual}, а подходит любое значение, кроме: {value}',
    gt: '{field}: {actual}, а нужно больше {value}',
    gte: '{field}: {actual}, а нужно не меньше {value}',
    lt: '{field}: {actual}, а нужно меньше {value}',
    lte: '{field}: {actual}, а нужно не больше {value}',
    exists: '{field}: {actual}, а указать нужно',
    missing: '{field}: {actual}, а должно быть не указано',
    contains: '{field}: {actual}, а нужно, чтобы там было: {value}',
    notContains: '{field}: {actual}, а нужно, чтобы там не было: {value}',
  },
  en: {
    eq: '{field}: {actual}, but it must be: {value}',
    neq: '{field}: {actual}, but it may be anything except: {value}',
    in: '{field}: {actual}, but it must be one of: {value}',
    notIn: '{field}: {actual}, but it may be anything except: {value}',
    gt: '{field}: {actual}, but it must be more than {value}',
    gte: '{field}: {actual}, but it must be at least {value}',
    lt: '{field}: {actual}, but it must be less than {value}',
    lte: '{field}: {actual}, but it must be at most {value}',
    exists: '{field}: {actual}, but it is required',
    missing: '{field}: {actual}, but it must not be given',
    contains: '{field}: {actual}, but it must contain: {value}',
    notContains: '{field}: {actual}, but it must not contain: {value}',
  },
} as const;

/** What a failed count says. */
export const countSentences = {
  ru: {
    eq: '{count}: {actual}, а нужно ровно {value}',
    neq: '{count}: {actual}, а подходит любое число, кроме {value}',
    gt: '{count}: {actual}, а нужно больше {value}',
    gte: '{count}: {actual}, а нужно не меньше {value}',
    lt: '{count}: {actual}, а нужно меньше {value}',
    lte: '{count}: {actual}, а нужно не больше {value}',
  },
  en: {
    eq: '{count}: {actual}, but exactly {value} needed',
    neq: '{count}: {actual}, but any number except {value} needed',
    gt: '{count}: {actual}, but more than {value} needed',
    gte: '{count}: {actual}, but at least {value} needed',
    lt: '{count}: {actual}, but fewer than {value} needed',
    lte: '{count}: {actual}, but at most {value} needed',
  },
} as const;

/** Labels of the names that the tracking API itself gives a meaning. */
export const standardLabels: Labels = {
  traits: {
    legal_form: {
      name: { ru: 'Юр. форма', en: 'Legal form' },
      values: {
        person: { ru: 'физическое лицо', en: 'a natural person' },
        sole_trader: { ru: 'ИП', en: 'a sole trader' },
        company: { ru: 'компания', en: 'a company' },
      },
    },
  },
  facts: {
    total: { name: { ru: 'Сумма заказа', en: 'Order total' }, isAmount: true },
    currency: { name: { ru: 'Валюта', en: 'Currency' } },
    coupon: { name: { ru: 'Промокод', en: 'Coupon' } },
    'paid.money': {
      name: { ru: 'Оплачено деньгами', en: 'Paid in money' },
      isAmount: true,
      plainer: [{ relation: 'gt', value: 0, says: { ru: 'Деньгами не оплачено', en: 'Nothing was paid in money' } }],
    },
    'paid.gift_certificate': {
      name: { ru: 'Оплачено подарочным сертификатом', en: 'Paid with a gift certificate' },
      isAmount: true,
      plainer: [
        {
          relation: 'eq',
          value: 0,
          says: { ru: 'Оплачено подарочным сертификатом', en: 'Paid with a gift certificate' },
        },
        {
          relation: 'lte',
          value: 0,
          says: { ru: 'Оплачено подарочным сертификатом', en: 'Paid with a gift certificate' },
        },
      ],
    },
    'paid.points': { name: { ru: 'Оплачено баллами', en: 'Paid with points' }, isAmount: true },
  },
  events: {
    'Order Completed': { ru: 'Заказ оплачен', en: 'Order Completed' },
    'Order Refunded': { ru: 'Возврат заказа', en: 'Order Refunded' },
  },
};
