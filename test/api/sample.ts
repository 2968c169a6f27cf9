import type { ApplicationIds } from './customer-applications.ts';
import type { BanIds } from './customer-bans.ts';
import type { HandoutIds } from './customer-handouts.ts';
import type { ImportIds } from './customer-imports.ts';

/** Ids of one workspace, for requests that name them. */
export interface Ids {
  readonly person: string;
  readonly friend: string;
  /** A person made of two profiles, and the profile that joined. */
  readonly joined: string;
  readonly joinedProfile: string;
  /** A fact in quarantine. */
  readonly quarantined: string;
  /** Two rewards in review. */
  readonly doubtful: string;
  readonly alsoDoubtful: string;
  /** Somebody without an id of the customer's, whom nothing links to anybody. */
  readonly stranger: string;
  readonly userId: string;
  readonly friendUserId: string;
  readonly email: string;
  readonly program: string;
  readonly code: string;
  readonly key: string;
  /** A member of the workspace who is not its only owner, and an open invitation. */
  readonly user: string;
  readonly invitation: string;
  readonly applications: ApplicationIds;
  readonly bans: BanIds;
  readonly handouts: HandoutIds;
  readonly imports: ImportIds;
  /** The name of a saved mapping. */
  readonly mapping: string;
  readonly command: string;
  /** Promotions: one shared code, codes used once, personal codes; with an alarm, and a reservation of each end. */
  readonly promotion: string;
  readonly coupons: string;
  readonly gifts: string;
  readonly alarm: string;
  readonly reserved: string;
  readonly alsoReserved: string;
  /** Endpoints: one that stays, one that may be disabled, one that may go; and a delivery that may be sent again. */
  readonly subscription: string;
  readonly quietSubscription: string;
  readonly spareSubscription: string;
  readonly delivery: string;
}

export interface Sample {
  /** Below /api/v1. */
  readonly url: string;
  readonly payload?: object;
  /**
   * What another workspace's key is answered when it sends this: `unknown` names things of the first, `empty` filters
   * by them, `own` names nothing and shows or changes the caller's own.
   */
  readonly abroad: 'unknown' | 'empty' | 'own';
}

export type Samples = Readonly<Record<string, (ids: Ids) => Sample>>;
