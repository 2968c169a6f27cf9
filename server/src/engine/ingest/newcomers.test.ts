import fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  basicAuth,
  ingestServer,
  ingestWorld,
  secretKey,
  testWorkspace,
  writeKey,
} from '../../../../test/support/ingest.ts';
import { VirtualClock } from '../../kit/clock.ts';
import { hourMs, minuteMs, secondMs } from '../../kit/values/time.ts';
import { createNewcomerQuota } from './newcomers.ts';
import type { Sender } from './ports.ts';

const sender: Sender = { workspace: testWorkspace, trust: 'public' };
const visitors = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `anonymousId:visitor-${from + index}`);

function open(options = { perHour: 60, remembered: 1_000, entries: 100 }) {
  const clock = new VirtualClock(0);
  const quota = createNewcomerQuota(clock, options);
  const admit = (anchors: readonly string[], address = '10.0.0.1', key = 'k'): number =>
    quota.admit(sender, key, address, anchors);
  return { clock, admit };
}

describe('a quota of new visitors (INV-8)', () => {
  it('lets an hour’s newcomers in at once, then as many as time allows', () => {
    const { clock, admit } = open();
    expect(admit(visitors(0, 60))).toBe(0);
    expect(admit(visitors(60, 1))).toBe(60);
    clock.advance(minuteMs);
    expect(admit(visitors(60, 1))).toBe(0);
    expect(admit(visitors(61, 1))).toBe(60);
    clock.advance(24 * hourMs);
    expect(admit(visitors(61, 60))).toBe(0);
    expect(admit(visitors(121, 1))).toBe(60);
  });

  it('never holds up visitors who were there before, and counts them once', () => {
    const { admit } = open();
    for (let visit = 0; visit < 10; visit += 1) expect(admit(visitors(0, 60))).toBe(0);
    expect(admit(visitors(60, 1))).toBeGreaterThan(0);
    expect(admit(visitors(0, 60))).toBe(0);
    // One newcomer among them makes the request wait, and nothing is taken for it.
    expect(admit([...visitors(0, 5), ...visitors(60, 1)])).toBe(60);
  });

  it('lets a batch larger than what is left pass, and the next waits for the debt', () => {
    const { clock, admit } = open();
    expect(admit(visitors(0, 90))).toBe(0);
    expect(admit(visitors(90, 1))).toBe(31 * 60);
    clock.advance(31 * minuteMs);
    expect(admit(visitors(90, 1))).toBe(0);
  });

  it('counts each address and each key by itself, and a whole IPv6 network as one', () => {
    const { admit } = open({ perHour: 1, remembered: 1_000, entries: 100 });
    expect(admit(visitors(0, 1), '2001:db8::1')).toBe(0);
    expect(admit(visitors(1, 1), '2001:db8::2')).toBeGreaterThan(0);
    expect(admit(visitors(1, 1), '2001:db8:0:1::2')).toBe(0);
    expect(admit(visitors(2, 1), '2001:db8::2', 'other')).toBe(0);
  });

  it('remembers no more visitors than its limit, the ones seen last', () => {
    const { admit } = open({ perHour: 100, remembered: 10, entries: 100 });
    expect(admit(visitors(0, 1))).toBe(0);
    for (let visitor = 1; visitor < 40; visitor += 1) {
      expect(admit(visitors(visitor, 1), '10.0.0.2')).toBe(0);
      // Somebody who comes again and again is not forgotten.
      expect(admit(visitors(0, 1))).toBe(0);
    }
    expect(admit(visitors(100, 99))).toBe(0);
    // The allowance is used up to the last and not overdrawn, and whom nobody has seen for long is new again.
    expect(admit(visitors(1, 1))).toBe(36);
  });
});

describe('POST /v1/batch with new visitors', () => {
  const page = (visitor: string, more: object = {}) => ({ type: 'page', anonymousId: visitor, ...more });

  async function door() {
    const world = ingestWorld(undefined, { perHour: 3, remembered: 100, entries: 10 });
    const app = await ingestServer(fastify({ trustProxy: ['127.0.0.1'] }), world);
    onTestFinished(() => app.close());
    const send = (key: string, batch: readonly object[], address = '192.0.2.1') =>
      app.inject({
        method: 'POST',
        url: '/v1/batch',
        headers: { authorization: basicAuth(key), 'x-forwarded-for': address },
        payload: { batch },
      });
    return { world, send };
  }

  it('answers 429 beyond the quota, keeps nothing of it, and takes it when its sender comes back', async () => {
    const { world, send } = await door();
    expect((await send(writeKey, [page('a'), page('b'), page('a'), { type: 'page', userId: 'c' }])).statusCode).toBe(
      200,
    );
    const refused = [page('d'), page('a'), page('null')];
    const limited = await send(writeKey, refused);
    expect(limited.statusCode).toBe(429);
    expect(limited.headers['retry-after']).toBe('1200');
    expect(limited.json()).toMatchObject({
      code: 'too_many_newcomers',
      detail_ru: expect.stringMatching(/посетителей/),
    });
    expect(world.facts).toHaveLength(4);
    expect(world.refused).toEqual([]);
    expect((await send(writeKey, [page('a'), page('b')])).statusCode).toBe(200);
    expect((await send(writeKey, refused, '192.0.2.2')).json()).toMatchObject({ accepted: 2, refused: [{ index: 2 }] });
    expect((await send(writeKey, [page('e')])).statusCode).toBe(429);
    world.clock.advance(1_200 * secondMs);
    expect((await send(writeKey, [page('e')])).statusCode).toBe(200);
    expect(world.facts).toHaveLength(9);
  });

  it('never limits a secret key so', async () => {
    const { world, send } = await door();
    const many = Array.from({ length: 20 }, (_, index) => page(`visitor-${index}`));
    for (let request = 0; request < 3; request += 1) {
      expect(
        (
          await send(
            secretKey,
            many.map((each) => ({ ...each, anonymousId: `${each.anonymousId}-${request}` })),
          )
        ).statusCode,
      ).toBe(200);
    }
    expect(world.facts).toHaveLength(60);
  });

  it('believes an address only from a proxy that is trusted', async () => {
    const world = ingestWorld(undefined, { perHour: 1, remembered: 100, entries: 10 });
    const app = await ingestServer(fastify({ trustProxy: [] }), world);
    onTestFinished(() => app.close());
    const send = (visitor: string) =>
      app.inject({
        method: 'POST',
        url: '/v1/page',
        headers: { authorization: basicAuth(writeKey), 'x-forwarded-for': `192.0.2.${visitor}` },
        payload: { anonymousId: `v${visitor}` },
      });
    expect((await send('1')).statusCode).toBe(200);
    expect((await send('2')).statusCode).toBe(429);
  });
});
