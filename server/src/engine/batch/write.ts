import { bytesColumn, scalarColumn, textColumn } from '../../kit/arrays.ts';
import { allDone, type Transaction } from '../../kit/db.ts';
import { engineLimits } from '../limits.ts';
import { partsText, profilesText, type SubjectMemory } from './memory.ts';
import { appendMade, appendToInbox, moveToHistory } from './write-history.ts';
import { writeDecisions, writeOutbox, writeReplies } from './write-records.ts';
import { forgetFrozen, writeTimers } from './write-timers.ts';
import type { BatchWrites } from './writes.ts';

/**
 * Writes a batch: a fixed number of statements, whatever the number of facts, sent in this order without waiting for
 * one another's answers.
 */
export async function writeBatch(tx: Transaction, writes: BatchWrites): Promise<void> {
  await allDone([
    moveToHistory(tx, writes),
    appendMade(tx, writes),
    appendToInbox(tx, writes),
    writeSubjects(tx, writes),
    writeTimers(tx, writes),
    writeDecisions(tx, writes),
    writeReplies(tx, writes),
    writeOutbox(tx, writes),
    forgetFrozen(tx, writes),
    advanceLanes(tx, writes),
  ]);
}

/** A new subject is inserted and a known one updated: only whoever holds its lane does either. */
async function writeSubjects(tx: Transaction, writes: BatchWrites): Promise<void> {
  const changed = [...writes.subjects.values()].filter((subject) => subject.changed);
  await allDone([
    insertSubjects(
      tx,
      changed.filter((subject) => !subject.isStored),
    ),
    updateSubjects(
      tx,
      changed.filter((subject) => subject.isStored),
    ),
  ]);
}

async function insertSubjects(tx: Transaction, subjects: readonly SubjectMemory[]): Promise<void> {
  if (subjects.length === 0) return;
  await tx.query({
    name: 'engine-insert-subjects',
    text: `
      insert into engine_subjects (lane, subject_id, profiles, redirect, state, workspace_id, created_at)
      select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])`,
    values: [
      ...whatChanges(subjects),
      textColumn(subjects, (subject) => subject.workspace),
      scalarColumn(subjects, (subject) => subject.createdAt),
    ],
  });
}

async function updateSubjects(tx: Transaction, subjects: readonly SubjectMemory[]): Promise<void> {
  if (subjects.length === 0) return;
  await tx.query({
    name: 'engine-update-subjects',
    text: `
      update engine_subjects s set profiles = n.profiles, redirect = n.redirect, state = n.state
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[])
           as n(lane, subject_id, profiles, redirect, state)
      where s.lane = n.lane and s.subject_id = n.subject_id`,
    values: whatChanges(subjects),
  });
}

/** Lane, id, profiles, redirect and state: the columns that both statements write. */
function whatChanges(subjects: readonly SubjectMemory[]): (string | Buffer)[] {
  return [
    scalarColumn(subjects, (subject) => subject.lane),
    textColumn(subjects, (subject) => subject.id),
    textColumn(subjects, (subject) => profilesText(subject.profiles)),
    textColumn(subjects, (subject) => subject.redirect ?? null),
    bytesColumn(subjects, stateOf),
  ];
}

function stateOf(subject: SubjectMemory): string {
  const state = partsText(subject.parts);
  if (state.length > engineLimits.stateCharacters) {
    throw new Error(`The state of ${subject.id} is over ${engineLimits.stateCharacters} characters`);
  }
  return state;
}

async function advanceLanes(tx: Transaction, { lanes }: BatchWrites): Promise<void> {
  const rows = [...lanes];
  await tx.query({
    name: 'engine-advance-lanes',
    text: `
      update engine_lanes l set next_seq = n.next_seq, now_at = n.now_at
      from unnest($1::smallint[], $2::bigint[], $3::bigint[]) as n(lane, next_seq, now_at)
      where l.lane = n.lane and l.next_seq <> n.next_seq`,
    values: [
      scalarColumn(rows, ([lane]) => lane),
      scalarColumn(rows, ([, memory]) => memory.nextSeq),
      scalarColumn(rows, ([, memory]) => memory.now),
    ],
  });
}
