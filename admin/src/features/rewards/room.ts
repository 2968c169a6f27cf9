import { say } from '../../kit/i18n.ts';
import type { Room } from '../../kit/room.ts';
import { rewardsTexts } from './texts.ts';
import { handoutTexts } from './texts-handouts.ts';

/** What was granted to whom, and what a person has to decide. */
export const rewardsRoom: Room = {
  label: () => say(rewardsTexts, 'rewards'),
  icon: 'rewards',
  screens: [
    {
      route: 'rewards',
      right: 'read',
      label: () => say(rewardsTexts, 'rewards'),
      load: async () => (await import('./list.tsx')).RewardsScreen,
    },
    {
      route: 'rewardsReview',
      right: 'read',
      label: () => `${say(rewardsTexts, 'rewards')}: ${say(rewardsTexts, 'review')}`,
      load: async () => (await import('./review.tsx')).ReviewScreen,
    },
    {
      route: 'rewardsFulfilments',
      right: 'read',
      label: () => `${say(rewardsTexts, 'rewards')}: ${say(handoutTexts, 'hand_out')}`,
      load: async () => (await import('./fulfilments.tsx')).FulfilmentsScreen,
    },
  ],
};
