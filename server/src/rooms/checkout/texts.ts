import type { spendingBinds } from '@sarafan/contract';
import type { OrderProblem } from './rules/order.ts';
import type { PointsRefusal } from './rules/spending.ts';

/** Why nothing of a unit pays for an order. */
export const pointsTexts = {
  ru: {
    unknown_unit: 'Единицы «{unit}» нет.',
    unit_does_not_pay: 'Единицей «{unit}» заказы не оплачивают: для неё не заданы правила.',
    no_rate: 'Не задано, сколько единица «{unit}» стоит в {currency}.',
    no_rule_fits: 'Ни одно правило оплаты не подходит. {failure}.',
    no_rule_fits_at_all: 'Ни одно правило оплаты не подходит.',
    below_minimum: 'Заказ на {total}, а оплатить так можно от {minimum}.',
    nothing_held: 'На балансе ничего нет.',
    skipped: '{failure}.',
  },
  en: {
    unknown_unit: 'There is no unit "{unit}".',
    unit_does_not_pay: 'Orders are not paid in "{unit}": it has no rules for that.',
    no_rate: 'Nothing says what one "{unit}" is worth in {currency}.',
    no_rule_fits: 'No rule of paying fits. {failure}.',
    no_rule_fits_at_all: 'No rule of paying fits.',
    below_minimum: 'The order is {total}, and one can pay so from {minimum} on.',
    nothing_held: 'There is nothing on the balance.',
    skipped: '{failure}.',
  },
} as const satisfies Record<
  'ru' | 'en',
  Record<PointsRefusal | 'unknown_unit' | 'no_rule_fits_at_all' | 'skipped', string>
>;

/** What decided how much of a unit is accepted. */
export const bindsTexts = {
  ru: {
    asked: 'Принято {accepted}: столько и просили.',
    balance: 'Принято {accepted}: это весь баланс. {percent} % от {left} — {share}.',
    percent: 'Принято {accepted}: это {percent} % от {left}. На балансе {balance}.',
    at_most: 'Принято {accepted}: больше на один заказ нельзя. {percent} % от {left} — {share}, на балансе {balance}.',
  },
  en: {
    asked: 'Accepted {accepted}, as asked.',
    balance: 'Accepted {accepted}, the whole balance. {percent}% of {left} is {share}.',
    percent: 'Accepted {accepted}, {percent}% of {left}. The balance is {balance}.',
    at_most: 'Accepted {accepted}, the most for one order. {percent}% of {left} is {share}, the balance is {balance}.',
  },
} as const satisfies Record<'ru' | 'en', Record<(typeof spendingBinds)[number], string>>;

/** Why a request at checkout was not carried out. */
export const checkoutTexts = {
  ru: {
    not_a_number: 'Сумма в {field} — не число.',
    too_many_decimals: 'В сумме в {field} больше знаков после запятой, чем у валюты.',
    too_large: 'Сумма в {field} слишком велика.',
    negative: 'Сумма в {field} меньше нуля.',
    unknown_currency: 'Такой валюты нет.',
    empty_order: 'Сумма заказа должна быть больше нуля.',
    bad_points: 'Сумма должна быть больше нуля и иметь не больше знаков после запятой, чем у единицы.',
    unknown_unit: 'Такой единицы нет.',
    other_input: 'Под этим ключом заказ {order} уже резервировали с другим составом.',
    order_reserved: 'Для заказа {order} резерв уже есть: сначала освободите его ({reservation}).',
    order_paid: 'Заказ {order} уже оплачен с резервом {reservation}.',
    too_many_open: 'У человека уже {open} открытых резервов, больше {limit} нельзя.',
    too_many_points: 'Столько списать нельзя. {binding}',
    another_sum: 'К оплате выходит {now}, а не {quoted}: посчитайте заказ заново.',
    unknown_reservation: 'Такого резерва нет.',
    is_asked: 'О кодах резерва ещё не решено: повторите через секунду.',
    is_released: 'Резерв уже освобождён.',
    is_expired: 'Срок резерва истёк.',
    is_refused: 'В резерве было отказано.',
    is_redeemed: 'Заказ с этим резервом уже оплачен.',
    is_returned: 'Заказ с этим резервом уже возвращён.',
    unknown_person: 'В этом рабочем пространстве нет такого человека.',
    invalid_limit: 'Правила не подходят: причины перечислены ниже.',
  },
  en: {
    not_a_number: 'The amount in {field} is not a number.',
    too_many_decimals: 'The amount in {field} has more decimals than its currency.',
    too_large: 'The amount in {field} is too large.',
    negative: 'The amount in {field} is below zero.',
    unknown_currency: 'There is no such currency.',
    empty_order: 'The total of the order must be above zero.',
    bad_points: 'The amount must be above zero and have no more decimals than its unit.',
    unknown_unit: 'There is no such unit.',
    other_input: 'Under this key something else was reserved for the order {order}.',
    order_reserved: 'Something is reserved for the order {order} already: release it first ({reservation}).',
    order_paid: 'The order {order} was paid already, with the reservation {reservation}.',
    too_many_open: 'The person has {open} open reservations already, and {limit} are allowed.',
    too_many_points: 'So much cannot be spent. {binding}',
    another_sum: 'What is left to pay is {now} and not {quoted}: quote the order again.',
    unknown_reservation: 'There is no such reservation.',
    is_asked: 'The codes of the reservation are not decided yet: repeat it in a second.',
    is_released: 'The reservation has been released already.',
    is_expired: 'The time of the reservation is over.',
    is_refused: 'The reservation was refused.',
    is_redeemed: 'The order of this reservation has been paid already.',
    is_returned: 'The order of this reservation has been refunded already.',
    unknown_person: 'There is no such person in this workspace.',
    invalid_limit: 'The rules do not fit: the reasons are listed below.',
  },
} as const satisfies Record<'ru' | 'en', Record<OrderProblem, string> & Record<string, string>>;

/** What is wrong with the rules of a unit, besides their form and their conditions. */
export const limitProblemTexts = {
  ru: {
    no_currency: 'Валюты «{currency}» нет.',
    zero_rate: 'Курс должен быть больше нуля.',
    amount_form: 'В сумме {amount} больше знаков после запятой, чем бывает ({decimals}), или она слишком велика.',
    never_reached: 'До этого правила дело не дойдёт: у предыдущего нет условий.',
    no_rates: 'Правилам нужен хотя бы один курс: сколько одна единица стоит в валюте заказа.',
  },
  en: {
    no_currency: 'There is no currency "{currency}".',
    zero_rate: 'A rate must be above zero.',
    amount_form: 'The amount {amount} has more decimals than there can be ({decimals}), or is too large.',
    never_reached: 'This rule is never reached: the one before has no conditions.',
    no_rates: 'Rules need a rate at least: what one unit is worth in the currency of an order.',
  },
} as const;

/** The rules of a unit in plain words. */
export const limitTexts = {
  ru: {
    always: 'До {percent} % заказа.',
    when: 'Если {phrases} — до {percent} % заказа.',
    atMost: '{rule} Не больше {atMost} на заказ.',
    minimum: '{rule} Заказ — от {minimum}.',
    none: 'Этой единицей заказы не оплачивают.',
    and: '{first} и {second}',
  },
  en: {
    always: 'Up to {percent}% of an order.',
    when: 'If {phrases}: up to {percent}% of an order.',
    atMost: '{rule} At most {atMost} on one order.',
    minimum: '{rule} For orders of at least {minimum}.',
    none: 'Orders are not paid in this unit.',
    and: '{first} and {second}',
  },
} as const;
