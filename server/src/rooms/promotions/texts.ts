import type { promoAlarmKinds } from '@sarafan/contract';
import type { PromotionProblemCode } from './rules/check.ts';
import type { CodeRefusal } from './rules/judge.ts';

/** Why a code gives nothing, with the actual numbers: for who works here, and for no buyer. */
export const refusalTexts = {
  ru: {
    not_a_code: 'Это не промокод: в нём есть знаки, которых в кодах не бывает, или он не той длины.',
    unknown_code: 'Такого промокода нет.',
    paused: 'Акция приостановлена.',
    ended: 'Акция завершена.',
    not_begun: 'Акция ещё не началась: она начнётся {from}.',
    over: 'Акция закончилась {until}.',
    other_currency: 'Промокод действует для заказов в {currency}, а этот заказ в {actual}.',
    below_minimum: 'Заказ на {actual}, а промокод действует от {minimum}.',
    not_yours: 'Этот промокод выдан другому человеку.',
    conditions: 'Условие промокода не выполнено: {failure}.',
    used_by_person: 'Человек уже воспользовался акцией: раз — {used}, можно — {perPerson}.',
    used_up: 'Промокод закончился: применений — {used}, можно — {uses}.',
    over_budget: 'В бюджете акции осталось {left}, а скидка была бы {asked}.',
    code_used: 'Этим промокодом уже воспользовались.',
    same_promotion: 'Код той же акции уже применён: {other}.',
    not_together: 'Этот код не складывается с кодом {other}.',
    no_line_fits: 'В заказе нет товаров, на которые действует промокод.',
    nothing_left: 'Скидывать больше нечего: скидка вышла бы нулевой.',
  },
  en: {
    not_a_code: 'This is no promo code: it has characters that codes never have, or it is of another length.',
    unknown_code: 'There is no such promo code.',
    paused: 'The promotion is paused.',
    ended: 'The promotion has ended.',
    not_begun: 'The promotion has not begun: it begins {from}.',
    over: 'The promotion was over {until}.',
    other_currency: 'The code is for orders in {currency}, and this order is in {actual}.',
    below_minimum: 'The order is {actual}, and the code needs at least {minimum}.',
    not_yours: 'This code was given to another person.',
    conditions: 'A condition of the code does not hold: {failure}.',
    used_by_person: 'The person has used the promotion already: uses {used}, allowed {perPerson}.',
    used_up: 'The promotion is used up: uses {used}, allowed {uses}.',
    over_budget: 'The budget of the promotion has {left} left, and the discount would be {asked}.',
    code_used: 'This code has been used already.',
    same_promotion: 'A code of the same promotion is applied already: {other}.',
    not_together: 'This code does not stand together with the code {other}.',
    no_line_fits: 'Nothing in the order is what the code is for.',
    nothing_left: 'There is nothing left to take off: the discount would be zero.',
  },
} as const satisfies Record<'ru' | 'en', Record<CodeRefusal, string>>;

