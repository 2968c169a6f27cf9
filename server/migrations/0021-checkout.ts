import { type Migration, sql } from 'kysely';

/**
 * What part of an order a unit may pay is a definition with versions. Reservations are rows for lists, in the lane of
 * their person, whose state decides.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      create table checkout_limits (
        workspace_id text collate "C" not null,
        unit text collate "C" not null,
        version int not null,
        revision bigint not null,
        saved_at bigint not null,
        definition jsonb not null,
        primary key (workspace_id, unit, version)
      )`.execute(db);
    await sql`
      create table checkout_reservations (
        lane smallint not null,
        reservation_id text collate "C" not null,
        workspace_id text collate "C" not null,
        person_id text collate "C" not null,
        order_id text not null,
        state text collate "C" not null,
        reserved_at bigint not null,
        changed_at bigint not null,
        reservation jsonb not null,
        primary key (lane, reservation_id)
      )`.execute(db);
    await sql`
      create index checkout_reservations_of_person on checkout_reservations (lane, workspace_id, person_id, reserved_at)
    `.execute(db);
    await sql`create index checkout_reservations_by_age on checkout_reservations (workspace_id, reserved_at)`.execute(
      db,
    );
    await sql`create index checkout_reservations_of_order on checkout_reservations (workspace_id, order_id)`.execute(
      db,
    );
  },
};
