import type { ProgramDefinition, VersionReach } from '@sarafan/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { auditBalances, clearingTotals } from '../../server/src/rooms/ledger/index.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { createSchool, type School } from '../support/school.ts';

// A change of a program that applies to new invitations, to open ones, or to all, on the virtual clock.

const base = '/api/v1/referral/programs';
const three: ProgramDefinition = {
  ...languageSchool,
  rewards: languageSchool.rewards.map((reward) => (reward.to === 'referrer' ? { ...reward, amount: '3' } : reward)),
};

let school: School;
let code: string;

async function follows(userId: string): Promise<void> {
  await school.server({ type: 'identify', userId, traits: { referral_code: code } });
  school.clock.advance(60_000);
}

async function pays(userId: string, more: object = {}): Promise<void> {
  const properties = { order_id: `order-${userId}`, total: 4_000, currency: 'RUB', ...more };
  await school.server({ type: 'track', event: 'Order Completed', userId, properties });
  school.clock.advance(60_000);
}

async function launch(appliesTo: VersionReach | undefined, definition: object = three): Promise<unknown> {
  const launched = await school.api('POST', base, { key: 'language-school', definition, appliesTo, note: 'More' });
  school.clock.advance(60_000);
  await applied();
  return launched;
}

/** Everybody whom a version concerns has been told; a step waits for transactions of before. */
async function applied(): Promise<void> {
  const { pool } = school.database;
  for (let open = 1; open > 0; ) {
    while (await school.rooms.versionWork.step()) await school.settle();
    const sql = 'select count(*) as open from referral_versions where work_cursor is not null';
    open = Number((await pool.query<{ open: string }>(sql)).rows[0]?.open);
  }
  await school.settle();
}

interface Granted {
  readonly friend: string;
  readonly amount: string;
  readonly version: number;
  readonly side: string;
  readonly state: string;
}

/** What stands for whoever invited, and under which version it arose. */
async function granted(): Promise<Record<string, [string, number]>> {
  const { items } = (await school.api('GET', '/api/v1/rewards/grants?limit=200')) as { items: Granted[] };
  const standing = items.filter(({ side, state }) => side === 'referrer' && state !== 'clawed_back');
  const names = new Map<string, string>();
  for (const name of ['paid', 'open', 'refused', 'new']) {
    const person = await school.person(name).catch(() => undefined);
    if (person !== undefined) names.set(person, name);
  }
  return Object.fromEntries(
    standing.map(({ friend, amount, version }) => [names.get(friend) ?? friend, [amount, version]]),
  );
}

beforeEach(async () => {
  school = await createSchool();
  code = await school.codeOf('anna');
  // One friend has paid, one is still to pay, and one has paid with a certificate, which is no case.
  for (const friend of ['paid', 'open', 'refused']) await follows(friend);
  await pays('paid');
  await pays('refused', { payments: [{ method: 'gift_certificate', amount: 4_000 }] });
});
afterEach(async () => {
  const { pool } = school.database;
  const wrong = await auditBalances(pool, school.keys.workspace);
  const left = (await clearingTotals(pool, school.keys.workspace)).filter(({ total }) => total !== 0n);
  await school.close();
  if (wrong.length > 0 || left.length > 0) throw new Error('The books do not balance (INV-3)');
});