/** The same for the buyer: what they can do, and nothing of the budget, of what others did or of who they are. */
export const buyerTexts = {
  ru: {
    not_a_code: 'Это не похоже на промокод: проверьте, как он написан.',
    unknown_code: 'Такого промокода нет: проверьте, как он написан.',
    paused: 'Этот промокод сейчас не действует: попробуйте позже.',
    ended: 'Этот промокод больше не действует: акция закончилась.',
    not_begun: 'Этот промокод ещё не действует: он начнёт действовать {from}.',
    over: 'Этот промокод больше не действует: акция закончилась {until}.',
    other_currency: 'Этот промокод — только для заказов в {currency}.',
    below_minimum: 'Этот промокод действует для заказов от {minimum}, а ваш — на {actual}.',
    not_yours: 'Этот промокод выдан другому покупателю.',
    conditions: 'Этот промокод не подходит к вашему заказу: выполнены не все его условия.',
    first_order: 'Этот промокод действует только на первый заказ.',
    used_by_person: 'Вы уже воспользовались этим промокодом.',
    used_up: 'Этот промокод больше не действует: он закончился.',
    over_budget: 'К этому заказу промокод применить уже нельзя: акция заканчивается.',
    code_used: 'Этим промокодом уже воспользовались.',
    same_promotion: 'Промокод этой акции уже применён: {other}.',
    not_together: 'Этот промокод не складывается с промокодом {other}: выберите один из них.',
    no_line_fits: 'В вашем заказе нет товаров, на которые действует этот промокод.',
    nothing_left: 'Этот промокод не уменьшит сумму вашего заказа.',
  },
  en: {
    not_a_code: 'This does not look like a promo code: please check how it is spelled.',
    unknown_code: 'There is no such promo code: please check how it is spelled.',
    paused: 'This promo code does not work now: please try again later.',
    ended: 'This promo code does not work any more: the promotion has ended.',
    not_begun: 'This promo code does not work yet: it begins {from}.',
    over: 'This promo code does not work any more: the promotion ended {until}.',
    other_currency: 'This promo code is only for orders in {currency}.',
    below_minimum: 'This promo code is for orders of at least {minimum}, and yours is {actual}.',
    not_yours: 'This promo code was given to another buyer.',
    conditions: 'This promo code does not fit your order: not all of its conditions are met.',
    first_order: 'This promo code is only for the first order.',
    used_by_person: 'You have used this promo code already.',
    used_up: 'This promo code does not work any more: it is used up.',
    over_budget: 'This promo code cannot be applied to this order any more: the promotion is coming to its end.',
    code_used: 'This promo code has been used already.',
    same_promotion: 'A promo code of the same promotion is applied already: {other}.',
    not_together: 'This promo code does not go together with {other}: please choose one of them.',
    no_line_fits: 'Nothing in your order is what this promo code is for.',
    nothing_left: 'This promo code would take nothing off your order.',
  },
} as const satisfies Record<'ru' | 'en', Record<CodeRefusal | 'first_order', string>>;

/** What is wrong with a promotion besides its form and its conditions. */
export const problemTexts = {
  ru: {
    bad_currency: 'Валюты «{currency}» нет.',
    amount_without_currency: 'Сумме нужна валюта: укажите её в currency.',
    nothing_off: 'Значение должно быть больше нуля.',
    percent_form: 'Процентов — больше 0 и не больше 100, не больше двух знаков после точки.',
    amount_form: 'В сумме {amount} больше знаков после запятой, чем у валюты ({decimals}), или она слишком велика.',
    over_before_begun: 'Акция закончилась бы ({until}) не позже, чем началась ({from}).',
    personal_per_person: 'Личный код и так используют один раз: perPerson здесь ничего не значит.',
    kind_is_fixed: 'Вид кодов нельзя изменить: было {present}. Создайте другую акцию.',
  },
  en: {
    bad_currency: 'There is no currency "{currency}".',
    amount_without_currency: 'An amount needs its currency: name it in currency.',
    nothing_off: 'The value must be above zero.',
    percent_form: 'Percents are above 0 and at most 100, with two decimals at most.',
    amount_form: 'The amount {amount} has more decimals than its currency ({decimals}), or is too large.',
    over_before_begun: 'The promotion would be over ({until}) no later than it begins ({from}).',
    personal_per_person: 'A personal code is used once anyway: perPerson means nothing here.',
    kind_is_fixed: 'Whose the codes are never changes: it was {present}. Make another promotion.',
  },
} as const satisfies Record<'ru' | 'en', Record<PromotionProblemCode, string>>;

/** Why a request about promotions was not carried out. */
export const promotionTexts = {
  ru: {
    invalid_promotion: 'Определение не подходит: причины перечислены ниже.',
    bad_code: 'Код состоит из 6–12 знаков из набора {alphabet}: остальные путают на слух. Лишние: {wrong}.',
    code_taken: 'Код {code} уже занят: приглашением или другой акцией.',
    code_for_shared_only: 'Свой код бывает только у акции с одним общим кодом.',
    too_many_promotions: 'Акций уже {limit}, больше нельзя.',
    not_single: 'Пачку кодов выпускают для акции, коды которой одноразовые.',
    not_personal: 'Личный код выдают по акции, коды которой личные.',
    too_many_batches: 'У акции уже {limit} пачек кодов, больше нельзя.',
    has_ended: 'Завершённую акцию не меняют: создайте новую.',
    unknown_person: 'В этом рабочем пространстве нет такого человека.',
    alarm_closed: 'Эту тревогу уже закрыли.',
  },
  en: {
    invalid_promotion: 'The definition does not fit: the reasons are listed below.',
    bad_code: 'A code has 6 to 12 characters out of {alphabet}: others are misheard. Not among them: {wrong}.',
    code_taken: 'The code {code} is taken, by an invitation or another promotion.',
    code_for_shared_only: 'Only a promotion with one shared code has a code of its own.',
    too_many_promotions: 'There are {limit} promotions already, and no more are allowed.',
    not_single: 'A batch is made for a promotion whose codes are used once.',
    not_personal: 'A personal code is given by a promotion whose codes are personal.',
    too_many_batches: 'The promotion has {limit} batches of codes already, and no more are allowed.',
    has_ended: 'A promotion that has ended is not changed: make a new one.',
    unknown_person: 'There is no such person in this workspace.',
    alarm_closed: 'This alarm has been closed already.',
  },
} as const;

