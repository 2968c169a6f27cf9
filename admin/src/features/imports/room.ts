import { say } from '../../kit/i18n.ts';
import type { Room } from '../../kit/room.ts';
import { importsTexts } from './texts.ts';

/** Files of people and past orders, from upload to undo. */
export const importsRoom: Room = {
  label: () => say(importsTexts, 'imports'),
  icon: 'imports',
  screens: [
    {
      route: 'imports',
      right: 'write',
      label: () => say(importsTexts, 'imports'),
      load: async () => (await import('./list.tsx')).ImportsScreen,
    },
    {
      route: 'importNew',
      right: 'write',
      label: () => say(importsTexts, 'new_import'),
      load: async () => (await import('./upload.tsx')).UploadScreen,
    },
    { route: 'import', right: 'write', load: async () => (await import('./detail.tsx')).ImportScreen },
  ],
};
