import type { ProgramDefinition } from '@sarafan/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { dayMs, minuteMs } from '../server/src/kit/values/time.ts';
import { auditBalances, clearingTotals } from '../server/src/rooms/ledger/index.ts';
import { languageSchool } from '../server/src/rooms/referral/recipes/language-school.ts';
import { checkHoldings } from './crash/checks/money.ts';
import { type Call, createSchool, type School } from './support/school.ts';

/** What becomes of rewards when a fact told late says that they were not earned (DESIGN: late facts). */
let school: School;
let code: string;
afterEach(async () => {
  const { pool } = school.database;
  const { workspace } = school.keys;
  const wrong = await auditBalances(pool, workspace);
  const left = (await clearingTotals(pool, workspace)).filter(({ total }) => total !== 0n);
  const apart = await checkHoldings(pool, workspace);
  await school.close();
  if (wrong.length + left.length + apart.length > 0) throw new Error('The books do not agree (INV-3, REW-6)');
});

async function open(definition: ProgramDefinition = languageSchool): Promise<void> {
  school = await createSchool(definition);
  code = await school.codeOf('anna');
}

const held = (holdDays: number): ProgramDefinition => ({
  ...languageSchool,
  rewards: languageSchool.rewards.map((reward) => ({ ...reward, holdDays })),
});

const order = (id: string, more: object = {}, at?: number): Call => ({
  type: 'track',
  ...{ event: 'Order Completed', userId: 'boris', messageId: `order-${id}` },
  properties: { order_id: id, total: 4000, ...more },
  ...(at === undefined ? {} : { timestamp: new Date(at).toISOString() }),
});
const certificate = { payments: [{ method: 'gift_certificate', amount: 4000 }] };
const refund = (id: string): Call => ({
  type: 'track',
  ...{ event: 'Order Refunded', userId: 'boris', messageId: `refund-${id}`, properties: { order_id: id } },
});

/** Invited, and a payment a little later; answers with a moment between the two, for facts that are told late. */
async function invitedAndPays(): Promise<number> {
  await school.server({ type: 'identify', userId: 'boris', traits: { referral_code: code } });
  school.clock.advance(minuteMs);
  const between = school.clock.now();
  school.clock.advance(minuteMs);
  await school.server(order('o2'));
  return between;
}

const spend = (userId: string, amount: string): Promise<unknown> =>
  school.api('POST', '/api/v1/rewards/spendings', { userId, unit: 'lesson', amount });

const both = async (): Promise<readonly bigint[]> => [await school.lessons('anna'), await school.lessons('boris')];

interface Told {
  readonly sentence: { readonly ru: string; readonly en: string };
  readonly rewards: readonly { readonly side: string; readonly state: string }[];
  readonly decisions: readonly { readonly outcome: string; readonly sentence: { readonly ru: string } }[];
}

async function explained(): Promise<Told> {
  const url = '/api/v1/referral/explanations?program=language-school&userId=boris';
  return (await school.api('GET', url)) as Told;
}

async function reviews(): Promise<readonly { reactor: string; detail: Record<string, unknown> }[]> {
  const { rows } = await school.database.pool.query<{ reactor: string; detail: Record<string, unknown> }>(
    "select reactor, detail from engine_decisions where outcome = 'review' order by reactor desc, lane, seq",
  );
  return rows;
}

async function grantStates(): Promise<Record<string, string[]>> {
  const { rows } = await school.database.pool.query<{ side: string; order_id: string; state: string }>(
    'select side, order_id, state from rewards_grants order by side, order_id, granted_at',
  );
  return Object.fromEntries(
    ['friend', 'referrer'].map((side) => [
      side,
      rows.filter((row) => row.side === side).map((row) => `${row.order_id} ${row.state}`),
    ]),
  );
}

