import type { ProgramDefinition, ReplayLine, ReplayPair, ReplayResult } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayMs, isoMoment, minuteMs } from '../../server/src/kit/values/time.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { type Call, createSchool, type School } from '../support/school.ts';

let school: School;
beforeAll(async () => {
  school = await createSchool();
  await tellStory(school);
}, 120_000);
afterAll(() => school.close());

const identify = (userId: string, traits: object): Call => ({ type: 'identify', userId, traits });
const paid = (userId: string, id: string, properties: object = {}): Call => ({
  ...{ type: 'track', event: 'Order Completed', userId },
  properties: { order_id: id, total: 4000, currency: 'RUB', course: 'english', ...properties },
});

/** What no program asks about is told, too: a draft may ask about it later. */
async function tellStory(told: School): Promise<void> {
  const code = await told.codeOf('anna');
  const later = (days = 0): void => told.clock.advance(days * dayMs + minuteMs);
  const invited = (userId: string, city: string) => identify(userId, { referral_code: code, city });
  await told.server(invited('boris', 'Omsk'), invited('gleb', 'Perm'), invited('vera', 'Omsk'));
  later();
  await told.server(paid('boris', 'o-boris'));
  await told.server(paid('gleb', 'o-gleb', { payments: [{ method: 'gift_certificate', amount: 4000 }] }));
  await told.server(paid('vera', 'o-vera', { course: 'french' }));
  later();
  await told.server({ type: 'track', event: 'Order Refunded', userId: 'vera', properties: { order_id: 'o-vera' } });
  await told.server({ type: 'track', event: 'Lesson Finished', userId: 'boris', properties: { lesson: 1 } });
  await told.server({ type: 'track', event: 'Lesson Finished', userId: 'boris', properties: { lesson: 2 } });
  later();
  await told.server(identify('mother', {}), invited('son', 'Tula'));
  await told.server(paid('mother', 'o-son', { learner_id: 'son' }), paid('boris', 'o-boris-2', { total: 9000 }));
  later(10);
  await told.server({
    ...invited('dina', 'Omsk'),
    traits: { city: 'Omsk', referral_code: await told.codeOf('boris') },
  });
  later();
  await told.server(paid('dina', 'o-dina'));
}

interface Replayed {
  readonly progress: readonly Extract<ReplayLine, { line: 'progress' }>[];
  readonly pairs: readonly ReplayPair[];
  readonly result: ReplayResult;
}

async function replay(definition: unknown, period: object = {}, asked = school): Promise<Replayed> {
  const answer = await asked.http.inject({
    method: 'POST',
    url: '/api/v1/referral/programs/language-school/replay',
    headers: { authorization: `Bearer ${asked.keys.apiKey}` },
    payload: { definition, ...period },
  });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  const lines = answer.body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ReplayLine);
  const last = lines.at(-1);
  if (last?.line !== 'result') throw new Error('The replay was broken off');
  return {
    progress: lines.filter((line) => line.line === 'progress'),
    pairs: lines.filter((line) => line.line === 'pair'),
    result: last,
  };
}

const userIdOf = ({ friendPerson }: ReplayPair): string => friendPerson?.userId ?? '';

const withRewards = (rewards: ProgramDefinition['rewards']): ProgramDefinition => ({ ...languageSchool, rewards });
const lessonsTo = (to: 'referrer' | 'friend', amount: string, more: object = {}) => {
  return { to, unit: 'lesson', amount, holdDays: 0, ...more } as ProgramDefinition['rewards'][number];
};
const { conditions: _certificates, ...everyOrder } = languageSchool.order;

const drafts: Readonly<Record<string, ProgramDefinition>> = {
  'three lessons for whoever invites': withRewards([lessonsTo('referrer', '3'), lessonsTo('friend', '2')]),
  'certificates count': { ...languageSchool, order: everyOrder },
  'a property that no version asked about': {
    ...languageSchool,
    order: { conditions: { fact: 'course', is: 'eq', value: 'english' } },
  },
  'a trait that no version asked about': {
    ...languageSchool,
    friend: { ...languageSchool.friend, conditions: { trait: 'city', is: 'in', value: ['Omsk', 'Perm'] } },
  },
  'an event that no version rewards': withRewards([
    lessonsTo('friend', '1', {
      on: { event: 'Lesson Finished', which: 'each' },
      conditions: { fact: 'lesson', is: 'gte', value: 2 },
    }),
  ]),
  'every order': withRewards([lessonsTo('referrer', '1', { on: { order: 'each' } })]),
  'a sum over events that no version asked about': {
    ...languageSchool,
    order: { conditions: { sum: 'Lesson Finished', of: 'lesson', is: 'gte', value: 3 } },
    rewards: [lessonsTo('referrer', '5', { on: { order: 'first_matching' } })],
  },
  'steps by what the inviter has brought': withRewards([
    lessonsTo('referrer', '', {
      on: { order: 'each' },
      amount: {
        by: 'payments',
        every: 'year',
        steps: [
          { from: '1', amount: '1' },
          { from: '2', amount: '5' },
        ],
      },
    }),
  ]),
  'a second level': withRewards([lessonsTo('referrer', '1'), lessonsTo('referrer', '4', { level: 2 })]),
  'refunds take nothing': { ...languageSchool, clawBack: 'never' },
};

