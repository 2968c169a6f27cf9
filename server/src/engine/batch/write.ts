import { scalarArray, scalarColumn, textArray, textColumn } from '../../kit/arrays.ts';
import type { Transaction } from '../../kit/db.ts';
import { laneOfSubject, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { Fact, FactBody } from '../fact.ts';
import { engineLimits } from '../limits.ts';
import { trustNumber } from '../trust.ts';
import type { PlannedTimer, SubjectMemory } from './memory.ts';
import { writeDecisions, writeOutbox, writeReplies } from './write-records.ts';
import type { AppliedFact, BatchWrites } from './writes.ts';

/** Writes a batch: a fixed number of statements, whatever the number of facts. */
export async function writeBatch(tx: Transaction, writes: BatchWrites): Promise<void> {
  await moveToHistory(tx, writes);
  await appendMade(tx, writes.history);
  await appendToInbox(tx, writes);
  await writeSubjects(tx, writes);
  await writeParts(tx, writes);
  await writeTimers(tx, writes);
  await writeDecisions(tx, writes);
  await writeReplies(tx, writes);
  await writeOutbox(tx, writes);
  await forgetFrozen(tx, writes);
  await moveTimers(tx, writes);
  await advanceLanes(tx, writes);
}

/**
 * Rows of the inbox leave it; those that took effect become history, their text moved inside the database. They are
 * found by where they lie: no statistics of a queue, which are never right, can make that a walk over all of it.
 */
async function moveToHistory(tx: Transaction, writes: BatchWrites): Promise<void> {
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
      )
      insert into engine_facts (lane, seq, workspace_id, subject_id, profile_id, trust, message_id, type, name,
                                happened_at, now_at, revision, payload, seen)
      select i.lane, m.seq, i.workspace_id, m.subject_id, m.profile_id, i.trust, i.message_id, m.type, m.name,
             m.happened_at, m.now_at, m.revision, i.payload::json, m.seen
      from unnest($3::tid[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[],
                  $10::text[], $11::text[], $12::json[])
           as m(place, seq, subject_id, profile_id, happened_at, now_at, revision, type, name, seen)
      cross join lateral (
        select lane, workspace_id, trust, message_id, payload from engine_inbox
        where ctid = m.place and lane = any($2::smallint[]) offset 0
      ) i`,
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
      textColumn(applied, ({ seen }) => (seen === undefined ? null : JSON.stringify(seen))),
    ],
  });
}

/** Facts made in this batch: derived ones about the same subject, and timers. */
async function appendMade(tx: Transaction, history: readonly AppliedFact[]): Promise<void> {
  const made = history.filter((item) => item.arrival === undefined);
  if (made.length === 0) return;
  const facts = made.map((item) => item.fact);
  await tx.query({
    name: 'engine-append-made',
    text: `
      insert into engine_facts (lane, seq, workspace_id, subject_id, profile_id, trust, message_id, type, name,
                                happened_at, now_at, revision, payload, seen)
      select * from unnest($1::smallint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::smallint[],
                           $7::text[], $8::text[], $9::text[], $10::bigint[], $11::bigint[], $12::bigint[],
                           $13::json[], $14::json[])`,
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
      textColumn(facts, (fact) => JSON.stringify(bodyOf(fact))),
      textColumn(made, (item) => (item.seen === undefined ? null : JSON.stringify(item.seen))),
    ],
  });
}

/** What of a fact its row's columns do not say. */
function bodyOf(fact: Fact): FactBody {
  const { type, name, timestamp, properties, lineage } = fact;
  return { type, name, timestamp, lineage, ...(properties === undefined ? {} : { properties }) };
}

async function appendToInbox(tx: Transaction, writes: BatchWrites): Promise<void> {
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
      textColumn(facts, (fact) => JSON.stringify(fact.body)),
    ],
  });
}

async function writeSubjects(tx: Transaction, writes: BatchWrites): Promise<void> {
  const touched = [...writes.subjects.values()].filter((subject) => subject.touched);
  if (touched.length === 0) return;
  await tx.query({
    name: 'engine-write-subjects',
    text: `
      insert into engine_subjects (lane, subject_id, workspace_id, created_at, now_at, profiles, redirect)
      select s.lane, s.subject_id, s.workspace_id, s.created_at, s.now_at, string_to_array(s.profiles, ','), s.redirect
      from unnest($1::smallint[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::text[])
           as s(lane, subject_id, workspace_id, created_at, now_at, profiles, redirect)
      on conflict (lane, subject_id) do update
        set now_at = excluded.now_at, profiles = excluded.profiles, redirect = excluded.redirect`,
    values: [
      scalarColumn(touched, (subject) => subject.lane),
      textColumn(touched, (subject) => subject.id),
      textColumn(touched, (subject) => subject.workspace),
      scalarColumn(touched, (subject) => subject.createdAt),
      scalarColumn(touched, (subject) => subject.now),
      textColumn(touched, (subject) => subject.profiles.join(',')),
      textColumn(touched, (subject) => subject.redirect ?? null),
    ],
  });
}

interface PartRow {
  readonly subject: SubjectMemory;
  readonly reactor: string;
  readonly profile: string;
  readonly state: string | undefined;
}

function dirtyParts(writes: BatchWrites): PartRow[] {
  const rows: PartRow[] = [];
  for (const subject of writes.subjects.values()) {
    for (const [reactor, profiles] of subject.dirty) {
      for (const profile of profiles) {
        const part = subject.parts.get(reactor)?.get(profile);
        const state = part === undefined ? undefined : JSON.stringify(part);
        if (state !== undefined && state.length > engineLimits.stateCharacters) {
          throw new Error(`The ${reactor} state of ${subject.id} is over ${engineLimits.stateCharacters} characters`);
        }
        rows.push({ subject, reactor, profile, state });
      }
    }
  }
  return rows;
}

async function writeParts(tx: Transaction, writes: BatchWrites): Promise<void> {
  const rows = dirtyParts(writes);
  const kept = rows.filter((row) => row.state !== undefined);
  const gone = rows.filter((row) => row.state === undefined);
  const keys = (some: readonly PartRow[]): string[] => [
    scalarColumn(some, (row) => row.subject.lane),
    textColumn(some, (row) => row.subject.id),
    textColumn(some, (row) => row.reactor),
    textColumn(some, (row) => row.profile),
  ];
  if (kept.length > 0) {
    await tx.query({
      name: 'engine-write-parts',
      text: `
        insert into engine_state (lane, subject_id, reactor, profile_id, state)
        select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[])
        on conflict (lane, subject_id, reactor, profile_id) do update set state = excluded.state`,
      values: [...keys(kept), textColumn(kept, (row) => row.state ?? null)],
    });
  }
  if (gone.length > 0) {
    await tx.query({
      name: 'engine-remove-parts',
      text: `
        delete from engine_state p
        using unnest($1::smallint[], $2::text[], $3::text[], $4::text[]) as k(lane, subject_id, reactor, profile_id)
        where p.lane = k.lane and p.subject_id = k.subject_id and p.reactor = k.reactor
          and p.profile_id = k.profile_id`,
      values: keys(gone),
    });
  }
}

async function writeTimers(tx: Transaction, writes: BatchWrites): Promise<void> {
  const fired = writes.firedTimers.map(({ lane, subject, reactor, key }) => ({ lane, subject, reactor, key }));
  const changed = [...writes.subjects.values()].flatMap((subject) =>
    [...subject.timers].map(([text, timer]) => {
      const [reactor = '', key = ''] = text.split('\u0000');
      return { lane: subject.lane, subject: subject.id, workspace: subject.workspace, reactor, key, timer };
    }),
  );
  const removed = [...fired, ...changed.filter((change) => change.timer === null)];
  if (removed.length > 0) {
    await tx.query({
      name: 'engine-remove-timers',
      text: `
        delete from engine_timers t
        using unnest($1::smallint[], $2::text[], $3::text[], $4::text[]) as k(lane, subject_id, reactor, key)
        where t.lane = k.lane and t.subject_id = k.subject_id and t.reactor = k.reactor and t.key = k.key`,
      values: [
        scalarColumn(removed, (timer) => timer.lane),
        textColumn(removed, (timer) => timer.subject),
        textColumn(removed, (timer) => timer.reactor),
        textColumn(removed, (timer) => timer.key),
      ],
    });
  }
  await setTimers(
    tx,
    changed.flatMap((change) => (change.timer === null ? [] : [{ ...change, timer: change.timer }])),
  );
}

interface TimerRow {
  readonly lane: number;
  readonly subject: SubjectId;
  readonly workspace: WorkspaceId;
  readonly timer: PlannedTimer;
}

async function setTimers(tx: Transaction, set: readonly TimerRow[]): Promise<void> {
  if (set.length === 0) return;
  await tx.query({
    name: 'engine-set-timers',
    text: `
      insert into engine_timers (lane, subject_id, reactor, key, workspace_id, due_at, properties)
      select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[])
      on conflict (lane, subject_id, reactor, key) do update
        set due_at = excluded.due_at, properties = excluded.properties`,
    values: [
      scalarColumn(set, (row) => row.lane),
      textColumn(set, (row) => row.subject),
      textColumn(set, (row) => row.timer.reactor),
      textColumn(set, (row) => row.timer.key),
      textColumn(set, (row) => row.workspace),
      scalarColumn(set, (row) => row.timer.dueAt),
      textColumn(set, (row) => JSON.stringify(row.timer.properties)),
    ],
  });
}

/** Timers of a frozen person that go on for the survivor, in the survivor's lane. */
async function moveTimers(tx: Transaction, writes: BatchWrites): Promise<void> {
  await setTimers(
    tx,
    writes.movedTimers.map(({ subject, workspace, timer }) => ({
      lane: laneOfSubject(subject),
      subject,
      workspace,
      timer,
    })),
  );
}

/** Of a person that was joined to another, timers go on for the survivor or end, and nothing unsent goes out. */
async function forgetFrozen(tx: Transaction, writes: BatchWrites): Promise<void> {
  if (writes.frozen.length === 0) return;
  const values = [
    scalarColumn(writes.frozen, (frozen) => frozen.lane),
    textColumn(writes.frozen, (frozen) => frozen.subject),
  ];
  await tx.query(
    `with gone as (
       delete from engine_timers t using unnest($1::smallint[], $2::text[], $3::smallint[], $4::text[])
         as k(lane, subject_id, to_lane, survivor)
       where t.lane = k.lane and t.subject_id = k.subject_id
       returning k.to_lane, k.survivor, t.reactor, t.key, t.workspace_id, t.due_at, t.properties)
     insert into engine_timers (lane, subject_id, reactor, key, workspace_id, due_at, properties)
     select to_lane, survivor, reactor, key, workspace_id, due_at, properties from gone where reactor = any($5::text[])
     on conflict (lane, subject_id, reactor, key) do nothing`,
    [
      ...values,
      scalarColumn(writes.frozen, (frozen) => laneOfSubject(frozen.into)),
      textColumn(writes.frozen, (frozen) => frozen.into),
      textArray(writes.reactorsOfPersons),
    ],
  );
  await tx.query(
    `update engine_outbox o set state = 'cancelled' from unnest($1::smallint[], $2::text[]) as k(lane, subject_id)
     where o.lane = k.lane and o.subject_id = k.subject_id and o.state = 'waiting'`,
    values,
  );
}

async function advanceLanes(tx: Transaction, writes: BatchWrites): Promise<void> {
  await tx.query({
    name: 'engine-advance-lanes',
    text: `
      update engine_lanes l set next_seq = n.next_seq
      from unnest($1::smallint[], $2::bigint[]) as n(lane, next_seq)
      where l.lane = n.lane and l.next_seq <> n.next_seq`,
    values: [scalarArray([...writes.nextSeq.keys()]), scalarArray([...writes.nextSeq.values()])],
  });
}
