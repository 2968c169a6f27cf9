import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import fastify from 'fastify';
import { afterAll, describe, expect, it } from 'vitest';
import { basicAuth, ingestServer, ingestWorld, secretKey } from '../../../../test/support/ingest.ts';
import { ingestLimits } from './limits.ts';

const good = JSON.stringify({ type: 'track', event: 'Signed Up', userId: 'u1', messageId: 'm1' });
const world = ingestWorld();
const app = await ingestServer(fastify(), world);
const paths = ['track', 'identify', 'page', 'screen', 'group', 'alias', 'batch', 'import'].map((path) => `/v1/${path}`);

afterAll(() => app.close());

const send = (url: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, payload, headers: { authorization: basicAuth(secretKey), ...headers } });

const nested = (open: string, close: string, levels: number): string =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;
const batchOf = (...events: string[]): string => `{"batch":[${events.join(',')}]}`;
const withProperties = (json: string): string => `{"type":"track","event":"e","userId":"u1","properties":${json}}`;

describe('a body that cannot be read is refused with its reason (INV-8)', () => {
  it.each<[string, string | Buffer, number, object]>([
    ['empty', '', 400, { code: 'empty_body' }],
    ['white space', ' \n', 400, { code: 'empty_body' }],
    ['a byte order mark alone', '\ufeff', 400, { code: 'empty_body' }],
    ['not JSON', '{"batch":[1,}', 400, { code: 'bad_json', position: 12, detail: expect.stringContaining('1:13') }],
    ['cut off', '{"batch":[\n{"a":1}', 400, { code: 'bad_json', position: 18, detail: expect.stringContaining('2:8') }],
    ['two bodies', '{"batch":[]}{}', 400, { code: 'bad_json', position: 12 }],
    ['a form', 'data=%7B%7D', 400, { code: 'bad_json', position: 0 }],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 400, { code: 'bad_utf8', position: 0 }],
    ['Latin-1', Buffer.from('{"batch":["café"]}', 'latin1'), 400, { code: 'bad_utf8' }],
    ['a half character', Buffer.from('{"a":"я').subarray(0, -1), 400, { code: 'bad_utf8' }],
    ['an encoded surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 400, { code: 'bad_utf8' }],
    ['a NUL byte', '{"a":"\u0000"}', 400, { code: 'bad_json', position: 6 }],
    ['null', 'null', 400, { code: 'not_a_call' }],
    ['an array', '[]', 400, { code: 'not_a_call' }],
    ['no batch', '{}', 400, { code: 'not_a_batch' }],
    ['an object as batch', '{"batch":{"0":1,"length":1}}', 400, { code: 'not_a_batch' }],
    ['an inherited batch', '{"__proto__":{"batch":[]}}', 400, { code: 'not_a_batch' }],
    ['a bad shared context', '{"batch":[],"context":"x"}', 400, { code: 'bad_object' }],
    ['a NUL in the shared context', '{"batch":[],"context":{"a":"\\u0000"}}', 400, { code: 'bad_character' }],
    ['a deep shared context', `{"batch":[],"context":${nested('{"a":', '}', 40)}}`, 400, { code: 'too_deep' }],
    ['2,501 events', batchOf(...Array<string>(2_501).fill('1')), 400, { code: 'too_many_events' }],
    ['a cut gzip stream', gzipSync(batchOf(good)).subarray(0, 20), 400, { code: 'bad_gzip' }],
    ['a gzip header alone', Buffer.from([0x1f, 0x8b]), 400, { code: 'bad_gzip' }],
    ['gzip in gzip', gzipSync(gzipSync(batchOf(good))), 400, { code: 'bad_utf8' }],
  ])('%s', async (_what, payload, status, problem) => {
    const response = await send('/v1/batch', payload);
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.json()).toMatchObject({
      status,
      detail: expect.any(String),
      detail_ru: expect.any(String),
      ...problem,
    });
  });

  it('a body under an encoding that we do not know', async () => {
    const response = await send('/v1/batch', Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), { 'content-encoding': 'zstd' });
    expect(response.statusCode).toBe(415);
    expect(response.json()).toMatchObject({ code: 'unknown_encoding', detail: expect.stringContaining('zstd') });
  });

  it('and is kept for support as a text that can be stored', async () => {
    const before = world.refused.length;
    await send('/v1/batch', `\u0000{${'я'.repeat(40_000)}`);
    const [kept, ...others] = world.refused.slice(before);
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ code: 'bad_json', call: 'batch' });
    expect(kept?.raw.startsWith('\ufffd{я')).toBe(true);
    expect(Buffer.byteLength(kept?.raw ?? '')).toBeLessThanOrEqual(ingestLimits.refusedRawBytes + 2);
  });

  it('a shared context that would be written out too often', async () => {
    const context = JSON.stringify({ a: 'x'.repeat(30_000) });
    const many = Array<string>(200).fill(good).join(',');
    const response = await send('/v1/batch', `{"context":${context},"batch":[${many}]}`);
    expect(response.statusCode).toBe(413);
    expect(response.json()).toMatchObject({ code: 'shared_context_too_large' });
    expect((await send('/v1/batch', `{"context":${context},"batch":[${good}]}`)).json()).toMatchObject({ accepted: 1 });
  });
});

