import { type Migration, sql } from 'kysely';

/**
 * Who tells of a person, so that lists can leave out browsers that said nothing, with what a form or a browser said of
 * somebody whom no server knows; and the evidence of consents, which stands in facts and is read by person.
 */
export const migration: Migration = {
  async up(db) {
    await addStandings(db);
    await fillStandings(db);
    await keepConsents(db);
  },
};

type Database = Parameters<Migration['up']>[0];

/** A page of one standing is a range of the index; a page of several is merged from a range of each. */
async function addStandings(db: Database): Promise<void> {
  await sql`
    alter table people_persons
      add column standing text collate "C" not null default 'browser',
      add column said jsonb`.execute(db);
  await sql`
    update people_persons set standing = 'server'
    where user_id is not null or email is not null or phone is not null or name is not null`.execute(db);
}

/** What was said last of persons whom no server named: in a form, or by a browser. */
async function fillStandings(db: Database): Promise<void> {
  await sql`
    update people_persons p
    set standing = case when s.is_form then 'form' else 'visitor' end,
        said = jsonb_build_object('userId', null, 'email', s.email, 'phone', s.phone, 'name', s.name)
    from (
      select distinct on (lane, subject_id) lane, subject_id, message_id like '~form.%' as is_form,
             left(payload::json -> 'traits' ->> 'email', 500) as email,
             left(payload::json -> 'traits' ->> 'phone', 500) as phone,
             left(payload::json -> 'traits' ->> 'name', 500) as name
      from engine_facts
      where type = 'identify' and trust = 0
        and coalesce(payload::json -> 'traits' ->> 'email', payload::json -> 'traits' ->> 'phone',
                     payload::json -> 'traits' ->> 'name') is not null
      order by lane, subject_id, seq desc) s
    where s.lane = p.lane and s.subject_id = p.person_id and p.standing = 'browser'`.execute(db);
  await sql`
    create index people_persons_by_standing on people_persons (workspace_id, standing, created_at, person_id)
      where joined_into is null`.execute(db);
}

/** A row stands in the lane of its fact and belongs to the profile that the fact is of, so it never moves. */
async function keepConsents(db: Database): Promise<void> {
  await sql`
    create table people_consents (
      lane smallint not null,
      profile_id text collate "C" not null,
      message_id text collate "C" not null,
      workspace_id text collate "C" not null,
      given_at bigint not null,
      evidence jsonb not null,
      primary key (lane, profile_id, message_id)
    )`.execute(db);
  await sql`
    insert into people_consents (lane, profile_id, message_id, workspace_id, given_at, evidence)
    select lane, profile_id, message_id, workspace_id, happened_at,
           jsonb_build_object('source', 'form', 'channels', channels, 'purpose', consent ->> 'purpose',
                              'wording', consent ->> 'text', 'language', consent ->> 'language',
                              'place', consent ->> 'page')
    from (
      select f.*, payload::jsonb -> 'properties' -> 'consent' as consent,
             ${channelsOf} as channels
      from engine_facts f where message_id like '~form.%' and type = 'identify') each
    where consent is not null
    on conflict do nothing`.execute(db);
  await sql`
    insert into people_consents (lane, profile_id, message_id, workspace_id, given_at, evidence)
    select lane, profile_id, message_id, workspace_id, happened_at,
           jsonb_build_object('source', 'import', 'channels', channels, 'import', origin ->> 'id',
                              'row', origin -> 'row')
    from (
      select f.*, payload::jsonb -> 'context' -> 'import' as origin, ${channelsOf} as channels
      from engine_facts f where message_id like '~imp\\_%' and type = 'identify') each
    where origin ->> 'consent' = 'stated' and channels <> '[]'
    on conflict do nothing`.execute(db);
}

/** The contacts that a fact names, in the order in which they are told. */
const channelsOf = sql`
  (case when payload::jsonb -> 'traits' ? 'email' then '["email"]'::jsonb else '[]'::jsonb end
   || case when payload::jsonb -> 'traits' ? 'phone' then '["phone"]'::jsonb else '[]'::jsonb end)`;
