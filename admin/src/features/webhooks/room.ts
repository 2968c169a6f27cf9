import { say } from '../../kit/i18n.ts';
import type { Room } from '../../kit/room.ts';
import { settingsLabel } from '../../kit/settings-tabs.ts';
import { settingsTexts } from '../../kit/texts-settings.ts';

/** Endpoints that are told what happens, and what became of each delivery: a part of the settings. */
export const webhooksRoom: Room = {
  label: () => say(settingsTexts, 'webhooks'),
  icon: 'settings',
  within: 'settings',
  screens: [
    {
      route: 'webhooks',
      right: 'admin',
      label: settingsLabel('webhooks'),
      load: async () => (await import('./list.tsx')).WebhooksScreen,
    },
    { route: 'webhook', right: 'admin', load: async () => (await import('./detail.tsx')).WebhookScreen },
    { route: 'webhookDelivery', right: 'admin', load: async () => (await import('./delivery.tsx')).DeliveryScreen },
  ],
};
