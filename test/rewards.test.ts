import { afterEach, describe, expect, test } from 'vitest';
import { laneOfSubject } from '../server/src/kit/values/ids.ts';
import { dayMs, minuteMs } from '../server/src/kit/values/time.ts';
import { auditBalances, clearingTotals } from '../server/src/rooms/ledger/index.ts';
import { languageSchool } from '../server/src/rooms/referral/recipes/language-school.ts';
import { spendReward } from '../server/src/rooms/rewards/index.ts';
import { createSchool, type School } from './support/school.ts';

let school: School;
afterEach(async () => {
  // INV-3 holds after every story: balances are folds of postings, and nothing is left in clearing.
  const { pool } = school.database;
  const wrong = await auditBalances(pool, school.keys.workspace);
  const left = (await clearingTotals(pool, school.keys.workspace)).filter(({ total }) => total !== 0n);
  await school.close();
  if (wrong.length > 0) throw new Error(`Balances that are no folds of their postings: ${wrong.length}`);
  if (left.length > 0) throw new Error('Clearing does not net to zero');
});

const order = (userId: string, id: string, more: object = {}): { type: string } => ({
  type: 'track',
  ...{ event: 'Order Completed', userId, messageId: `order-${id}`, properties: { order_id: id, total: 4000, ...more } },
});
const refund = (userId: string, id: string, more: object = {}): { type: string } => ({
  type: 'track',
  ...{ event: 'Order Refunded', userId, messageId: `refund-${id}`, properties: { order_id: id, ...more } },
});
const signUp = (userId: string, code: string): { type: string } => ({
  type: 'identify',
  ...{ userId, traits: { email: `${userId}@example.com`, referral_code: code } },
});

async function spend(amount: bigint): Promise<unknown> {
  return school.during(
    school.rooms.engine.commands.send({
      workspace: school.keys.workspace,
      name: spendReward,
      to: { userId: 'anna' },
      messageId: `spend-${amount}`,
      properties: { unit: 'lesson', amountMinor: String(amount) },
    }),
  );
}

test('a refund takes both rewards back, also after they were spent: the debt is carried (INV-3, REW-4)', async () => {
  school = await createSchool();
  const code = await school.codeOf('anna');
  await school.server(signUp('boris', code));
  school.clock.advance(minuteMs);
  await school.server(order('boris', 'o1'));
  expect(await spend(3n)).toMatchObject({ status: 'refused', reason: 'not_enough' });
  expect(await spend(2n)).toMatchObject({ status: 'done' });
  school.clock.advance(minuteMs);
  await school.server(refund('boris', 'o1', { total: 1000 }));
  expect(await school.lessons('boris')).toBe(2n);
  await school.server({ ...refund('boris', 'o1'), messageId: 'rest' } as { type: string });
  expect(await school.lessons('anna')).toBe(-2n);
  expect(await school.lessons('boris')).toBe(0n);
  await school.server(signUp('vera', code));
  school.clock.advance(minuteMs);
  await school.server(order('vera', 'o2'));
  expect(await school.lessons('anna')).toBe(0n);
});

test('a refund that arrives before its payment ends like one that arrives after it (INV-2, REF-3)', async () => {
  school = await createSchool();
  const code = await school.codeOf('anna');
  await school.server(signUp('boris', code));
  school.clock.advance(minuteMs);
  const paidAt = new Date(school.clock.now()).toISOString();
  school.clock.advance(minuteMs);
  await school.server(refund('boris', 'o1'));
  await school.server({ ...order('boris', 'o1'), timestamp: paidAt } as { type: string });
  expect(await school.lessons('anna')).toBe(0n);
  expect(await school.pair('boris')).toEqual({ status: 'reversed', reason: 'refunded' });
});

test('a certificate told of late takes back what a later payment had earned (INV-2)', async () => {
  school = await createSchool();
  const code = await school.codeOf('anna');
  await school.server(signUp('boris', code));
  school.clock.advance(minuteMs);
  const earlier = new Date(school.clock.now()).toISOString();
  school.clock.advance(minuteMs);
  await school.server(order('boris', 'o2'));
  expect(await school.lessons('anna')).toBe(2n);
  const certificate = order('boris', 'o1', { payments: [{ method: 'gift_certificate', amount: 4000 }] });
  await school.server({ ...certificate, timestamp: earlier } as { type: string });
  expect(await school.lessons('anna')).toBe(0n);
  expect(await school.pair('boris')).toEqual({ status: 'refused', reason: 'order_condition' });
});

