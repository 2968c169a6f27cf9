import type { ProgramDefinition } from '@sarafan/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { ask, bearer } from '../api/customers.ts';
import { verified } from '../support/receiver.ts';
import { type Desk, openDesk } from './desk.ts';

// A reward that the customer's own server hands out: it is told, and answers by the API.

const byServer: ProgramDefinition = {
  ...languageSchool,
  rewards: languageSchool.rewards.map((reward) => ({
    ...reward,
    fulfil: { by: reward.to === 'referrer' ? 'webhook' : 'person' },
  })),
};

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk(byServer);
});
afterEach(() => desk.close());

test('is told once in a signed message, and the answer under one key takes effect once (REW-24, WHK-1)', async () => {
  const { secret } = await desk.subscribe(desk.endpoint.url, ['reward.due', 'reward.fulfilled', 'reward.available']);
  await desk.pays('anna', 'boris');
  await desk.deliver();
  const [due, ...more] = desk.endpoint.received.map((received) => verified(secret, received, desk.clock.now()));
  // What a person hands out is nothing that a server has to do.
  expect(more).toEqual([]);
  expect(due).toMatchObject({
    type: 'reward.due',
    data: { side: 'referrer', unit: 'lesson', amount: '2', state: 'waiting', holder: { userId: 'anna' } },
  });
  const { reward } = (due as { data: { reward: string } }).data;
  // A server of the customer has a key of its own, which the audit log names.
  const made = await desk.rooms.access.createKey(desk.keys.workspace, 'api', ['write'], 'shop', 'test');
  const headers = { ...bearer(made.key), 'idempotency-key': 'parcel-17' };
  const url = `/rewards/grants/${reward}/fulfil`;
  const say = (payload: object) => ask(desk, 'POST', { url, payload }, headers);
  const answers = [await say({ reference: 'parcel-17' }), await say({ reference: 'parcel-17' })];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect((await say({ reference: 'another' })).statusCode).toBe(409);
  const { actor } = (await ask(desk, 'GET', { url: '/access/whoami' }, bearer(made.key))).json<{ actor: string }>();
  const { rows } = await desk.database.pool.query<{ actor: string }>(
    "select actor from access_audit where action = 'fulfilment.done'",
  );
  expect(rows).toEqual([{ actor }]);
  await desk.deliver();
  expect(desk.endpoint.received.at(-1)?.message).toMatchObject({
    type: 'reward.fulfilled',
    data: { reward, state: 'fulfilled', reference: 'parcel-17' },
  });
});

test('that failed is told again when somebody lets it wait again', async () => {
  await desk.subscribe(desk.endpoint.url, ['reward.due']);
  await desk.pays('anna', 'boris');
  await desk.deliver();
  const reward = String(desk.endpoint.received[0]?.message.data['reward']);
  const path = `/api/v1/rewards/grants/${reward}`;
  const failed = await desk.api('POST', `${path}/fail`, { note: 'The account is closed' });
  expect(failed).toMatchObject({ fulfilment: { state: 'failed', note: 'The account is closed' } });
  await desk.api('POST', `${path}/reopen`, {});
  await desk.deliver();
  expect(desk.endpoint.received.map(({ message }) => message.data['reward'])).toEqual([reward, reward]);
  expect(new Set(desk.endpoint.received.map(({ id }) => id)).size).toBe(2);
});

test('is cancelled by a refund, of which the server hears', async () => {
  await desk.subscribe(desk.endpoint.url, ['reward.due', 'reward.revoked']);
  await desk.pays('anna', 'boris');
  await desk.refunds('boris');
  await desk.deliver();
  const due = desk.endpoint.received.find(({ message }) => message.type === 'reward.due');
  const reward = String(due?.message.data['reward']);
  const types = desk.endpoint.received.filter(({ message }) => message.data['reward'] === reward);
  expect(types.map(({ message }) => message.type).sort()).toEqual(['reward.due', 'reward.revoked']);
  const url = `/rewards/grants/${reward}/fulfil`;
  const late = await ask(desk, 'POST', { url, payload: {} }, bearer(desk.keys.apiKey));
  expect(late.json()).toMatchObject({ status: 409, code: 'not_open' });
});
