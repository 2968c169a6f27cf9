import { pageRowsAtMost } from '../../kit/api/paging.ts';
import { scalarArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import { allLanes, laneOfSubject, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { Reservation } from './rules/reservation.ts';

export interface ReservationRow {
  readonly reservation: Reservation;
  readonly person: SubjectId;
  readonly changedAt: number;
}

interface StoredReservation {
  reservation: Reservation;
  person_id: string;
  changed_at: string;
}

function rowOf(row: StoredReservation): ReservationRow {
  return {
    reservation: row.reservation,
    person: row.person_id as SubjectId,
    changedAt: Number(row.changed_at),
  };
}

export async function findReservation(
  db: Queryable,
  workspace: WorkspaceId,
  reservation: string,
  lane: number,
): Promise<ReservationRow | undefined> {
  const { rows } = await db.query<StoredReservation>({
    name: 'checkout-find-reservation',
    text: `
      select reservation, person_id, changed_at from checkout_reservations
      where lane = $1 and reservation_id = $2 and workspace_id = $3`,
    values: [lane, reservation, workspace],
  });
  return rows[0] === undefined ? undefined : rowOf(rows[0]);
}

export interface ReservationFilter {
  readonly person?: SubjectId;
  readonly order?: string;
  readonly state?: string;
}

/** Reservations of a workspace, newest first. */
export async function pageReservations(
  db: Queryable,
  workspace: WorkspaceId,
  { person, order, state }: ReservationFilter,
  before: readonly [number, string],
  limit: number,
): Promise<ReservationRow[]> {
  const lanes = person === undefined ? allLanes : [laneOfSubject(person)];
  const { rows } = await db.query<StoredReservation>({
    name: 'checkout-page-reservations',
    text: `
      select * from (
        select reservation, person_id, changed_at, reserved_at, reservation_id from checkout_reservations
        where lane = any($1::smallint[]) and workspace_id = $2
          and (reserved_at, reservation_id) < ($3::bigint, $4::text)
          and ($5::text is null or person_id = $5)
          and ($6::text is null or order_id = $6) and ($7::text is null or state = $7)
        order by reserved_at desc, reservation_id desc limit ${pageRowsAtMost}) r
      order by reserved_at desc, reservation_id desc limit $8`,
    values: [scalarArray(lanes), workspace, before[0], before[1], person ?? null, order ?? null, state ?? null, limit],
  });
  return rows.map(rowOf);
}