describe('REF-80 a version applies to whom it says', () => {
  test.each<[VersionReach | undefined, Record<string, [string, number]>]>([
    [undefined, { paid: ['2', 1], open: ['2', 1], new: ['3', 2] }],
    ['new', { paid: ['2', 1], open: ['2', 1], new: ['3', 2] }],
    ['open', { paid: ['2', 1], open: ['3', 2], new: ['3', 2] }],
    ['all', { paid: ['3', 2], open: ['3', 2], new: ['3', 2] }],
  ])('%s', async (appliesTo, expected) => {
    await launch(appliesTo);
    await pays('open');
    await follows('new');
    await pays('new');
    expect(await granted()).toEqual(expected);
    const sum = Object.values(expected).reduce((total, [amount]) => total + BigInt(amount), 0n);
    expect(await school.lessons('anna')).toBe(sum);
    // What the friends were given comes out the same, and keeps the version under which it arose.
    expect(await school.lessons('paid')).toBe(2n);
  });

  test('what was refused for good stays refused, unless the change applies to all', async () => {
    const lenient = { ...three, order: {} };
    await launch('open', lenient);
    expect(await granted()).toEqual({ paid: ['2', 1] });
    await launch('all', lenient);
    expect(await granted()).toEqual({ paid: ['3', 3], refused: ['3', 3] });
  });

  test('a late order of before the launch shows that nothing was open, in any order of arrival (INV-2)', async () => {
    const before = new Date(school.clock.now()).toISOString();
    school.clock.advance(dayMs);
    await launch('open');
    await school.server({
      ...{ type: 'track', event: 'Order Completed', userId: 'open', timestamp: before },
      properties: { order_id: 'late', total: 4_000, currency: 'RUB' },
    });
    expect(await granted()).toEqual({ paid: ['2', 1], open: ['2', 1] });
  });

  test('what is spent is not taken back by a change: it stands in review', async () => {
    const person = await school.person('anna');
    await school.api('POST', '/api/v1/rewards/spendings', { userId: 'anna', unit: 'lesson', amount: '1' });
    const one = { ...three, rewards: three.rewards.map((reward) => ({ ...reward, amount: '1' })) };
    await launch('all', one);
    expect(await school.lessons('anna')).toBe(1n);
    const { items } = (await school.api('GET', '/api/v1/rewards/grants?state=review')) as {
      items: { holder: string }[];
    };
    expect(items.map(({ holder }) => holder)).toEqual([person]);
  });

  test('the same definition for more invitations is a version; for no more it is none', async () => {
    expect(await launch('new')).toMatchObject({ version: 2, isNew: true });
    expect(await launch('new')).toMatchObject({ version: 2, isNew: false });
    expect(await launch('all')).toMatchObject({ version: 3, isNew: true });
    expect(await launch('all')).toMatchObject({ version: 3, isNew: false });
    expect(await granted()).toEqual({ paid: ['3', 3] });
    const { items } = (await school.api('GET', `${base}/language-school/versions`)) as { items: object[] };
    expect(items).toMatchObject([
      { version: 3, appliesTo: 'all', told: 3, isApplied: true },
      { version: 2, appliesTo: 'new', told: 0, isApplied: true },
      { version: 1, appliesTo: 'new', told: 0, isApplied: true },
    ]);
  });

  test('a telling that was broken off goes on, and nobody is told twice', async () => {
    await school.api('POST', base, { key: 'language-school', definition: three, appliesTo: 'all', note: 'More' });
    while (!(await school.rooms.versionWork.step())) await school.settle();
    const inbox = school.rooms.engine.inbox;
    const accept = inbox.accept.bind(inbox);
    inbox.accept = async (facts) => {
      await accept(facts);
      throw new Error('The process died');
    };
    await expect(applied()).rejects.toThrow('died');
    inbox.accept = accept;
    await applied();
    expect(await granted()).toEqual({ paid: ['3', 2] });
    expect(await school.lessons('anna')).toBe(3n);
  });
});

test('a replay shows what a change for open invitations and for all would come to, before it is launched', async () => {
  const replayed = async (appliesTo: 'open' | 'all'): Promise<Record<string, unknown>> => {
    const answer = await school.http.inject({
      ...{ method: 'POST', url: `${base}/language-school/replay`, payload: { definition: three, appliesTo } },
      headers: { authorization: `Bearer ${school.keys.apiKey}` },
    });
    const lines = answer.body.trim().split('\n');
    return JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;
  };
  expect(await replayed('open')).toMatchObject({ line: 'result', pairs: 1, changed: 0, totals: [] });
  expect(await replayed('all')).toMatchObject({
    ...{ line: 'result', pairs: 3, changed: 1, more: 1, less: 0 },
    totals: [
      { side: 'friend', difference: '0' },
      { side: 'referrer', before: '2', after: '3', difference: '1' },
    ],
  });
  await launch('all');
  expect(await school.lessons('anna')).toBe(3n);
});
