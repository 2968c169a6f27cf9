import type { DecideInput, Outcome, Reactor } from '../../engine/reactor.ts';
import { isJsonObject } from '../../kit/values/json.ts';
import { rewardReviewed } from '../rewards/index.ts';
import { happeningsOf, type Seen } from './rules/happenings.ts';
import { toldTo, type Wanted, wantedBy } from './rules/told.ts';
import { activeSubscriptions } from './store-subscriptions.ts';

type Input = DecideInput<undefined, Wanted>;

/**
 * Hears what the rooms below decided, and puts what somebody subscribed to into the outbox, in the batch's own
 * transaction. It remembers nothing and decides nothing that is recorded, so it may be given the present subscriptions
 * whichever revision is asked for.
 */
export const webhooksReactor: Reactor<undefined, Wanted> = {
  name: 'webhooks',
  subjects: ['per'],
  loadDefinitions: async (db, workspace) => wantedBy(await activeSubscriptions(db, workspace)),
  rests: (wanted) => wanted.size === 0,
  decide(input): Outcome<undefined> {
    const { fact, now, definitions } = input;
    const outbox = happeningsOf(seenBy(input)).flatMap(
      (happening, index) => toldTo(definitions, happening, now, `${fact.lane}.${fact.seq}.${index}`) ?? [],
    );
    return outbox.length === 0 ? {} : { outbox };
  },
};

function seenBy({ fact, now, decisionsOf }: Input): Seen {
  const seen = { fact, now, rewards: decisionsOf('rewards'), referral: decisionsOf('referral') };
  if (fact.type !== 'derived' || fact.name !== rewardReviewed || fact.trust !== 'server') return seen;
  const { grant, review = null } = fact.properties ?? {};
  if (!isJsonObject(grant)) return seen;
  return { ...seen, reviewed: { grant, review: typeof review === 'string' ? review : null } };
}
