export { rewardsRoutes } from './http.ts';
export { rewardsReactor } from './reactor.ts';
export { capReactor } from './reactor-cap.ts';
export { type Aside, asideFact } from './rules/aside.ts';
export {
  type Booking,
  type Books,
  book,
  bookAnswer,
  bookReviewed,
  bookRevoked,
  type Entry,
  type Occasion,
  type Owed,
  reviewNews,
  reviewReward,
  rewardDeclined,
  rewardKept,
  rewardReserved,
  rewardReviewed,
  rewardTakenBack,
} from './rules/booking.ts';
export type { Grant, GrantCap, GrantLimit, Side } from './rules/grant.ts';
export { availableOf, type RewardsPart } from './rules/holdings.ts';
export { spendReward } from './rules/spending.ts';
export { RewardsService } from './service.ts';
export { type GrantRow, grantsForFriend } from './store-grants.ts';
export { type PendingSum, pendingOfProfiles } from './store-pending.ts';
export { type StandingSum, standingForFriends } from './store-standing.ts';
