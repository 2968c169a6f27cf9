import type { EpochMs } from '../../kit/values/time.ts';
import type { IdentifierKey, IdentifierOwner } from '../fact.ts';
import type { IdentifierConflict } from '../reactor.ts';
import type { Seen, SeenOwner } from './writes.ts';

/** An identifier and its owner at the time, as the history keeps them. */
export function seenOwner(key: IdentifierKey, owner: IdentifierOwner | undefined): SeenOwner {
  if (owner === undefined) return [key.kind, key.value];
  return [key.kind, key.value, owner.subject, owner.profile, owner.detail ?? null];
}

/** What the decisions about a fact saw besides the fact and the state; undefined when that was nothing. */
export function seenBy(
  at: EpochMs,
  now: EpochMs,
  conflicts: readonly IdentifierConflict[],
  asked: readonly SeenOwner[],
): Seen | undefined {
  if (at === now && conflicts.length === 0 && asked.length === 0) return undefined;
  return {
    ...(at === now ? {} : { at }),
    ...(conflicts.length === 0 ? {} : { conflicts: conflicts.map(({ key, owner }) => seenOwner(key, owner)) }),
    ...(asked.length === 0 ? {} : { owners: asked }),
  };
}
