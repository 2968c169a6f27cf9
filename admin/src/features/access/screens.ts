/** The screens of the settings, in the order of their tabs. */
export const settingsScreens = [
  { route: 'settings', right: 'write', text: 'workspace' },
  { route: 'units', right: 'write', text: 'units' },
  { route: 'snippet', right: 'write', text: 'snippet' },
  { route: 'addresses', right: 'write', text: 'addresses' },
  { route: 'keys', right: 'admin', text: 'keys' },
  { route: 'users', right: 'admin', text: 'users' },
  { route: 'audit', right: 'admin', text: 'audit' },
] as const;
