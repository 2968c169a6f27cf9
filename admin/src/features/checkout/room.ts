import { say } from '../../kit/i18n.ts';
import type { Room } from '../../kit/room.ts';
import { settingsLabel } from '../../kit/settings-tabs.ts';
import { settingsTexts } from '../../kit/texts-settings.ts';

/** What part of an order each unit may pay: a part of the settings. */
export const checkoutRoom: Room = {
  label: () => say(settingsTexts, 'limits'),
  icon: 'settings',
  within: 'settings',
  screens: [
    {
      route: 'limits',
      right: 'write',
      label: settingsLabel('limits'),
      load: async () => (await import('./list.tsx')).LimitsScreen,
    },
    { route: 'limit', right: 'write', load: async () => (await import('./edit.tsx')).LimitScreen },
  ],
};
