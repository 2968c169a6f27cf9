import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts';
import type { Claim } from '../../engine/directory.ts';
import { inTransaction } from '../../kit/db.ts';
import type { SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { findPerson, peopleDirectory } from './service.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const first = 'wsp_first' as WorkspaceId;
const other = 'wsp_other' as WorkspaceId;

function claim(workspace: WorkspaceId, value: string, person: string): Claim {
  const subject = person as SubjectId;
  return { workspace, kind: 'anonymousId', value, owner: { subject, profile: subject } };
}

const take = (...claims: readonly Claim[]): Promise<boolean> =>
  inTransaction(database.pool, (tx) => peopleDirectory.claim(tx, claims));

test('an identifier leads to one person of its workspace, whoever claims it when (PEO-2)', async () => {
  expect(await take(claim(first, 'a', 'per_00one'))).toBe(true);
  expect(await take(claim(first, 'a', 'per_01two'))).toBe(false);
  expect(await take(claim(other, 'a', 'per_02three'))).toBe(true);
  const claims = Array.from({ length: 8 }, (_, index) => take(claim(first, 'b', `per_0${index}x`)));
  const won = await Promise.all(claims);
  expect(won.filter(Boolean)).toHaveLength(1);
  const owner = await findPerson(database.pool, { workspace: first, kind: 'anonymousId', value: 'b' });
  expect(owner).toBe(`per_0${won.indexOf(true)}x`);
  expect(await findPerson(database.pool, { workspace: first, kind: 'anonymousId', value: 'a' })).toBe('per_00one');
  expect(await findPerson(database.pool, { workspace: other, kind: 'anonymousId', value: 'a' })).toBe('per_02three');
});

test('batches that want the same identifiers in opposite order do not lock each other out', async () => {
  const names = Array.from({ length: 50 }, (_, index) => `shared-${index}`);
  for (let round = 0; round < 10; round += 1) {
    const claims = names.map((name) => claim(first, `${name}-${round}`, 'per_00one'));
    const won = await Promise.all([take(...claims), take(...claims.toReversed())]);
    expect(won.filter(Boolean)).toHaveLength(1);
  }
});
