import type { WebhookDelivery } from '@sarafan/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs, secondMs } from '../../server/src/kit/values/time.ts';
import { type Received, verified } from '../support/receiver.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
let subscription: string;
let secret: string;
beforeEach(async () => {
  desk = await openDesk(undefined, { outgoing: { allowsPrivate: true, wholeMs: 400 } });
  ({ subscription, secret } = await desk.subscribe(desk.endpoint.url, ['participant.joined']));
});
afterEach(() => desk.close());

const only = async (): Promise<WebhookDelivery> => {
  const [delivery, ...more] = await desk.deliveries();
  if (delivery === undefined || more.length > 0) throw new Error('There is not exactly one delivery');
  return delivery;
};
const retry = (delivery: string) =>
  desk.http.inject({
    ...{ method: 'POST', url: `/api/v1/webhooks/deliveries/${delivery}/retry` },
    headers: { authorization: `Bearer ${desk.keys.apiKey}` },
  });

describe('a delivery (WHK-4)', () => {
  test('is repeated by the schedule under its own id until it is delivered', async () => {
    desk.endpoint.answers((response) => response.writeHead(500).end('out of order'));
    await desk.codeOf('anna');
    expect(await desk.deliver()).toBe(1);
    const waiting = await only();
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1, status: 500, fault: null });
    expect(Date.parse(waiting.nextAt ?? '') - desk.clock.now()).toBeGreaterThanOrEqual(5 * secondMs);
    expect(waiting.sentence?.en).toBe('The endpoint answered 500. Only 2xx counts as delivered.');
    desk.clock.advance(5 * secondMs - 1);
    expect(await desk.deliver()).toBe(0);
    desk.clock.advance(minuteMs);
    desk.endpoint.answers(() => undefined);
    expect(await desk.deliver()).toBe(1);
    expect(await only()).toMatchObject({ state: 'waiting', attempts: 2, status: null, fault: 'timeout' });
    desk.clock.advance(hourMs);
    desk.endpoint.answers(201);
    expect(await desk.deliver()).toBe(1);
    expect(await only()).toMatchObject({ state: 'delivered', attempts: 3, status: 201, nextAt: null });
    desk.clock.advance(30 * dayMs);
    expect(await desk.deliver()).toBe(0);
    expect(new Set(desk.endpoint.received.map(({ id }) => id)).size).toBe(1);
    expect(new Set(desk.endpoint.received.map(({ body }) => body)).size).toBe(1);
    const times = desk.endpoint.received.map(({ headers }) => Number(headers['webhook-timestamp']));
    expect(times).toEqual([...times].sort((left, right) => left - right));
    expect(new Set(times).size).toBe(3);
    const { log, body } = await desk.delivery((await only()).delivery);
    expect(log.map(({ number, status, fault, response }) => [number, status, fault, response])).toEqual([
      [3, 201, null, ''],
      [2, null, 'timeout', ''],
      [1, 500, null, 'out of order'],
    ]);
    expect(body).toBe(desk.endpoint.received[0]?.body);
  });

  test('is given up after ten attempts, and is repeated by hand', async () => {
    desk.endpoint.answers(503);
    await desk.codeOf('anna');
    let attempts = 0;
    for (let hours = 0; hours < 100; hours += 1) {
      attempts += await desk.deliver();
      desk.clock.advance(hourMs);
    }
    expect(attempts).toBe(10);
    const failed = await only();
    expect(failed).toMatchObject({ state: 'failed', attempts: 10, nextAt: null });
    expect(await desk.deliveries('?state=failed')).toHaveLength(1);
    expect(await desk.deliveries('?state=delivered')).toEqual([]);
    desk.endpoint.answers(200);
    expect((await retry(failed.delivery)).json()).toMatchObject({ state: 'waiting' });
    expect(await desk.deliver()).toBe(1);
    expect(await only()).toMatchObject({ state: 'delivered', attempts: 11 });
    expect(new Set(desk.endpoint.received.map(({ id }) => id)).size).toBe(1);
  });

  test('of an endpoint that is gone fails at once, and the endpoint is disabled with the reason', async () => {
    desk.endpoint.answers(410);
    await desk.codeOf('anna');
    await desk.codeOf('boris');
    await desk.deliver();
    expect(desk.endpoint.received.length).toBeLessThanOrEqual(2);
    const stands = await desk.subscription(subscription);
    expect(stands).toMatchObject({ state: 'disabled', disabledReason: 'gone' });
    expect(stands.disabledSentence?.en).toContain('410');
    const audit = await desk.api('GET', '/api/v1/access/audit?area=webhook');
    expect(audit).toMatchObject({
      items: [{ actor: 'system', action: 'webhook.disable', detail: { reason: 'gone' } }, {}],
    });
    const [delivery] = await desk.deliveries('?state=failed');
    expect((await retry(delivery?.delivery ?? '')).json()).toMatchObject({
      ...{ status: 409, code: 'subscription_disabled' },
    });
    await desk.codeOf('vera');
    expect(await desk.deliver()).toBe(0);
  });

  test('is not sent where a redirect leads', async () => {
    desk.endpoint.answers((response) => response.writeHead(302, { location: '/elsewhere' }).end());
    await desk.codeOf('anna');
    await desk.deliver();
    expect(desk.endpoint.received.map(({ path }) => path)).toEqual(['/hooks']);
    const { sentence, state } = await only();
    expect(state).toBe('waiting');
    expect(sentence?.en).toContain('Redirects are not followed');
  });
});

