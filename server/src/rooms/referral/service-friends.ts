import { readSurvivors, type StoredSubject } from '../../engine/index.ts';
import type { Pool } from '../../kit/db.ts';
import { parseAmount } from '../../kit/values/amounts.ts';
import { getOrInsert } from '../../kit/values/group.ts';
import type { ProfileId, ProgramId, SubjectId } from '../../kit/values/ids.ts';
import type { Sentence } from '../../kit/values/sentences.ts';
import type { DayOf } from '../../kit/values/zones.ts';
import type { PeoplePart } from '../people/index.ts';
import { type GrantRow, grantsForFriend } from '../rewards/index.ts';
import { explainedRewards, withoutReplaced } from './rules/explained-rewards.ts';
import { type OwnOutcome, ownOutcome } from './rules/kind-reasons.ts';
import { shortNameIn } from './rules/known-traits.ts';
import { shortName } from './rules/names.ts';
import { booksOf } from './rules/owed.ts';
import { type ReferralPart, viewOf } from './rules/part.ts';
import type { Program } from './rules/programs.ts';
import { type NamedUnit, unitAmount } from './rules/unit-words.ts';
import { judge, type Verdict } from './rules/verdict.ts';
import { personParts } from './service-parts.ts';
import { type FriendPlace, type FriendRow, pageFriends } from './store-cabinets.ts';
import type { PublicProgram } from './store-programs.ts';

export type FriendState = 'following' | 'contacts' | 'registered' | 'paid' | 'credited' | 'refused' | 'reversed';

type RewardState = ReturnType<typeof explainedRewards>[number]['state'];

/** A friend as the person who invited them may see them. */
export interface Friend {
  /** The given name and an initial; undefined when none is known. */
  readonly name: string | undefined;
  readonly state: FriendState;
  readonly invitedAt: number;
  readonly rewards: readonly { readonly amount: Sentence; readonly state: RewardState; readonly availableAt: number }[];
  /** Why rewards of whoever invited were not earned, a sentence for each of them. */
  readonly whys: readonly Sentence[];
}

export interface FriendPage {
  readonly friends: readonly Friend[];
  readonly next: FriendPlace | undefined;
}

const shownAtMost = 20;
const readAtMost = 60;
const grantsAtMost = 1_000;

/** What friends are told with. */
interface FriendsTold {
  readonly programs: readonly Program[];
  readonly units: ReadonlyMap<string, NamedUnit>;
  readonly dayOf: DayOf;
}

/** The friends of a referrer, those who changed last first. Whoever only looked and is nobody is left out. */
export async function friendsOf(
  pool: Pool,
  program: PublicProgram,
  referrers: readonly ProfileId[],
  before: FriendPlace | undefined,
  { programs, units, dayOf }: FriendsTold,
): Promise<FriendPage> {
  const { workspace } = program;
  const rows = await pageFriends(pool, workspace, program.program, referrers, before, readAtMost + 1);
  const looked = rows.slice(0, readAtMost);
  const read = await readSurvivors(
    pool,
    workspace,
    looked.map(({ friend }) => friend),
  );
  const definition = programs.find((each) => each.id === program.program);
  if (definition === undefined) throw new Error(`The program ${program.program} has no version`);
  const known = looked.flatMap((row) => {
    const stored = read.get(row.friend);
    return stored === undefined ? [] : [describe(row, stored, program.program, referrers)];
  });
  const worth = known.filter(({ name, state }) => name !== undefined || state !== 'following');
  const shown = worth.slice(0, shownAtMost);
  const grants = await grantsOf(pool, program, shown);
  const friends = shown.map((each): Friend => {
    const verdict = judge(definition, each.view, each.stored.profiles, programs);
    const held = withoutReplaced(grants.get(each.stored.subject) ?? []);
    const rewards = explainedRewards(booksOf(each.parts, program.program), held, {
      units,
      nameOf: (person) => ({ person, userId: null }),
      dayOf,
    });
    const rules = definition.versions.find(({ version }) => version === verdict.version)?.definition;
    if (rules === undefined) throw new Error(`The program ${program.program} has no version ${verdict.version}`);
    return {
      ...present(each, verdict, ownOutcome(verdict, rules, units)),
      rewards: ownRewards(rewards, referrers, units),
    };
  });
  const last = shown.length < worth.length ? shown.at(-1)?.row : rows[readAtMost] && rows[readAtMost - 1];
  return { friends, next: last === undefined ? undefined : { changedAt: last.changedAt, friend: last.friend } };
}

