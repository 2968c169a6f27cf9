import type { spendingBinds } from '@sarafan/contract';
import type { OrderProblem } from './rules/order.ts';
import type { PointsRefusal } from './rules/spending.ts';

/** Why nothing of a unit pays for an order, for the buyer. */
export const pointsTexts = {
  ru: {
    unknown_unit: 'Так оплатить заказ нельзя: выберите другой способ.',
    unit_does_not_pay: 'Так оплатить заказ нельзя: выберите другой способ.',
    no_rate: 'Так оплатить заказ в {currency} нельзя: выберите другой способ.',
    no_rule_fits: 'Пока вы не можете оплатить заказ так. {failure}.',
    no_rule_fits_at_all: 'Пока вы не можете оплатить заказ так.',
    below_minimum: 'Ваш заказ — на {total}, а оплатить так можно от {minimum}.',
    nothing_held: 'На вашем балансе пока ничего нет.',
    skipped: '{failure}.',
  },
  en: {
    unknown_unit: 'An order cannot be paid this way: please choose another.',
    unit_does_not_pay: 'An order cannot be paid this way: please choose another.',
    no_rate: 'An order in {currency} cannot be paid this way: please choose another.',
    no_rule_fits: 'You cannot pay this way yet. {failure}.',
    no_rule_fits_at_all: 'You cannot pay this way yet.',
    below_minimum: 'Your order is {total}, and you can pay this way from {minimum} on.',
    nothing_held: 'There is nothing on your balance yet.',
    skipped: '{failure}.',
  },
} as const satisfies Record<
  'ru' | 'en',
  Record<PointsRefusal | 'unknown_unit' | 'no_rule_fits_at_all' | 'skipped', string>
>;

/** What decided how much of a unit is accepted, for the buyer. */
export const bindsTexts = {
  ru: {
    asked: 'Спишем {accepted}, как вы просили.',
    balance: 'Можно списать {accepted}: это весь ваш баланс. {percent} % от {left} — {share}.',
    percent: 'Можно списать {accepted}: это {percent} % от {left}. На вашем балансе {balance}.',
    at_most: 'Можно списать {accepted}: больше на один заказ нельзя. На вашем балансе {balance}.',
  },
  en: {
    asked: 'You spend {accepted}, as you asked.',
    balance: 'You can spend {accepted}, your whole balance. {percent}% of {left} is {share}.',
    percent: 'You can spend {accepted}, {percent}% of {left}. Your balance is {balance}.',
    at_most: 'You can spend {accepted}, the most for one order. Your balance is {balance}.',
  },
} as const satisfies Record<'ru' | 'en', Record<(typeof spendingBinds)[number], string>>;

/**
 * Why a request at checkout was not carried out. What a shop's own programs did wrong is told to who writes them; what
 * can happen to a buyer is told so that the buyer may read it.
 */
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
    other_input: 'Состав заказа изменился: оформите его заново.',
    order_reserved: 'Этот заказ уже оформляется: завершите оформление или отмените его.',
    order_paid: 'Этот заказ уже оплачен.',
    too_many_open: 'У вас слишком много неоплаченных заказов: оплатите или отмените один из них.',
    too_many_points: 'Столько списать нельзя. {binding}',
    another_sum: 'Сумма изменилась: теперь к оплате {now}, а было {quoted}. Проверьте заказ ещё раз.',
    unknown_reservation: 'Такого оформления нет: начните его заново.',
    is_asked: 'Промокоды ещё проверяются: повторите через секунду.',
    is_released: 'Это оформление уже отменено.',
    is_expired: 'Время на оплату вышло: оформите заказ заново.',
    is_refused: 'Оформить заказ так не получилось: проверьте промокоды и баллы.',
    is_redeemed: 'Этот заказ уже оплачен.',
    is_returned: 'Этот заказ уже возвращён.',
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
    other_input: 'Your order has changed: please check it out again.',
    order_reserved: 'This order is being checked out already: please finish that or cancel it.',
    order_paid: 'This order has been paid already.',
    too_many_open: 'You have too many unpaid orders: please pay or cancel one of them.',
    too_many_points: 'So much cannot be spent. {binding}',
    another_sum: 'The sum has changed: you pay {now} now, and it was {quoted}. Please check your order again.',
    unknown_reservation: 'There is no such checkout: please begin it anew.',
    is_asked: 'The promo codes are still being checked: please repeat in a second.',
    is_released: 'This checkout has been cancelled already.',
    is_expired: 'The time to pay is over: please check the order out again.',
    is_refused: 'The order could not be checked out so: please check the promo codes and the points.',
    is_redeemed: 'This order has been paid already.',
    is_returned: 'This order has been refunded already.',
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
