import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FactBody } from '../server/src/engine/fact.ts';
import { runBatch } from '../server/src/engine/index.ts';
import type { Lane, SubjectId } from '../server/src/kit/values/ids.ts';
import { laneOfAnchor } from '../server/src/kit/values/lane.ts';
import { dayMs } from '../server/src/kit/values/time.ts';
import { separateProfile } from '../server/src/rooms/people/index.ts';
import { type Arena, openArena, ownReactors, settle } from './soak/history/arena.ts';
import { factOf } from './soak/history/play.ts';
import { endStateOf } from './soak/history/state.ts';
import { type FreshDatabase, freshDatabase } from './support/database.ts';

/** Facts that meet profiles on their way between persons: lane by lane, in orders that a busy engine may take. */
let database: FreshDatabase;
let arena: Arena;
let sent = 0;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  // Which lane is taken when is what these stories are about, so the three of them have a lane each.
  for (;;) {
    arena = await openArena({ ...database, reactors: ownReactors() });
    if (new Set([a, b, f].map(laneOf)).size === 3) break;
    await arena.engine.stop();
  }
});
afterEach(async () => {
  const { faults } = await endStateOf(arena.pool, arena.around);
  const { rows } = await arena.pool.query<{ error: string }>('select error from engine_quarantine');
  await arena.engine.stop();
  const wrong = [...faults, ...rows.map(({ error }) => error)];
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
});
afterAll(() => database?.drop());

const a = { anonymousId: 'a' };
const b = { anonymousId: 'b' };
const f = { userId: 'f' };
type Ids = Pick<FactBody, 'userId' | 'anonymousId' | 'subject' | 'profile'>;

const laneOf = ({ userId, anonymousId }: Ids): Lane =>
  laneOfAnchor(arena.around.workspace, userId === undefined ? `anonymousId:${anonymousId}` : `userId:${userId}`);

async function tell(body: Omit<FactBody, 'timestamp'>, acceptedAt = arena.clock.now()): Promise<void> {
  sent += 1;
  const fact = factOf(arena.around, `told ${sent}`, { timestamp: arena.around.now, ...body });
  await arena.engine.inbox.accept([{ ...fact, acceptedAt }]);
}

const seen = (ids: Ids, acceptedAt?: number) => tell({ type: 'track', name: 'Viewed', ...ids }, acceptedAt);
const invited = (ids: Ids) => {
  const [, , held = ''] = arena.around.codes;
  return tell({ type: 'track', name: 'Referral Code Entered', ...ids, properties: { code: held } });
};
const paid = (ids: Ids) =>
  tell({ type: 'track', name: 'Order Completed', ...ids, properties: { order_id: 'o1', total: 100 } });
const identified = (ids: Ids, traits: FactBody['traits'] = {}) =>
  tell({ type: 'identify', name: 'identify', ...ids, traits });
const separated = (from: Ids, profile: SubjectId) =>
  tell({ type: 'command', name: separateProfile, ...from, properties: { profile } });

async function batch(ids: Ids, facts = 1_000): Promise<void> {
  await runBatch(arena.engine.batches, arena.clock.now(), { lanes: [laneOf(ids)], facts, lanesAtMost: 1, offset: 0 });
}

async function owner({ anonymousId, userId }: Ids): Promise<{ subject: SubjectId; profile: SubjectId }> {
  const { rows } = await arena.pool.query<{ subject: SubjectId; profile: SubjectId }>(
    `select subject_id as subject, profile_id as profile from people_identifiers
     where workspace_id = $1 and kind = $2 and value = $3`,
    [arena.around.workspace, userId === undefined ? 'anonymousId' : 'userId', userId ?? anonymousId],
  );
  if (rows[0] === undefined) throw new Error(`Nobody has met ${userId ?? anonymousId}`);
  return rows[0];
}

async function redirectOf(subject: SubjectId): Promise<string | null> {
  const { rows } = await arena.pool.query<{ redirect: string | null }>(
    'select redirect from engine_subjects where subject_id = $1',
    [subject],
  );
  return rows[0]?.redirect ?? null;
}

