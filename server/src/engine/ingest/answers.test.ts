import fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  basicAuth,
  type IngestWorld,
  ingestServer,
  ingestWorld,
  secretKey,
  testWorkspace,
  writeKey,
} from '../../../../test/support/ingest.ts';
import { secondMs } from '../../kit/values/time.ts';

const event = { type: 'track', event: 'Signed Up', userId: 'u1', messageId: 'm1' };

async function open(world: IngestWorld = ingestWorld()) {
  const app = await ingestServer(fastify(), world);
  onTestFinished(() => app.close());
  const post = (url: string, payload: string | Buffer | object, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url, payload, headers: { authorization: basicAuth(secretKey), ...headers } });
  return { app, world, post };
}

describe('refused events', () => {
  const batch = [event, { ...event, userId: 'null', messageId: 'm2' }, 7, { ...event, messageId: 'm3' }];

  it('are named in a 200, and the others are kept', async () => {
    const { post, world } = await open();
    const response = await post('/v1/batch', { batch });
    expect(response.statusCode).toBe(200);
    const answer = response.json();
    expect(answer).toMatchObject({ success: true, accepted: 2 });
    expect(answer.refused).toEqual([
      {
        index: 1,
        messageId: 'm2',
        code: 'placeholder_id',
        message: expect.stringMatching(/^The value of userId /),
        message_ru: expect.stringMatching(/^Значение userId /),
      },
      { index: 2, code: 'not_an_object', message: expect.any(String), message_ru: expect.any(String) },
    ]);
    expect(world.facts.map((fact) => fact.messageId)).toEqual(['m1', 'm3']);
  });

  it('answer 200 even when they are all', async () => {
    const { post, world } = await open();
    const response = await post('/v1/batch', { batch: [7, null] });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ accepted: 0, refused: [{ index: 0 }, { index: 1 }] });
    expect(world.facts).toEqual([]);
  });

  it('are kept for support with their text', async () => {
    const { post, world } = await open();
    await post('/v1/batch', { batch });
    expect(world.refused).toEqual([
      {
        workspace: testWorkspace,
        trust: 'server',
        receivedAt: world.clock.now(),
        call: 'batch',
        code: 'placeholder_id',
        message: expect.stringMatching(/^The value of userId /),
        messageId: 'm2',
        index: 1,
        raw: JSON.stringify(batch[1]),
      },
      expect.objectContaining({ code: 'not_an_object', index: 2, raw: '7' }),
    ]);
  });

  it('of a single call answer a problem with the same code', async () => {
    const { post, world } = await open();
    const response = await post('/v1/identify', { userId: 0, messageId: 'm1' });
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.json()).toEqual({
      type: 'urn:sarafan:problem:placeholder_id',
      title: 'Bad Request',
      status: 400,
      code: 'placeholder_id',
      detail: expect.stringMatching(/^The value of userId /),
      detail_ru: expect.stringMatching(/^Значение userId /),
      messageId: 'm1',
    });
    expect(world.refused.map((item) => [item.call, item.code])).toEqual([['identify', 'placeholder_id']]);
  });

  it('cost nobody else anything when they cannot be kept', async () => {
    const { post, world } = await open();
    world.refusedFaults.push(new Error('disk full'));
    const response = await post('/v1/batch', { batch });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ accepted: 2 });
    expect(world.refusedFaults).toEqual([]);
  });

  it('are not kept when the inbox fails, for the sender will repeat them', async () => {
    const { post, world } = await open();
    world.inboxFaults.push(new Error('no connection'));
    expect((await post('/v1/batch', { batch })).statusCode).toBe(503);
    expect(world.refused).toEqual([]);
  });
});

