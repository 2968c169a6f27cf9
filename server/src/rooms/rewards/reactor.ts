import type { DecideInput, Outcome, Reactor } from '../../engine/reactor.ts';
import { openBalance, takeBackImport } from '../../kit/values/imports.ts';
import { textIn } from '../../kit/values/json.ts';
import { personFreezing, profileLeaving } from '../people/index.ts';
import { applyRewards } from './reactor-apply.ts';
import { reportOf, takeOffer } from './reactor-fulfilment.ts';
import { endHold, grantOfFact, grantReward, letThrough, noteReview } from './reactor-grants.ts';
import { releaseOfLimit, reserveOfLimit } from './reactor-limits.ts';
import { arrivedIn, isArrival, sendAll, sendHome, takeIn } from './reactor-moves.ts';
import { revokeReward } from './reactor-revoke.ts';
import { asideOf, moveAside } from './rules/aside.ts';
import { releaseReward, reserveReward, rewardGranted, rewardRevoked } from './rules/booking.ts';
import { expireNow, expiryTimer, type Moved, settleLots } from './rules/expiring.ts';
import { offerCode, reportFulfilment } from './rules/fulfilment.ts';
import type { RewardsPart } from './rules/holdings.ts';
import { openTheBalance, takeOpeningsBack } from './rules/opening.ts';
import { rewardLetThrough, rewardReviewed } from './rules/reviewing.ts';
import { decideSpending, spendReward } from './rules/spending.ts';

type Input = DecideInput<RewardsPart, undefined>;

/** A person's share of the rewards room: what they hold, when it becomes available, what is taken back. */
export const rewardsReactor: Reactor<RewardsPart, undefined> = {
  name: 'rewards',
  subjects: ['per'],
  loadDefinitions: () => Promise.resolve(undefined),
  decide: (input) => settleLots(input, decide(input), movedLots(input)),
  apply: applyRewards,
};

function decide(input: Input): Outcome<RewardsPart> {
  const { fact } = input;
  if (fact.type === 'timer') return fact.name === 'rewards' ? decideTimer(input) : {};
  if (fact.type === 'command') return decideCommand(input);
  if (fact.type !== 'derived') return {};
  if (isArrival(fact.name)) return takeIn(input);
  const aside = asideOf(fact);
  if (aside !== undefined) return moveAside(input, aside);
  switch (fact.name) {
    case rewardGranted:
      return grantReward(input, grantOfFact(fact.properties));
    case rewardRevoked:
      return revokeReward(input, grantOfFact(fact.properties));
    case reserveReward:
      return reserveOfLimit(input, grantOfFact(fact.properties));
    case releaseReward:
      return releaseOfLimit(input, grantOfFact(fact.properties));
    case rewardLetThrough:
      return letThrough(input, grantOfFact(fact.properties));
    case rewardReviewed:
      return noteReview(input, grantOfFact(fact.properties));
    case offerCode:
      return takeOffer(input);
    case personFreezing:
      return sendAll(input);
    case profileLeaving:
      return sendHome(input);
    default:
      return {};
  }
}

function decideTimer(input: Input): Outcome<RewardsPart> {
  return input.fact.properties?.['key'] === expiryTimer ? expireNow(input) : endHold(input);
}

function decideCommand(input: Input): Outcome<RewardsPart> {
  switch (input.fact.name) {
    case spendReward:
      return decideSpending(input);
    case openBalance:
      return openTheBalance(input);
    case reportFulfilment:
      return reportOf(input);
    case takeBackImport:
      return takeOpeningsBack(input);
    default:
      return {};
  }
}

/** Profiles bring what expires of theirs along, and take it with them. Undefined where none comes or goes. */
function movedLots({ fact, parts }: Input): Moved | undefined {
  if (fact.type !== 'derived') return undefined;
  if (isArrival(fact.name)) {
    const arrived = new Set(arrivedIn(fact));
    return { before: new Map([...parts].filter(([profile]) => !arrived.has(profile))), stays: () => true };
  }
  if (fact.name === personFreezing) return { before: parts, stays: () => false };
  if (fact.name !== profileLeaving) return undefined;
  const leaving = textIn(fact.properties, 'profile');
  return { before: parts, stays: (profile) => profile !== leaving };
}