describe('a draft is tried on what happened', () => {
  test('the rules that stand change nothing, and everybody is looked at', async () => {
    const { result, pairs, progress } = await replay(languageSchool);
    expect(result).toMatchObject({ pairs: 5, changed: 0, more: 0, less: 0, listed: 0, declined: 0 });
    expect(result.facts).toBeGreaterThan(10);
    expect(pairs).toEqual([]);
    expect(progress.at(0)).toMatchObject({ done: 0, total: 5 });
    expect(progress.at(-1)).toMatchObject({ done: 5, total: 5 });
    for (const { before, after, difference } of result.totals) expect([before, difference]).toEqual([after, '0']);
  });

  test.each(Object.entries(drafts))(
    '%s: as if it had stood from the beginning (INV-2, INV-7)',
    async (_what, draft) => {
      const other = await createSchool(draft);
      await tellStory(other);
      const { pairs, result } = await replay(draft);
      const became = new Map(pairs.map((pair) => [userIdOf(pair), pair.after]));
      const differing: string[] = [];
      for (const userId of ['boris', 'gleb', 'vera', 'son', 'dina']) {
        const [here, there] = [await standing(school, userId), await standing(other, userId)];
        const told = became.get(userId);
        expect(told?.rewards.map(({ side, unit, amount }) => `${side} ${amount} ${unit}`) ?? here).toEqual(there);
        if (told !== undefined) expect(told.status).toBe((await other.pair(userId))?.status);
        if (here.join() !== there.join()) differing.push(userId);
      }
      expect(pairs.map(userIdOf).toSorted()).toEqual(differing.toSorted());
      expect(result.changed).toBe(differing.length);
      expect(differing.length).toBeGreaterThan(0);
      await other.close();
    },
  );
});

/** The rewards of a friend's pair that were not taken back, as texts in the order of a replay. */
async function standing(told: School, userId: string): Promise<string[]> {
  const { rows } = await told.database.pool.query<{ text: string }>(
    `select side || ' ' || sum(amount) || ' ' || unit as text from rewards_grants
     where workspace_id = $1 and friend_id = $2 and state <> 'clawed_back' group by side, unit order by side, unit`,
    [told.keys.workspace, await told.person(userId)],
  );
  return rows.map(({ text }) => text);
}

test('each pair that changes is told with what was decided and what would have been', async () => {
  const { pairs, result } = await replay({ ...languageSchool, order: everyOrder });
  expect(pairs).toEqual([
    {
      line: 'pair',
      friend: await school.person('gleb'),
      friendPerson: expect.objectContaining({ userId: 'gleb' }),
      referrer: await school.person('anna'),
      referrerPerson: expect.objectContaining({ userId: 'anna' }),
      before: {
        status: 'refused',
        sentence: expect.objectContaining({ ru: expect.stringContaining('подарочным сертификатом') }),
        rewards: [],
      },
      after: {
        status: 'rewarded',
        sentence: expect.objectContaining({ en: expect.stringContaining('The invitation counts') }),
        rewards: [
          { side: 'friend', unit: 'lesson', amount: '2' },
          { side: 'referrer', unit: 'lesson', amount: '2' },
        ],
      },
    },
  ]);
  expect(result).toMatchObject({ changed: 1, more: 1, less: 0 });
  expect(result.totals.map(({ difference }) => difference)).toEqual(['2', '2']);
});

test('only invitations of the period are looked at', async () => {
  const more = drafts['three lessons for whoever invites'];
  const split = isoMoment(school.clock.now() - 5 * dayMs);
  const [early, late] = [await replay(more, { until: split }), await replay(more, { from: split })];
  expect(early.pairs.map(userIdOf).toSorted()).toEqual(['boris', 'son']);
  expect(late.pairs.map(userIdOf)).toEqual(['dina']);
  expect(early.result.pairs + late.result.pairs).toBe(5);
  expect((await replay(more, { from: split, until: split })).result.pairs).toBe(0);
});

