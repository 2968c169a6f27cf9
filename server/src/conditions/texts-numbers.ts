/** What a number that is reckoned from many facts is called. */
export const aggregateNames = {
  ru: {
    count: { plain: 'Событий «{event}»', where: 'Подходящих событий «{event}»' },
    sum: { plain: 'Сумма «{field}» в событиях «{event}»', where: 'Сумма «{field}» в подходящих событиях «{event}»' },
  },
  en: {
    count: { plain: 'Events “{event}”', where: 'Matching events “{event}”' },
    sum: { plain: 'Sum of “{field}” in events “{event}”', where: 'Sum of “{field}” in matching events “{event}”' },
  },
} as const;

/** What a person has spent, by what of an order counts. */
export const spentNames = {
  ru: { money: 'Потрачено деньгами', total: 'Сумма всех заказов' },
  en: { money: 'Spent in money', total: 'Total of all orders' },
} as const;

/** What friends have brought to a program; `turnover` is in a currency. */
export const broughtNames = {
  ru: {
    leads: 'Заявок друзей в программе «{program}»',
    sales: 'Продаж друзьям в программе «{program}»',
    friends: 'Друзей с покупкой в программе «{program}»',
    turnover: 'Оборот друзей в программе «{program}»',
    month: ' в этом месяце',
    year: ' в этом году',
    always: ' за всё время',
  },
  en: {
    leads: 'Leads of friends in “{program}”',
    sales: 'Sales to friends in “{program}”',
    friends: 'Friends who have bought in “{program}”',
    turnover: 'Turnover of friends in “{program}”',
    month: ' this month',
    year: ' this year',
    always: ' in all',
  },
} as const;

/** What stands behind the name when not everything counts. */
export const numberParts = {
  ru: { beforeInvitation: ' до приглашения', sinceInvitation: ' с приглашения', window: ' за {days}' },
  en: {
    beforeInvitation: ' before the invitation',
    sinceInvitation: ' since the invitation',
    window: ' in the last {days}',
  },
} as const;

/** Numbers with their nouns. */
export const countTexts = {
  ru: { day_one: '{count} день', day_few: '{count} дня', day_many: '{count} дней', day_other: '{count} дня' },
  en: { day_one: '{count} day', day_other: '{count} days' },
} as const;

export const otherTexts = {
  ru: {
    untrusted: '{field}: {actual}, но это сказал только браузер, а нужно подтверждение сервера',
    unknown: 'не указано',
    yes: 'да',
    no: 'нет',
    atLeast: 'не меньше {number}',
    noInvitation: 'приглашения не было',
  },
  en: {
    untrusted: '{field}: {actual}, but only a browser says so and a server must confirm it',
    unknown: 'not given',
    yes: 'yes',
    no: 'no',
    atLeast: 'at least {number}',
    noInvitation: 'there was no invitation',
  },
} as const;
