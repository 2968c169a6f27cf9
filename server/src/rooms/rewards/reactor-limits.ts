import type { DecideInput, Outcome } from '../../engine/reactor.ts';
import { roomFor } from '../../kit/values/amounts.ts';
import { factAbout, rewardDeclined, rewardReserved } from './rules/booking.ts';
import { type Grant, grantToJson } from './rules/grant.ts';
import { countGiven, givenOf, noRewards, type RewardsPart } from './rules/holdings.ts';

/**
 * What one person may be given by a reward. The person's own lane counts, over all their profiles, so any number of
 * friends may bring such rewards at once and the limit holds; the order of arrival is final.
 */
type Input = DecideInput<RewardsPart, undefined>;

/** A friend's lane asks for room under the limit of a reward's holder, before the reward is granted. */
export function reserveOfLimit(input: Input, grant: Grant): Outcome<RewardsPart> {
  const { fact } = input;
  const { limit, friend, amountMinor, program } = grant;
  if (fact.trust !== 'server' || limit === undefined) return {};
  const known = givenOf(input.parts.values(), limit.key);
  const given = roomFor(amountMinor, limit.limitMinor - known, limit.isPartly);
  if (given === 0n) {
    const detail = { grant: grantToJson(grant), given: String(known), limit: String(limit.limitMinor) };
    return {
      facts: [factAbout(rewardDeclined, friend, grant, fact.timestamp, { given: String(known) })],
      decisions: [{ about: program, outcome: 'limit_reached', detail }],
    };
  }
  return {
    part: countGiven(input.parts.get(fact.profile) ?? noRewards, limit.key, given),
    facts: [factAbout(rewardReserved, friend, grant, fact.timestamp, { reserved: String(given) })],
  };
}

/** What was reserved and is not granted, or only in part, may be given for another friend. */
export function releaseOfLimit(input: Input, { limit, amountMinor }: Grant): Outcome<RewardsPart> {
  const { fact } = input;
  if (fact.trust !== 'server' || limit === undefined) return {};
  return { part: countGiven(input.parts.get(fact.profile) ?? noRewards, limit.key, -amountMinor) };
}
