import { type Migration, sql } from 'kysely';

/**
 * Tasks: who has taken which, for lists and cabinets, and which task a grant is for, so that everybody sees what a task
 * has brought.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      create table referral_tasks_taken (
        lane smallint not null,
        person_id text collate "C" not null,
        workspace_id text collate "C" not null,
        program_id text collate "C" not null,
        task text collate "C" not null,
        taken_at bigint not null,
        primary key (lane, person_id, program_id, task)
      )`.execute(db);
    await sql`
      create index referral_tasks_taken_by_task on referral_tasks_taken (workspace_id, program_id, task)`.execute(db);
    await sql`alter table rewards_grants add column task text collate "C"`.execute(db);
    await sql`
      create index rewards_grants_by_task on rewards_grants (workspace_id, program_id, task)
      where task is not null`.execute(db);
  },
};
