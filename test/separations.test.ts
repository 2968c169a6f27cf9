import { afterEach, expect, test } from 'vitest';
import { laneOfSubject, type SubjectId } from '../server/src/kit/values/ids.ts';
import { dayMs, minuteMs } from '../server/src/kit/values/time.ts';
import { balances } from '../server/src/rooms/ledger/index.ts';
import { separateProfile } from '../server/src/rooms/people/index.ts';
import { languageSchool } from '../server/src/rooms/referral/recipes/language-school.ts';
import { spendReward } from '../server/src/rooms/rewards/index.ts';
import { checkExplained, checkHoldings, checkLedger } from './crash/checks/money.ts';
import { type Call, createSchool, type School } from './support/school.ts';

/** What becomes of rewards when support takes a browser out of a person again. */
let school: School;
afterEach(async () => {
  // INV-3 and REW-6 hold after every story.
  const { pool } = school.database;
  const { workspace } = school.keys;
  const faults = [
    ...(await checkLedger(pool, workspace)),
    ...(await checkExplained(pool, workspace)),
    ...(await checkHoldings(pool, workspace)),
  ];
  await school.close();
  if (faults.length > 0) throw new Error(faults.join('\n'));
});

const later = (): void => school.clock.advance(minuteMs);
const entered = (anonymousId: string, code: string): Call => {
  return { type: 'track', event: 'Referral Code Entered', anonymousId, properties: { code } };
};
const pays = (anonymousId: string, order = 'o1'): Call => {
  return { type: 'track', event: 'Order Completed', anonymousId, properties: { order_id: order, total: 4000 } };
};
const refunds = (anonymousId: string, order = 'o1'): Call => {
  return { type: 'track', event: 'Order Refunded', anonymousId, properties: { order_id: order } };
};
const named = (userId: string, anonymousId: string): Call => ({ type: 'identify', userId, anonymousId });

async function owner(anonymousId: string): Promise<{ readonly subject: SubjectId; readonly profile: SubjectId }> {
  const { rows } = await school.database.pool.query<{ subject: SubjectId; profile: SubjectId }>(
    `select subject_id as subject, profile_id as profile from people_identifiers
     where workspace_id = $1 and kind = 'anonymousId' and value = $2`,
    [school.keys.workspace, anonymousId],
  );
  if (rows[0] === undefined) throw new Error(`Nobody has met ${anonymousId}`);
  return rows[0];
}

async function separate(userId: string, anonymousId: string): Promise<void> {
  const { profile } = await owner(anonymousId);
  const { workspace } = school.keys;
  const to = await school.person(userId);
  const messageId = `separate ${anonymousId}`;
  const asked = school.rooms.engine.commands.send({
    ...{ workspace, name: separateProfile, to, messageId, properties: { profile } },
  });
  expect(await school.during(asked)).toMatchObject({ status: 'done' });
  await school.settle();
}

/** What the person behind a browser may use now. */
async function lessonsOf(anonymousId: string): Promise<bigint> {
  const { subject } = await owner(anonymousId);
  const held = await balances(school.database.pool, laneOfSubject(subject), school.keys.workspace, subject);
  return held.find((each) => each.unit === 'lesson' && each.compartment === 'available')?.balance ?? 0n;
}

async function grants(): Promise<string[]> {
  const { rows } = await school.database.pool.query<{ told: string }>(
    `select side || ' ' || state as told from rewards_grants order by 1`,
  );
  return rows.map(({ told }) => told);
}

/** Somebody enters a code and pays in a browser, which a server then names for boris. */
async function borisEarnsInABrowser(holdDays = 0): Promise<void> {
  const rewards = languageSchool.rewards.map((reward) => ({ ...reward, holdDays }));
  school = await createSchool({ ...languageSchool, rewards });
  await school.server(entered('browser', await school.codeOf('anna')));
  later();
  await school.server(pays('browser'));
  later();
  await school.server(named('boris', 'browser'));
}

