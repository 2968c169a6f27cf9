import { say } from '../../kit/i18n.ts';
import type { Room } from '../../kit/room.ts';
import { promotionsTexts } from './texts.ts';

/** What promo codes give, who used them, and which may have leaked. */
export const promotionsRoom: Room = {
  label: () => say(promotionsTexts, 'promotions'),
  icon: 'promotions',
  screens: [
    {
      route: 'promotions',
      right: 'read',
      label: () => say(promotionsTexts, 'promotions'),
      load: async () => (await import('./list.tsx')).PromotionsScreen,
    },
    {
      route: 'promotionNew',
      right: 'write',
      label: () => say(promotionsTexts, 'new_promotion'),
      load: async () => (await import('./new.tsx')).NewPromotionScreen,
    },
    {
      route: 'promotionAlarms',
      right: 'read',
      label: () => say(promotionsTexts, 'alarms'),
      load: async () => (await import('./alarms.tsx')).PromotionAlarmsScreen,
    },
    { route: 'promotion', right: 'read', load: async () => (await import('./detail.tsx')).PromotionScreen },
    { route: 'promotionEdit', right: 'write', load: async () => (await import('./edit.tsx')).EditPromotionScreen },
  ],
};