test('an endpoint that fails for five days is disabled with the reason (WHK-6)', async () => {
  desk.endpoint.answers(500);
  await desk.codeOf('anna');
  await desk.deliver();
  const since = (await desk.subscription(subscription)).failingSince;
  expect(since).toBe(new Date(desk.clock.now()).toISOString());
  desk.clock.advance(5 * dayMs - hourMs);
  await desk.codeOf('boris');
  await desk.deliver();
  expect(await desk.subscription(subscription)).toMatchObject({ state: 'active', failingSince: since });
  desk.clock.advance(hourMs);
  await desk.deliver();
  const stands = await desk.subscription(subscription);
  expect(stands).toMatchObject({ state: 'disabled', disabledReason: 'failing' });
  expect(stands.disabledSentence?.ru).toContain('пять дней');
  await desk.api('POST', `/api/v1/webhooks/subscriptions/${subscription}/enable`);
  desk.endpoint.answers(200);
  desk.clock.advance(dayMs);
  await desk.deliver();
  expect(await desk.subscription(subscription)).toMatchObject({ state: 'active', failingSince: null, waiting: 0 });
});

describe('a secret (WHK-8)', () => {
  test('is shown once, and stored sealed', async () => {
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(JSON.stringify(await desk.subscription(subscription))).not.toContain('secret":');
    const { rows } = await desk.database.pool.query<{ row: object }>(
      'select to_jsonb(s) as row from webhooks_subscriptions s',
    );
    expect(JSON.stringify(rows)).not.toContain(secret.slice(6));
    expect(rows[0]?.row).toMatchObject({ secret: expect.stringMatching(/^s1\./) as string });
  });

  test('that is rotated is good for one more day', async () => {
    const rotated = await desk.api('POST', `/api/v1/webhooks/subscriptions/${subscription}/rotate`);
    const { secret: next, previousSecretUntil } = rotated as { secret: string; previousSecretUntil: string };
    expect(next).not.toBe(secret);
    expect(Date.parse(previousSecretUntil) - desk.clock.now()).toBe(dayMs);
    const hear = async (userId: string): Promise<Received> => {
      await desk.codeOf(userId);
      await desk.deliver();
      const received = desk.endpoint.received.at(-1);
      if (received === undefined) throw new Error('Nothing came');
      return received;
    };
    desk.clock.advance(dayMs - 1);
    const both = await hear('anna');
    expect(verified(secret, both, desk.clock.now())).toEqual(verified(next, both, desk.clock.now()));
    desk.clock.advance(1);
    const one = await hear('boris');
    expect(() => verified(secret, one, desk.clock.now())).toThrow('No matching signature');
    expect(verified(next, one, desk.clock.now())).toEqual(one.message);
  });
});

describe('a test', () => {
  const sample = (type: string) =>
    desk.api('POST', `/api/v1/webhooks/subscriptions/${subscription}/test`, { type }) as Promise<WebhookDelivery>;

  test('sends a sample, also of a type that the endpoint is not subscribed to', async () => {
    const sent = await sample('reward.revoked');
    expect(sent).toMatchObject({ test: true, state: 'waiting', type: 'reward.revoked', attempts: 0, sentence: null });
    expect(await desk.deliver()).toBe(1);
    const [received] = desk.endpoint.received;
    if (received === undefined) throw new Error('Nothing came');
    expect(verified(secret, received, desk.clock.now())).toMatchObject({ test: true, type: 'reward.revoked' });
    expect((await desk.delivery(sent.delivery)).state).toBe('delivered');
  });

  test('that fails is not repeated, and is held against nobody', async () => {
    desk.endpoint.answers(410);
    await sample('pair.changed');
    await desk.deliver();
    expect(await only()).toMatchObject({ state: 'failed', attempts: 1 });
    expect(await desk.subscription(subscription)).toMatchObject({ state: 'active', failingSince: null });
  });
});

describe('limits (WHK-11)', () => {
  test('of subscriptions', async () => {
    for (let more = 1; more < 20; more += 1) await desk.subscribe(`${desk.endpoint.url}/${more}`);
    await expect(desk.subscribe(`${desk.endpoint.url}/one-too-many`)).rejects.toThrow('too_many_subscriptions');
  });

  test('of attempts, those by hand included', async () => {
    desk.endpoint.answers(500);
    await desk.codeOf('anna');
    await desk.deliver();
    const { delivery } = await only();
    await desk.database.pool.query('update webhooks_deliveries set attempts = 50');
    expect((await retry(delivery)).json()).toMatchObject({ status: 409, code: 'too_many_attempts' });
  });

  test('of the time that deliveries are kept, and with an endpoint its log goes', async () => {
    await desk.codeOf('anna');
    await desk.deliver();
    const { delivery } = await only();
    desk.clock.advance(30 * dayMs);
    await desk.rooms.webhookDeliveries.sweep();
    expect(await desk.deliveries()).toHaveLength(1);
    desk.clock.advance(1);
    await desk.rooms.webhookDeliveries.sweep();
    expect(await desk.deliveries()).toEqual([]);
    await desk.codeOf('boris');
    await desk.deliver();
    await desk.api('DELETE', `/api/v1/webhooks/subscriptions/${subscription}`);
    expect(await desk.deliveries()).toEqual([]);
    await expect(desk.delivery(delivery)).rejects.toThrow('not_found');
    await desk.rooms.webhookDeliveries.sweep();
    const { rows } = await desk.database.pool.query(
      'select delivery_id from webhooks_deliveries union all select delivery_id from webhooks_attempts',
    );
    expect(rows).toEqual([]);
  });
});
