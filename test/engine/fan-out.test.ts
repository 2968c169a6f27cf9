import { type ProgramDefinition, programLimits } from '@sarafan/contract';
import { afterEach, expect, it } from 'vitest';
import { engineLimits } from '../../server/src/engine/index.ts';
import { textIn } from '../../server/src/kit/values/json.ts';
import { sentenceOf } from '../../server/src/kit/values/sentences.ts';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { auditBalances, clearingTotals } from '../../server/src/rooms/ledger/index.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { problemTexts } from '../../server/src/rooms/referral/texts-problems.ts';
import { createSchool, type School } from '../support/school.ts';

let school: School;
afterEach(() => school.close());

const perProgram = programLimits.rewards;
const programs = programLimits.rewardsOfAllPrograms / perProgram;
/** What each side is given by one program: 1, 2, 3 … lessons. */
const eachSide = (perProgram / 2) * (perProgram / 2 + 1) * 0.5;

/** A program with as many rewards as one may have, half of them for each side. */
function largest(capped: boolean): ProgramDefinition {
  const amounts = Array.from({ length: perProgram / 2 }, (_, index) => String(index + 1));
  const rewards = (['referrer', 'friend'] as const).flatMap((to) =>
    amounts.map((amount) => ({ to, unit: 'lesson', amount, holdDays: 0 })),
  );
  // Of programs that exclude one another one alone would pay.
  const { invite, exclusive: _others, ...rest } = languageSchool;
  const { code = { length: 8 } } = invite;
  const definition = { ...rest, invite: { code }, attribution: { ...rest.attribution, precedence: [] }, rewards };
  return capped ? { ...definition, cap: { unit: 'lesson', amount: '100000' } } : definition;
}

const launch = (key: string, definition: ProgramDefinition) =>
  school.rooms.referral.launch({ workspace: school.keys.workspace, actor: 'test' }, { key, definition, note: 'test' });

/** Boris is invited by Anna to every program of the school, one after the other. */
async function inviteToAll(): Promise<void> {
  const { workspace } = school.keys;
  const { referral } = school.rooms;
  const codes: string[] = [];
  for (const program of await referral.programs(workspace)) {
    const joined = await school.during(referral.participate(workspace, program, 'anna', `join-${program.key}`));
    codes.push(textIn(joined?.result, 'code'));
  }
  await school.server({ type: 'identify', userId: 'boris', traits: { email: 'boris@example.com' } });
  await school.server(
    ...codes.map((code) => ({
      ...{ type: 'track', event: 'Referral Code Entered', userId: 'boris', properties: { code } },
    })),
  );
}

async function count(sql: string): Promise<number> {
  const { rows } = await school.database.pool.query<{ count: string }>(`select count(*) from ${sql}`);
  return Number(rows[0]?.count);
}

async function soundBooks(): Promise<void> {
  const { pool } = school.database;
  expect(await auditBalances(pool, school.keys.workspace)).toEqual([]);
  expect((await clearingTotals(pool, school.keys.workspace)).filter(({ total }) => total !== 0n)).toEqual([]);
  expect(await count('engine_quarantine')).toBe(0);
  expect(await count(`engine_decisions where outcome = 'budget_exhausted'`)).toBe(0);
}

it.each([
  ['granted at once', false],
  ['asked of a cap', true],
])(
  'one order is rewarded by as many programs as may be launched, and one refund takes all of it back: %s (INV-3)',
  async (...given) => {
    const [, capped] = given;
    school = await createSchool(largest(capped));
    for (let index = 1; index < programs; index += 1) {
      expect(await launch(`program-${index}`, largest(capped))).toMatchObject({ ok: true });
    }
    await inviteToAll();
    school.clock.advance(minuteMs);
    const properties = { order_id: 'o1', total: 4000 };
    await school.server({ type: 'track', event: 'Order Completed', userId: 'boris', properties });
    expect(await count(`rewards_grants where state = 'available'`)).toBe(programLimits.rewardsOfAllPrograms);
    expect(await school.lessons('boris')).toBe(BigInt(programs * eachSide));
    expect(await school.lessons('anna')).toBe(BigInt(programs * eachSide));
    await soundBooks();
    const { rows } = await school.database.pool.query<{ longest: number }>(
      'select max(length(state)) as longest from engine_subjects',
    );
    // There is room for the books of a second such person who turns out to be the same.
    expect(2 * Number(rows[0]?.longest)).toBeLessThan(engineLimits.stateCharacters);

    await school.server({ type: 'track', event: 'Order Refunded', userId: 'boris', properties });
    expect(await count(`rewards_grants where state = 'clawed_back'`)).toBe(programLimits.rewardsOfAllPrograms);
    expect(await school.lessons('boris')).toBe(0n);
    expect(await school.lessons('anna')).toBe(0n);
    await soundBooks();
  },
);

it('an order that more refunds were told before than a budget holds is credited with all of them (ENG-7)', async () => {
  school = await createSchool();
  const parts = engineLimits.budget + 10;
  const refunds = Array.from({ length: parts }, (_, index) => ({
    ...{ type: 'track', event: 'Order Refunded', userId: 'parent', messageId: `part-${index}` },
    properties: { order_id: 'o1', total: 1 },
  }));
  await school.server(...refunds);
  const properties = { order_id: 'o1', total: 4000, learner_id: 'child' };
  await school.server({ type: 'track', event: 'Order Completed', userId: 'parent', properties });
  expect(await count(`engine_facts where name = 'Order Credited'`)).toBe(1);
  expect(await count(`engine_facts where name = 'Refund Credited'`)).toBe(parts);
  await soundBooks();
});

it('a program beyond what all programs may owe together is refused with a sentence (REF-19)', async () => {
  school = await createSchool(largest(false));
  for (let index = 1; index < programs; index += 1) await launch(`program-${index}`, largest(false));
  const { rewards, ...rest } = largest(false);
  const one = { ...rest, rewards: rewards.slice(0, 1) };
  const refused = await launch('one-more', one);
  expect(refused).toEqual({
    ok: false,
    problems: [{ path: '/rewards', code: 'too_many_rewards', values: { limit: '500', total: '501' } }],
  });
  expect(sentenceOf(problemTexts, 'too_many_rewards', { limit: '500', total: '501' })).toEqual({
    ru: expect.stringContaining('стало бы 501, а можно 500') as string,
    en: expect.stringContaining('501 rewards, and 500 are allowed') as string,
  });
  expect(await school.rooms.referral.programs(school.keys.workspace)).toHaveLength(programs);
  // A new version of a program that is there takes no more; and a smaller one does not make room for another program.
  expect(await launch('program-1', one)).toMatchObject({ ok: true, version: 2 });
  expect(await launch('program-1', largest(false))).toMatchObject({ ok: true, version: 3 });
  expect(await launch('one-more', one)).toMatchObject({ ok: false });
  const other = await school.rooms.access.createWorkspace('Other', 'test');
  const asker = { workspace: other.workspace, actor: 'test' };
  expect(await school.rooms.referral.launch(asker, { key: 'one-more', definition: one, note: 'test' })).toMatchObject({
    problems: [{ code: 'unknown_unit' }],
  });
});