describe('a late fact that is no refund', () => {
  test('takes back what is still on hold', async () => {
    await open(held(14));
    const between = await invitedAndPays();
    await school.server(order('o1', certificate, between));
    school.clock.advance(20 * dayMs);
    await school.settle();
    expect(await both()).toEqual([0n, 0n]);
    expect(await reviews()).toEqual([]);
  });

  test('takes back what is available and not spent', async () => {
    await open();
    const between = await invitedAndPays();
    await school.server(order('o1', certificate, between));
    expect(await both()).toEqual([0n, 0n]);
    expect(await grantStates()).toEqual({ friend: ['o2 clawed_back'], referrer: ['o2 clawed_back'] });
  });

  test('leaves what was spent to a person, with its reason, and takes back the other side (REW-11)', async () => {
    await open();
    const between = await invitedAndPays();
    await spend('anna', '1');
    await school.server(order('o1', certificate, between));
    expect(await both()).toEqual([1n, 0n]);
    expect(await grantStates()).toEqual({ friend: ['o2 clawed_back'], referrer: ['o2 available'] });
    const [inHoldersLane, inFriendsLane, ...others] = await reviews();
    expect(others).toEqual([]);
    expect(inHoldersLane).toMatchObject({
      reactor: 'rewards',
      detail: { review: 'spent', because: 'order_condition', available: '1', grant: { order: 'o2' } },
    });
    expect(inFriendsLane).toMatchObject({ reactor: 'referral', detail: { review: 'spent', status: 'refused' } });
    const told = await explained();
    expect(told.rewards.map(({ side, state }) => `${side} ${state}`).sort()).toEqual([
      'friend clawed_back',
      'referrer review',
    ]);
    expect(told.decisions[0]).toMatchObject({
      outcome: 'review',
      sentence: { ru: expect.stringContaining('уже потрачено') },
    });
  });

  test('told twice, under its own id and another, changes nothing the second time', async () => {
    await open();
    const between = await invitedAndPays();
    await spend('anna', '2');
    const late = order('o1', certificate, between);
    await school.server(late);
    await school.server(late, { ...late, messageId: 'again' });
    expect(await both()).toEqual([0n, 0n]);
    expect(await reviews()).toHaveLength(2);
  });

  test('never takes from points that another friend has brought meanwhile more than there are', async () => {
    await open();
    const between = await invitedAndPays();
    await spend('anna', '2');
    await school.server({ type: 'identify', userId: 'vera', traits: { referral_code: code } });
    school.clock.advance(minuteMs);
    await school.server({ ...order('o3'), userId: 'vera' });
    expect(await school.lessons('anna')).toBe(2n);
    // Points are not told apart: two are there, so two are taken.
    await school.server(order('o1', certificate, between));
    expect(await school.lessons('anna')).toBe(0n);
    expect(await reviews()).toEqual([]);
  });
});

describe('an earlier payment told late', () => {
  test('moves unspent rewards to itself', async () => {
    await open();
    const between = await invitedAndPays();
    await school.server(order('o1', {}, between));
    expect(await both()).toEqual([2n, 2n]);
    const moved = ['o1 available', 'o2 clawed_back'];
    expect(await grantStates()).toEqual({ friend: moved, referrer: moved });
  });

  test('pays nobody twice for one friend because they had spent the reward of the later one', async () => {
    await open();
    const between = await invitedAndPays();
    await spend('anna', '2');
    await school.server(order('o1', {}, between));
    expect(await both()).toEqual([0n, 2n]);
    expect(await grantStates()).toEqual({ friend: ['o1 available', 'o2 clawed_back'], referrer: ['o2 available'] });
  });

  test('takes its place in a cap that is full', async () => {
    await open({ ...languageSchool, cap: { unit: 'lesson', amount: '4' } });
    const between = await invitedAndPays();
    expect(await both()).toEqual([2n, 2n]);
    await school.server(order('o1', {}, between));
    expect(await both()).toEqual([2n, 2n]);
  });
});

