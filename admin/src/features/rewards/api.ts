import type { LedgerUnit, ProgramSummary, RewardGrant } from '@sarafan/contract';
import { lists, writes } from '../../kit/api.ts';

/** What the screens of rewards read and write. */
export const rewardsApi = {
  grants: lists<RewardGrant>('/rewards/grants'),
  programs: lists<ProgramSummary>('/referral/programs'),
  units: lists<LedgerUnit>('/ledger/units'),
  approve: writes<{ readonly note: string }, RewardGrant>('POST', '/rewards/grants/:grant/approve'),
  refuse: writes<{ readonly note: string }, RewardGrant>('POST', '/rewards/grants/:grant/refuse'),
};
