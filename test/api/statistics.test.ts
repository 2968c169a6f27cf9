import { readFileSync } from 'node:fs';
import type { LostReferrals, ProgramCosts, Reward, Statistics } from '@sarafan/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProgramId } from '../../server/src/kit/values/ids.ts';
import { dayMs, hourMs, minuteMs } from '../../server/src/kit/values/time.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { eventually } from '../support/process.ts';
import { createSchool, type School } from '../support/school.ts';
import { ask, bearer } from './customers.ts';

let school: School;
const firstDay = Date.parse('2026-01-15T00:00:00Z');

/** Inviters may use their lessons until the end of February; friends have to wait for theirs, to the end of March. */
function lasting(reward: Reward): Reward {
  const isFriend = reward.to === 'friend';
  return { ...reward, holdDays: isFriend ? 30 : 0, expires: { endOf: 'month', after: 1 } };
}

/** Two referrers; on the first day four friends come and three pay, on the second one is refunded and one is bound. */
beforeAll(async () => {
  school = await createSchool({ ...languageSchool, rewards: languageSchool.rewards.map(lasting) });
  const anna = await school.codeOf('anna');
  const zoya = await school.codeOf('zoya');
  const click = async (code: string, query = ''): Promise<void> => {
    const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130 Safari/537.36' };
    const before = await clicksStored();
    await school.http.inject({ method: 'GET', url: `/r/${code}${query}`, headers });
    // A visitor goes on without waiting for the click to be stored.
    const isStored = await eventually(async () => {
      await school.settle();
      return (await clicksStored()) > before;
    }, 10_000);
    if (!isStored) throw new Error('A click was not stored');
  };
  for (const query of ['', '', '?subid=blog']) await click(anna, query);
  const whose = { workspace: school.keys.workspace, person: await school.person('anna'), ...(await program()) };
  for (let shares = 1; shares <= 2; shares += 1) {
    school.rooms.inviteLinks.share(whose, 'telegram');
    const isShared = await eventually(async () => {
      await school.settle();
      return (await sharesStored()) === shares;
    }, 10_000);
    if (!isShared) throw new Error('A share was not stored');
  }
  await click(zoya);
  // A write key says that a link was clicked; nobody believes it.
  await school.browser({
    ...{ type: 'track', event: 'Referral Link Clicked', anonymousId: 'eve' },
    properties: { program: (await program()).program, code: anna },
  });
  for (const [userId, code] of [
    ['boris', anna],
    ['vera', anna],
    ['gleb', zoya],
  ] as const) {
    await school.server({ type: 'identify', userId, traits: { referral_code: code } });
    school.clock.advance(minuteMs);
    await school.server(
      pays(userId, userId === 'vera' ? { payments: [{ method: 'gift_certificate', amount: 1 }] } : {}),
    );
  }
  // Somebody enters a code and is named by a server only an hour later.
  await school.browser({
    type: 'track',
    event: 'Referral Code Entered',
    anonymousId: 'late',
    properties: { code: anna },
  });
  school.clock.advance(hourMs);
  await school.server({ type: 'identify', anonymousId: 'late', traits: { email: 'late@example.com' } });
  // Whoever paid before does not come by the invitation.
  await school.server(pays('oleg'));
  school.clock.advance(minuteMs);
  await school.server({ type: 'identify', userId: 'oleg', messageId: 'late-oleg', traits: { referral_code: anna } });
  school.clock.advance(dayMs);
  await school.server({ type: 'track', event: 'Order Refunded', userId: 'gleb', properties: { order_id: 'o-gleb' } });
  await school.server({ type: 'identify', userId: 'dina' });
  await school.api('POST', '/api/v1/referral/bindings', { userId: 'dina', code: zoya });
  await click(zoya);
});
afterAll(() => school.close());

async function clicksStored(): Promise<number> {
  const { rows } = await school.database.pool.query<{ clicks: string }>(
    "select count(*) as clicks from engine_facts where message_id like '~click.%'",
  );
  return Number(rows[0]?.clicks);
}

async function sharesStored(): Promise<number> {
  const { rows } = await school.database.pool.query<{ shares: string }>(
    'select coalesce(sum(shares), 0) as shares from referral_clicks',
  );
  return Number(rows[0]?.shares);
}