describe('a refund', () => {
  test('goes below zero when the reward is spent, and in whichever order a correction comes (SKY-10)', async () => {
    await open();
    const between = await invitedAndPays();
    await spend('anna', '2');
    await school.server(order('o1', certificate, between));
    expect(await both()).toEqual([0n, 0n]);
    await school.server(refund('o2'));
    expect(await both()).toEqual([-2n, 0n]);
    expect((await explained()).rewards.map(({ state }) => state)).toEqual(['clawed_back', 'clawed_back']);
    await school.close();

    await open();
    const again = await invitedAndPays();
    await spend('anna', '2');
    await school.server(refund('o2'));
    expect(await both()).toEqual([-2n, 0n]);
    await school.server(order('o1', certificate, again));
    expect(await both()).toEqual([-2n, 0n]);
    expect(await reviews()).toEqual([]);
  });

  test('that arrives together with the correction and the spending ends the same', async () => {
    await open();
    const between = await invitedAndPays();
    await spend('anna', '2');
    await school.server(order('o1', certificate, between), refund('o2'), refund('o1'));
    expect(await both()).toEqual([-2n, 0n]);
  });

  test('of the order that was paid for takes back also beyond the correction window (REW-8)', async () => {
    await open();
    const between = await invitedAndPays();
    school.clock.advance(30 * dayMs + 1);
    await school.server(order('o1', certificate, between));
    expect(await both()).toEqual([2n, 2n]);
    expect((await explained()).rewards.map(({ state }) => state)).toEqual(['review', 'review']);
    await school.server(refund('o1'));
    expect(await both()).toEqual([2n, 2n]);
    await school.server(refund('o2'));
    expect(await both()).toEqual([0n, 0n]);
  });
});

test('a reward in review stands again when a later word makes it owed', async () => {
  await open();
  await invitedAndPays();
  await spend('anna', '2');
  await school.server({ type: 'identify', userId: 'boris', traits: { legal_form: 'company' } });
  expect(await both()).toEqual([0n, 0n]);
  const earlier = new Date(school.clock.now() - 5 * minuteMs).toISOString();
  await school.server({ type: 'identify', userId: 'boris', timestamp: earlier, traits: { legal_form: 'person' } });
  expect(await school.pair('boris')).toMatchObject({ status: 'rewarded' });
  expect(await both()).toEqual([0n, 2n]);
  expect((await explained()).rewards.filter(({ state }) => state === 'review')).toEqual([]);
});

test('an answer finds the books also after the friend became another person', async () => {
  await open();
  await school.server({ type: 'track', event: 'Referral Code Entered', anonymousId: 'phone', properties: { code } });
  school.clock.advance(minuteMs);
  const { userId: _boris, ...anonymous } = order('o2');
  await school.server({ ...anonymous, anonymousId: 'phone' });
  const between = school.clock.now() - minuteMs / 2;
  await school.server({ type: 'identify', userId: 'boris', anonymousId: 'phone' });
  expect(await both()).toEqual([2n, 2n]);
  await school.server(order('o1', {}, between));
  expect(await both()).toEqual([2n, 2n]);
  await spend('anna', '2');
  await school.server(order('o0', certificate, between - 1));
  expect(await both()).toEqual([0n, 0n]);
  expect((await explained()).rewards.filter(({ state }) => state === 'review')).toHaveLength(1);
});

test('one order told of two profiles of a friend is paid for once when they become one person (INV-3)', async () => {
  await open();
  const entered = { type: 'track', event: 'Referral Code Entered', properties: { code } };
  await school.server({ ...entered, anonymousId: 'phone' }, { ...entered, userId: 'boris' });
  school.clock.advance(minuteMs);
  const { userId: _boris, ...anonymous } = order('o2');
  await school.server({ ...anonymous, anonymousId: 'phone', messageId: 'by-browser' }, order('o2'));
  expect(await school.lessons('anna')).toBe(4n);
  await school.server({ type: 'identify', userId: 'boris', anonymousId: 'phone' });
  expect(await both()).toEqual([2n, 2n]);
});
