import { laneOfSubject } from '../../../server/src/kit/values/ids.ts';
import { grantOf } from '../../../server/src/rooms/rewards/rules/grant.ts';
import { type OwedText, owedText } from './batch-evaluation.ts';
import type { Draws } from './draws.ts';
import { eventText } from './events.ts';
import type { Watched } from './grant-reader.ts';
import { postHead } from './http.ts';
import { drain, preload } from './lanes.ts';
import type { Shot } from './open-loop.ts';
import { type Participant, participants, readDirectory } from './participants.ts';
import type { Place } from './place.ts';
import type { Tenant } from './tenant.ts';
import { factsOf, type Sent } from './workload.ts';

/** A fact as it is posted, with the effects of it that are watched. */
export interface Posted {
  readonly path: string;
  readonly body: Buffer;
  readonly watched: readonly Watched[];
}

export interface Friend extends Posted {
  /** The payment that is posted, for whoever tells it another way. */
  readonly paid: Sent;
  readonly owed: readonly OwedText[];
}

export interface Inviting {
  readonly count: number;
  /** What the friends are called, besides their number. */
  readonly name: string;
  readonly by: (index: number) => Participant;
  /** Over how long they paid, one after another, until now; all at this moment when absent. */
  readonly overMs?: number;
}

/** What a key posts to a path of the tracking API. */
export function shotOf({ path, body }: Pick<Posted, 'path' | 'body'>, key: string): Shot {
  return { head: postHead(path, key, body.length), body };
}

/** Makes these users participants of every program of the tenant. */
export async function join(
  place: Place,
  tenant: Tenant,
  users: readonly string[],
  draws: Draws,
): Promise<readonly Participant[]> {
  const inviting = participants(tenant, tenant.programs, users, draws);
  await drain(
    place,
    await preload(
      place,
      inviting.map(({ command }) => command),
    ),
  );
  return inviting;
}

/** Friends who named a referrer's code and have not paid yet, each with the order by which they will. */
export async function inviteFriends(
  place: Place,
  tenant: Tenant,
  { count, name, by: inviter, overMs = 0 }: Inviting,
  draws: Draws,
): Promise<Friend[]> {
  const now = Date.now();
  const timestamp = new Date(now - overMs - 60_000).toISOString();
  const invited = Array.from({ length: count }, (_, index) => {
    const userId = `${name}-${index}`;
    const by = inviter(index);
    const traits = { email: `${userId}@example.com`, legal_form: 'person', referral_code: by.code };
    const event = { type: 'identify', messageId: draws.hex(32), timestamp, userId, traits } as const;
    return { userId, by, sent: { trust: 'server', event } } as const;
  });
  const sent = invited.map((each) => each.sent);
  await drain(place, await preload(place, factsOf(tenant.workspace, sent, draws)));
  const directory = await readDirectory(place, tenant);
  return invited.map(({ userId, by }, index) => {
    const [friend, referrer] = [directory.person(userId), directory.person(by.userId)];
    if (friend === undefined || referrer === undefined) throw new Error(`Nobody is ${userId} or ${by.userId}`);
    const paidAt = now - Math.round((overMs * (count - index)) / count);
    return friendOf({ by, userId, friend, referrer, paidAt }, draws);
  });
}

type Subject = NonNullable<ReturnType<Awaited<ReturnType<typeof readDirectory>>['person']>>;

interface Pair {
  readonly by: Participant;
  readonly userId: string;
  readonly friend: Subject;
  readonly referrer: Subject;
  readonly paidAt: number;
}

function friendOf({ by, userId, friend, referrer, paidAt }: Pair, draws: Draws): Friend {
  const orderId = `order-${userId}`;
  const properties = { order_id: orderId, total: 4_000, currency: 'RUB' };
  const timestamp = new Date(paidAt).toISOString();
  const event = {
    type: 'track',
    event: 'Order Completed',
    messageId: draws.hex(32),
    timestamp,
    userId,
    properties,
  } as const;
  const rewards = [
    { side: 'friend', holder: friend, amountMinor: 1n },
    { side: 'referrer', holder: referrer, amountMinor: 2n },
  ] as const;
  const booked = { program: by.program, version: 1, friend, order: orderId, unit: 'lesson', availableAt: 0, round: 0 };
  const elsewhere = laneOfSubject(friend) !== laneOfSubject(referrer);
  return {
    path: '/v1/track',
    paid: { trust: 'server', event },
    body: Buffer.from(eventText(event, draws)),
    owed: rewards.map(({ side, holder, amountMinor }) =>
      owedText(by.program, friend, orderId, side, holder, booked.unit, String(amountMinor)),
    ),
    // A referrer who happens to live in the friend's lane tells nothing about another lane.
    watched: rewards
      .filter(({ side }) => side === 'friend' || elsewhere)
      .map((reward) => ({
        kind: reward.side === 'friend' ? 'same' : 'other',
        lane: laneOfSubject(reward.holder),
        id: grantOf({ ...booked, ...reward }).id,
      })),
  };
}