test('a late fact beyond the correction window takes nothing back and waits for a person (REW-8)', async () => {
  school = await createSchool();
  const code = await school.codeOf('anna');
  await school.server(signUp('boris', code));
  school.clock.advance(minuteMs);
  const earlier = new Date(school.clock.now()).toISOString();
  school.clock.advance(minuteMs);
  await school.server(order('boris', 'o2'));
  school.clock.advance(30 * dayMs + 1);
  const certificate = order('boris', 'o1', { payments: [{ method: 'gift_certificate', amount: 4000 }] });
  await school.server({ ...certificate, timestamp: earlier });
  expect(await school.lessons('anna')).toBe(2n);
  const { rows } = await school.database.pool.query("select detail from engine_decisions where outcome = 'review'");
  expect(rows).toHaveLength(1);
  await school.server(refund('boris', 'o1'));
  expect(await school.lessons('anna')).toBe(2n);
  await school.server(refund('boris', 'o2'));
  expect(await school.lessons('anna')).toBe(0n);
});

test('a held reward is pending until its time, to the millisecond (REW-3)', async () => {
  const rewards = languageSchool.rewards.map((reward) => ({ ...reward, holdDays: 14 }));
  school = await createSchool({ ...languageSchool, rewards });
  const code = await school.codeOf('anna');
  await school.server(signUp('boris', code), order('boris', 'o1'));
  expect(await school.lessons('anna')).toBe(0n);
  school.clock.advance(14 * dayMs - 1);
  await school.settle();
  expect(await school.lessons('anna')).toBe(0n);
  school.clock.advance(1);
  await school.settle();
  expect(await school.lessons('anna')).toBe(2n);
  expect(await school.lessons('boris')).toBe(2n);
});

test('a refund during the hold takes the pending reward back and nothing comes due', async () => {
  const rewards = languageSchool.rewards.map((reward) => ({ ...reward, holdDays: 14 }));
  school = await createSchool({ ...languageSchool, rewards });
  const code = await school.codeOf('anna');
  await school.server(signUp('boris', code), order('boris', 'o1'));
  school.clock.advance(dayMs);
  await school.server(refund('boris', 'o1'));
  school.clock.advance(30 * dayMs);
  await school.settle();
  expect(await school.lessons('anna')).toBe(0n);
  expect(await school.lessons('boris')).toBe(0n);
});

test('a cap shared by the whole program is never exceeded, and a refund gives back to it (REW-5)', async () => {
  school = await createSchool({ ...languageSchool, cap: { unit: 'lesson', amount: '6' } });
  const code = await school.codeOf('anna');
  const friends = ['f1', 'f2', 'f3'];
  await school.server(...friends.map((friend) => signUp(friend, code)));
  school.clock.advance(minuteMs);
  await school.server(...friends.map((friend) => order(friend, `o-${friend}`)));
  const total = async (): Promise<bigint> => {
    let sum = await school.lessons('anna');
    for (const friend of [...friends, 'f4']) sum += await school.lessons(friend);
    return sum;
  };
  expect(await total()).toBe(6n);
  const winner = (await Promise.all(friends.map(async (f) => ({ f, n: await school.lessons(f) })))).find(
    (x) => x.n > 0n,
  );
  school.clock.advance(minuteMs);
  await school.server(refund(winner?.f ?? '', `o-${winner?.f}`));
  const afterRefund = await total();
  expect(afterRefund).toBeLessThan(6n);
  await school.server(signUp('f4', code));
  school.clock.advance(minuteMs);
  await school.server(order('f4', 'o-f4'));
  expect(await total()).toBe(6n);
});

test('a parent pays and the child, who learns and was invited, is the friend, also of a refund (REF-13)', async () => {
  school = await createSchool();
  const code = await school.codeOf('anna');
  await school.server(signUp('child', code));
  school.clock.advance(minuteMs);
  await school.server(order('parent', 'o1', { learner_id: 'child' }));
  expect(await school.lessons('anna')).toBe(2n);
  expect(await school.lessons('child')).toBe(2n);
  expect(await school.lessons('parent')).toBe(0n);
  await school.server(refund('parent', 'o1'));
  expect(await school.lessons('anna')).toBe(0n);
});

