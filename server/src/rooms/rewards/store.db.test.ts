import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts';
import type { AppliedEffect } from '../../engine/reactor.ts';
import { inTransaction } from '../../kit/db.ts';
import { idFrom, laneOfSubject, type SubjectId, subjectId } from '../../kit/values/ids.ts';
import { takeGrantsOver, writeGrants } from './store.ts';

const workspace = idFrom('wsp', new Uint8Array(10).fill(3));
const person = (lane: number, name: string): SubjectId => subjectId('per', lane, workspace, name);

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database?.drop());

/** An effect as a batch applies it: only its place, its person and what is in it are read. */
function effectFor(subject: SubjectId, effect: object): AppliedEffect {
  const fact = { lane: laneOfSubject(subject), seq: 1, workspace, subject };
  return { fact, now: 5, effect } as unknown as AppliedEffect;
}

function grant(id: string, holder: SubjectId, profile: SubjectId): AppliedEffect {
  const named = { id, program: 'prg_1', version: 1, side: 'friend', holder, profile, friend: profile, order: 'o1' };
  return effectFor(holder, {
    grant: { ...named, unit: 'lesson', amountMinor: '2' },
    state: 'available',
    availableAt: 5,
  });
}

test.each([
  ['another lane', 7],
  ['the same lane', 6],
])('rows of grants follow their profile to %s, and others stay (REW-12)', async (_where, lane) => {
  const [from, leaving, home] = [person(6, `from ${lane}`), person(1, `leaving ${lane}`), person(lane, `home ${lane}`)];
  const rows = async (): Promise<unknown[]> => {
    const read = await database.pool.query(
      'select lane, grant_id, holder_id, profile_id from rewards_grants where holder_id = any($1) order by grant_id',
      [[from, home]],
    );
    return read.rows;
  };
  await inTransaction(database.pool, async (tx) => {
    await writeGrants(tx, [grant(`grt_stays${lane}`, from, from), grant(`grt_leaves${lane}`, from, leaving)]);
    await takeGrantsOver(tx, [effectFor(home, { moved: { from, profiles: [leaving] } })]);
  });
  expect(await rows()).toEqual([
    { lane, grant_id: `grt_leaves${lane}`, holder_id: home, profile_id: leaving },
    { lane: 6, grant_id: `grt_stays${lane}`, holder_id: from, profile_id: from },
  ]);
});
