import type { LaunchedProgram, SpendingLimit, UnitLimit } from '@sarafan/contract';
import { afterEach, expect, test } from 'vitest';
import { findRecipe, recipes } from '../../server/src/rooms/referral/recipes/index.ts';
import { createSchool, type School } from '../support/school.ts';

// Spending limits that recipes bring along.

let school: School;
afterEach(() => school.close());

const install = (recipe: string): Promise<LaunchedProgram> =>
  school.api('POST', `/api/v1/referral/recipes/${recipe}/install`, {}) as Promise<LaunchedProgram>;

async function limits(): Promise<UnitLimit[]> {
  return ((await school.api('GET', '/api/v1/checkout/limits')) as { items: UnitLimit[] }).items;
}

test('MKT-1 the recipe brings its limit: points pay a quarter of an order', async () => {
  school = await createSchool();
  expect((await install('marketplace-invite')).limits).toEqual([{ unit: 'point', outcome: 'set' }]);
  expect(await limits()).toMatchObject([
    { unit: 'point', version: 1, limit: { rates: { RUB: '1' }, rules: [{ percent: '25' }] } },
  ]);
  const { items } = (await school.api('GET', '/api/v1/access/audit')) as { items: { action: string }[] };
  expect(items.map(({ action }) => action)).toContain('checkout.limit');
});

test('a limit that somebody has set stays, and the answer says so (CHK-11)', async () => {
  school = await createSchool();
  await install('marketplace-invite');
  expect((await install('marketplace-managers')).limits).toEqual([{ unit: 'point', outcome: 'left' }]);
  expect(await limits()).toMatchObject([{ unit: 'point', version: 1, limit: { rules: [{ percent: '25' }] } }]);
});

test('installed again from a shell, a recipe says that its limit stands (CHK-11)', async () => {
  school = await createSchool();
  const asker = { workspace: school.keys.workspace, actor: 'cli' };
  const once = await school.rooms.referral.install(asker, 'marketplace-managers');
  expect(once).toMatchObject({ isNew: true, limits: [{ unit: 'point', outcome: 'set' }] });
  const again = await school.rooms.referral.install(asker, 'marketplace-managers');
  expect(again).toMatchObject({ isNew: false, limits: [{ unit: 'point', outcome: 'stands' }] });
  expect(await limits()).toHaveLength(1);
});

test('two installations at once set it once', async () => {
  school = await createSchool();
  const asker = { workspace: school.keys.workspace, actor: 'test' };
  const both = await Promise.all([
    school.rooms.referral.install(asker, 'marketplace-invite'),
    school.rooms.referral.install(asker, 'marketplace-managers'),
  ]);
  const outcomes = both.flatMap((each) => (each?.ok === true ? (each.limits ?? []) : [])).map(({ outcome }) => outcome);
  expect(outcomes.toSorted()).toEqual(['left', 'set']);
  expect(await limits()).toMatchObject([{ version: 1 }]);
});

test('nothing stands against the limit of any recipe', async () => {
  school = await createSchool();
  for (const [name, { limits: brought }] of Object.entries(recipes).flatMap(([key]) => {
    const recipe = findRecipe(key);
    return recipe?.limits === undefined ? [] : [[key, { limits: recipe.limits(key) }] as const];
  })) {
    await install(name);
    for (const [unit, limit] of Object.entries(brought) as [string, SpendingLimit][]) {
      const checked = await school.api('POST', `/api/v1/checkout/limits/${unit}/check`, { limit });
      expect(checked).toMatchObject({ problems: [] });
    }
  }
});