describe('a hostile event is refused and its neighbours are kept', () => {
  it.each<[string, string, string]>([
    ['10,000 arrays', withProperties(`{"a":${nested('[', ']', 10_000)}}`), 'too_deep'],
    ['10,000 objects', withProperties(nested('{"a":', '}', 10_000)), 'too_deep'],
    ['10,000 levels instead of an event', nested('[', ']', 10_000), 'not_an_object'],
    ['__proto__', withProperties('{"__proto__":{"isAdmin":true}}'), 'forbidden_key'],
    ['an escaped __proto__', withProperties('{"\\u005f_proto__":{"isAdmin":true}}'), 'forbidden_key'],
    ['__proto__ in the event', `{"__proto__":{"userId":"x"},"type":"track","event":"e"}`, 'forbidden_key'],
    ['constructor', withProperties('{"constructor":{"prototype":{}}}'), 'forbidden_key'],
    ['a NUL', withProperties('{"a":"\\u0000"}'), 'bad_character'],
    ['a lone surrogate', withProperties('{"a":"\\ud83d"}'), 'bad_character'],
    ['a lone surrogate as key', withProperties('{"\\ude00":1}'), 'bad_character'],
    ['1e400', withProperties('{"total":1e400}'), 'number_too_large'],
    ['a number of 1,000 digits', withProperties(`{"total":${'9'.repeat(1_000)}}`), 'number_too_large'],
    ['more than 32 KB', withProperties(`{"a":"${'x'.repeat(33_000)}"}`), 'event_too_large'],
    ['the last of two ids', '{"type":"track","event":"e","userId":"u1","userId":"null"}', 'placeholder_id'],
  ])('%s', async (_what, hostile, code) => {
    const before = world.facts.length;
    const response = await send('/v1/batch', batchOf(good, hostile, good));
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ accepted: 2, refused: [{ index: 1, code }] });
    expect(world.facts.slice(before).map((fact) => fact.messageId)).toEqual(['m1', 'm1']);
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });

  it('while unusual events are kept', async () => {
    const unusual = [
      '{"type":"track","event":"a","event":"b","userId":"u1"}',
      withProperties(nested('{"a":', '}', 30)),
      withProperties('{"a":"\\ud83d\\ude42","b":-0,"c":1e308,"d":12345678901234567890}'),
      withProperties(`{"${'k'.repeat(5_000)}":"я"}`),
    ];
    const response = await send('/v1/batch', `\ufeff  ${batchOf(...unusual)}\r\n`);
    expect(response.json()).toEqual({ success: true, accepted: unusual.length, refused: [] });
    expect(world.facts.at(-unusual.length)?.body.name).toBe('b');
  });

  it('an empty batch is no fault', async () => {
    expect((await send('/v1/batch', batchOf())).json()).toEqual({ success: true, accepted: 0, refused: [] });
  });
});

/** Any JSON, events that are nearly right, and requests around them. */
const anyValue = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>('null', '', 0, -1, 1e308, [], {}, '\u0000', '\ud800'),
);
/** A field that is mostly what it should be. */
const mostly = (good: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 30, arbitrary: good }, { weight: 1, arbitrary: anyValue });
const moment = fc
  .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
  .map((date) => date.toISOString());
