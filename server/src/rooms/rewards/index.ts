export { rewardsRoutes } from './http.ts';
export { rewardsReactor } from './reactor.ts';
export { capReactor } from './reactor-cap.ts';
export { type Aside, asideFact } from './rules/aside.ts';
export {
  type Booking,
  type Books,
  book,
  bookAnswer,
  bookRevoked,
  type Entry,
  emptyBooks,
  type Occasion,
  type Owed,
  rewardDeclined,
  rewardGranted,
  rewardKept,
  rewardReserved,
  rewardTakenBack,
} from './rules/booking.ts';
export type { GrantExpiry } from './rules/expiry.ts';
export { type Offer, offerCode, offerIn, offerToJson, returnCode } from './rules/fulfilment.ts';
export type { Grant, GrantCap, GrantLimit, Side } from './rules/grant.ts';
export { availableOf, type RewardsPart } from './rules/holdings.ts';
export { bookReviewed, reviewNews, reviewReward, rewardReviewed } from './rules/reviewing.ts';
export { spendReward } from './rules/spending.ts';
export { RewardsService } from './service.ts';
export { leftOfCaps } from './service-funds.ts';
export { countWaitingForCodes, nextPromotionWaiting, waitingForCodes } from './store-code-waits.ts';
export { type ExpirySum, expiringByMonth, type NextExpiry, nextExpiries } from './store-expiry.ts';
export { fulfilmentsOfProfiles } from './store-fulfilment-pages.ts';
export { type GrantedSum, grantedBy } from './store-granted.ts';
export { type GrantRow, grantsForFriend } from './store-grants.ts';
export { type FriendOfGrant, friendsOfHolder } from './store-held-by.ts';
export { type PendingSum, pendingOfProfiles } from './store-pending.ts';
export { type StandingBonus, type StandingSum, standingBonuses, standingForFriends } from './store-standing.ts';
export { grantedByTask, type TaskSum } from './store-tasks.ts';
