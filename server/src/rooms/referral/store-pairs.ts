import { pairStatuses } from '@sarafan/contract';
import { pageRowsAtMost } from '../../kit/api/paging.ts';
import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import {
  laneOfSubject,
  type ProfileId,
  type ProgramId,
  type SubjectId,
  type WorkspaceId,
} from '../../kit/values/ids.ts';

export interface PairRow {
  readonly program: ProgramId;
  readonly friend: SubjectId;
  readonly referrer: SubjectId | null;
  readonly channel: string | null;
  /** Where the link stood that counts. */
  readonly placement: string | null;
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

const columns = `program_id, friend_id, referrer_id, channel, placement, status, reason, order_id, touched_at,
                 registered_at, paid_at, changed_at`;

/** Values that a statement does not need still have types. */
const untold = `($8::text[] is null or $9::text[] is null or $10::text[] is null or $11::smallint[] is null or true)`;

/**
 * What each filter asks of a row. A filter that is absent is not in the statement: a planner that does not know whether
 * it narrows anything plans the statement anew each time.
 */
const conditions = {
  friends: 'friend_id = any($8::text[])',
  referrers: 'referrer_id = any($9::text[])',
  either: '(friend_id = any($10::text[]) or referrer_id = any($10::text[]))',
} as const;
type Lead = keyof typeof conditions;
const leads: readonly Lead[] = ['friends', 'referrers', 'either'];

const newestOfRange = `order by changed_at desc, friend_id desc limit ${pageRowsAtMost}`;
const newest = 'order by changed_at desc, friend_id desc, program_id desc';

function range(asked: readonly Lead[], more: string): string {
  const narrowed = asked.map((each) => `${conditions[each]} and `).join('');
  return `
    select ${columns} from referral_pairs
    where lane between 0 and 255 and workspace_id = $1 and changed_at <= $4::bigint
      and (changed_at, friend_id) <= ($4::bigint, $5::text)
      and (changed_at, friend_id, program_id) < ($4::bigint, $5::text, $6::text)
      and ${narrowed} ${untold} and ${more}`;
}

/** One range of an index for each program and status, merged. */
const ofPrograms = (asked: readonly Lead[]): string => `
  select p.* from unnest($2::text[]) as k(program) cross join unnest($3::text[]) as s(state)
  cross join lateral (${range(asked, 'program_id = k.program and status = s.state')} ${newestOfRange}) p`;

const ofFriends = (asked: readonly Lead[], persons: '$8' | '$10'): string =>
  range(
    asked,
    `lane = any($11::smallint[]) and friend_id = any(${persons}::text[]) and program_id = any($2::text[])
     and status = any($3::text[])`,
  );

const ofReferrers = (asked: readonly Lead[], persons: '$9' | '$10'): string => `
  select p.* from unnest($2::text[]) as k(program) cross join unnest(${persons}::text[]) as r(referrer)
  cross join lateral (
    ${range(asked, 'program_id = k.program and referrer_id = r.referrer and status = any($3::text[])')}
    ${newestOfRange}) p`;

/** Where pairs are looked for: the narrowest filter leads, the others are looked at row by row. */
const rowsOf: Readonly<Record<Lead | 'programs', (asked: readonly Lead[]) => string>> = {
  friends: (asked) => ofFriends(asked, '$8'),
  referrers: (asked) => ofReferrers(asked, '$9'),
  either: (asked) => `${ofFriends(asked, '$10')} union ${ofReferrers(asked, '$10')}`,
  programs: ofPrograms,
};

/** Pairs, those that changed last first: one that changes meanwhile is seen at the beginning. */
export async function pagePairs(
  db: Queryable,
  workspace: WorkspaceId,
  filter: PairFilter,
  before: readonly [number, string, string],
  limit: number,
): Promise<PairRow[]> {
  const { programs, status, friends, referrers, either } = filter;
  const asked = leads.filter((each) => filter[each] !== undefined);
  const rowsOfLead = rowsOf[asked[0] ?? 'programs'](asked);
  const given = (profiles: Profiles | undefined): string | null => {
    return profiles === undefined ? null : textArray(profiles);
  };
  const lanes = scalarArray([...new Set((friends ?? either ?? []).map(laneOfSubject))]);
  const { rows } = await db.query<StoredPair>({
    name: ['referral-pairs', ...asked].join('-'),
    text: `
      select * from (select * from (${rowsOfLead}) p ${newest} limit ${pageRowsAtMost}) page ${newest} limit $7`,
    values: [
      ...[workspace, textArray(programs), textArray(status === undefined ? pairStatuses : [status])],
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
  placement: string | null;
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
    placement: row.placement,
    status: row.status,
    reason: row.reason,
    order: row.order_id,
    touchedAt: moment(row.touched_at),
    registeredAt: moment(row.registered_at),
    paidAt: moment(row.paid_at),
    changedAt: Number(row.changed_at),
  };
}
