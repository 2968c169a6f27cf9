import { afterEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { createRecipe, type RecipeWorld, referrer } from '../support/program.ts';

// Other audiences of the language school: teachers who invite students, employees who recommend colleagues.

let world: RecipeWorld;
afterEach(() => world.close());

async function join(recipe: string, userId: string): Promise<string> {
  const { school } = world;
  const response = await school.during(
    school.http.inject({
      method: 'POST',
      url: `/api/v1/referral/programs/${recipe}/participants`,
      headers: { authorization: `Bearer ${school.keys.apiKey}` },
      payload: { userId },
    }),
  );
  return response.statusCode === 200 ? 'taken in' : response.json<{ code: string }>().code;
}

describe('teachers', () => {
  const recipe = 'language-school-teachers';

  test('bring students: two lessons for the student at once, a bonus for the teacher after a fortnight', async () => {
    world = await createRecipe(recipe, undefined, { role: 'teacher' });
    await world.invite('boris');
    await world.pays('boris', 4_000);
    expect(await world.holds('boris', 'lesson')).toBe('2');
    expect(await world.holds(referrer, 'rub')).toBe('0.00 and 1000.00 pending');
    world.school.clock.advance(14 * dayMs);
    await world.school.settle();
    expect(await world.holds(referrer, 'rub')).toBe('1000.00');
    await world.pays('boris', 4_000);
    expect(await world.holds(referrer, 'rub')).toBe('1000.00');
  });

  test('whoever does not teach does not take part', async () => {
    world = await createRecipe(recipe, undefined, { role: 'teacher' });
    await world.school.server({ type: 'identify', userId: 'ivan', traits: { role: 'student' } });
    expect(await join(recipe, 'ivan')).toBe('not_qualified');
  });

  test('a gift certificate brings nothing, nor does a company', async () => {
    world = await createRecipe(recipe, undefined, { role: 'teacher' });
    await world.invite('boris');
    await world.pays('boris', 4_000, { payments: [{ method: 'gift_certificate', amount: 4_000 }] });
    await world.invite('firm', { legal_form: 'company' });
    await world.pays('firm', 4_000);
    expect(await world.holds(referrer, 'rub')).toBe('0');
    expect((await world.explain('firm')).reason).toBe('friend_condition');
  });

  test('a student who pays with another promotion of the school chose that one', async () => {
    world = await createRecipe(recipe, undefined, { role: 'teacher' });
    await world.school.api('POST', '/api/v1/referral/recipes/bloggers/install', {});
    const url = '/api/v1/referral/programs/bloggers/participants';
    const { code } = (await world.school.api('POST', url, { userId: 'blogger' })) as { code: string };
    await world.invite('boris');
    await world.pays('boris', 4_000, { coupon: code });
    expect(await world.holds(referrer, 'rub')).toBe('0');
    expect((await world.explain('boris')).status).toBe('claimed');
  });
});

describe('employees', () => {
  const recipe = 'language-school-hires';

  test('are rewarded once the probation is passed, not when somebody is hired, and once', async () => {
    world = await createRecipe(recipe, undefined, { employee: true });
    await world.invite('pavel');
    await world.happens('pavel', 'Hired');
    expect(await world.holds(referrer, 'rub')).toBe('0');
    world.school.clock.advance(90 * dayMs);
    await world.happens('pavel', 'Probation Passed');
    await world.happens('pavel', 'Probation Passed');
    expect(await world.holds(referrer, 'rub')).toBe('30000.00');
  });

  test('have nothing for whoever left during the probation, and a browser passes nobody', async () => {
    world = await createRecipe(recipe, undefined, { employee: true });
    await world.invite('pavel');
    await world.school.browser({ type: 'track', event: 'Probation Passed', userId: 'pavel', anonymousId: 'b-1' });
    await world.school.server({ type: 'identify', userId: 'pavel', traits: { dismissed: true } });
    await world.happens('pavel', 'Probation Passed');
    expect(await world.holds(referrer, 'rub')).toBe('0');
    expect((await world.explain('pavel')).status).toBe('waiting');
  });

  test('a customer may be recommended, and whoever does not work here recommends nobody', async () => {
    world = await createRecipe(recipe, undefined, { employee: true });
    await world.pays('kira', 4_000);
    await world.invite('kira');
    await world.happens('kira', 'Probation Passed');
    expect(await world.holds(referrer, 'rub')).toBe('30000.00');
    expect(await join(recipe, 'kira')).toBe('not_qualified');
  });
});
