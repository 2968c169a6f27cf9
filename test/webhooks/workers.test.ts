import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOutgoing } from '../../server/src/kit/outgoing/post.ts';
import { systemRandom } from '../../server/src/kit/random.ts';
import type { Secrets } from '../../server/src/kit/secrets.ts';
import { secondMs } from '../../server/src/kit/values/time.ts';
import { WebhookSender } from '../../server/src/rooms/webhooks/index.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { testSecrets } from '../support/world.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  desk = await openDesk(undefined, { outgoing: { allowsPrivate: true, wholeMs: 2_000 } });
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await desk.close();
});

/** One more worker of the same database. */
function worker(secrets = testSecrets): WebhookSender {
  const { clock, database } = desk;
  const log = pino({ level: 'warn' }, pino.destination(2));
  const outgoing = createOutgoing({ allowsPrivate: true });
  const sender = new WebhookSender({
    ...{ pool: database.pool, clock, random: systemRandom, secrets, outgoing, log },
  });
  closing.push(() => sender.stop());
  return sender;
}

/** Opens secrets that were sealed for another endpoint, as those are that a test has copied. */
const anySecret: Secrets = { ...testSecrets, open: () => `whsec_${btoa('a secret of the test')}` };

async function endpoint(): Promise<Receiver> {
  const receiver = await openReceiver();
  closing.push(() => receiver.close());
  return receiver;
}

/** So many participants join, and what is told of them waits to be delivered. */
async function join(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await desk.codeOf(`student-${index}`);
  await desk.settle();
  while ((await desk.rooms.engine.send()) > 0);
}

async function statesOf(subscription: string): Promise<Record<string, number>> {
  const { rows } = await desk.database.pool.query<{ state: string; count: string }>(
    'select state, count(*) as count from webhooks_deliveries where subscription_id = $1 group by state',
    [subscription],
  );
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.count)]));
}

describe('two workers (WHK-3)', () => {
  test('share deliveries, and neither makes an attempt of the other', async () => {
    await desk.subscribe(desk.endpoint.url, ['participant.joined']);
    await join(30);
    const [left, right] = [worker(), worker()];
    left.start();
    right.start();
    await desk.endpoint.has(30);
    await left.stop();
    await right.stop();
    expect(new Set(desk.endpoint.received.map(({ id }) => id)).size).toBe(30);
    expect(desk.endpoint.received).toHaveLength(30);
  });

  test('never have more than four requests of one endpoint open together', async () => {
    let open = 0;
    let most = 0;
    desk.endpoint.answers((response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.writeHead(200).end();
      }, 20);
    });
    const { subscription } = await desk.subscribe(desk.endpoint.url, ['participant.joined']);
    await join(25);
    const [left, right] = [worker(), worker()];
    left.start();
    right.start();
    await desk.endpoint.has(25);
    await expect.poll(() => statesOf(subscription)).toEqual({ delivered: 25 });
    expect(most).toBe(4);
  });

  test('one that has lost its lease settles nothing, and the other sends the same message', async () => {
    let release: (() => void) | undefined;
    desk.endpoint.answers((response, { headers }) => {
      if (headers['x-second'] === undefined && release === undefined) {
        release = () => response.writeHead(500).end();
      } else response.writeHead(200).end();
    });
    await desk.subscribe(desk.endpoint.url, ['participant.joined']);
    await join(1);
    const slow = worker().round();
    await desk.endpoint.has(1);
    expect(await worker().round()).toBe(0);
    desk.clock.advance(31 * secondMs);
    expect(await worker().round()).toBe(1);
    release?.();
    await slow;
    const [delivery] = await desk.deliveries();
    expect(delivery).toMatchObject({ state: 'delivered', attempts: 1, status: 200 });
    expect(desk.endpoint.received.map(({ id }) => id)).toEqual([delivery?.message, delivery?.message]);
  });

  test('one that ends gives back what it has under way, untried', async () => {
    desk.endpoint.answers(() => undefined);
    await desk.subscribe(desk.endpoint.url, ['participant.joined']);
    await join(1);
    const ending = worker();
    ending.start();
    await desk.endpoint.has(1);
    await ending.stop();
    expect(await desk.deliveries()).toMatchObject([{ state: 'waiting', attempts: 0 }]);
    desk.endpoint.answers(200);
    expect(await worker().round()).toBe(1);
    expect(await desk.deliveries()).toMatchObject([{ state: 'delivered', attempts: 1 }]);
  });
});

describe('an endpoint that is slow or dead (WHK-5)', () => {
  test('does not hold up the others', async () => {
    const slow = await endpoint();
    slow.answers(() => undefined);
    const { subscription: stuck } = await desk.subscribe(slow.url, ['participant.joined']);
    const { subscription: well } = await desk.subscribe(desk.endpoint.url, ['participant.joined']);
    await join(20);
    const sender = worker();
    sender.start();
    await desk.endpoint.has(20);
    await expect.poll(() => statesOf(well)).toEqual({ delivered: 20 });
    // Not one request of the slow endpoint had been answered until then, and it had no more than its share.
    expect(await statesOf(stuck)).toEqual({ waiting: 20 });
    expect(slow.received.length).toBeLessThanOrEqual(4);
  });

  test('is sent one request at a time while it fails', async () => {
    desk.endpoint.answers(500);
    await desk.subscribe(desk.endpoint.url, ['participant.joined']);
    await join(10);
    const sender = worker();
    expect(await sender.round()).toBe(4);
    expect(await sender.round()).toBe(1);
    desk.endpoint.answers(200);
    expect(await sender.round()).toBe(1);
    expect(await sender.round()).toBe(4);
  });

  test('many of them leave room for one that is well', async () => {
    const dead = await endpoint();
    dead.answers(() => undefined);
    const { subscription: first } = await desk.subscribe(dead.url, ['pair.changed']);
    // More than one workspace may have, so they are written by hand: thirty that fail, each with something due.
    await desk.database.pool.query(
      `insert into webhooks_subscriptions (subscription_id, workspace_id, url, types, description, failing_since,
                                           secret, created_at)
       select 'whk_' || n, workspace_id || n, url || '/' || n, types, '', 1, secret, created_at
       from webhooks_subscriptions, generate_series(1, 30) n`,
    );
    await desk.database.pool.query(
      `insert into webhooks_deliveries (delivery_id, workspace_id, subscription_id, message_id, type, is_test, body,
                                        state, created_at, next_at)
       select 'dlv_' || subscription_id, workspace_id, subscription_id, 'msg_1', 'pair.changed', false, '{}', 'waiting',
              0, 0
       from webhooks_subscriptions where subscription_id <> $1`,
      [first],
    );
    const sender = worker(anySecret);
    sender.start();
    await dead.has(24);
    const { subscription } = await desk.subscribe(desk.endpoint.url, ['participant.joined']);
    await desk.codeOf('late');
    while ((await desk.rooms.engine.send()) > 0);
    sender.wake();
    await expect.poll(() => statesOf(subscription)).toEqual({ delivered: 1 });
    expect(dead.received).toHaveLength(24);
  });
});
