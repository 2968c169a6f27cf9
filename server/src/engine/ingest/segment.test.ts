import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Analytics } from '@segment/analytics-node';
import fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type IngestWorld, ingestServer, ingestWorld, secretKey, writeKey } from '../../../../test/support/ingest.ts';
import { systemClock } from '../../kit/clock.ts';
import { hourMs } from '../../kit/values/time.ts';

type Settings = ConstructorParameters<typeof Analytics>[0];

/** Segment's own SDK against a listening server. What it could not deliver is collected as errors. */
async function open(settings: Partial<Settings> = {}) {
  const world: IngestWorld = ingestWorld();
  // The SDK stamps calls with the machine's time, so the server needs a clock that stands near it.
  world.clock.moveTo(Math.max(systemClock.now(), world.clock.now()));
  const app = await ingestServer(fastify(), world);
  onTestFinished(() => app.close());
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  let requests = 0;
  const analytics = new Analytics({ writeKey: secretKey, host: `http://127.0.0.1:${port}`, flushAt: 10, ...settings });
  const errors: unknown[] = [];
  analytics.on('error', (error) => errors.push(error));
  analytics.on('http_request', () => {
    requests += 1;
  });
  return { world, analytics, errors, requests: () => requests };
}

describe('@segment/analytics-node, unchanged but for its host', () => {
  it('delivers every kind of call in one batch', async () => {
    const { world, analytics, errors, requests } = await open();
    const person = { userId: 'u1', anonymousId: 'a1' };
    analytics.track({
      ...person,
      event: 'Order Completed',
      properties: { order_id: 'o1', total: 99.9, currency: 'RUB' },
    });
    analytics.identify({ userId: 'u1', traits: { email: 'anna@example.com', name: 'Анна 🙂' } });
    analytics.page({ ...person, name: 'Home', category: 'Docs', properties: { url: 'https://shop.example/' } });
    analytics.screen({ ...person, name: 'Cart', category: 'Shop' });
    analytics.group({ ...person, groupId: 'g1', traits: { plan: 'pro' } });
    analytics.alias({ userId: 'u1', previousId: 'a1' });
    await analytics.closeAndFlush();

    expect(errors).toEqual([]);
    expect(requests()).toBe(1);
    expect(world.facts.map(({ trust, body }) => [trust, body.type, body.name, body.userId])).toEqual([
      ['server', 'track', 'Order Completed', 'u1'],
      ['server', 'identify', 'identify', 'u1'],
      ['server', 'page', 'Home', 'u1'],
      ['server', 'screen', 'Cart', 'u1'],
      ['server', 'group', 'group', 'u1'],
      ['server', 'alias', 'alias', 'u1'],
    ]);
    const [track, identify, page, screen, group, alias] = world.facts.map((fact) => fact.body);
    expect(track?.properties).toEqual({ order_id: 'o1', total: 99.9, currency: 'RUB' });
    expect(track?.context).toMatchObject({ library: { name: '@segment/analytics-node', version: '3.1.0' } });
    expect(identify?.traits).toEqual({ email: 'anna@example.com', name: 'Анна 🙂' });
    expect(page?.properties).toEqual({ url: 'https://shop.example/', category: 'Docs' });
    expect(screen?.properties).toEqual({ category: 'Shop' });
    expect(group).toMatchObject({ groupId: 'g1', traits: { plan: 'pro' } });
    expect(alias).toMatchObject({ previousId: 'a1' });
    expect(new Set(world.facts.map((fact) => fact.messageId)).size).toBe(6);
    expect(world.facts.every((fact) => fact.messageId.startsWith('node-next-'))).toBe(true);
  });

  it('keeps the times that were given and never puts one after its receipt', async () => {
    const { world, analytics } = await open();
    const now = world.clock.now();
    analytics.track({ userId: 'u1', event: 'a', timestamp: new Date(now - hourMs) });
    analytics.track({ userId: 'u1', event: 'b', timestamp: new Date(now + hourMs) });
    await analytics.closeAndFlush();
    const [earlier, later] = world.facts.map((fact) => fact.body.timestamp);
    // The correction moves a time by the difference of two clocks that are a few seconds apart here.
    expect(Math.abs((earlier ?? 0) - (now - hourMs))).toBeLessThan(60_000);
    expect(later).toBe(now);
  });

  it('with a public key delivers public facts', async () => {
    const { world, analytics, errors } = await open({ writeKey });
    analytics.track({ anonymousId: 'a1', event: 'Product Viewed' });
    await analytics.closeAndFlush();
    expect(errors).toEqual([]);
    expect(world.facts.map((fact) => fact.trust)).toEqual(['public']);
  });

  it.each<[string, (world: IngestWorld) => unknown]>([
    ['429', (world) => Object.assign(world, { pressure: 1 })],
    ['503', (world) => world.inboxFaults.push(new Error('no connection'))],
  ])('after a %s repeats the batch with the same messageIds, and loses nothing (INV-1)', async (_status, plant) => {
    const { world, analytics, errors, requests } = await open();
    plant(world);
    analytics.track({ userId: 'u1', event: 'a', messageId: 'first' });
    analytics.track({ userId: 'u1', event: 'b' });
    await analytics.closeAndFlush({ timeout: 20_000 });
    expect(errors).toEqual([]);
    expect(requests()).toBe(2);
    expect(world.facts.map((fact) => fact.body.name)).toEqual(['a', 'b']);
    expect(world.facts[0]?.messageId).toBe('first');
    expect(new Set(world.offered)).toEqual(new Set(world.facts.map((fact) => fact.messageId)));
  });

  it('loses only the refused event of a batch', async () => {
    const { world, analytics, errors } = await open();
    analytics.track({ userId: 'null', event: 'a' });
    analytics.track({ userId: 'u1', event: 'b' });
    await analytics.closeAndFlush();
    expect(errors).toEqual([]);
    expect(world.facts.map((fact) => fact.body.name)).toEqual(['b']);
    expect(world.refused.map((item) => item.code)).toEqual(['placeholder_id']);
  });

  it('hears of an unknown key, and does not repeat', async () => {
    const { world, analytics, errors, requests } = await open({ writeKey: 'wk_other' });
    analytics.track({ userId: 'u1', event: 'a' });
    await analytics.closeAndFlush();
    expect(errors).toEqual([expect.objectContaining({ code: 'delivery_failure' })]);
    expect(requests()).toBe(1);
    expect(world.facts).toEqual([]);
  });

  it('through a client that compresses under another content type', async () => {
    const zipped: Settings['httpClient'] = (url, init) =>
      fetch(url, {
        method: 'POST',
        headers: { ...init?.headers, 'content-type': 'application/x-gzip', 'content-encoding': 'gzip' },
        body: new Uint8Array(gzipSync(String(init?.body))),
      });
    const { world, analytics, errors } = await open({ httpClient: zipped });
    for (let order = 0; order < 25; order += 1) analytics.track({ userId: 'u1', event: `Заказ ${order}` });
    await analytics.closeAndFlush();
    expect(errors).toEqual([]);
    expect(world.facts.map((fact) => fact.body.name).toSorted()).toEqual(
      Array.from({ length: 25 }, (_unused, order) => `Заказ ${order}`).toSorted(),
    );
  });
});
