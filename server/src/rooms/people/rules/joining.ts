import type { ProfileId, SubjectId } from '../../../kit/values/ids.ts';
import type { EpochMs } from '../../../kit/values/time.ts';

/** What decides which of two persons survives a join. */
export interface Candidate {
  readonly subject: SubjectId;
  readonly userId: string | undefined;
  readonly createdAt: EpochMs;
  readonly profiles: readonly ProfileId[];
  /** Profiles that support separated from this person. */
  readonly apart: readonly ProfileId[];
}

export type Judgement =
  | { readonly kind: 'join'; readonly survivor: 'mine' | 'theirs' }
  /** Two known persons are only a suggestion for support: no shared browser or contact joins two user ids. */
  | { readonly kind: 'suggest'; readonly reason: 'two_users' | 'kept_apart' | 'too_many_profiles' };

/** A person is at most so many profiles. */
export const profilesAtMost = 50;

/** The kind of a «shared identifier» that is no identifier: support said that two persons are one. */
export const byHand = 'byHand';

/**
 * Judges whether two persons that share an identifier are one. What support once separated joins again only by hand.
 * The loser is the one without a user id, else the newer; the order is total, so both lanes judge alike and a request
 * that crosses another ends.
 */
export function judgeJoin(mine: Candidate, theirs: Candidate, isByHand = false): Judgement {
  if (mine.userId !== undefined && theirs.userId !== undefined && mine.userId !== theirs.userId) {
    return { kind: 'suggest', reason: 'two_users' };
  }
  const apart =
    mine.apart.some((profile) => theirs.profiles.includes(profile)) ||
    theirs.apart.some((profile) => mine.profiles.includes(profile));
  if (apart && !isByHand) return { kind: 'suggest', reason: 'kept_apart' };
  if (mine.profiles.length + theirs.profiles.length > profilesAtMost) {
    return { kind: 'suggest', reason: 'too_many_profiles' };
  }
  return { kind: 'join', survivor: survives(mine, theirs) ? 'mine' : 'theirs' };
}

function survives(mine: Candidate, theirs: Candidate): boolean {
  if ((mine.userId === undefined) !== (theirs.userId === undefined)) return mine.userId !== undefined;
  if (mine.createdAt !== theirs.createdAt) return mine.createdAt < theirs.createdAt;
  return mine.subject < theirs.subject;
}
