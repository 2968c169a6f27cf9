import type { ProfileId } from '../../../kit/values/ids.ts';
import { timeOf } from '../../../kit/values/position.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import type { Touch } from './part.ts';

/**
 * Who is banned from a program at a revision of its definitions, by each of their profiles, with the moment when the
 * ban began. A ban that was lifted is not among them: all is as if it had never been.
 *
 * Whoever is banned is owed nothing, whenever it was earned. A friend whom they had invited before keeps what is the
 * friend's own; an invitation of theirs from the ban on counts for nobody.
 */
export type Banned = ReadonlyMap<ProfileId, EpochMs>;

/** A ban as it stands in the definitions. */
export interface StandingBan {
  readonly program: string;
  /** All profiles of the person when the ban began: an invitation bears the one that it came by. */
  readonly profiles: readonly ProfileId[];
  readonly since: EpochMs;
}

export function bannedFrom(program: string, bans: readonly StandingBan[]): Banned {
  const own = bans.filter((ban) => ban.program === program);
  return new Map(own.flatMap(({ profiles, since }) => profiles.map((profile) => [profile, since] as const)));
}

/** True of somebody one of whose profiles is banned. */
export function isBanned(banned: Banned, profiles: readonly ProfileId[]): boolean {
  return banned.size > 0 && profiles.some((profile) => banned.has(profile));
}

/** True of an invitation by somebody who was banned by then. One that support dated back was made when it was. */
export function isByBanned(banned: Banned, { referrer, at, made }: Touch): boolean {
  const since = banned.get(referrer);
  return since !== undefined && (made ?? timeOf(at)) >= since;
}
