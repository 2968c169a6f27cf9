import type { LedgerUnit, ProgramSummary, RewardGrant } from '@sarafan/contract';
import { lists, writes } from '../../kit/api.ts';

/** What somebody says of a reward that is handed out. */
interface Said {
  readonly note?: string;
  readonly reference?: string;
}

/** What the screens of rewards read and write. */
export const rewardsApi = {
  grants: lists<RewardGrant>('/rewards/grants'),
  programs: lists<ProgramSummary>('/referral/programs'),
  units: lists<LedgerUnit>('/ledger/units'),
  fulfilments: lists<RewardGrant>('/rewards/fulfilments'),
  fulfil: writes<Said, RewardGrant>('POST', '/rewards/grants/:grant/fulfil'),
  fail: writes<Said, RewardGrant>('POST', '/rewards/grants/:grant/fail'),
  reopen: writes<Said, RewardGrant>('POST', '/rewards/grants/:grant/reopen'),
  approve: writes<{ readonly note: string }, RewardGrant>('POST', '/rewards/grants/:grant/approve'),
  refuse: writes<{ readonly note: string }, RewardGrant>('POST', '/rewards/grants/:grant/refuse'),
};
