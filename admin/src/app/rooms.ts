import { accessRoom } from '../features/access/room.ts';
import { checkoutRoom } from '../features/checkout/room.ts';
import { importsRoom } from '../features/imports/room.ts';
import { peopleRoom } from '../features/people/room.ts';
import { promotionsRoom } from '../features/promotions/room.ts';
import { programsRoom } from '../features/referral/room.ts';
import { supportRoom } from '../features/referral/room-support.ts';
import { rewardsRoom } from '../features/rewards/room.ts';
import { webhooksRoom } from '../features/webhooks/room.ts';
import type { Room } from '../kit/room.ts';

/** The rooms that work, in the order of the navigation: it, the routes and `Ctrl K` all follow from this table. */
export const rooms: readonly Room[] = [
  peopleRoom,
  programsRoom,
  supportRoom,
  promotionsRoom,
  rewardsRoom,
  importsRoom,
  accessRoom,
  checkoutRoom,
  webhooksRoom,
];
