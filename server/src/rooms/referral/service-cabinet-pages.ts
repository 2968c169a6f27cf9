import type { SubjectId } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { AnswerProblem } from './rules/application-form.ts';
import type { ProgramPromise } from './rules/promise.ts';
import type { ToldBan } from './service-bans.ts';
import type { CabinetOutlook } from './service-bonuses.ts';
import type { Brand } from './service-brand.ts';
import type { Candidate } from './service-candidates.ts';
import type { OwnChoice } from './service-choices.ts';
import type { FriendPage } from './service-friends.ts';
import type { Handout } from './service-handouts.ts';
import type { Holding } from './service-holdings.ts';
import type { ProgramState } from './service-lists.ts';
import type { OwnTask } from './service-tasks.ts';
import type { PublicProgram } from './store-programs.ts';

/** A cabinet that a token opened; `secret` is what the browser keeps, and we only its hash. */
export type Opening =
  | { readonly kind: 'opened'; readonly program: PublicProgram; readonly secret: string; readonly endsAt: EpochMs }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly program: PublicProgram; readonly brand: Brand; readonly why: TokenProblem }
  | { readonly kind: 'wait'; readonly seconds: number };

export type TokenProblem = 'bad' | 'expired' | 'used';

/** What a cabinet shows. */
export interface CabinetPage extends ToldBan {
  readonly program: PublicProgram;
  readonly state: ProgramState;
  readonly brand: Brand;
  readonly promise: ProgramPromise;
  readonly name: string | undefined;
  readonly code: string;
  readonly link: string;
  /** True when the link may say where it stands. */
  readonly hasPlacements: boolean;
  /** The links that the person has named, the oldest first. */
  readonly named: readonly string[];
  readonly counts: { readonly followed: number; readonly registered: number; readonly paid: number };
  readonly holdings: readonly Holding[];
  /** What is handed out instead of being spent, the latest first. */
  readonly handouts: readonly Handout[];
  /** Of all that friends bring together. */
  readonly outlook: CabinetOutlook;
  readonly tasks: readonly OwnTask[];
  readonly choices: readonly OwnChoice[];
  readonly friends: FriendPage;
  /** True when this is not the first page of friends. */
  readonly isFurther: boolean;
}

/** Whoever has a cabinet open, with what a message to a friend says. */
export interface Sharer extends Pick<CabinetPage, 'program' | 'brand' | 'promise' | 'link' | 'hasPlacements'> {
  readonly name: undefined;
  readonly person: SubjectId;
}

/** What somebody sees who may not take part yet, or is still to fill in a form. */
export interface CandidatePage extends Candidate {
  readonly program: PublicProgram;
  readonly brand: Brand;
  readonly promise: ProgramPromise;
}

/** What came of an application that was sent from a cabinet. */
export type ApplyAnswer =
  | Exclude<CabinetAnswer, { kind: 'shown' | 'candidate' }>
  | { readonly kind: 'applied'; readonly program: PublicProgram }
  /** Something is wrong with answers, or the person may not apply: nothing was sent. */
  | { readonly kind: 'candidate'; readonly page: CandidatePage; readonly problems: readonly AnswerProblem[] }
  | { readonly kind: 'wait'; readonly seconds: number };

export type CabinetAnswer =
  | { readonly kind: 'shown'; readonly page: CabinetPage }
  /** The program asks something of those who take part, and this person does not yet. */
  | { readonly kind: 'candidate'; readonly page: CandidatePage }
  /** The engine is still to decide that the person takes part. */
  | { readonly kind: 'soon'; readonly program: PublicProgram; readonly brand: Brand }
  | { readonly kind: 'ended'; readonly program: PublicProgram; readonly brand: Brand }
  | {
      readonly kind: 'closed';
      readonly program: PublicProgram;
      readonly brand: Brand;
      readonly site: string | undefined;
    }
  | { readonly kind: 'unknown' };