describe('an order told without and with the one who learns counts for the learner alone (INV-2, REF-20)', () => {
  const without = { ...order('parent', 'o1'), messageId: 'without' };
  const naming = { ...order('parent', 'o1', { learner_id: 'child' }), messageId: 'naming' };

  test.each([
    ['first without', [without, naming]],
    ['first with', [naming, without]],
  ])('%s', async (_name, tellings) => {
    school = await createSchool();
    const code = await school.codeOf('anna');
    await school.server(signUp('child', code), signUp('parent', code));
    for (const telling of tellings) {
      school.clock.advance(minuteMs);
      await school.server(telling);
    }
    expect(await school.lessons('child')).toBe(2n);
    expect(await school.lessons('parent')).toBe(0n);
    expect(await school.lessons('anna')).toBe(2n);
    expect(await school.pair('parent')).toMatchObject({ status: 'waiting' });
  });

  test('and who pays for themselves pays when it was told first', async () => {
    school = await createSchool();
    const code = await school.codeOf('anna');
    await school.server({ type: 'identify', userId: 'boris', anonymousId: 'phone' }, order('boris', 'o1'));
    school.clock.advance(minuteMs);
    await school.server(signUp('boris', code));
    school.clock.advance(minuteMs);
    const properties = { order_id: 'o1', total: 4000, learner_id: 'boris' };
    await school.server({ type: 'track', event: 'Order Completed', anonymousId: 'phone', properties });
    expect(await school.pair('boris')).toEqual({ status: 'refused', reason: 'already_paid' });
  });
});

test('two spendings at once never overdraw, whatever their order (REW-7)', async () => {
  school = await createSchool();
  const code = await school.codeOf('anna');
  for (const friend of ['boris', 'vera']) await school.server(signUp(friend, code));
  school.clock.advance(minuteMs);
  await school.server(order('boris', 'o1'), order('vera', 'o2'));
  expect(await school.lessons('anna')).toBe(4n);
  const spendings = [3n, 2n, 1n].map((amount) => spend(amount));
  const replies = (await Promise.all(spendings)) as { status: string; result: { spent?: string } }[];
  const spent = replies
    .filter(({ status }) => status === 'done')
    .reduce((sum, { result }) => sum + Number(result.spent), 0);
  expect(replies.filter(({ status }) => status === 'refused').length).toBeGreaterThan(0);
  expect(spent).toBeGreaterThan(0);
  expect(await school.lessons('anna')).toBe(4n - BigInt(spent));
});

test('each grant is paid by one transfer under its id, however often its order is told (REW-2)', async () => {
  school = await createSchool();
  const code = await school.codeOf('anna');
  await school.server(signUp('boris', code));
  school.clock.advance(minuteMs);
  const told = Array.from({ length: 5 }, (_, index) => ({ ...order('boris', 'o1'), messageId: `told-${index}` }));
  await Promise.all(told.map((call) => school.server(call)));
  const { pool } = school.database;
  const grants = await pool.query<{ key: string }>("select 'grant:' || grant_id as key from rewards_grants order by 1");
  const paid = await pool.query<{ key: string }>(
    "select idempotency_key as key from ledger_transfers where idempotency_key like 'grant:%' order by 1",
  );
  expect(grants.rows).toHaveLength(2);
  expect(paid.rows).toEqual(grants.rows);
});

test('a grant or a revocation that nobody but a browser vouches for is refused (REW-10)', async () => {
  school = await createSchool();
  await school.codeOf('anna');
  const anna = await school.person('anna');
  const program = await school.rooms.referral.program(school.keys.workspace, 'language-school');
  const grant = {
    ...{ id: 'grt_forged', program: program?.program ?? '', version: 1, side: 'referrer', holder: anna, friend: anna },
    ...{ order: 'o1', unit: 'lesson', amountMinor: '100', availableAt: 0 },
  };
  const tell = async (trust: 'public' | 'server', name: string): Promise<void> => {
    const properties = { grant, cause: 'refund', because: 'refunded' };
    const body = { type: 'derived', name, timestamp: school.clock.now(), properties } as const;
    const addressed = { ...body, subject: anna, profile: anna };
    const messageId = `forged-${trust}-${name}`;
    const fact = { workspace: school.keys.workspace, lane: laneOfSubject(anna), trust, messageId };
    await school.rooms.engine.inbox.accept([{ ...fact, acceptedAt: school.clock.now(), body: addressed }]);
    await school.settle();
  };
  await tell('public', 'Reward Granted');
  expect(await school.lessons('anna')).toBe(0n);
  await tell('public', 'Reward Revoked');
  expect(await school.lessons('anna')).toBe(0n);
  const { rows } = await school.database.pool.query(
    "select detail->>'failed' as failed from engine_decisions where outcome = 'reward_refused'",
  );
  expect(rows).toEqual([{ failed: 'untrusted' }, { failed: 'untrusted' }]);
  // The same facts with a server's word take effect: it was the trust that was missing.
  await tell('server', 'Reward Granted');
  expect(await school.lessons('anna')).toBe(100n);
  await tell('server', 'Reward Revoked');
  expect(await school.lessons('anna')).toBe(0n);
});
