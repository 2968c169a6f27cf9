import type { CheckedProgram, LaunchedProgram, LedgerUnit, UnitLimit } from '@sarafan/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recipes } from '../../server/src/rooms/referral/recipes/index.ts';
import { ask, bearer } from '../api/customers.ts';
import { createSchool, type School } from '../support/school.ts';

// What began as a recipe is read, checked and launched with the recipe's units, though nobody has made them yet.

let school: School;
beforeEach(async () => {
  school = await createSchool();
});
afterEach(() => school.close());

const market = recipes['marketplace-invite'].definition;

const check = (definition: object, recipe?: string): Promise<CheckedProgram> =>
  school.api('POST', '/api/v1/referral/programs/check', { definition, recipe }) as Promise<CheckedProgram>;
const launch = (definition: object, recipe?: string): Promise<LaunchedProgram> =>
  school.api('POST', '/api/v1/referral/programs', { key: 'own', definition, recipe }) as Promise<LaunchedProgram>;
const answered = async (path: string, payload: object): Promise<object> => {
  const answer = await ask(school, 'POST', { url: `/referral${path}`, payload }, bearer(school.keys.apiKey));
  return answer.json<object>();
};

async function units(): Promise<string[]> {
  const { items } = (await school.api('GET', '/api/v1/ledger/units')) as { items: LedgerUnit[] };
  return items.map(({ unit }) => unit).toSorted();
}

async function limits(): Promise<string[]> {
  const { items } = (await school.api('GET', '/api/v1/checkout/limits')) as { items: UnitLimit[] };
  return items.map(({ unit }) => unit);
}

test('a recipe is without problems before its units are made, and is told in their words', async () => {
  expect((await check(market)).problems.map(({ code }) => code)).toContain('unknown_unit');
  const checked = await check(market, 'marketplace-invite');
  expect(checked).toMatchObject({ ok: true, problems: [] });
  expect(checked.promise?.friendGets?.ru).toMatch(/балл/);
  expect(checked.greatestCost.map(({ sentence }) => sentence.ru).join()).toMatch(/балл/);
  expect(await units()).toEqual(['lesson']);
});

test('the launch makes its units and brings its limit under a key of one’s own (CHK-11)', async () => {
  expect(await launch(market, 'marketplace-invite')).toMatchObject({
    ...{ key: 'own', version: 1, isNew: true, limits: [{ unit: 'point', outcome: 'set' }] },
  });
  expect([await units(), await limits()]).toEqual([['lesson', 'point'], ['point']]);
  expect(await launch(market, 'marketplace-invite')).toMatchObject({
    ...{ version: 1, isNew: false, limits: [{ unit: 'point', outcome: 'stands' }] },
  });
});

test('a limit that asks what friends have brought asks the program that it came with (CHK-11)', async () => {
  const { definition } = recipes['marketplace-managers'];
  expect((await launch(definition, 'marketplace-managers')).limits).toEqual([{ unit: 'point', outcome: 'set' }]);
  const { items } = (await school.api('GET', '/api/v1/checkout/limits')) as { items: UnitLimit[] };
  expect(items[0]?.limit.rules[0]?.conditions).toMatchObject({ all: [{}, { program: 'own', brought: 'RUB' }] });
  const checked = await school.api('POST', '/api/v1/checkout/limits/point/check', { limit: items[0]?.limit });
  expect(checked).toMatchObject({ problems: [] });
});

test('a limit that asks for sums that the rules keep no longer is not set, and the answer says so', async () => {
  const { results: _, bonuses: __, ...rest } = recipes['marketplace-managers'].definition;
  expect((await launch(rest, 'marketplace-managers')).limits).toEqual([{ unit: 'point', outcome: 'unfit' }]);
  expect(await limits()).toEqual([]);
});

test('a unit that stands keeps its name, and one that the rules name no longer is not made', async () => {
  const name = { ru: 'бонус', en: 'bonus' };
  await school.api('POST', '/api/v1/ledger/units', { unit: 'point', exponent: 2, name });
  await launch(market, 'marketplace-invite');
  const { items } = (await school.api('GET', '/api/v1/ledger/units')) as { items: LedgerUnit[] };
  expect(items.find(({ unit }) => unit === 'point')?.name).toEqual(name);

  const game = recipes['online-game'].definition;
  const [reward] = game.rewards;
  const inLessons = { ...game, rewards: [{ ...reward, unit: 'lesson', amount: '2' }] };
  expect(await launch(inLessons, 'online-game')).toMatchObject({ version: 2, limits: [] });
  expect(await units()).toEqual(['lesson', 'point']);
});

test('a unit that somebody makes meanwhile with other decimals is not overlooked', async () => {
  const { pool } = school.database;
  const rewards = market.rewards.map((reward) => ({ ...reward, amount: '2.50' }));
  const other = await pool.connect();
  try {
    await other.query('begin');
    await other.query(
      `insert into ledger_units (workspace_id, unit, exponent, name) values ($1, 'point', 0, '{"ru": "б", "en": "p"}')`,
      [school.keys.workspace],
    );
    const launching = answered('/programs', {
      key: 'own',
      definition: { ...market, rewards },
      recipe: 'marketplace-invite',
    });
    await expect
      .poll(async () => {
        const { rows } = await pool.query(
          `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        );
        return rows.length;
      })
      .toBe(1);
    await other.query('commit');
    expect(await launching).toMatchObject({ status: 422, code: 'invalid_program' });
  } finally {
    other.release();
  }
});

test('what is refused makes nothing', async () => {
  const definition = { ...market, endsAt: '2020-01-01T00:00:00Z', startsAt: '2021-01-01T00:00:00Z' };
  const refused = await answered('/programs', { key: 'own', definition, recipe: 'marketplace-invite' });
  expect(refused).toMatchObject({ status: 422, code: 'invalid_program', problems: [{ code: 'ends_before_start' }] });
  for (const [path, body] of [
    ['/programs', { key: 'own', definition: market, recipe: 'constructor' }],
    ['/programs/check', { definition: market, recipe: 'constructor' }],
  ] as const) {
    expect(await answered(path, body)).toMatchObject({ status: 422, code: 'unknown_recipe' });
  }
  expect([await units(), await limits()]).toEqual([['lesson'], []]);
});
