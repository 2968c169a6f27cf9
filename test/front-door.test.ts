import { afterEach, beforeEach, expect, test } from 'vitest';
import { languageSchool } from '../server/src/rooms/referral/recipes/language-school.ts';
import { createSchool, type School } from './support/school.ts';

/** What somebody meets first: the address that the server prints, and a recipe. */
let school: School;
beforeEach(async () => {
  school = await createSchool();
});
afterEach(() => school.close());

test('the address that the server prints leads to something to read', async () => {
  const front = await school.http.inject({ method: 'GET', url: '/' });
  expect(front.statusCode).toBe(302);
  const page = await school.http.inject({ method: 'GET', url: String(front.headers.location) });
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-type']).toContain('text/html');
});

test('a recipe that stands as it is makes no second version when it is installed again', async () => {
  const { referral } = school.rooms;
  const { workspace } = school.keys;
  const asker = { workspace, actor: 'test' };
  const install = () => referral.install(asker, 'language-school');
  expect(await install()).toMatchObject({ ok: true, version: 1, isNew: false });
  await referral.launch(asker, {
    key: 'language-school',
    definition: { ...languageSchool, clawBack: 'never' },
    note: 'edited',
  });
  expect(await install()).toMatchObject({ ok: true, version: 3, isNew: true });
  expect(await install()).toMatchObject({ ok: true, version: 3, isNew: false });
});
