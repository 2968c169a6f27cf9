import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayMs, minuteMs } from '../server/src/kit/values/time.ts';
import { separateProfile } from '../server/src/rooms/people/index.ts';
import { languageSchool } from '../server/src/rooms/referral/recipes/language-school.ts';
import { createSchool, type School } from './support/school.ts';

let school: School;
beforeEach(async () => {
  school = await createSchool();
});
afterEach(() => school.close());

test('a code entered by an anonymous visitor counts once a server names the visitor (INV-4)', async () => {
  const code = await school.codeOf('anna');
  await school.browser({
    type: 'track',
    event: 'Referral Code Entered',
    anonymousId: 'browser-1',
    properties: { code },
  });
  school.clock.advance(minuteMs);
  await school.server({
    type: 'identify',
    userId: 'boris',
    anonymousId: 'browser-1',
    traits: { email: 'boris@example.com' },
  });
  school.clock.advance(minuteMs);
  await school.server({
    type: 'track',
    event: 'Order Completed',
    userId: 'boris',
    properties: { order_id: 'o1', total: 4000 },
  });
  expect(await school.pair('boris')).toEqual({ status: 'rewarded', reason: null });
  expect(await school.lessons('anna')).toBe(2n);
  expect(await school.lessons('boris')).toBe(2n);
});

test('a browser that only asserts a user id binds nobody (INV-4, REF-5)', async () => {
  const code = await school.codeOf('anna');
  await school.server({ type: 'identify', userId: 'boris' });
  await school.browser(
    { type: 'identify', userId: 'boris', anonymousId: 'browser-2', traits: { legal_form: 'person' } },
    { type: 'track', event: 'Referral Code Entered', anonymousId: 'browser-2', userId: 'boris', properties: { code } },
    { type: 'alias', previousId: 'boris', userId: 'eve', anonymousId: 'browser-2' },
  );
  await school.server({
    type: 'track',
    event: 'Order Completed',
    userId: 'boris',
    properties: { order_id: 'o1', total: 4000 },
  });
  expect(await school.pair('boris')).toBeUndefined();
  expect(await school.lessons('anna')).toBe(0n);
});

test('what a visitor does after the join arrives at the known person', async () => {
  await school.browser({ type: 'page', name: 'Home', anonymousId: 'browser-3' });
  await school.server({ type: 'identify', userId: 'vera', anonymousId: 'browser-3' });
  const code = await school.codeOf('anna');
  await school.browser({
    type: 'track',
    event: 'Referral Code Entered',
    anonymousId: 'browser-3',
    properties: { code },
  });
  school.clock.advance(minuteMs);
  await school.server({
    type: 'track',
    event: 'Order Completed',
    userId: 'vera',
    properties: { order_id: 'o2', total: 100 },
  });
  expect(await school.lessons('vera')).toBe(2n);
});

test('support separates a profile, and it does not join again by itself (PEO-5)', async () => {
  const code = await school.codeOf('anna');
  await school.browser({ type: 'track', event: 'Referral Code Entered', anonymousId: 'kiosk', properties: { code } });
  await school.server({ type: 'identify', userId: 'boris', anonymousId: 'kiosk' });
  expect(await school.pair('boris')).toMatchObject({ status: 'waiting' });
  const boris = await school.person('boris');
  const { rows } = await school.database.pool.query<{ profiles: string }>(
    'select profiles from engine_subjects where subject_id = $1',
    [boris],
  );
  const profile = rows[0]?.profiles.split(',').find((each) => each !== boris);
  const reply = await school.during(
    school.rooms.engine.commands.send({
      workspace: school.keys.workspace,
      name: separateProfile,
      to: boris,
      messageId: 'separate-1',
      properties: { profile: profile ?? '' },
    }),
  );
  expect(reply).toMatchObject({ status: 'done' });
  expect(await school.pair('boris')).toMatchObject({ status: 'none' });
  await school.server({ type: 'track', event: 'Viewed', userId: 'boris', anonymousId: 'kiosk' });
  await school.server({
    type: 'track',
    event: 'Order Completed',
    userId: 'boris',
    properties: { order_id: 'o1', total: 4000 },
  });
  expect(await school.lessons('anna')).toBe(0n);
});

test('somebody who is known only as the one who learns is found by their user id (PEO-12)', async () => {
  const properties = { order_id: 'o1', total: 4000, learner_id: 'child' };
  await school.server({ type: 'track', event: 'Order Completed', userId: 'parent', properties });
  const child = await school.person('child');
  const found = await school.api('GET', '/api/v1/people/persons?userId=child');
  expect(found).toMatchObject({ items: [{ person: child, userId: 'child' }] });
  const listed = (await school.api('GET', '/api/v1/people/persons')) as { items: { userId: string | null }[] };
  const users = listed.items.map(({ userId }) => String(userId));
  expect(users.toSorted((one, other) => one.localeCompare(other))).toEqual(['child', 'parent']);
});

test('one browser shared by two users joins neither to the other (PEO-4)', async () => {
  await school.server({ type: 'identify', userId: 'boris', anonymousId: 'shared' });
  await school.server({ type: 'identify', userId: 'vera', anonymousId: 'shared' });
  expect(await school.person('boris')).not.toBe(await school.person('vera'));
  const { rows } = await school.database.pool.query(
    "select detail from engine_decisions where outcome = 'join_suggested'",
  );
  expect(rows).toHaveLength(1);
});

test('a reward on hold follows its holder into a join and becomes available there (INV-3, REW-9)', async () => {
  const rewards = languageSchool.rewards.map((reward) => ({ ...reward, holdDays: 7 }));
  await school.close();
  school = await createSchool({ ...languageSchool, rewards });
  const code = await school.codeOf('anna');
  const paid = { order_id: 'o1', total: 4000 };
  await school.server({ type: 'track', event: 'Referral Code Entered', anonymousId: 'phone', properties: { code } });
  school.clock.advance(minuteMs);
  await school.server({ type: 'track', event: 'Order Completed', anonymousId: 'phone', properties: paid });
  school.clock.advance(dayMs);
  await school.server({ type: 'identify', userId: 'boris', anonymousId: 'phone' });
  const boris = await school.person('boris');
  const { rows: held } = await school.database.pool.query<{ state: string }>(
    'select state from rewards_grants where holder_id = $1',
    [boris],
  );
  expect(held).toEqual([{ state: 'pending' }]);
  school.clock.advance(7 * dayMs);
  await school.settle();
  expect(await school.lessons('boris')).toBe(2n);
  await school.server({ type: 'track', event: 'Order Refunded', userId: 'boris', properties: { order_id: 'o1' } });
  expect(await school.lessons('boris')).toBe(0n);
  const { rows } = await school.database.pool.query<{ state: string }>(
    "select state from rewards_grants where side = 'friend'",
  );
  expect(rows).toEqual([{ state: 'clawed_back' }]);
});
