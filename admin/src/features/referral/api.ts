import type {
  BindingAnswer,
  CheckedProgram,
  CodeLookup,
  LaunchedProgram,
  LedgerUnit,
  Pair,
  PairDetail,
  Participant,
  Participation,
  PersonSummary,
  ProgramDetail,
  ProgramSummary,
  ProgramVersionRow,
  QuarantinedFact,
  Recipe,
  Statistics,
} from '@sarafan/contract';
import { lists, reads, writes } from '../../kit/api.ts';
import { asks } from '../../kit/ask.ts';

/** A definition as it stands in the editor, which may be anything as long as it is being typed. */
type Unchecked = Readonly<Record<string, unknown>>;

/** What the screens of programs and of support read and write. */
export const referralApi = {
  programs: lists<ProgramSummary>('/referral/programs'),
  program: reads<ProgramDetail>('/referral/programs/:program'),
  versions: lists<ProgramVersionRow>('/referral/programs/:program/versions'),
  statistics: reads<Statistics>('/referral/programs/:program/statistics'),
  participants: lists<Participant>('/referral/programs/:program/participants'),
  programPairs: lists<Pair>('/referral/programs/:program/pairs'),
  recipes: lists<Recipe>('/referral/recipes'),
  units: lists<LedgerUnit>('/ledger/units'),
  saveUnit: writes<LedgerUnit, LedgerUnit>('POST', '/ledger/units'),
  join: writes<{ readonly userId: string }, Participation>('POST', '/referral/programs/:program/participants'),
  install: writes<undefined, LaunchedProgram>('POST', '/referral/recipes/:recipe/install'),
  check: asks<{ readonly key?: string; readonly definition: Unchecked }, CheckedProgram>('/referral/programs/check'),
  launch: writes<{ readonly key: string; readonly definition: Unchecked; readonly note: string }, LaunchedProgram>(
    'POST',
    '/referral/programs',
  ),
  rollBack: writes<{ readonly version: number; readonly note: string }, LaunchedProgram>(
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
