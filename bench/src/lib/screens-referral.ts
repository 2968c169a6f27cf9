import { writeCursor } from '../../../server/src/kit/api/paging.ts';
import { dayMs, isoDate } from '../../../server/src/kit/values/time.ts';
import { nearCodes } from '../../../server/src/rooms/referral/rules/near-codes.ts';
import { codeNumbered, type Filled, personNumbered } from './filling.ts';
import { type Bare, joinPerson, newest, personColumns, programNames, readRows, type Screen } from './screen.ts';
import type { Tenant } from './tenant.ts';

/** Programs and who takes part in them, pairs by every filter, codes that support is told, and statistics. */
export function referralScreens(tenant: Tenant, filled: Filled): readonly Screen[] {
  const { workspace, programs } = tenant;
  const program = programs[0] ?? '';
  return [
    {
      label: 'programs',
      path: '/api/v1/referral/programs',
      bare: [
        {
          text: `
            select distinct on (p.key) p.program_id, p.key, v.version, v.launched_at, v.definition
            from referral_programs p join referral_versions v using (workspace_id, program_id)
            where p.workspace_id = $1 order by p.key, v.version desc limit ${readRows}`,
          values: [workspace],
        },
      ],
    },
    {
      label: 'participants',
      path: `/api/v1/referral/programs/${program}/participants`,
      bare: [
        {
          text: `
            select r.*, ${personColumns('p')} from (
              select person_id, code, joined_at from referral_participants
              where workspace_id = $1 and program_id = $2
              order by joined_at desc, person_id desc limit ${readRows}) r
            ${joinPerson('r.person_id', 'p')} order by r.joined_at desc, r.person_id desc`,
          values: [workspace, program],
        },
      ],
    },
    ...pairScreens(tenant, filled),
    ...codeScreens(tenant, filled),
    statistics(tenant, 'statistics of a month', program, 30),
    statistics(tenant, 'statistics of a year', program, 365),
  ];
}

const pairColumns = `program_id, friend_id, referrer_id, channel, status, reason, order_id, touched_at, registered_at,
                     paid_at, changed_at`;

/** A page of pairs with who the two are and what the program is called. */
function pairPage(rows: string, values: readonly unknown[]): Bare {
  const text = `
    select r.*, n.key, n.name, ${personColumns('f')}, ${personColumns('i')} from (
      select * from (${rows}) found order by changed_at desc, friend_id desc, program_id desc limit ${readRows}) r
    join ${programNames} n on n.program_id = r.program_id
    ${joinPerson('r.friend_id', 'f')} ${joinPerson('r.referrer_id', 'i')}
    order by r.changed_at desc, r.friend_id desc, r.program_id desc`;
  return { text, values };
}

function pairScreens({ workspace, programs }: Tenant, filled: Filled): readonly Screen[] {
  const program = programs[0] ?? '';
  const friend = personNumbered(Math.floor(filled.persons / 2));
  const referrer = personNumbered(1);
  const middle = filled.first + Math.floor((filled.last - filled.first) / 2);
  const byAge = `order by changed_at desc, friend_id desc limit ${readRows}`;
  const ranges = (before: number, statuses: readonly string[], among: readonly string[] = programs): Bare =>
    pairPage(
      `select c.* from unnest($2::text[]) as k(program) cross join unnest($3::text[]) as s(status)
       cross join lateral (
         select ${pairColumns} from referral_pairs
         where workspace_id = $1 and program_id = k.program and status = s.status
           and changed_at <= $4 and (changed_at, friend_id) < ($4, '') ${byAge}) c`,
      [workspace, among, statuses, before],
    );
  const every = ['none', 'waiting', 'rewarded', 'refused', 'reversed'];
  const of = (column: 'friend_id' | 'referrer_id', person: string): Bare =>
    column === 'friend_id'
      ? pairPage(
          `select ${pairColumns} from referral_pairs where lane = $2 and friend_id = $3 and workspace_id = $1 ${byAge}`,
          [workspace, Number.parseInt(person.slice(4, 6), 16), person],
        )
      : pairPage(
          `select c.* from unnest($2::text[]) as k(program) cross join lateral (
             select ${pairColumns} from referral_pairs
             where workspace_id = $1 and program_id = k.program and referrer_id = $3 ${byAge}) c`,
          [workspace, programs, person],
        );
  const path = '/api/v1/referral/pairs';
  return [
    { label: 'pairs', path, bare: [ranges(newest, every)] },
    {
      label: 'pairs, the middle',
      path: `${path}?cursor=${writeCursor(middle, '', '')}`,
      bare: [ranges(middle, every)],
    },
    { label: 'pairs of a program', path: `${path}?program=${program}`, bare: [ranges(newest, every, [program])] },
    {
      label: 'pairs that were refused',
      path: `${path}?program=${program}&status=refused`,
      bare: [ranges(newest, ['refused'], [program])],
    },
    { label: 'pairs of a friend', path: `${path}?friend=${friend}`, bare: [of('friend_id', friend)] },
    { label: 'pairs of a referrer', path: `${path}?referrer=${referrer}`, bare: [of('referrer_id', referrer)] },
    {
      label: 'pairs by a search',
      path: `${path}?q=${encodeURIComponent('Кузнецова Вера')}`,
      bare: [searched(workspace, programs, ['кузнецова', 'вера'])],
    },
  ];
}

