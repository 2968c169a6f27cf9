import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveUnit } from '../server/src/rooms/ledger/index.ts';
import { languageSchool } from '../server/src/rooms/referral/recipes/language-school.ts';
import { laneOfAnchor } from '../server/src/kit/values/lane.ts';
import { createWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test('a friend pays with a code and both get two lessons', async () => {
  const { rooms, clock, settle, database } = world;
  const { workspace } = await rooms.access.createWorkspace('School', 'test');
  console.log(await saveUnit(database.pool, { workspace, unit: 'lesson', exponent: 0, name: { ru: 'урок', en: 'lesson' } } as never));
  const launched = await rooms.referral.launch({ workspace, actor: 'test' }, 'language-school', languageSchool, 'first');
  expect(launched).toMatchObject({ ok: true });
  const program = await rooms.referral.program(workspace, 'language-school');
  const joining = rooms.referral.participate(workspace, program!, 'anna', 'm1');
  await new Promise((r) => setTimeout(r, 50));
  await settle();
  const reply = await joining;
  console.log(reply);
  const at = clock.now();
  await rooms.engine.inbox.accept([
    { workspace, lane: laneOfAnchor(workspace, 'userId:boris'), trust: 'server', messageId: 'a', acceptedAt: at, body: { type: 'identify', name: 'identify', timestamp: at, userId: 'boris', traits: { email: 'boris@example.com', referral_code: String(reply!.result!['code']) } } },
    { workspace, lane: laneOfAnchor(workspace, 'userId:boris'), trust: 'server', messageId: 'b', acceptedAt: at + 1, body: { type: 'track', name: 'Order Completed', timestamp: at + 1, userId: 'boris', properties: { order_id: 'o1', total: 4000, currency: 'RUB' } } },
  ]);
  await settle();
  console.log((await database.pool.query('select * from engine_decisions')).rows, (await database.pool.query('select * from ledger_accounts')).rows);
});
