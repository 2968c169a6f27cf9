/** What the editor says of how rewards are handed out; part of its texts. */
export const fulfilTexts = {
  ru: {
    fulfil: 'Как попадает к человеку',
    fulfil_none: 'На баланс: человек тратит сам',
    fulfil_person: 'Выдаёт сотрудник',
    fulfil_webhook: 'Выдаёт ваш сервер',
    fulfil_promo_code: 'Одноразовым промокодом',
    fulfil_promotion: 'Промокод какой акции',
    fulfil_no_promotions: 'Нет акций с одноразовыми промокодами.',
    fulfil_to_promotions: 'Создать акцию',
    choose: 'Выберите',
    reward_fulfil: 'Вознаграждение {number}: как попадает к человеку',
    bonus_fulfil: 'Премия {number}: как попадает к человеку',
  },
  en: {
    fulfil: 'How it reaches the person',
    fulfil_none: 'As a balance, which the person spends',
    fulfil_person: 'The staff hands it out',
    fulfil_webhook: 'Your server hands it out',
    fulfil_promo_code: 'As a promo code that works once',
    fulfil_promotion: 'A promo code of which promotion',
    fulfil_no_promotions: 'There are no promotions with codes that work once.',
    fulfil_to_promotions: 'Make a promotion',
    choose: 'Choose',
    reward_fulfil: 'Reward {number}: how it reaches the person',
    bonus_fulfil: 'Bonus {number}: how it reaches the person',
  },
} as const;
