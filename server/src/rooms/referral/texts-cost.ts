/** What one friend costs at the most, for whoever makes a program. */
export const costTexts = {
  ru: {
    once: 'Один друг обойдётся не дороже, чем {amount}',
    repeated: 'Один друг обойдётся не дороже, чем {amount}: за каждую оплату или событие, не больше {times} раз',
    unbounded: 'Сколько обойдётся один друг, ничто не ограничивает ({unit}): это доля от заказов любой величины',
  },
  en: {
    once: 'One friend costs {amount} at the most',
    repeated: 'One friend costs {amount} at the most: for each payment or event, up to {times} times',
    unbounded: 'Nothing bounds what one friend costs ({unit}): it is a share of orders of any size',
  },
} as const;
