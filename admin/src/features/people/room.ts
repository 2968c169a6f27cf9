import { say } from '../../kit/i18n.ts';
import type { Room } from '../../kit/room.ts';
import { peopleTexts } from './texts.ts';

/** Who is who, and why they were (not) rewarded. */
export const peopleRoom: Room = {
  label: () => say(peopleTexts, 'people'),
  icon: 'people',
  screens: [
    {
      route: 'people',
      right: 'read',
      label: () => say(peopleTexts, 'people'),
      load: async () => (await import('./list.tsx')).PeopleScreen,
    },
    { route: 'person', right: 'read', load: async () => (await import('./detail.tsx')).PersonScreen },
  ],
};
