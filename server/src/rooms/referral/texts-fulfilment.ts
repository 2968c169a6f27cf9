/** What is wrong with the way in which rewards are handed out. */
export const fulfilmentProblemTexts = {
  ru: {
    fulfil_expires: 'Вознаграждение, которое выдают, не сгорает: пока оно ждёт, человек ничего не может сделать.',
    promotion_not_for_codes: 'Акцию указывают, только когда выдают её промокод.',
    unknown_promotion: 'Такой акции нет.',
    promotion_not_single: 'У этой акции нет одноразовых промокодов: выдать можно только такой.',
    promotion_over: 'Эта акция завершена: её промокоды уже не действуют.',
    code_for_share: 'Один промокод не зависит от суммы: вознаграждение должно быть постоянным.',
    part_of_code: 'Часть промокода выдать нельзя: уберите начисление остатка.',
  },
  en: {
    fulfil_expires: 'What is handed out does not expire: while it waits, the person can do nothing about it.',
    promotion_not_for_codes: 'A promotion is named only where a code of it is given.',
    unknown_promotion: 'There is no such promotion.',
    promotion_not_single: 'This promotion has no codes that are used once, and no other can be given.',
    promotion_over: 'This promotion has ended: its codes do not work any more.',
    code_for_share: 'One code does not depend on an amount: the reward has to be a fixed one.',
    part_of_code: 'Nobody can be given a part of a code: leave out granting what is left.',
  },
} as const;

/** How a reward is handed out, in the rules of a program. */
export const fulfilmentRuleTexts = {
  ru: {
    person: 'Его выдаёт сотрудник: потратить его на заказ нельзя.',
    webhook: 'Его выдают автоматически: потратить его на заказ нельзя.',
    promo_code: 'Его выдают промокодом, который действует один раз.',
    promo_code_of: 'Его выдают промокодом акции «{promotion}», который действует один раз.',
  },
  en: {
    person: 'A member of the staff hands it out: it cannot be spent on an order.',
    webhook: 'It is handed out automatically: it cannot be spent on an order.',
    promo_code: 'It is given as a promo code that works once.',
    promo_code_of: 'It is given as a promo code of “{promotion}” that works once.',
  },
} as const;

/** What a cabinet says of what is handed out. */
export const handoutTexts = {
  ru: {
    title: 'Выдача подарков',
    person_waiting: 'ждёт выдачи',
    person_done: 'выдано {day}',
    webhook_waiting: 'ждёт выдачи',
    webhook_done: 'выдано {day}',
    promo_code_waiting: 'промокод скоро появится здесь',
    promo_code_done: 'промокод, действует один раз',
    failed: 'выдать пока не получилось: мы этим занимаемся',
  },
  en: {
    title: 'Gifts to be handed out',
    person_waiting: 'waiting to be handed out',
    person_done: 'handed out on {day}',
    webhook_waiting: 'waiting to be handed out',
    webhook_done: 'handed out on {day}',
    promo_code_waiting: 'a promo code will appear here soon',
    promo_code_done: 'a promo code that works once',
    failed: 'could not be handed out yet: we are looking into it',
  },
} as const;
