/** What one friend costs at the most, for whoever makes a program. */
export const costTexts = {
  ru: {
    once: 'Один друг обойдётся не дороже, чем {amount}',
    repeated: 'Один друг обойдётся не дороже, чем {amount}: за каждую оплату или событие, не больше {times} раз',
    share: 'Сколько обойдётся один друг, ничто не ограничивает ({unit}): это доля от заказов любой величины',
    items:
      'Сколько обойдётся один друг, ничто не ограничивает ({unit}): за каждый товар, сколько бы их ни было в заказе',
    both:
      'Сколько обойдётся один друг, ничто не ограничивает ({unit}): ' +
      'это доля от заказов любой величины и за каждый товар, сколько бы их ни было',
  },
  en: {
    once: 'One friend costs {amount} at the most',
    repeated: 'One friend costs {amount} at the most: for each payment or event, up to {times} times',
    share: 'Nothing bounds what one friend costs ({unit}): it is a share of orders of any size',
    items: 'Nothing bounds what one friend costs ({unit}): so much for each item, however many an order has',
    both:
      'Nothing bounds what one friend costs ({unit}): it is a share of orders of any size, ' +
      'and so much for each item, however many there are',
  },
} as const;