const pays = (userId: string, more: object = {}) => ({
  ...{ type: 'track', event: 'Order Completed', userId },
  properties: { order_id: `o-${userId}`, total: 1, ...more },
});
const program = async () =>
  (await school.api('GET', '/api/v1/referral/programs/language-school')) as { program: ProgramId };
const costs = async (query: string): Promise<ProgramCosts> =>
  (await school.api('GET', `/api/v1/referral/programs/language-school/costs?${query}`)) as ProgramCosts;
const read = async (query: string): Promise<Statistics> =>
  (await school.api('GET', `/api/v1/referral/programs/language-school/statistics?${query}`)) as Statistics;

test('each stage stands under its day and its way of inviting (REF-34)', async () => {
  const told = await read('from=2026-01-14&to=2026-01-16&zone=UTC');
  expect(told).toMatchObject({ zone: 'UTC', from: '2026-01-14', to: '2026-01-16' });
  expect(told.days.map(({ date, total }) => [date, ...Object.values(total)])).toEqual([
    ['2026-01-14', 0, 0, 0, 0, 0, 0],
    ['2026-01-15', 2, 4, 5, 4, 3, 1],
    ['2026-01-16', 0, 1, 1, 1, 0, 0],
  ]);
  expect(told.days[1]?.channels).toEqual([
    { channel: 'link', shared: 2, followed: 4, invited: 0, registered: 0, paid: 0, rewarded: 0 },
    { channel: 'code', shared: 0, followed: 0, invited: 5, registered: 4, paid: 3, rewarded: 1 },
  ]);
  expect(told.days[2]?.channels.map(({ channel }) => channel)).toEqual(['link', 'manual']);
  expect(told.total).toEqual({ shared: 2, followed: 5, invited: 6, registered: 5, paid: 3, rewarded: 1 });
  expect(
    told.referrers.map(({ person, ...counts }) => [person?.userId, counts.followed, counts.invited, counts.paid]),
  ).toEqual([
    ['anna', 3, 4, 2],
    ['zoya', 2, 2, 1],
  ]);
});

test('a day begins at the midnight of its zone', async () => {
  // In Honolulu the friends came an hour before midnight; what happened an hour later is of the next day.
  const west = await read('from=2026-01-15&to=2026-01-15&zone=Pacific/Honolulu');
  expect(west.total).toEqual({ shared: 0, followed: 0, invited: 1, registered: 1, paid: 0, rewarded: 0 });
  await school.api('PATCH', '/api/v1/access/workspace', { timeZone: 'Pacific/Honolulu' });
  expect(await read('from=2026-01-15&to=2026-01-15')).toEqual(west);
  const usual = await read('');
  expect([usual.to, usual.days.length, usual.zone]).toEqual(['2026-01-16', 30, 'Pacific/Honolulu']);
});

test('links are counted by where they stand, those that say nothing first', async () => {
  const { placements } = await read('from=2026-01-15&to=2026-01-16&zone=UTC');
  expect(placements.map(({ kind, placement, shared, followed }) => [kind, placement, shared, followed])).toEqual([
    ['plain', null, 0, 4],
    ['named', 'blog', 0, 1],
    ['named', 'telegram', 2, 0],
  ]);
});

test('how far the program reaches, and what it costs', async () => {
  const { reach } = await read('from=2026-01-15&to=2026-01-15&zone=UTC');
  expect(reach).toEqual({
    ...{ participants: 2, sharers: 1, invitedPerParticipant: 2.5, conversion: 0.8, kFactor: 2 },
    medianSecondsToPay: 60,
  });
  const quiet = await read('from=2025-01-15&to=2025-01-15&zone=UTC');
  expect(quiet.reach).toEqual({
    ...{ participants: 0, sharers: 0, invitedPerParticipant: null, conversion: null, kFactor: null },
    medianSecondsToPay: null,
  });
  const told = await costs('from=2026-01-15&to=2026-01-15&zone=UTC');
  expect(told.paid).toBe(3);
  // Of four lessons for two friends two were taken back the day after.
  expect(told.rewards).toEqual([
    { unit: 'lesson', grants: 2, referrer: '2', friend: '2', bonus: '0', total: '4', perPaid: '1.33' },
  ]);
  expect(told.liability).toEqual([{ unit: 'lesson', pending: '2', available: '2', reserved: '0' }]);
  expect(told.expiry).toEqual([
    { unit: 'lesson', month: '2026-02', available: '2', pending: '0' },
    { unit: 'lesson', month: '2026-03', available: '0', pending: '2' },
  ]);
  // Where the last moment of March in Greenwich is of April.
  expect((await costs('zone=Asia/Tokyo')).expiry.map(({ month }) => month)).toEqual(['2026-03', '2026-04']);
  expect((await costs('from=2025-01-15&to=2025-01-15&zone=UTC')).rewards).toEqual([
    { unit: 'lesson', grants: 0, referrer: '0', friend: '0', bonus: '0', total: '0', perPaid: null },
  ]);
});

