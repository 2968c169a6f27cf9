import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayMs, hourMs } from '../../server/src/kit/values/time.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { type Received, verified } from '../support/receiver.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

/** Types with what tells two of them apart, in the order of the alphabet. */
const toldOf = (received: readonly Received[]): string[] =>
  received
    .map(({ message: { type, data } }) => {
      const [word] = [data['side'], data['status']].filter((each) => typeof each === 'string');
      return word === undefined ? type : `${type} ${word}`;
    })
    .sort();

test('an endpoint hears of a reward in a signed message that the official library believes (WHK-1)', async () => {
  const { secret } = await desk.subscribe(desk.endpoint.url, ['reward.granted']);
  await desk.pays('anna', 'boris');
  await desk.deliver();
  const [first, second, ...more] = desk.endpoint.received;
  expect(more).toEqual([]);
  expect(second?.id).not.toBe(first?.id);
  const told = desk.endpoint.received.map((received) => verified(secret, received, desk.clock.now()));
  expect(told).toContainEqual({
    type: 'reward.granted',
    timestamp: new Date(desk.clock.now()).toISOString(),
    data: {
      reward: expect.stringMatching(/^grt_/) as string,
      program: expect.stringMatching(/^prg_/) as string,
      ...{ version: 1, side: 'referrer', order: 'order-of-boris', state: 'available', unit: 'lesson', amount: '2' },
      availableAt: expect.stringMatching(/Z$/) as string,
      holder: { person: await desk.person('anna'), userId: 'anna' },
      friend: { person: await desk.person('boris'), userId: 'boris' },
    },
  });
  const [received] = desk.endpoint.received;
  if (received === undefined) throw new Error('Nothing came');
  const altered = { ...received, body: received.body.replace('"2"', '"200"') };
  expect(() => verified(secret, altered, desk.clock.now())).toThrow('No matching signature');
  expect(() => verified(secret, received, desk.clock.now() + hourMs)).toThrow('too old');
  expect(() => verified(`whsec_${btoa('of another endpoint')}`, received, desk.clock.now())).toThrow(
    'No matching signature',
  );
});

describe('a story', () => {
  test('is told whole, and each endpoint hears what it subscribed to (WHK-9)', async () => {
    await desk.subscribe(desk.endpoint.url);
    await desk.subscribe(`${desk.endpoint.url}?only=pairs`, ['pair.changed']);
    await desk.pays('anna', 'boris');
    await desk.deliver();
    await desk.refunds('boris');
    await desk.deliver();
    const all = desk.endpoint.received.filter(({ path }) => path === '/hooks');
    expect(toldOf(all)).toEqual([
      ...['pair.changed reversed', 'pair.changed rewarded', 'pair.changed waiting', 'participant.joined'],
      ...['reward.available friend', 'reward.available referrer', 'reward.granted friend', 'reward.granted referrer'],
      ...['reward.revoked friend', 'reward.revoked referrer'],
    ]);
    const pairs = desk.endpoint.received.filter(({ path }) => path === '/hooks?only=pairs');
    expect(toldOf(pairs)).toEqual(['pair.changed reversed', 'pair.changed rewarded', 'pair.changed waiting']);
    // One message bears one id, whoever it is sent to.
    const idsOf = (received: readonly Received[]): string[] => received.map(({ id }) => id).sort();
    expect(idsOf(pairs)).toEqual(idsOf(all.filter(({ message }) => message.type === 'pair.changed')));
    expect(new Set(idsOf(all)).size).toBe(all.length);
  });

  test('tells ids of people and nothing else (WHK-10)', async () => {
    await desk.subscribe(desk.endpoint.url);
    const traits = { name: 'Boris Secretov', email: 'boris@secret.example', phone: '+79161234567' };
    await desk.server({ type: 'identify', userId: 'boris', traits });
    await desk.pays('anna', 'boris');
    await desk.deliver();
    expect(desk.endpoint.received.length).toBeGreaterThan(5);
    const told = desk.endpoint.received.map(({ body }) => body).join();
    for (const mark of ['Secretov', 'secret.example', '9161234567']) expect(told).not.toContain(mark);
  });

  test('told before an endpoint subscribed, or while it is disabled, is not told to it (WHK-9)', async () => {
    await desk.pays('anna', 'boris');
    expect(await countOutbox()).toBe(0);
    const { subscription } = await desk.subscribe(desk.endpoint.url, ['reward.granted']);
    await desk.api('POST', `/api/v1/webhooks/subscriptions/${subscription}/disable`);
    await desk.pays('anna', 'vera');
    expect(await countOutbox()).toBe(0);
    await desk.api('POST', `/api/v1/webhooks/subscriptions/${subscription}/enable`);
    await desk.pays('anna', 'gleb');
    await desk.deliver();
    expect(desk.endpoint.received.map(({ message }) => message.data['order'])).toEqual([
      'order-of-gleb',
      'order-of-gleb',
    ]);
  });

  test('waits while its endpoint is disabled, and is told when that is enabled', async () => {
    const { subscription } = await desk.subscribe(desk.endpoint.url, ['participant.joined']);
    await desk.codeOf('anna');
    while ((await desk.rooms.engine.send()) > 0);
    await desk.api('POST', `/api/v1/webhooks/subscriptions/${subscription}/disable`);
    expect(await desk.deliver()).toBe(0);
    expect(await desk.subscription(subscription)).toMatchObject({
      ...{ state: 'disabled', disabledReason: 'by_hand', waiting: 1 },
    });
    await desk.api('POST', `/api/v1/webhooks/subscriptions/${subscription}/enable`);
    expect(await desk.deliver()).toBe(1);
    expect(toldOf(desk.endpoint.received)).toEqual(['participant.joined']);
  });

  async function countOutbox(): Promise<number> {
    const { rows } = await desk.database.pool.query<{ count: string }>('select count(*) as count from engine_outbox');
    return Number(rows[0]?.count);
  }
});

