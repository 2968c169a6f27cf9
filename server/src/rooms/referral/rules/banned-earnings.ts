import type { ProgramDefinition, Reward } from '@sarafan/contract';
import type { Banned } from './bans.ts';
import type { Earning } from './earnings.ts';
import type { Touch } from './part.ts';

/** What is left of rewards where whoever they would go to is banned: what the friend gets stays. */
export function withoutBanned(
  banned: Banned,
  { rewards }: ProgramDefinition,
  { referrer }: Touch,
  earnings: readonly Earning[],
): Earning[] {
  if (banned.size === 0) return [...earnings];
  return earnings.map((earning): Earning => {
    const { reward, status, holder, inviter } = earning;
    const rewarded = rewards[reward];
    if (rewarded?.to !== 'referrer' || (status !== 'earned' && status !== 'waiting')) return earning;
    const whose = isOfInviter(rewarded) ? (inviter ?? referrer) : holder;
    const since = whose === undefined ? undefined : banned.get(whose);
    if (since === undefined) return earning;
    const { amountMinor: _amount, failure: _failure, ...told } = earning;
    return { ...told, status: 'refused', reason: 'inviter_banned', actual: { since } };
  });
}

/** True where nothing can come of an invitation, since all of it would go to whoever invited. */
export function isForInviterAlone({ rewards, attribution }: ProgramDefinition): boolean {
  return attribution.perOrder !== true && rewards.every(isOfInviter);
}

function isOfInviter({ to, level = 1 }: Reward): boolean {
  return to === 'referrer' && level === 1;
}