const properties = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 });
const nearlyEvent = fc.record(
  {
    type: mostly(fc.constantFrom('track', 'identify', 'page', 'screen', 'group', 'alias')),
    event: mostly(fc.constant('Signed Up')),
    name: mostly(fc.constant('Home')),
    userId: mostly(fc.constantFrom('u1', 42)),
    anonymousId: mostly(fc.uuid()),
    previousId: mostly(fc.constant('p1')),
    groupId: mostly(fc.constant('g1')),
    messageId: mostly(fc.uuid()),
    timestamp: mostly(moment),
    sentAt: mostly(moment),
    properties: mostly(properties),
    traits: mostly(properties),
    context: mostly(properties),
    category: mostly(fc.string()),
  },
  { requiredKeys: ['type', 'event', 'userId', 'previousId', 'groupId'] },
);
const anyEvent = fc.oneof({ weight: 3, arbitrary: nearlyEvent }, { weight: 1, arbitrary: anyValue });
const anyRequest = fc.oneof(
  { weight: 4, arbitrary: fc.record({ batch: fc.array(anyEvent, { maxLength: 8 }), sentAt: anyValue }) },
  { weight: 1, arbitrary: fc.record({ batch: anyValue, context: anyValue, sentAt: anyValue, writeKey: anyValue }) },
  { weight: 2, arbitrary: anyEvent },
);

describe('whatever JSON arrives', () => {
  it('the answer is a 200 that counts every event or a 4xx problem, never a 5xx', async () => {
    const seen = { accepted: 0, refused: 0, problems: 0 };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), anyRequest, fc.boolean(), async (url, value, zipped) => {
        const text = JSON.stringify(value);
        const before = world.facts.length;
        const response = await send(url, zipped ? gzipSync(text) : text);
        const answer = response.json();
        if (response.statusCode !== 200) {
          seen.problems += 1;
          expect(response.statusCode).toBe(400);
          expect(answer).toMatchObject({
            type: `urn:sarafan:problem:${answer.code}`,
            status: 400,
            detail: expect.any(String),
          });
          expect(world.facts.length).toBe(before);
          return;
        }
        const sent = Object(value).batch;
        const many = url === '/v1/batch' || url === '/v1/import';
        expect(answer.accepted + answer.refused.length).toBe(many ? sent.length : 1);
        expect(world.facts.length - before).toBe(answer.accepted);
        seen.accepted += answer.accepted;
        seen.refused += answer.refused.length;
        for (const fact of world.facts.slice(before)) {
          expect(JSON.stringify(fact)).not.toMatch(/\\u0000|\\ud[89a-f]/);
          expect(fact.body.timestamp).toBeLessThanOrEqual(fact.acceptedAt);
        }
      }),
      { seed: 4_100, numRuns: 600 },
    );
    expect(Math.min(seen.accepted, seen.refused, seen.problems)).toBeGreaterThan(50);
  });

  it('bytes that are no JSON are a 4xx', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        async (url, bytes) => {
          const response = await send(url, Buffer.from(bytes));
          expect(response.statusCode).toBe(400);
        },
      ),
      { seed: 4_100, numRuns: 200 },
    );
  });
});

describe('the size of a body', () => {
  it('a gzip bomb is refused with 413 and not inflated', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20), { level: 9 });
    expect(bomb.length).toBeLessThan(ingestLimits.bodyBytes);
    const response = await send('/v1/batch', bomb);
    expect(response.statusCode).toBe(413);
    expect(response.json()).toMatchObject({ code: 'body_too_large' });
  });

  it('a body at the limit passes, one byte more does not', async () => {
    const at = batchOf(good).padEnd(ingestLimits.bodyBytes, ' ');
    expect((await send('/v1/batch', at)).statusCode).toBe(200);
    expect((await send('/v1/batch', `${at} `)).statusCode).toBe(413);
    expect((await send('/v1/batch', gzipSync(at))).statusCode).toBe(200);
    expect((await send('/v1/batch', gzipSync(`${at} `))).statusCode).toBe(413);
  });
});