test('a cap of the draft declines what it has no room for, beside what others were granted', async () => {
  const capped = { ...languageSchool, cap: { unit: 'lesson', amount: '8' } };
  const { result, pairs } = await replay(capped);
  expect(result).toMatchObject({ declined: 2, changed: 1 });
  expect(pairs.map(userIdOf)).toEqual(['dina']);
  const split = isoMoment(school.clock.now() - 5 * dayMs);
  expect((await replay(capped, { until: split })).result).toMatchObject({ declined: 2, changed: 1 });
});

test('a limit for one person declines what it has no room for, in the order in which rewards were earned', async () => {
  const [friend, referrers] = languageSchool.rewards;
  if (friend === undefined || referrers === undefined) throw new Error('The recipe has two rewards');
  const side = friend.to === 'referrer' ? friend : referrers;
  const other = side === friend ? referrers : friend;
  const limited = (partly: boolean): ProgramDefinition => ({
    ...languageSchool,
    rewards: [other, { ...side, perPerson: { amount: '3', ...(partly ? { partly } : {}) } }],
  });
  const whole = await replay(limited(false));
  const parts = await replay(limited(true));
  const lost = (each: typeof whole): string | undefined =>
    each.result.totals.find(({ side: to }) => to === 'referrer')?.difference;
  expect(Number(lost(whole))).toBeLessThan(Number(lost(parts)));
  expect(whole.result.declined).toBeGreaterThan(0);
  expect(whole.result.totals.find(({ side: to }) => to === 'friend')?.difference).toBe('0');
});

/** Every table with what it holds, as one text each. */
async function everything({ database }: School): Promise<Readonly<Record<string, string>>> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  const hashes: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: found } = await database.pool.query<{ hash: string | null }>(
      `select md5(string_agg(t::text, ' ' order by t::text)) as hash from "${name}" t`,
    );
    hashes[name] = found[0]?.hash ?? 'empty';
  }
  return hashes;
}

test('nothing that is stored changes by it, the ledger least of all (LED-1)', async () => {
  const before = await everything(school);
  expect(Object.keys(before).length).toBeGreaterThan(30);
  await replay(drafts['every order']);
  expect(await everything(school)).toEqual(before);
});

describe('what does not fit is refused in a sentence', () => {
  const send = (payload: object, program = 'language-school') =>
    school.http.inject({
      method: 'POST',
      url: `/api/v1/referral/programs/${program}/replay`,
      headers: { authorization: `Bearer ${school.keys.apiKey}` },
      payload,
    });

  test('a draft that contradicts itself, with each problem and its place', async () => {
    const answer = await send({ definition: withRewards([lessonsTo('friend', '-1')]) });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      code: 'invalid_program',
      problems: [expect.objectContaining({ ru: expect.any(String) })],
    });
  });

  test('a program that is not there, and a moment that is none', async () => {
    expect((await send({ definition: languageSchool }, 'nothing')).statusCode).toBe(404);
    expect((await send({ definition: languageSchool, from: 'yesterday' })).statusCode).toBe(400);
  });

  test('a period that ends before it begins', async () => {
    const from = '2027-05-01T00:00:00Z';
    for (const until of ['2026-05-01T00:00:00Z', '2027-04-30T23:59:59.999Z']) {
      const answer = await send({ definition: languageSchool, from, until });
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({
        ...{ code: 'period_ends_first', at: 'body.until' },
        detail: 'The end of the period is before its beginning.',
        detail_ru: 'Конец периода раньше его начала.',
      });
    }
    expect((await send({ definition: languageSchool, from })).statusCode).toBe(200);
  });

  test('a second one while one goes on; whoever goes away gives the turn back', async () => {
    const { workspace } = school.keys;
    const program = await school.rooms.referral.program(workspace, 'language-school');
    if (program === undefined) throw new Error('The program is gone');
    const first = await school.rooms.referralReplays.start(workspace, program, { definition: languageSchool });
    if (!first.ok) throw new Error(first.reason);
    const refused = await send({ definition: languageSchool });
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({ code: 'replay_running' });
    const cancel = new AbortController();
    const told: ReplayLine[] = [];
    const tell = (line: ReplayLine): void => {
      told.push(line);
      cancel.abort();
    };
    await expect(first.run({ tell, signal: cancel.signal })).rejects.toThrow(/abort/i);
    expect(told).toHaveLength(1);
    expect((await send({ definition: languageSchool })).statusCode).toBe(200);
  });
});