async function balances(): Promise<readonly string[]> {
  return (await endStateOf(arena.pool, arena.around)).balances.filter((line) => !line.includes('referrer'));
}

/** The reward of the pair, and the lesson for a chain of two. */
const rewardsOf = (name: string): unknown[] =>
  ['1 lesson', '300 point'].map((held) => expect.stringMatching(new RegExp(`${name}: ${held} available$`)));

/** b joins f while a joins b, so a joins somebody who has joined another by then. */
async function joinInAChain(): Promise<void> {
  await seen(b);
  await settle(arena.engine);
  arena.clock.advance(1_000);
  await invited(a);
  await paid(a);
  await settle(arena.engine);
  await identified(b, { email: 'x@example.com' });
  await settle(arena.engine);
  await identified(a, { email: 'x@example.com' });
  await identified({ ...f, ...b });
  for (const each of [a, b, f, b, a]) await batch(each);
}

test('identifiers of whoever joins a person that has frozen lead to the survivor (INV-2, PEO-10)', async () => {
  await joinInAChain();
  const frozen = (await owner(b)).profile;
  expect((await owner(a)).subject).toBe(frozen);
  await settle(arena.engine);
  const survivor = (await owner(f)).subject;
  expect((await owner(a)).subject).toBe(survivor);
  expect(await redirectOf((await owner(a)).profile)).toBe(survivor);
});

test('a profile that came by way of another stays when that one leaves, with its rewards (PEO-10)', async () => {
  await joinInAChain();
  await settle(arena.engine);
  const survivor = (await owner(f)).subject;
  await separated(f, (await owner(b)).profile);
  await settle(arena.engine);
  expect((await owner(b)).subject).toBe((await owner(b)).profile);
  await tell({ type: 'track', name: 'Order Refunded', ...a, properties: { order_id: 'o1' } });
  await settle(arena.engine);
  expect((await owner(a)).subject).toBe(survivor);
  expect(await redirectOf((await owner(a)).profile)).toBe(survivor);
  expect(await balances()).toEqual([]);
});

test('a hold that ends while its holder joins another ends with the survivor (INV-3, REW-9)', async () => {
  await invited(a);
  await paid(a);
  await settle(arena.engine);
  arena.clock.advance(7 * dayMs - 1_000);
  await identified({ ...f, ...a });
  await batch(f);
  await seen(f, arena.clock.now() + 2_000);
  await batch(a);
  arena.clock.advance(2_000);
  for (let facts = 0; facts < 4; facts += 1) await batch(f, 1);
  await settle(arena.engine);
  expect(await balances()).toEqual(rewardsOf('userId f'));
});

test('a fact that reaches a person whom its profile has left follows the profile home (INV-2, PEO-11)', async () => {
  await seen(a);
  await settle(arena.engine);
  await identified({ ...f, ...a });
  await settle(arena.engine);
  await invited(a);
  await settle(arena.engine);
  const { profile } = await owner(a);
  await paid(a);
  await separated(f, profile);
  await batch(f);
  // The payment lies before the profile's return in the profile's lane, and behind its departure in the person's.
  await batch(a, 1);
  await settle(arena.engine);
  arena.clock.advance(20 * dayMs);
  await settle(arena.engine);
  expect(await balances()).toEqual(rewardsOf('^anonymousId a'));
});

test('a fact that reaches the survivor before its profile does takes effect behind it (INV-2, PEO-11)', async () => {
  await invited(a);
  await settle(arena.engine);
  await identified({ ...f, ...a });
  await batch(f);
  // The payment waits in the survivor's lane from before a froze, and names a by what is the survivor's by now.
  const { profile } = await owner(a);
  const { subject } = await owner(f);
  await paid({ ...f, subject, profile });
  await batch(a);
  await settle(arena.engine);
  arena.clock.advance(20 * dayMs);
  await settle(arena.engine);
  expect(await balances()).toEqual(rewardsOf('userId f'));
});