interface Known {
  readonly row: FriendRow;
  readonly stored: StoredSubject;
  readonly parts: readonly ReferralPart[];
  readonly view: ReturnType<typeof viewOf>;
  readonly name: string | undefined;
  readonly state: 'following' | 'contacts' | 'registered';
}

function describe(row: FriendRow, stored: StoredSubject, program: ProgramId, referrers: readonly ProfileId[]): Known {
  const { parts, traits } = personParts(stored);
  const formName = nameOnForm(stored, program, referrers);
  const registered = row.registeredAt !== null ? 'registered' : formName === undefined ? 'following' : 'contacts';
  return { row, stored, parts, view: viewOf(parts, traits), name: formName ?? shortNameIn(traits), state: registered };
}

/**
 * The name that was typed on the form by which the invitation came. It goes before a name that a server told: whoever
 * types somebody else's address into a form learns no more of them than what was typed.
 */
function nameOnForm(stored: StoredSubject, program: ProgramId, referrers: readonly ProfileId[]): string | undefined {
  for (const profile of stored.profiles) {
    const part = stored.partOf('referral', profile) as ReferralPart | undefined;
    const isInvited = part?.touches.some((touch) => touch.program === program && referrers.includes(touch.referrer));
    if (isInvited !== true) continue;
    const own = stored.partOf('people', profile) as PeoplePart | undefined;
    const name = own?.userId === undefined ? shortName({ name: own?.traits['name']?.value }) : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}

async function grantsOf(
  pool: Pool,
  { workspace, program }: PublicProgram,
  shown: readonly Known[],
): Promise<ReadonlyMap<SubjectId, GrantRow[]>> {
  const owners = new Map(shown.flatMap(({ stored }) => stored.profiles.map((profile) => [profile, stored.subject])));
  if (owners.size === 0) return new Map();
  const grants = await grantsForFriend(pool, workspace, program, [...owners.keys()], grantsAtMost);
  const byFriend = new Map<SubjectId, GrantRow[]>();
  for (const grant of grants) {
    const friend = owners.get(grant.friend);
    if (friend !== undefined) getOrInsert(byFriend, friend, () => []).push(grant);
  }
  return byFriend;
}

function present(known: Known, verdict: Verdict, outcome: OwnOutcome): Omit<Friend, 'rewards'> {
  const { row, name } = known;
  return {
    ...{ name, invitedAt: row.touchedAt ?? row.changedAt, whys: outcome.whys },
    state: stateOf(known, verdict, outcome.status),
  };
}

/** What came of a friend for whoever invited them. */
function stateOf({ state }: Known, verdict: Verdict, own: OwnOutcome['status']): FriendState {
  const hasPaid = verdict.order !== undefined;
  switch (own) {
    case 'earned':
      return hasPaid ? 'paid' : 'credited';
    case 'refused':
    case 'reversed':
      return own;
    case 'waiting':
    case undefined:
      // The friend may be rewarded for what they did, while whoever invited them still waits.
      if (hasPaid) return 'paid';
      return verdict.status === 'rewarded' ? 'credited' : state;
  }
}

/** What the person who invited gets: what the friend and those further up get is their own affair. */
function ownRewards(
  rewards: ReturnType<typeof explainedRewards>,
  referrers: readonly string[],
  units: FriendsTold['units'],
): Friend['rewards'] {
  return rewards.flatMap(({ side, holder, unit: name, amount, state, availableAt }) => {
    const unit = units.get(name);
    const parsed = parseAmount(amount.replace(/^-/, ''), unit?.exponent ?? 0);
    const isOwn = side === 'referrer' && referrers.includes(holder.person);
    if (!isOwn || unit === undefined || !parsed.ok || state === 'withdrawn') return [];
    return [{ amount: unitAmount(parsed.minor, unit), state, availableAt: Date.parse(availableAt) }];
  });
}