/** The pairs of the twenty newest whom a search finds, as friend or as referrer. */
function searched(workspace: string, programs: readonly string[], words: readonly string[]): Bare {
  return pairPage(
    `with hits as materialized (
       select lane, person_id, created_at from people_persons
       where search @@ $3::tsquery and joined_into is null
         and (name is not null or email is not null or phone is not null or user_id is not null)),
     found as materialized (select * from hits order by created_at desc, person_id desc limit 20)
     select * from (
       select c.* from found cross join lateral (
         select ${pairColumns} from referral_pairs
         where lane = found.lane and friend_id = found.person_id and workspace_id = $1) c
       union
       select c.* from found cross join unnest($2::text[]) as k(program) cross join lateral (
         select ${pairColumns} from referral_pairs
         where workspace_id = $1 and program_id = k.program and referrer_id = found.person_id
         order by changed_at desc, friend_id desc limit ${readRows}) c) both_sides
     order by changed_at desc, friend_id desc limit ${readRows}`,
    [workspace, programs, words.map((word) => `'${workspace} ${word}':*`).join(' & ')],
  );
}

function codeScreens({ workspace }: Tenant, { persons }: Filled): readonly Screen[] {
  const [exact, other] = [codeNumbered(1), codeNumbered(Math.floor(persons / 2))];
  const mistyped = `${other.slice(1, 2)}${other.slice(0, 1)}${other.slice(2)}`;
  const lookUp = (codes: readonly string[]): Bare => ({
    text: `
      select i.value, n.*, ${personColumns('p')}, counts.*, clicks.followed
      from people_identifiers i
      join ${programNames} n on n.program_id = i.detail
      ${joinPerson('i.subject_id', 'p')}
      cross join lateral (
        select count(touched_at), count(registered_at), count(paid_at), count(*) filter (where status = 'rewarded')
        from referral_pairs where workspace_id = $1 and program_id = i.detail and referrer_id = i.subject_id) counts
      cross join lateral (
        select sum(clicks) as followed from referral_clicks
        where lane = p.lane and person_id = p.person_id and program_id = i.detail) clicks
      where i.workspace_id = $1 and i.kind = 'code' and i.value = any($2) limit 10`,
    values: [workspace, codes],
  });
  const path = '/api/v1/referral/codes?code=';
  const shown = (answer: object): number => {
    const { match, suggestions } = answer as { match: object | null; suggestions: unknown[] };
    return match === null ? suggestions.length : 1;
  };
  return [
    { label: 'the code of a referrer', path: path + exact, bare: [lookUp([exact])], shown },
    { label: 'a code with a mistake', path: path + mistyped, bare: [lookUp([...nearCodes(mistyped).keys()])], shown },
  ];
}

const counted = `
  count(*) filter (where stage = 1) as invited, count(*) filter (where stage = 2) as registered,
  count(*) filter (where stage = 3) as paid, count(*) filter (where stage = 3 and status = 'rewarded') as rewarded`;

const stages = ['touched_at', 'registered_at', 'paid_at']
  .map(
    (column, index) => `
      select ${index + 1} as stage, channel, status, referrer_id, (${column} - $3) / ${dayMs} as day from referral_pairs
      where workspace_id = $1 and program_id = $2 and ${column} >= $3 and ${column} < $4`,
  )
  .join(' union all ');

/** Days of UTC, which all are as long: by day and channel, clicks by day, and the best referrers with their names. */
function statistics({ workspace }: Tenant, label: string, program: string, days: number): Screen {
  const to = isoDate(Date.now());
  const until = Date.parse(`${to}T00:00:00Z`) + dayMs;
  const values = [workspace, program, until - days * dayMs, until];
  const best = `
    select referrer_id, ${counted} from (${stages}) stages where referrer_id is not null
    group by referrer_id order by paid desc, registered desc, invited desc, referrer_id limit 20`;
  return {
    label,
    path: `/api/v1/referral/programs/${program}/statistics?from=${isoDate(until - days * dayMs)}&to=${to}&zone=UTC`,
    bare: [
      { text: `select day, channel, ${counted} from (${stages}) stages group by day, channel`, values },
      {
        text: `
          select (quarter_at - $3) / ${dayMs} as day, sum(clicks) from referral_clicks
          where workspace_id = $1 and program_id = $2 and quarter_at >= $3 and quarter_at < $4 group by 1`,
        values,
      },
      {
        text: `
          select b.*, c.followed, ${personColumns('p')} from (${best}) b ${joinPerson('b.referrer_id', 'p')}
          cross join lateral (
            select sum(clicks) as followed from referral_clicks
            where lane = p.lane and person_id = p.person_id and program_id = $2
              and quarter_at >= $3 and quarter_at < $4) c`,
        values,
      },
    ],
    shown: (answer) => (answer as { total: { invited: number } }).total.invited,
    found: ([byDay = []]) => byDay.reduce((sum, row) => sum + Number((row as { invited: string }).invited), 0),
  };
}