export const alarmTexts = {
  ru: {
    many_persons: 'За короткое время коды акции попробовали столько людей: {persons}.',
    code_of_another: 'Код {code} пробует кто-то другой: попыток {persons}.',
  },
  en: {
    many_persons: 'In a short time {persons} persons tried codes of the promotion.',
    code_of_another: 'Somebody else tries the code {code}: {persons} attempts.',
  },
} as const satisfies Record<'ru' | 'en', Record<(typeof promoAlarmKinds)[number], string>>;

/** What a promotion gives, in plain words. */
export const summaryTexts = {
  ru: {
    percentOff: 'Скидка {percent} % на заказ.',
    percentOffLines: 'Скидка {percent} % на товары, которые подходят: {lines}.',
    percentAtMost: 'Не больше {atMost} с одного заказа.',
    amountOff: 'Скидка {amount} на заказ.',
    amountOffLines: 'Скидка {amount} на товары, которые подходят: {lines}.',
    minimum: 'Заказ — от {minimum}.',
    condition: 'Условие: {phrase}.',
    firstOrder: 'Только на первый заказ.',
    from: 'Начинается {from}.',
    until: 'Действует до {until}.',
    between: 'Действует с {from} до {until}.',
    shared: 'Код один на всех.',
    single: 'Каждый код действует один раз.',
    personal: 'Каждый код выдан одному человеку и действует один раз.',
    budget: 'Все скидки вместе — не больше {budget}.',
    together: 'Складывается с другими такими кодами.',
    alone: 'Не складывается с другими кодами.',
    alarm: 'Тревога, когда за {minutes} мин. коды попробует столько людей: {persons}.',
    alarmPauses: 'Тревога приостанавливает акцию.',
  },
  en: {
    percentOff: '{percent}% off the order.',
    percentOffLines: '{percent}% off what fits: {lines}.',
    percentAtMost: 'No more than {atMost} off one order.',
    amountOff: '{amount} off the order.',
    amountOffLines: '{amount} off what fits: {lines}.',
    minimum: 'For orders of at least {minimum}.',
    condition: 'Condition: {phrase}.',
    firstOrder: 'Only for the first order.',
    from: 'It begins on {from}.',
    until: 'It is good until {until}.',
    between: 'It is good from {from} until {until}.',
    shared: 'One code for everybody.',
    single: 'Each code is used once.',
    personal: 'Each code is given to one person and used once.',
    budget: 'All discounts together are at most {budget}.',
    together: 'It stands together with other such codes.',
    alone: 'It does not stand together with other codes.',
    alarm: 'An alarm when {persons} persons try its codes within {minutes} min.',
    alarmPauses: 'The alarm pauses the promotion.',
  },
} as const;

/** How often, in the right form of the noun. */
export const countTexts = {
  ru: {
    perPerson_one: 'Один человек может воспользоваться {count} раз.',
    perPerson_few: 'Один человек может воспользоваться {count} раза.',
    perPerson_many: 'Один человек может воспользоваться {count} раз.',
    perPerson_other: 'Один человек может воспользоваться {count} раза.',
    uses_one: 'Все вместе — {count} раз.',
    uses_few: 'Все вместе — {count} раза.',
    uses_many: 'Все вместе — {count} раз.',
    uses_other: 'Все вместе — {count} раза.',
  },
  en: {
    perPerson_one: 'A person may use it {count} time.',
    perPerson_other: 'A person may use it {count} times.',
    uses_one: 'All together may use it {count} time.',
    uses_other: 'All together may use it {count} times.',
  },
} as const;

/** Headings of the file of codes. */
export const codeFileTexts = {
  ru: { code: 'Код', state: 'Состояние', holder: 'Чей', order: 'Заказ', batch: 'Пачка', madeAt: 'Выпущен' },
  en: { code: 'Code', state: 'State', holder: 'Whose', order: 'Order', batch: 'Batch', madeAt: 'Made at' },
} as const;
