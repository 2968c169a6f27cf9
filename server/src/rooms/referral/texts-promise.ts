/** Numbers with their nouns, after «в течение», «больше», «через». */
export const countTexts = {
  ru: { day_one: '{count} дня', day_few: '{count} дней', day_many: '{count} дней', day_other: '{count} дня' },
  en: { day_one: '{count} day', day_other: '{count} days' },
} as const;

/** What a program promises, sentence by sentence. */
export const promiseTexts = {
  ru: {
    and: '{first} и {second}',
    both: '{first} и при этом {second}',
    or: '{first} или {second}',
    anything: 'без других условий',
    whole: 'Условие: {phrase}.',
    starts: 'Программа начинается {day}.',
    ends: 'Программа действует до {day}.',
    firstPayment: 'Засчитывается первая оплата друга в течение {window} после приглашения.',
    neverPaid: 'Друг ещё ни разу не платил до приглашения.',
    newFriend: 'Друг новый: ещё не платил и до приглашения был известен не больше {known}.',
    newcomer: 'Друг новый: до приглашения его не было в базе.',
    atOnce: 'Вознаграждение начисляется сразу после оплаты.',
    held: 'Вознаграждение станет доступно через {hold} после оплаты.',
    heldAtMost: 'Вознаграждение станет доступно не позже чем через {hold} после оплаты.',
    full_refund: 'Если оплату вернут полностью, вознаграждение отзывается.',
    any_refund: 'Если оплату вернут хотя бы частично, вознаграждение отзывается.',
    cap: 'На всю программу выделено: {amount}. Когда лимит исчерпан, новые вознаграждения не начисляются.',
  },
  en: {
    and: '{first} and {second}',
    both: '{first}, and also {second}',
    or: '{first}, or {second}',
    anything: 'nothing else is asked for',
    whole: 'Condition: {phrase}.',
    starts: 'The program starts on {day}.',
    ends: 'The program runs until {day}.',
    firstPayment: 'The friend’s first payment counts, within {window} after the invitation.',
    neverPaid: 'The friend has never paid before the invitation.',
    newFriend: 'The friend is new: has not paid yet, and was known for no more than {known} before the invitation.',
    newcomer: 'The friend is new: was not known before the invitation.',
    atOnce: 'The reward is granted right after the payment.',
    held: 'The reward becomes available {hold} after the payment.',
    heldAtMost: 'The reward becomes available within {hold} after the payment.',
    full_refund: 'If the payment is refunded in full, the reward is taken back.',
    any_refund: 'If the payment is refunded even in part, the reward is taken back.',
    cap: 'The whole program may grant: {amount}. Once that is used up, no new rewards are granted.',
  },
} as const;

/** Conditions that are said in everyday words. */
export const plainRules = {
  ru: {
    noCertificate: 'оплата не подарочным сертификатом',
    inMoney: 'оплата деньгами',
    personsOnly: 'платит частное лицо, а не компания и не ИП',
    noCompanies: 'платит не компания',
  },
  en: {
    noCertificate: 'the payment is not made with a gift certificate',
    inMoney: 'the payment is made in money',
    personsOnly: 'a private person pays, not a company or a sole trader',
    noCompanies: 'it is not a company that pays',
  },
} as const;

/** Every other condition, by how it compares. */
export const conditionRules = {
  ru: {
    eq: '{field} — {value}',
    neq: '{field} — не {value}',
    in: '{field} — одно из: {value}',
    notIn: '{field} — ни одно из: {value}',
    gt: '{field} — больше {value}',
    gte: '{field} — не меньше {value}',
    lt: '{field} — меньше {value}',
    lte: '{field} — не больше {value}',
    exists: '{field} — указано',
    missing: '{field} — не указано',
    contains: '{field} — содержит: {value}',
    notContains: '{field} — не содержит: {value}',
  },
  en: {
    eq: '{field} is {value}',
    neq: '{field} is not {value}',
    in: '{field} is one of: {value}',
    notIn: '{field} is none of: {value}',
    gt: '{field} is more than {value}',
    gte: '{field} is at least {value}',
    lt: '{field} is less than {value}',
    lte: '{field} is at most {value}',
    exists: '{field} is given',
    missing: '{field} is not given',
    contains: '{field} contains {value}',
    notContains: '{field} does not contain {value}',
  },
} as const;

/** What conditions look at, and values that have a name. */
export const conditionNames = {
  ru: {
    total: 'сумма заказа',
    currency: 'валюта',
    coupon: 'промокод',
    'paid.money': 'оплачено деньгами',
    'paid.gift_certificate': 'оплачено подарочным сертификатом',
    'paid.points': 'оплачено баллами',
    legal_form: 'кто платит',
    count: 'сколько раз было «{event}»',
    countBefore: 'сколько раз до приглашения было «{event}»',
    person: 'частное лицо',
    sole_trader: 'ИП',
    company: 'компания',
    true: 'да',
    false: 'нет',
  },
  en: {
    total: 'the order total',
    currency: 'the currency',
    coupon: 'the coupon',
    'paid.money': 'the part paid in money',
    'paid.gift_certificate': 'the part paid with a gift certificate',
    'paid.points': 'the part paid with points',
    legal_form: 'who pays',
    count: 'the number of “{event}”',
    countBefore: 'the number of “{event}” before the invitation',
    person: 'a private person',
    sole_trader: 'a sole trader',
    company: 'a company',
    true: 'yes',
    false: 'no',
  },
} as const;
