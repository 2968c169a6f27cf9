import { say } from '../../kit/i18n.ts';
import type { Room } from '../../kit/room.ts';
import { supportTexts } from './texts-support.ts';

/** Whose code this is, and why somebody was (not) paid. */
export const supportRoom: Room = {
  label: () => say(supportTexts, 'support'),
  icon: 'support',
  screens: [
    {
      route: 'support',
      right: 'read',
      label: () => say(supportTexts, 'support'),
      load: async () => (await import('./support.tsx')).SupportScreen,
    },
    {
      route: 'supportBinding',
      right: 'support',
      label: () => say(supportTexts, 'binding'),
      load: async () => (await import('./binding.tsx')).BindingScreen,
    },
    {
      route: 'supportQuarantine',
      right: 'read',
      label: () => say(supportTexts, 'quarantine'),
      load: async () => (await import('./quarantine.tsx')).QuarantineScreen,
    },
  ],
};
