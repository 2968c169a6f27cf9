import { type Fact, readServerFacts, readServerFactsAt, readSubjects, type StoredSubject } from '../../engine/index.ts';
import type { Queryable } from '../../kit/db.ts';
import { groupBy } from '../../kit/values/group.ts';
import type { ProfileId, ProgramId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { type PeoplePart, personOf } from '../people/index.ts';
import { standingForFriends } from '../rewards/index.ts';
import { orderCredited } from './rules/facts.ts';
import { serverTraits } from './rules/known-traits.ts';
import { emptyReferralPart, type ReferralPart, type ReferralView, viewOf } from './rules/part.ts';
import { type Draft, recredited, refold, type Sum, sumsOf } from './rules/replay.ts';
import { closeFriends, nextFriends, openFriends } from './store-replay.ts';

export const friendsAtOnce = 200;

/** Whose pairs are looked through. */
interface Which {
  readonly workspace: WorkspaceId;
  readonly program: ProgramId;
}

/** All that a pair is judged by, and what stands of its rewards. */
export interface Known {
  readonly stored: StoredSubject;
  readonly factsOf: (profile: ProfileId) => readonly Fact[];
  /** How many they are. */
  readonly facts: number;
  readonly standing: readonly Sum[];
}

async function readKnown(
  tx: Queryable,
  { workspace, program }: Which,
  { definitions }: Draft,
  friends: readonly SubjectId[],
): Promise<Known[]> {
  const subjects = (await readSubjects(tx, workspace, friends)).filter(({ redirect }) => redirect === undefined);
  const profiles = subjects.flatMap((each) => each.profiles);
  const told = await readServerFacts(
    tx,
    workspace,
    subjects.map((each) => each.profiles),
  );
  const places = told.flatMap(({ name, lineage }) => (name === orderCredited ? (lineage.cause ?? []) : []));
  const causes = await readServerFactsAt(tx, workspace, places);
  const facts = told.map((fact) => recredited(fact, causes.get(fact.lineage.cause ?? ''), definitions));
  const standing = await standingForFriends(tx, workspace, program, profiles);
  const factsByProfile = groupBy(facts, ({ profile }) => profile);
  const factsOf = (profile: ProfileId): readonly Fact[] => factsByProfile.get(profile) ?? [];
  const standingOf = groupBy(standing, ({ friend }) => friend);
  return subjects.map((stored) => ({
    ...{ stored, factsOf },
    facts: stored.profiles.reduce((sum, profile) => sum + factsOf(profile).length, 0),
    standing: sumsOf(stored.profiles.flatMap((profile) => standingOf.get(profile) ?? [])),
  }));
}

/** All that is known of a person, as it would be remembered if the draft had stood from the beginning. */
export function draftView({ definitions }: Draft, { stored, factsOf }: Known): ReferralView {
  const again = stored.profiles.map((profile: ProfileId) => {
    return refold(partOf(stored, profile), profile, factsOf(profile), definitions);
  });
  return viewOf(again, traitsOf(stored));
}

/** What the room remembers of a profile. */
export function partOf(stored: StoredSubject, profile: ProfileId): ReferralPart {
  return (stored.partOf('referral', profile) ?? emptyReferralPart) as ReferralPart;
}

export function traitsOf(stored: StoredSubject): ReturnType<typeof serverTraits> {
  // The rooms' own parts, as the engine kept them.
  return serverTraits(personOf(stored.partsOf('people') as readonly PeoplePart[]).traits);
}

/** Every pair of the program, some hundred at a time. */
export async function lookThrough(
  tx: Queryable,
  which: Which,
  draft: Draft,
  look: (each: Known) => void,
  progress: (done: number) => Promise<void>,
): Promise<void> {
  let done = 0;
  await openFriends(tx, which.workspace, which.program);
  for (;;) {
    await progress(done);
    const friends = await nextFriends(tx, friendsAtOnce);
    if (friends.length === 0) break;
    for (const each of await readKnown(tx, which, draft, friends)) look(each);
    done += friends.length;
  }
  await closeFriends(tx);
}