test('every number is what its documented query counts (REF-34, REF-71)', async () => {
  const page = readFileSync(new URL('../../docs/statistics.md', import.meta.url), 'utf8');
  const queries = [...page.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  const values = [school.keys.workspace, (await program()).program, firstDay, firstDay + dayMs];
  const counted: (readonly Row[])[] = [];
  for (const query of queries) {
    const bound = query
      .replaceAll(':workspace', '$1')
      .replaceAll(':program', '$2')
      .replaceAll(':from', '$3::bigint')
      .replaceAll(':to', '$4::bigint')
      .replaceAll(':zone', "'UTC'");
    counted.push((await school.database.pool.query<Row>(bound, values)).rows);
  }
  const { total, channels, reach, placements } = await read('from=2026-01-15&to=2026-01-15&zone=UTC');
  const { rewards, liability, expiry } = await costs('from=2026-01-15&to=2026-01-15&zone=UTC');
  const lost = (await school.api(
    'GET',
    '/api/v1/referral/programs/language-school/lost?from=2026-01-15&to=2026-01-15&zone=UTC',
  )) as LostReferrals;
  const pairs = lost.reasons.filter(({ status }) => status !== null);
  expect(pairs.length).toBeGreaterThan(1);
  const byLink = channels.find(({ channel }) => channel === 'link');
  const { shared, followed, invited, registered, paid, rewarded } = total;
  const expected: readonly (readonly (readonly (string | number | null)[])[])[] = [
    ...[shared, followed, invited, registered, paid, rewarded].map((value) => [[value]]),
    [[byLink === undefined || byLink.followed === 0 ? null : byLink.invited / byLink.followed]],
    placements.filter((each) => each.invited > 0).map((each) => [each.placement ?? '', each.invited]),
    ...[reach.participants, reach.sharers, reach.kFactor, reach.medianSecondsToPay].map((value) => [[value]]),
    rewards.map(({ unit, total: sum }) => [unit, Number(sum)]),
    rewards.map(({ unit, perPaid }) => [unit, Number(perPaid)]),
    liability.map(({ unit, pending, available, reserved }) => [
      unit,
      Number(pending),
      Number(available),
      Number(reserved),
    ]),
    expiry.map(({ unit, month, available, pending }) => [unit, month, Number(available), Number(pending)]),
    pairs.map(({ reason, status, count }) => [reason, status ?? '', count]),
    ...['no_binding', 'unknown_code'].map((name) => [[lost.reasons.find(({ reason }) => reason === name)?.count ?? 0]]),
  ];
  expect(counted.map((rows) => rows.map((row) => Object.values(row).map(numberOf)))).toEqual(expected);
});

type Row = Readonly<Record<string, string | number | null>>;

/** Counts come as texts; what is a name stays one, and nothing of a compartment is zero. */
function numberOf(value: string | number | null): string | number {
  if (value === null) return 0;
  return Number.isFinite(Number(value)) && value !== '' ? Number(value) : String(value);
}

test.each([
  ['zone=Europe/Moskva', 'unknown_time_zone'],
  ['from=2026-02-30', 'no_such_day'],
  ['from=2026-02-02&to=2026-02-01', 'period_ends_first'],
  ['from=2020-01-01&to=2026-01-01', 'period_too_long'],
  ['from=yesterday', 'bad_request'],
])('%s is refused as %s', async (query, code) => {
  const url = `/referral/programs/language-school/statistics?${query}`;
  const answer = await ask(school, 'GET', { url }, bearer(school.keys.apiKey));
  expect(answer.json()).toMatchObject({ status: 400, code, detail_ru: expect.stringMatching(/[а-я]/) });
});
