import type {
  Ban,
  BanDecision,
  BanReason,
  BindingAnswer,
  CheckedProgram,
  CodeLookup,
  FailedCode,
  LaunchedProgram,
  LedgerUnit,
  LostReferrals,
  Pair,
  PairDetail,
  Participant,
  Participation,
  PersonSummary,
  ProgramCosts,
  ProgramDetail,
  ProgramSummary,
  ProgramVersionRow,
  QuarantinedFact,
  Recipe,
  Statistics,
  TaskList,
  VersionReach,
} from '@sarafan/contract';
import { lists, reads, writes } from '../../kit/api.ts';
import { asks } from '../../kit/ask.ts';

/** A definition as it stands in the editor, which may be anything as long as it is being typed. */
type Unchecked = Readonly<Record<string, unknown>>;

interface NewVersion {
  readonly key: string;
  readonly definition: Unchecked;
  /** The version that was looked at, 0 of a new program: a newer one is not replaced. */
  readonly basedOn: number;
  readonly note: string;
  readonly appliesTo?: VersionReach;
  readonly recipe?: string;
}
/** Whom a ban names: somebody by the customer's id, or somebody whom the admin knows already. */
type NewBan = { readonly reason: BanReason; readonly note: string } & (
  | { readonly userId: string }
  | { readonly person: string }
);

/** What the screens of programs and of support read and write. */
export const referralApi = {
  programs: lists<ProgramSummary>('/referral/programs'),
  program: reads<ProgramDetail>('/referral/programs/:program'),
  versions: lists<ProgramVersionRow>('/referral/programs/:program/versions'),
  lost: reads<LostReferrals>('/referral/programs/:program/lost'),
  failedCodes: lists<FailedCode>('/referral/failed-codes'),
  costs: reads<ProgramCosts>('/referral/programs/:program/costs'),
  statistics: reads<Statistics>('/referral/programs/:program/statistics'),
  tasks: reads<TaskList>('/referral/programs/:program/tasks'),
  participants: lists<Participant>('/referral/programs/:program/participants'),
  programPairs: lists<Pair>('/referral/programs/:program/pairs'),
  bans: lists<Ban>('/referral/programs/:program/bans'),
  ban: reads<Ban>('/referral/programs/:program/bans/:ban'),
  begin: writes<NewBan, Ban>('POST', '/referral/programs/:program/bans'),
  lift: writes<BanDecision, Ban>('POST', '/referral/programs/:program/bans/:ban/lift'),
  keep: writes<BanDecision, Ban>('POST', '/referral/programs/:program/bans/:ban/keep'),
  recipes: lists<Recipe>('/referral/recipes'),
  units: lists<LedgerUnit>('/ledger/units'),
  saveUnit: writes<LedgerUnit, LedgerUnit>('POST', '/ledger/units'),
  join: writes<{ readonly userId: string }, Participation>('POST', '/referral/programs/:program/participants'),
  install: writes<undefined, LaunchedProgram>('POST', '/referral/recipes/:recipe/install'),
  check: asks<{ readonly key?: string; readonly definition: Unchecked; readonly recipe?: string }, CheckedProgram>(
    '/referral/programs/check',
  ),
  launch: writes<NewVersion, LaunchedProgram>('POST', '/referral/programs'),
  rollBack: writes<{ readonly version: number; readonly basedOn: number; readonly note: string }, LaunchedProgram>(
    'POST',
    '/referral/programs/:program/rollback',
  ),
  codes: reads<CodeLookup>('/referral/codes'),
  persons: lists<PersonSummary>('/people/persons'),
  pairs: lists<Pair>('/referral/pairs'),
  pair: reads<PairDetail>('/referral/pairs/:program/:friend'),
  bind: writes<{ readonly userId: string; readonly code: string; readonly at?: string }, BindingAnswer>(
    'POST',
    '/referral/bindings',
  ),
  unbind: writes<{ readonly program: string; readonly person: string }, BindingAnswer>('DELETE', '/referral/bindings'),
  quarantine: lists<QuarantinedFact>('/engine/quarantine'),
  release: writes<undefined, unknown>('POST', '/engine/quarantine/:fact/release'),
};