describe('a server that cannot take events says when to come back', () => {
  it('503 on a fault of the inbox, and nothing is acknowledged (INV-1, ENG-14)', async () => {
    const { post, world } = await open();
    // A fault that carries a client error's status is still ours.
    world.inboxFaults.push(Object.assign(new Error('no connection'), { code: 'ECONNREFUSED' }));
    const response = await post('/v1/batch', { batch: [event] });
    expect(response.statusCode).toBe(503);
    expect(Number(response.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(response.json()).toMatchObject({ code: 'unavailable' });
    expect(world.facts).toEqual([]);
    expect((await post('/v1/batch', { batch: [event] })).statusCode).toBe(200);
    expect(world.facts.map((fact) => fact.messageId)).toEqual(['m1']);
  });

  it('503 on a fault of the key ring, never 401', async () => {
    const { post, world } = await open();
    world.keyFaults.push(new Error('no connection'));
    expect((await post('/v1/batch', { batch: [event] })).statusCode).toBe(503);
  });

  it.each([
    ['inbox', (world: IngestWorld, fault: Error) => world.inboxFaults.push(fault)],
    ['key ring', (world: IngestWorld, fault: Error) => world.keyFaults.push(fault)],
  ])('503 though the fault of the %s looks like a client error (ENG-14)', async (_where, plant) => {
    const { post, world } = await open();
    plant(world, Object.assign(new Error('upstream said so'), { statusCode: 400 }));
    expect((await post('/v1/batch', { batch: [event] })).statusCode).toBe(503);
  });

  it('429 under pressure, before the body is looked at, each time after another while', async () => {
    const { post, world } = await open();
    world.pressure = 5;
    const waits = new Set<string>();
    for (let request = 0; request < 5; request += 1) {
      const response = await post('/v1/batch', 'not json');
      expect(response.statusCode).toBe(429);
      expect(response.json()).toMatchObject({ code: 'overloaded' });
      waits.add(String(response.headers['retry-after']));
    }
    expect([...waits].toSorted()).toEqual(['1', '2', '3', '4', '5']);
    expect((await post('/v1/batch', { batch: [event] })).statusCode).toBe(200);
  });

  it('429 when a public key sends too much; a secret key may', async () => {
    const rate = { perSecond: 1, burst: 2 };
    const { app, post, world } = await open(ingestWorld({ perKey: rate, perAddress: rate, entries: 10 }));
    const send = () => app.inject({ method: 'POST', url: '/v1/b', payload: { batch: [event, event], writeKey } });
    expect((await send()).statusCode).toBe(200);
    const limited = await send();
    expect(limited.statusCode).toBe(429);
    expect(limited.headers['retry-after']).toBe('1');
    expect(limited.json()).toMatchObject({ code: 'rate_limited' });
    expect((await post('/v1/b', { batch: [event, event] }, { authorization: basicAuth(writeKey) })).statusCode).toBe(
      429,
    );
    expect((await post('/v1/b', { batch: [event, event, event] })).statusCode).toBe(200);
    world.clock.advance(secondMs);
    expect((await send()).statusCode).toBe(200);
  });

  it('429 when a public key sends too much that cannot be read', async () => {
    const rate = { perSecond: 1, burst: 2 };
    const { post, world } = await open(ingestWorld({ perKey: rate, perAddress: rate, entries: 10 }));
    const statuses: number[] = [];
    for (let request = 0; request < 4; request += 1) {
      statuses.push((await post('/v1/b', '{', { authorization: basicAuth(writeKey) })).statusCode);
    }
    expect(statuses).toEqual([400, 400, 429, 429]);
    expect(world.refused.length).toBe(2);
  });
});

describe('senders in a browser', () => {
  it('may come from any origin and read when to come back', async () => {
    const { post } = await open();
    for (const response of [await post('/v1/t', event), await post('/v1/t', 'x')]) {
      expect(response.headers['access-control-allow-origin']).toBe('*');
      expect(response.headers['access-control-allow-credentials']).toBeUndefined();
      expect(response.headers['access-control-expose-headers']).toBe('Retry-After');
    }
  });

  it.each([
    ['Authorization,AnonymousId, content-type', 'Authorization,AnonymousId, content-type'],
    ['x\u0001y', 'Authorization, Content-Type, Content-Encoding'],
    [undefined, 'Authorization, Content-Type, Content-Encoding'],
  ])('are told by a preflight for %j that they may', async (asked, allowed) => {
    const { app, world } = await open();
    world.pressure = 1;
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'POST' };
    for (const url of ['/v1/batch', '/v1/b/']) {
      const response = await app.inject({
        method: 'OPTIONS',
        url,
        headers: asked === undefined ? headers : { ...headers, 'access-control-request-headers': asked },
      });
      expect(response.statusCode).toBe(204);
      expect(response.headers).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'POST, OPTIONS',
        'access-control-allow-headers': allowed,
      });
    }
  });
});