test('a reward that is held is told when it is granted, and again when it can be spent', async () => {
  const [reward] = languageSchool.rewards;
  if (reward === undefined) throw new Error('The recipe has no reward');
  await desk.subscribe(desk.endpoint.url, ['reward.granted', 'reward.available', 'program.launched']);
  const held = { ...languageSchool, rewards: [{ ...reward, to: 'referrer', holdDays: 14 }] };
  const payload = { key: 'language-school', definition: held, note: 'with a hold' };
  await desk.api('POST', '/api/v1/referral/programs', payload);
  await desk.pays('anna', 'boris');
  await desk.deliver();
  expect(toldOf(desk.endpoint.received)).toEqual(['program.launched', 'reward.granted referrer']);
  const [launched] = desk.endpoint.received.filter(({ message }) => message.type === 'program.launched');
  expect(launched?.message.data).toEqual({
    program: expect.stringMatching(/^prg_/) as string,
    ...{ key: 'language-school', version: 2, note: 'with a hold' },
  });
  desk.clock.advance(14 * dayMs);
  await desk.deliver();
  expect(toldOf(desk.endpoint.received)).toContain('reward.available referrer');
});

test('a launch that is refused, and one that changes nothing, are told to nobody (WHK-2)', async () => {
  await desk.subscribe(desk.endpoint.url, ['program.launched']);
  const launch = (definition: object) =>
    desk.http.inject({
      ...{ method: 'POST', url: '/api/v1/referral/programs' },
      headers: { authorization: `Bearer ${desk.keys.apiKey}` },
      payload: { key: 'language-school', definition, note: 'again' },
    });
  expect((await launch({ ...languageSchool, rewards: [] })).statusCode).toBe(422);
  expect((await launch(languageSchool)).statusCode).toBe(200);
  await desk.deliver();
  expect(desk.endpoint.received).toEqual([]);
});

test('a review of a reward is told as it opens and as a person decides', async () => {
  await desk.subscribe(desk.endpoint.url, ['reward.reviewed', 'reward.revoked']);
  const traits = { referral_code: await desk.codeOf('anna') };
  const properties = { order_id: 'o-1', total: 4000 };
  await desk.server({ type: 'identify', userId: 'boris', traits });
  await desk.server({ type: 'track', event: 'Order Completed', userId: 'boris', properties });
  const spending = { userId: 'anna', unit: 'lesson', amount: '2' };
  await desk.api('POST', '/api/v1/rewards/spendings', spending);
  await desk.server({ type: 'identify', userId: 'boris', traits: { legal_form: 'company' } });
  await desk.deliver();
  const [open] = desk.endpoint.received.filter(({ message }) => message.type === 'reward.reviewed');
  expect(open?.message.data).toMatchObject({ side: 'referrer', review: 'open', reason: 'spent' });
  const { reward } = open?.message.data ?? {};
  await desk.api('POST', `/api/v1/rewards/grants/${String(reward)}/approve`, { note: 'a good customer' });
  await desk.deliver();
  const last = desk.endpoint.received.at(-1);
  expect(last?.message).toMatchObject({ type: 'reward.reviewed', data: { reward, review: 'approved', reason: null } });
});

test('what was told twice, and handed over twice, makes one message (WHK-2)', async () => {
  await desk.subscribe(desk.endpoint.url, ['participant.joined']);
  await desk.codeOf('anna');
  while ((await desk.rooms.engine.send()) > 0);
  await desk.deliver();
  await desk.database.pool.query("update engine_outbox set state = 'waiting', next_at = 0");
  expect(await desk.rooms.engine.send()).toBe(1);
  expect(await desk.deliver()).toBe(0);
  expect(desk.endpoint.received).toHaveLength(1);
});
