import { gzipSync } from 'node:zlib';
import swagger from '@fastify/swagger';
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
import { ingestion } from './http.ts';

const event = { type: 'track', event: 'Signed Up', userId: 'u1', messageId: 'm1' };

async function open() {
  const world = ingestWorld();
  const app = await ingestServer(fastify(), world);
  onTestFinished(() => app.close());
  const post = (url: string, payload: string | Buffer | object, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url, payload, headers: { authorization: basicAuth(secretKey), ...headers } });
  return { app, world, post };
}

describe('the addresses of the tracking API', () => {
  it.each(['track', 't', 'identify', 'i', 'page', 'p', 'screen', 's', 'group', 'g', 'alias', 'a'])(
    'POST /v1/%s takes one call, with and without a trailing slash',
    async (path) => {
      const { post, world } = await open();
      const call = { event: 'e', userId: 'u1', groupId: 'g1', previousId: 'p1' };
      for (const url of [`/v1/${path}`, `/v1/${path}/`]) {
        const response = await post(url, call);
        expect(response.statusCode).toBe(200);
        expect(response.json()).toEqual({ success: true, accepted: 1, refused: [] });
      }
      expect(world.facts.map((fact) => fact.body.type[0])).toEqual([path[0], path[0]]);
    },
  );

  it.each(['batch', 'b', 'import', 'batch/', 'import/'])('POST /v1/%s takes many', async (path) => {
    const { post, world } = await open();
    const response = await post(`/v1/${path}`, { batch: [event, { ...event, type: 'page', messageId: 'm2' }] });
    expect(response.json()).toEqual({ success: true, accepted: 2, refused: [] });
    expect(world.facts.map((fact) => [fact.messageId, fact.body.type])).toEqual([
      ['m1', 'track'],
      ['m2', 'page'],
    ]);
  });

  it('live beside a server that ignores trailing slashes', async () => {
    const app = fastify({ routerOptions: { ignoreTrailingSlash: true } });
    onTestFinished(() => app.close());
    await app.register(ingestion, ingestWorld().ports);
    const payload = { ...event, writeKey };
    for (const url of ['/v1/track', '/v1/track/']) {
      expect((await app.inject({ method: 'POST', url, payload })).statusCode).toBe(200);
    }
  });

  it('leave parsers, errors and hooks of the rest of the server alone', async () => {
    const app = fastify();
    onTestFinished(() => app.close());
    await app.register(ingestion, ingestWorld().ports);
    app.post('/other', (request) => ({ got: request.body }));
    const response = await app.inject({ method: 'POST', url: '/other', payload: { a: 1 } });
    expect(response.json()).toEqual({ got: { a: 1 } });
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('are described in the OpenAPI document, one operation a call', async () => {
    const app = fastify();
    onTestFinished(() => app.close());
    const securitySchemes = { writeKey: { type: 'http', scheme: 'basic' } } as const;
    await app.register(swagger, { openapi: { openapi: '3.1.0', components: { securitySchemes } } });
    await app.register(ingestion, ingestWorld().ports);
    await app.ready();
    const document = app.swagger();
    expect(Object.keys(document.paths ?? {})).toEqual(
      ['track', 'identify', 'page', 'screen', 'group', 'alias', 'batch', 'import'].map((kind) => `/v1/${kind}`),
    );
    expect(JSON.stringify(document)).toContain('"operationId":"track"');
  });
});

describe('the key', () => {
  it.each([
    ['secret, as Basic', { authorization: basicAuth(secretKey) }, {}, 'server'],
    ['public, as Basic', { authorization: basicAuth(writeKey) }, {}, 'public'],
    ['public, in the body', {}, { writeKey }, 'public'],
    ['in the body, beside another scheme', { authorization: 'Bearer x' }, { writeKey }, 'public'],
    ['as Basic before the one in the body', { authorization: basicAuth(secretKey) }, { writeKey }, 'server'],
  ])('%s', async (_what, headers, fields, trust) => {
    const { app, world } = await open();
    const payload = { batch: [event], ...fields };
    const response = await app.inject({ method: 'POST', url: '/v1/batch', payload, headers });
    expect(response.statusCode).toBe(200);
    expect(world.facts.map((fact) => [fact.workspace, fact.trust])).toEqual([[testWorkspace, trust]]);
  });

  it.each([
    ['missing', {}, {}],
    ['unknown', { authorization: basicAuth('wk_other') }, {}],
    ['unknown as Basic, though the body has a known one', { authorization: basicAuth('wk_other') }, { writeKey }],
    ['empty', { authorization: basicAuth('') }, { writeKey }],
    ['of the wrong type', {}, { writeKey: { a: 1 } }],
  ])('%s: 401 as a problem, without a prompt for a password', async (_what, headers, fields) => {
    const { app, world } = await open();
    const payload = { batch: [event], ...fields };
    const response = await app.inject({ method: 'POST', url: '/v1/batch', payload, headers });
    expect(response.statusCode).toBe(401);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.headers['www-authenticate']).toBeUndefined();
    expect(response.json()).toMatchObject({ status: 401, code: 'unknown_key', title: 'Unauthorized' });
    expect(world.facts).toEqual([]);
    expect(world.refused).toEqual([]);
  });
});

describe('the body decides, not what is said about it', () => {
  it.each<[string, Record<string, string>]>([
    ['text/plain', { 'content-type': 'text/plain;charset=UTF-8' }],
    ['octets', { 'content-type': 'application/octet-stream' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['multipart', { 'content-type': 'multipart/form-data' }],
    ['no media type at all', { 'content-type': ';;;' }],
    ['a wrong encoding', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
    ['an unknown encoding', { 'content-type': 'application/json', 'content-encoding': 'br' }],
  ])('%s', async (_what, headers) => {
    const { post, world } = await open();
    const response = await post('/v1/batch', Buffer.from(JSON.stringify({ batch: [event] })), headers);
    expect(response.statusCode).toBe(200);
    expect(world.facts.length).toBe(1);
  });

  it.each<[string, Record<string, string>]>([
    ['with its header', { 'content-encoding': 'gzip' }],
    ['without', { 'content-type': 'text/plain' }],
    ['under another', { 'content-encoding': 'identity', 'content-type': 'application/json' }],
  ])('gzip %s', async (_what, headers) => {
    const { post, world } = await open();
    const response = await post('/v1/batch', gzipSync(JSON.stringify({ batch: [event] })), headers);
    expect(response.statusCode).toBe(200);
    expect(world.facts.length).toBe(1);
  });

  it('reads a body without a content type', async () => {
    const { app, world } = await open();
    const payload = Buffer.from(JSON.stringify({ ...event, writeKey }));
    const response = await app.inject({ method: 'POST', url: '/v1/t', payload });
    expect(response.statusCode).toBe(200);
    expect(world.facts.length).toBe(1);
  });
});
