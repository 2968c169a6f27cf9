import type {
  Explanation,
  LedgerBalance,
  Pair,
  PersonConsent,
  PersonDetail,
  PersonSummary,
  ProgramSummary,
  Reservation,
  RewardGrant,
  TimelineItem,
} from '@sarafan/contract';
import { lists, reads, writes } from '../../kit/api.ts';

/** Who two persons are now, and the profile that a separation would take out again. */
export interface Merged {
  readonly person: string;
  readonly profile: string;
}

/** What the screens of people read and write. */
export const peopleApi = {
  persons: lists<PersonSummary>('/people/persons'),
  person: reads<PersonDetail>('/people/persons/:person'),
  consents: lists<PersonConsent>('/people/persons/:person/consents'),
  timeline: lists<TimelineItem>('/people/persons/:person/timeline'),
  separate: writes<{ readonly profile: string }>('POST', '/people/persons/:person/separations'),
  merge: writes<{ readonly into: string }, Merged>('POST', '/people/persons/:person/merges'),
  balances: lists<LedgerBalance>('/ledger/balances'),
  grants: lists<RewardGrant>('/rewards/grants'),
  reservations: lists<Reservation>('/checkout/reservations'),
  release: writes<undefined, Reservation>('POST', '/checkout/reservations/:reservation/release'),
  programs: lists<ProgramSummary>('/referral/programs'),
  pairs: lists<Pair>('/referral/pairs'),
  explanation: reads<Explanation>('/referral/explanations'),
};