test('what a browser had earned goes home with it, and so does its refund (INV-2, REW-12)', async () => {
  await borisEarnsInABrowser();
  expect(await school.lessons('boris')).toBe(2n);
  await separate('boris', 'browser');
  expect(await school.lessons('boris')).toBe(0n);
  expect(await lessonsOf('browser')).toBe(2n);
  expect(await grants()).toEqual(['friend available', 'referrer available']);
  await school.server(refunds('browser'));
  expect(await school.lessons('boris')).toBe(0n);
  expect(await lessonsOf('browser')).toBe(0n);
  expect(await school.lessons('anna')).toBe(0n);
  expect(await grants()).toEqual(['friend clawed_back', 'referrer clawed_back']);
});

test('a hold goes home with its browser and ends there (REW-12)', async () => {
  await borisEarnsInABrowser(7);
  await separate('boris', 'browser');
  school.clock.advance(7 * dayMs);
  await school.settle();
  expect(await school.lessons('boris')).toBe(0n);
  expect(await lessonsOf('browser')).toBe(2n);
  expect(await grants()).toEqual(['friend available', 'referrer available']);
});

test('a refund during the hold of a browser that went home takes the pending reward back there', async () => {
  await borisEarnsInABrowser(7);
  await separate('boris', 'browser');
  await school.server(refunds('browser'));
  school.clock.advance(8 * dayMs);
  await school.settle();
  expect(await lessonsOf('browser')).toBe(0n);
  expect(await grants()).toEqual(['friend clawed_back', 'referrer clawed_back']);
});

test('who spent what a browser had earned carries the debt when it goes home (REW-12)', async () => {
  await borisEarnsInABrowser();
  const spending = { unit: 'lesson', amountMinor: '1' };
  const { workspace } = school.keys;
  const to = { userId: 'boris' };
  const asked = school.rooms.engine.commands.send({
    ...{ workspace, name: spendReward, to, messageId: 'spend', properties: spending },
  });
  expect(await school.during(asked)).toMatchObject({ status: 'done' });
  await separate('boris', 'browser');
  expect(await lessonsOf('browser')).toBe(2n);
  expect(await school.lessons('boris')).toBe(-1n);
});

test('a browser that goes home never grants again under an id that was granted before (REW-2, REW-13)', async () => {
  school = await createSchool();
  await school.server(entered('phone', await school.codeOf('anna')));
  later();
  // The later invitation counts, and it will turn out to be their own.
  await school.server(entered('tablet', await school.codeOf('boris')));
  later();
  await school.server(pays('phone'));
  expect(await lessonsOf('phone')).toBe(2n);
  await school.server(named('boris', 'phone'), named('boris', 'tablet'));
  expect(await school.pair('boris')).toEqual({ status: 'refused', reason: 'self_referral' });
  expect(await grants()).toEqual(['friend clawed_back', 'referrer clawed_back']);
  await separate('boris', 'phone');
  expect(await lessonsOf('phone')).toBe(2n);
  expect(await school.lessons('anna')).toBe(2n);
  expect(await school.lessons('boris')).toBe(0n);
  const { rows } = await school.database.pool.query('select distinct grant_id from rewards_grants');
  expect(rows).toHaveLength(4);
});

test('a reward granted to a person by what a browser told is corrected when the browser goes home', async () => {
  school = await createSchool();
  await school.browser({ type: 'page', name: 'Home', anonymousId: 'browser' });
  await school.server(named('boris', 'browser'));
  await school.server(entered('browser', await school.codeOf('anna')));
  later();
  await school.server(pays('browser'));
  expect(await school.lessons('boris')).toBe(2n);
  await separate('boris', 'browser');
  expect(await school.lessons('boris')).toBe(0n);
  expect(await lessonsOf('browser')).toBe(2n);
  expect(await school.lessons('anna')).toBe(2n);
  expect(await grants()).toEqual([
    ...['friend available', 'friend clawed_back'],
    ...['referrer available', 'referrer clawed_back'],
  ]);
});
