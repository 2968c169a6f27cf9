import type { ComponentType } from 'react';
import { say } from '../../kit/i18n.ts';
import type { Room, Screen } from '../../kit/room.ts';
import { settingsLabel, settingsTabs } from '../../kit/settings-tabs.ts';
import { settingsTexts } from '../../kit/texts-settings.ts';

const loads = {
  settings: async () => (await import('./workspace.tsx')).WorkspaceScreen,
  units: async () => (await import('./units.tsx')).UnitsScreen,
  snippet: async () => (await import('./snippet.tsx')).SnippetScreen,
  addresses: async () => (await import('./addresses.tsx')).AddressesScreen,
  keys: async () => (await import('./keys.tsx')).KeysScreen,
  users: async () => (await import('./users.tsx')).UsersScreen,
  audit: async () => (await import('./audit.tsx')).AuditScreen,
} as const satisfies Record<string, () => Promise<ComponentType>>;

const own = settingsTabs.flatMap(({ route, right }): Screen[] =>
  route === 'webhooks' || route === 'limits' ? [] : [{ route, right, label: settingsLabel(route), load: loads[route] }],
);
const [first, ...others] = own;
if (first === undefined) throw new Error('The settings have no screen');

/** Who may do what, how the workspace looks, and how its site is connected. */
export const accessRoom: Room = {
  label: () => say(settingsTexts, 'settings'),
  icon: 'settings',
  screens: [first, ...others],
};
