import type { ComponentType } from 'react';
import { say } from '../../kit/i18n.ts';
import type { Room, Screen } from '../../kit/room.ts';
import { settingsScreens } from './screens.ts';
import { accessTexts } from './texts.ts';

const loads = {
  settings: async () => (await import('./workspace.tsx')).WorkspaceScreen,
  units: async () => (await import('./units.tsx')).UnitsScreen,
  snippet: async () => (await import('./snippet.tsx')).SnippetScreen,
  addresses: async () => (await import('./addresses.tsx')).AddressesScreen,
  keys: async () => (await import('./keys.tsx')).KeysScreen,
  users: async () => (await import('./users.tsx')).UsersScreen,
  audit: async () => (await import('./audit.tsx')).AuditScreen,
} as const satisfies Record<string, () => Promise<ComponentType>>;

function screenOf({ route, right, text }: (typeof settingsScreens)[number]): Screen {
  const label = (): string => `${say(accessTexts, 'settings')}: ${say(accessTexts, text)}`;
  return { route, right, label, load: loads[route] };
}

const [first, ...others] = settingsScreens;

/** Who may do what, how the workspace looks, and how its site is connected. */
export const accessRoom: Room = {
  label: () => say(accessTexts, 'settings'),
  icon: 'settings',
  screens: [screenOf(first), ...others.map(screenOf)],
};
