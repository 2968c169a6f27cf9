import { jsonColumn, scalarArray, scalarColumn, textColumn } from '../../kit/arrays.ts';
import type { Transaction } from '../../kit/db.ts';
import type { Fact, FactBody } from '../fact.ts';
import { trustNumber } from '../trust.ts';
import type { AppliedFact, BatchWrites } from './writes.ts';

/**
 * Rows of the inbox leave it; those that took effect become history, their text moved inside the database. They are
 * found by where they lie: no statistics of a queue, which are never right, can make that a walk over all of it.
 */
export async function moveToHistory(tx: Transaction, writes: BatchWrites): Promise<void> {
  const applied = writes.history.flatMap((item) =>
    item.arrival === undefined ? [] : [{ ...item, row: item.arrival }],
  );
  const leaving = [...applied.map((item) => item.row), ...writes.dropped];
  if (leaving.length === 0) return;
  await tx.query({
    name: 'engine-move-to-history',
    text: `
      with gone as (
        delete from engine_inbox where ctid = any($1::tid[]) and lane = any($2::smallint[])
        returning ctid as place, lane, workspace_id, trust, message_id, payload
      )
      insert into engine_facts (lane, seq, workspace_id, subject_id, profile_id, trust, message_id, type, name,
                                happened_at, now_at, revision, payload, seen)
      select i.lane, m.seq, i.workspace_id, m.subject_id, m.profile_id, i.trust, i.message_id, m.type, m.name,
             m.happened_at, m.now_at, m.revision, i.payload, m.seen
      from unnest($3::tid[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[],
                  $10::text[], $11::text[], $12::text[])
           as m(place, seq, subject_id, profile_id, happened_at, now_at, revision, type, name, seen)
      join gone i on i.place = m.place`,
    values: [
      textColumn(leaving, (row) => row.place),
      scalarArray([...new Set(leaving.map((row) => row.lane))]),
      textColumn(applied, ({ row }) => row.place),
      scalarColumn(applied, ({ fact }) => fact.seq),
      textColumn(applied, ({ fact }) => fact.subject),
      textColumn(applied, ({ fact }) => fact.profile),
      scalarColumn(applied, ({ fact }) => fact.timestamp),
      scalarColumn(applied, ({ now }) => now),
      scalarColumn(applied, ({ revision }) => revision),
      textColumn(applied, ({ fact }) => fact.type),
      textColumn(applied, ({ fact }) => fact.name),
      jsonColumn(applied, ({ seen }) => seen),
    ],
  });
}

/** Facts made in this batch: derived ones about the same subject, and timers. */
export async function appendMade(tx: Transaction, { history }: BatchWrites): Promise<void> {
  const made: readonly AppliedFact[] = history.filter((item) => item.arrival === undefined);
  if (made.length === 0) return;
  const facts = made.map((item) => item.fact);
  await tx.query({
    name: 'engine-append-made',
    text: `
      insert into engine_facts (lane, seq, workspace_id, subject_id, profile_id, trust, message_id, type, name,
                                happened_at, now_at, revision, payload, seen)
      select * from unnest($1::smallint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::smallint[],
                           $7::text[], $8::text[], $9::text[], $10::bigint[], $11::bigint[], $12::bigint[],
                           $13::text[], $14::text[])`,
    values: [
      scalarColumn(facts, (fact) => fact.lane),
      scalarColumn(facts, (fact) => fact.seq),
      textColumn(facts, (fact) => fact.workspace),
      textColumn(facts, (fact) => fact.subject),
      textColumn(facts, (fact) => fact.profile),
      scalarColumn(facts, (fact) => trustNumber(fact.trust)),
      textColumn(facts, (fact) => fact.messageId),
      textColumn(facts, (fact) => fact.type),
      textColumn(facts, (fact) => fact.name),
      scalarColumn(facts, (fact) => fact.timestamp),
      scalarColumn(made, (item) => item.now),
      scalarColumn(made, (item) => item.revision),
      jsonColumn(facts, bodyOf),
      jsonColumn(made, (item) => item.seen),
    ],
  });
}

/** What of a fact its row's columns do not say. */
function bodyOf(fact: Fact): FactBody {
  const { type, name, timestamp, properties, lineage } = fact;
  return { type, name, timestamp, lineage, ...(properties === undefined ? {} : { properties }) };
}

export async function appendToInbox(tx: Transaction, writes: BatchWrites): Promise<void> {
  const facts = writes.toInbox;
  if (facts.length === 0) return;
  await tx.query({
    name: 'engine-append-to-inbox',
    text: `
      insert into engine_inbox (lane, workspace_id, trust, message_id, accepted_at, checked, payload)
      select f.lane, f.workspace_id, f.trust, f.message_id, f.accepted_at, true, f.payload
      from unnest($1::smallint[], $2::text[], $3::smallint[], $4::text[], $5::bigint[], $6::text[])
           with ordinality as f(lane, workspace_id, trust, message_id, accepted_at, payload, position)
      order by f.position`,
    values: [
      scalarColumn(facts, (fact) => fact.lane),
      textColumn(facts, (fact) => fact.workspace),
      scalarColumn(facts, (fact) => trustNumber(fact.trust)),
      textColumn(facts, (fact) => fact.messageId),
      scalarColumn(facts, (fact) => fact.acceptedAt),
      jsonColumn(facts, (fact) => fact.body),
    ],
  });
}
