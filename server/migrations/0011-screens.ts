import { type Migration, sql } from 'kysely';

/**
 * What the screens of support and marketers read: how a workspace looks, people by the beginning of whatever is known
 * of them, pairs by their state, rewards by theirs and those in review, and the moments that statistics count by day.
 */
export const migration: Migration = {
  async up(db) {
    await brandWorkspaces(db);
    await searchPeople(db);
    await listPairs(db);
    await listGrants(db);
    await countClicks(db);
  },
};

type Database = Parameters<Migration['up']>[0];

async function brandWorkspaces(db: Database): Promise<void> {
  await sql`
    alter table access_workspaces
      add column if not exists time_zone text not null default 'UTC',
      add column if not exists default_language text not null default 'ru',
      add column site_url text,
      add column accent text,
      add column logo text`.execute(db);
}

/**
 * Every word of a name, the address, the customer's id and the digits of the phone, each with its workspace in front:
 * one index finds the beginning of any of them. A column that computes itself needs no second reading of old rows.
 * Words are found at once after they were written, so nothing waits in a list that some unlucky batch would sort in.
 */
async function searchPeople(db: Database): Promise<void> {
  await sql`
    alter table people_persons add column search tsvector generated always as (
      array_to_tsvector(array_remove(array_remove(
        case when name is null then '{}'::text[] else string_to_array(
          regexp_replace(' ' || translate(lower(left(name, 400)), 'ё', 'е'), '[[:space:].,;:()''"«»„“”/|_-]+',
                         chr(31) || workspace_id || ' ', 'g'), chr(31)) end
        || (workspace_id || ' ' || lower(left(email, 320)))
        || (workspace_id || ' ' || lower(user_id))
        || (workspace_id || ' +' || regexp_replace(regexp_replace(left(phone, 64), '[^0-9]', '', 'g'),
                                                   '^(8(?=[0-9]{10}$)|(?=9[0-9]{9}$))', '7')),
        ''), null))) stored`.execute(db);
  await sql`
    create index people_persons_by_word on people_persons using gin (search) with (fastupdate = off)
      where joined_into is null and (name is not null or email is not null or phone is not null or user_id is not null)
  `.execute(db);
}

/** A page of pairs is merged from one range of the index for each program and status. */
async function listPairs(db: Database): Promise<void> {
  await sql`alter table referral_pairs add column registered_at bigint, add column paid_at bigint`.execute(db);
  await sql`
    update referral_pairs p set paid_at = (
      select (d.detail -> 'order' ->> 'at')::bigint from engine_decisions d
      where d.lane = p.lane and d.workspace_id = p.workspace_id and d.subject_id = p.friend_id
        and d.reactor = 'referral' and d.about = p.program_id and d.detail ? 'status'
      order by d.seq desc, d.position desc limit 1)`.execute(db);
  await sql`drop index referral_pairs_of_program`.execute(db);
  await sql`
    create index referral_pairs_by_status
      on referral_pairs (workspace_id, program_id, status, changed_at, friend_id)`.execute(db);
  for (const [moment, column] of [
    ['touched', 'touched_at'],
    ['registered', 'registered_at'],
    ['paid', 'paid_at'],
  ] as const) {
    await sql`
      create index ${sql.ref(`referral_pairs_${moment}`)} on referral_pairs
        (workspace_id, program_id, ${sql.ref(column)}) include (lane, channel, status, referrer_id)
        where ${sql.ref(column)} is not null`.execute(db);
  }
}

async function listGrants(db: Database): Promise<void> {
  await sql`alter table rewards_grants add column review text collate "C"`.execute(db);
  await sql`drop index rewards_grants_of_program`.execute(db);
  await sql`
    create index rewards_grants_of_program on rewards_grants (workspace_id, program_id, granted_at, grant_id)
  `.execute(db);
  await sql`create index rewards_grants_by_state on rewards_grants (workspace_id, state, granted_at, grant_id)`.execute(
    db,
  );
  await sql`
    create index rewards_grants_in_review on rewards_grants (workspace_id, granted_at, grant_id)
      where review is not null`.execute(db);
}

/**
 * Clicks of invite links by quarters of an hour: a day of any time zone is made of whole ones. A row belongs to whoever
 * owned the code, so it is written by the owner's lane.
 */
async function countClicks(db: Database): Promise<void> {
  await sql`
    create table referral_clicks (
      lane smallint not null,
      person_id text collate "C" not null,
      program_id text collate "C" not null,
      quarter_at bigint not null,
      workspace_id text collate "C" not null,
      clicks bigint not null,
      primary key (lane, person_id, program_id, quarter_at)
    )`.execute(db);
  await sql`
    create index referral_clicks_of_program on referral_clicks (workspace_id, program_id, quarter_at)`.execute(db);
  await sql`
    insert into referral_clicks (lane, person_id, program_id, quarter_at, workspace_id, clicks)
    select lane, subject_id, payload::json -> 'properties' ->> 'program', now_at - now_at % 900000, workspace_id,
           count(*)
    from engine_facts
    where name = 'Referral Link Clicked' and message_id like '~click.%'
      and payload::json -> 'properties' ->> 'program' is not null
    group by 1, 2, 3, 4, 5`.execute(db);
}
