import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ingestLimits } from './limits.ts';
import { inflateBody, parseBody } from './parse.ts';

describe('inflateBody (INV-8)', () => {
  it('stops inflating at the limit of a body', async () => {
    const at = Buffer.alloc(ingestLimits.bodyBytes, 0x20);
    expect(await inflateBody(gzipSync(at))).toMatchObject({ length: ingestLimits.bodyBytes });
    expect(await inflateBody(gzipSync(Buffer.concat([at, Buffer.from(' ')])))).toEqual({ code: 'body_too_large' });
  });

  it('leaves alone what is no gzip stream', async () => {
    const raw = deflateRawSync('{}');
    expect(await inflateBody(raw)).toBe(raw);
  });

  it('inflates a stream of several members', async () => {
    const members = Buffer.concat([gzipSync('{"batch":'), gzipSync('[]}')]);
    expect(await inflateBody(members)).toEqual(Buffer.from('{"batch":[]}'));
  });
});

describe('parseBody', () => {
  it('reads what a batch shares', () => {
    const body = { batch: [1, 2], writeKey: 'k', sentAt: '2026-03-01T12:00:00Z', context: { ip: '10.0.0.1' } };
    expect(parseBody(Buffer.from(JSON.stringify(body)), 'batch')).toEqual({
      calls: [1, 2],
      writeKey: 'k',
      sentAt: Date.UTC(2026, 2, 1, 12),
      sharedContext: { ip: '10.0.0.1' },
      looksAtText: false,
    });
  });

  it('does not correct history by sentAt', () => {
    const body = Buffer.from('{"batch":[],"sentAt":"2026-03-01T12:00:00Z"}');
    expect(parseBody(body, 'import')).toMatchObject({ sentAt: undefined });
  });

  it('reads a single call as a batch of one without anything shared', () => {
    const call = { event: 'a', context: { ip: '10.0.0.1' }, sentAt: 5, writeKey: 7, x: '\u0000' };
    expect(parseBody(Buffer.from(JSON.stringify(call)), 'track')).toEqual({
      calls: [call],
      writeKey: undefined,
      sentAt: 5,
      sharedContext: undefined,
      looksAtText: true,
    });
  });

  it('takes a shared context of null or [] for none', () => {
    for (const context of ['null', '[]']) {
      const body = Buffer.from(`{"batch":[],"context":${context}}`);
      expect(parseBody(body, 'batch')).toMatchObject({ calls: [], sharedContext: undefined });
    }
  });
});
