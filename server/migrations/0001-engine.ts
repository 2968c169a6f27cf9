import { type Migration, sql } from 'kysely';

/**
 * The engine's tables. The lane comes first in every key, because it is the shard key; ids collate "C", so an order in
 * SQL is an order in JavaScript; moments are bigint milliseconds, so no driver or zone reads them its own way.
 */
export const migration: Migration = {
  async up(db) {
    await createQueue(db);
    await createHistory(db);
    await createState(db);
    await createDecisions(db);
    await createAside(db);
  },
};

type Database = Parameters<Migration['up']>[0];

/** Lanes, what waits in them, and which messages were ever there. */
async function createQueue(db: Database): Promise<void> {
  await sql`
      create table engine_lanes (
        lane smallint primary key,
        next_seq bigint not null default 1,
        now_at bigint not null default 0
      ) with (fillfactor = 20)`.execute(db);
  await sql`insert into engine_lanes (lane) select generate_series(0, 255)`.execute(db);
  // A queue: rows live for a moment, so vacuum must follow at once and not by a share of the table; and statistics of a
  // queue that happens to be empty would talk the planner into reading all of it.
  await sql`
      create table engine_inbox (
        lane smallint not null,
        inbox_id bigint generated always as identity,
        workspace_id text collate "C" not null,
        trust smallint not null,
        message_id text collate "C" not null,
        accepted_at bigint not null,
        checked boolean not null default false,
        payload text not null,
        primary key (lane, inbox_id)
      ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
              autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000000,
              autovacuum_vacuum_cost_delay = 0,
              autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 2000000000)`.execute(db);
  await sql`
      create table engine_dedup (
        lane smallint not null,
        workspace_id text collate "C" not null,
        trust smallint not null,
        message_id text collate "C" not null,
        primary key (lane, message_id, workspace_id, trust)
      )`.execute(db);
}

/** Facts that took effect, by month. */
async function createHistory(db: Database): Promise<void> {
  await sql`
      create table engine_facts (
        lane smallint not null,
        seq bigint not null,
        workspace_id text collate "C" not null,
        subject_id text collate "C" not null,
        profile_id text collate "C" not null,
        trust smallint not null,
        message_id text collate "C" not null,
        type text collate "C" not null,
        name text collate "C" not null,
        happened_at bigint not null,
        now_at bigint not null,
        revision bigint not null,
        payload text not null,
        seen text,
        primary key (lane, seq, now_at)
      ) partition by range (now_at)`.execute(db);
  await sql`create index engine_facts_of_profile on engine_facts (lane, profile_id, seq)`.execute(db);
}

/** Subjects with all that the rooms keep of them, and their timers. */
async function createState(db: Database): Promise<void> {
  // A state is read and written with nearly every fact, so it is never compressed, and one of some kilobytes stays in
  // its row.
  await sql`
      create table engine_subjects (
        lane smallint not null,
        subject_id text collate "C" not null,
        workspace_id text collate "C" not null,
        created_at bigint not null,
        profiles text not null,
        redirect text collate "C",
        state text not null,
        primary key (lane, subject_id)
      ) with (fillfactor = 70, toast_tuple_target = 8160)`.execute(db);
  await sql`alter table engine_subjects alter column state set storage external`.execute(db);
  await sql`
      create table engine_timers (
        lane smallint not null,
        subject_id text collate "C" not null,
        reactor text collate "C" not null,
        key text collate "C" not null,
        workspace_id text collate "C" not null,
        due_at bigint not null,
        properties text not null,
        primary key (lane, subject_id, reactor, key)
      ) with (autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 2000000000)`.execute(db);
  await sql`create index engine_timers_due on engine_timers (lane, due_at)`.execute(db);
}

/** What decisions leave behind: themselves, answers to commands, and work for senders. */
async function createDecisions(db: Database): Promise<void> {
  await sql`
    create table engine_decisions (
      lane smallint not null,
      seq bigint not null,
      position smallint not null,
      workspace_id text collate "C" not null,
      subject_id text collate "C" not null,
      reactor text collate "C" not null,
      about text collate "C" not null,
      outcome text collate "C" not null,
      detail jsonb not null,
      revision bigint not null,
      now_at bigint not null,
      primary key (lane, seq, position)
    )`.execute(db);
  await sql`create index engine_decisions_of_subject on engine_decisions (lane, workspace_id, subject_id, seq)`.execute(
    db,
  );
  await sql`
    create table engine_replies (
      lane smallint not null,
      workspace_id text collate "C" not null,
      message_id text collate "C" not null,
      status text collate "C" not null,
      reason text collate "C",
      result jsonb not null,
      replied_at bigint not null,
      primary key (lane, workspace_id, message_id)
    )`.execute(db);
  await sql`
    create table engine_outbox (
      lane smallint not null,
      outbox_id bigint generated always as identity,
      workspace_id text collate "C" not null,
      subject_id text collate "C" not null,
      channel text collate "C" not null,
      key text collate "C" not null,
      payload jsonb not null,
      created_at bigint not null,
      next_at bigint not null,
      attempts smallint not null default 0,
      state text collate "C" not null default 'waiting',
      last_error text,
      primary key (lane, outbox_id),
      unique (lane, workspace_id, channel, key)
    )`.execute(db);
  await sql`
    create index engine_outbox_waiting on engine_outbox (lane, next_at) where state = 'waiting'`.execute(db);
}

/** What could not take effect, and the revisions of definitions. */
async function createAside(db: Database): Promise<void> {
  await sql`
    create table engine_quarantine (
      lane smallint not null,
      quarantine_id bigint generated always as identity,
      workspace_id text collate "C" not null,
      trust smallint not null,
      message_id text collate "C" not null,
      accepted_at bigint not null,
      payload text not null,
      error text not null,
      quarantined_at bigint not null,
      released_at bigint,
      primary key (lane, quarantine_id)
    )`.execute(db);
  await sql`
    create table engine_refusals (
      refusal_id bigint generated always as identity primary key,
      workspace_id text collate "C" not null,
      refused_at bigint not null,
      trust smallint not null,
      message_id text collate "C",
      code text collate "C" not null,
      reason text not null,
      raw text not null
    )`.execute(db);
  await sql`create index engine_refusals_by_time on engine_refusals (workspace_id, refused_at)`.execute(db);
  await sql`
    create table engine_revisions (
      workspace_id text collate "C" primary key,
      revision bigint not null
    )`.execute(db);
}
