import { pairStatuses } from '@sarafan/contract';
import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import {
  laneCount,
  laneOfSubject,
  type ProfileId,
  type ProgramId,
  type SubjectId,
  type WorkspaceId,
} from '../../kit/values/ids.ts';

const allLanes = scalarArray(Array.from({ length: laneCount }, (_, lane) => lane));

export interface PairRow {
  readonly program: ProgramId;
  readonly friend: SubjectId;
  readonly referrer: SubjectId | null;
  readonly channel: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly order: string | null;
  readonly touchedAt: number | null;
  readonly registeredAt: number | null;
  readonly paidAt: number | null;
  readonly changedAt: number;
}

/** Some persons by all their profiles: a pair of before a join bears the profile it was made with. */
export type Profiles = readonly ProfileId[];

export interface PairFilter {
  readonly programs: readonly ProgramId[];
  readonly status?: string;
  readonly friends?: Profiles;
  readonly referrers?: Profiles;
  /** Persons one of whom is the friend or the referrer. */
  readonly either?: Profiles;
}

const columns = `program_id, friend_id, referrer_id, channel, status, reason, order_id, touched_at, registered_at,
                 paid_at, changed_at`;

/** What every pair of a page is, whatever index finds it. */
const wanted = `
  workspace_id = $2
  and ($9::text[] is null or friend_id = any($9)) and ($10::text[] is null or referrer_id = any($10))
  and ($11::text[] is null or friend_id = any($11) or referrer_id = any($11))
  and (changed_at, friend_id) <= ($5, $6) and (changed_at, friend_id, program_id) < ($5, $6, $7)`;

const newest = 'order by changed_at desc, friend_id desc, program_id desc limit $8';

/** One range of an index for each program and status, merged. */
const ofPrograms = `
  select p.* from unnest($3::text[]) as k(program) cross join unnest($4::text[]) as s(state)
  cross join lateral (
    select ${columns} from referral_pairs
    where lane = any($1::smallint[]) and ${wanted} and program_id = k.program and status = s.state
    order by changed_at desc, friend_id desc limit $8) p`;

const ofFriends = (persons: '$9' | '$11'): string => `
  select ${columns} from referral_pairs
  where lane = any($1::smallint[]) and ${wanted} and lane = any($12::smallint[]) and friend_id = any(${persons}::text[])
    and program_id = any($3::text[]) and status = any($4::text[])`;

const ofReferrers = (persons: '$10' | '$11'): string => `
  select p.* from unnest($3::text[]) as k(program) cross join unnest(${persons}::text[]) as r(referrer)
  cross join lateral (
    select ${columns} from referral_pairs
    where lane = any($1::smallint[]) and ${wanted} and program_id = k.program and referrer_id = r.referrer
      and status = any($4::text[]) and $12::smallint[] is not null
    order by changed_at desc, friend_id desc limit $8) p`;

/** Where pairs are looked for: the narrowest filter leads, the others are looked at row by row. */
const statements = {
  friends: `select * from (${ofFriends('$9')}) p ${newest}`,
  referrers: `select * from (${ofReferrers('$10')}) p ${newest}`,
  either: `select * from (${ofFriends('$11')} union ${ofReferrers('$11')}) p ${newest}`,
  programs: `select * from (${ofPrograms}) p where $12::smallint[] is not null ${newest}`,
} as const;

function leadOf({ friends, referrers, either }: PairFilter): keyof typeof statements {
  if (friends !== undefined) return 'friends';
  if (referrers !== undefined) return 'referrers';
  return either === undefined ? 'programs' : 'either';
}

/** Pairs, those that changed last first: one that changes meanwhile is seen at the beginning. */
export async function pagePairs(
  db: Queryable,
  workspace: WorkspaceId,
  filter: PairFilter,
  before: readonly [number, string, string],
  limit: number,
): Promise<PairRow[]> {
  const { programs, status, friends, referrers, either } = filter;
  const lead = leadOf(filter);
  const given = (profiles: Profiles | undefined): string | null => {
    return profiles === undefined ? null : textArray(profiles);
  };
  const lanes = scalarArray([...new Set((friends ?? either ?? []).map(laneOfSubject))]);
  const { rows } = await db.query<StoredPair>({
    name: `referral-page-pairs-${lead}`,
    text: statements[lead],
    values: [
      ...[allLanes, workspace, textArray(programs), textArray(status === undefined ? pairStatuses : [status])],
      ...[...before, limit, given(friends), given(referrers), given(either), lanes],
    ],
  });
  return rows.map(pairOfRow);
}

interface StoredPair {
  program_id: string;
  friend_id: string;
  referrer_id: string | null;
  channel: string | null;
  status: string;
  reason: string | null;
  order_id: string | null;
  touched_at: string | null;
  registered_at: string | null;
  paid_at: string | null;
  changed_at: string;
}

function pairOfRow(row: StoredPair): PairRow {
  const moment = (text: string | null): number | null => (text === null ? null : Number(text));
  return {
    program: row.program_id as ProgramId,
    friend: row.friend_id as SubjectId,
    referrer: row.referrer_id === null ? null : (row.referrer_id as SubjectId),
    channel: row.channel,
    status: row.status,
    reason: row.reason,
    order: row.order_id,
    touchedAt: moment(row.touched_at),
    registeredAt: moment(row.registered_at),
    paidAt: moment(row.paid_at),
    changedAt: Number(row.changed_at),
  };
}
