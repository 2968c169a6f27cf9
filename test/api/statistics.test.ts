import { readFileSync } from 'node:fs';
import type { Statistics } from '@sarafan/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../../server/src/kit/values/time.ts';
import { eventually } from '../support/process.ts';
import { createSchool, type School } from '../support/school.ts';
import { ask, bearer } from './customers.ts';

let school: School;
const firstDay = Date.parse('2026-01-15T00:00:00Z');

/** Two referrers; on the first day four friends come and three pay, on the second one is refunded and one is bound. */
beforeAll(async () => {
  school = await createSchool();
  const anna = await school.codeOf('anna');
  const zoya = await school.codeOf('zoya');
  const click = async (code: string): Promise<void> => {
    const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130 Safari/537.36' };
    const before = await clicksStored();
    await school.http.inject({ method: 'GET', url: `/r/${code}`, headers });
    // A visitor goes on without waiting for the click to be stored.
    const isStored = await eventually(async () => {
      await school.settle();
      return (await clicksStored()) > before;
    }, 10_000);
    if (!isStored) throw new Error('A click was not stored');
  };
  for (let clicks = 0; clicks < 3; clicks += 1) await click(anna);
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

const pays = (userId: string, more: object = {}) => ({
  ...{ type: 'track', event: 'Order Completed', userId },
  properties: { order_id: `o-${userId}`, total: 1, ...more },
});
const program = async () =>
  (await school.api('GET', '/api/v1/referral/programs/language-school')) as { program: string };
const read = async (query: string): Promise<Statistics> =>
  (await school.api('GET', `/api/v1/referral/programs/language-school/statistics?${query}`)) as Statistics;

test('each stage stands under its day and its way of inviting (REF-34)', async () => {
  const told = await read('from=2026-01-14&to=2026-01-16&zone=UTC');
  expect(told).toMatchObject({ zone: 'UTC', from: '2026-01-14', to: '2026-01-16' });
  expect(told.days.map(({ date, total }) => [date, ...Object.values(total)])).toEqual([
    ['2026-01-14', 0, 0, 0, 0, 0],
    ['2026-01-15', 4, 5, 4, 3, 1],
    ['2026-01-16', 1, 1, 1, 0, 0],
  ]);
  expect(told.days[1]?.channels).toEqual([
    { channel: 'link', followed: 4, invited: 0, registered: 0, paid: 0, rewarded: 0 },
    { channel: 'code', followed: 0, invited: 5, registered: 4, paid: 3, rewarded: 1 },
  ]);
  expect(told.days[2]?.channels.map(({ channel }) => channel)).toEqual(['link', 'manual']);
  expect(told.total).toEqual({ followed: 5, invited: 6, registered: 5, paid: 3, rewarded: 1 });
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
  expect(west.total).toEqual({ followed: 0, invited: 1, registered: 1, paid: 0, rewarded: 0 });
  await school.api('PATCH', '/api/v1/access/workspace', { timeZone: 'Pacific/Honolulu' });
  expect(await read('from=2026-01-15&to=2026-01-15')).toEqual(west);
  const usual = await read('');
  expect([usual.to, usual.days.length, usual.zone]).toEqual(['2026-01-16', 30, 'Pacific/Honolulu']);
});

test('every number is what its documented query counts (REF-34)', async () => {
  const page = readFileSync(new URL('../../docs/statistics.md', import.meta.url), 'utf8');
  const queries = [...page.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  expect(queries).toHaveLength(5);
  const values = [school.keys.workspace, (await program()).program, firstDay, firstDay + dayMs];
  const counts: number[] = [];
  for (const query of queries) {
    const bound = query
      .replace(':workspace', '$1')
      .replace(':program', '$2')
      .replaceAll(':from', '$3')
      .replaceAll(':to', '$4');
    const { rows } = await school.database.pool.query<Record<string, string>>(bound, values);
    counts.push(Number(Object.values(rows[0] ?? {})[0]));
  }
  const told = await read('from=2026-01-15&to=2026-01-15&zone=UTC');
  const { followed, invited, registered, paid, rewarded } = told.total;
  expect(counts).toEqual([followed, invited, registered, paid, rewarded]);
  expect(counts).toEqual([4, 5, 4, 3, 1]);
});

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
