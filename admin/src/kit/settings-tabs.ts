import { type Say, say } from './i18n.ts';
import type { Right } from './rights.ts';
import { type SettingsText, settingsTexts } from './texts-settings.ts';

/** The screens of the settings in the order of their tabs, whichever feature they are of. */
export const settingsTabs = [
  { route: 'settings', right: 'write', text: 'workspace' },
  { route: 'units', right: 'write', text: 'units' },
  { route: 'limits', right: 'write', text: 'limits' },
  { route: 'snippet', right: 'write', text: 'snippet' },
  { route: 'addresses', right: 'write', text: 'addresses' },
  { route: 'keys', right: 'admin', text: 'keys' },
  { route: 'webhooks', right: 'admin', text: 'webhooks' },
  { route: 'users', right: 'admin', text: 'users' },
  { route: 'audit', right: 'admin', text: 'audit' },
] as const satisfies readonly { readonly route: string; readonly right: Right; readonly text: SettingsText }[];

type SettingsRoute = (typeof settingsTabs)[number]['route'];

/** How `Ctrl K` finds a screen of the settings: «Settings: Keys». */
export function settingsLabel(route: SettingsRoute): () => string {
  const words: Say<SettingsText> = (key) => say(settingsTexts, key);
  const text = settingsTabs.find((tab) => tab.route === route)?.text ?? 'settings';
  return () => `${words('settings')}: ${words(text)}`;
}
