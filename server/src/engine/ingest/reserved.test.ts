import fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { basicAuth, ingestServer, ingestWorld, secretKey, writeKey } from '../../../../test/support/ingest.ts';
import { paths } from './routes.ts';

async function open() {
  const world = ingestWorld();
  const app = await ingestServer(fastify(), world);
  onTestFinished(() => app.close());
  return { app, world };
}

const call = { userId: 'u1', anonymousId: 'a1', event: 'e', groupId: 'g1', previousId: 'p1' };
const senders = [
  ['public', writeKey],
  ['secret', secretKey],
] as const;
const each = paths.flatMap(({ path, kind }) => senders.map(([sender, key]) => ({ path, kind, sender, key })));
const many = each.filter(({ kind }) => kind === 'batch' || kind === 'import');
const single = each.filter(({ kind }) => kind !== 'batch' && kind !== 'import');

describe('a messageId that begins with «~» belongs to the engine (INV-1)', () => {
  it.each(single)('POST $path refuses it under a $sender key', async ({ path, key }) => {
    const { app, world } = await open();
    const payload = { ...call, messageId: '~d7.12.0' };
    const headers = { authorization: basicAuth(key) };
    const response = await app.inject({ method: 'POST', url: path, headers, payload });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({
      code: 'reserved_message_id',
      messageId: '~d7.12.0',
      detail: expect.stringContaining('begins with «~»'),
      detail_ru: expect.stringContaining('начинается с «~»'),
    });
    expect(world.facts).toEqual([]);
    expect(world.refused).toMatchObject([{ code: 'reserved_message_id', messageId: '~d7.12.0' }]);
  });

  it.each(many)('POST $path refuses it under a $sender key and keeps its neighbours', async ({ path, key }) => {
    const { app, world } = await open();
    const event = (messageId: string) => ({ ...call, type: 'track', messageId });
    const batch = [event('m1'), event('~t3.9'), event('  ~click.0 '), event('m~2')];
    const headers = { authorization: basicAuth(key) };
    const response = await app.inject({ method: 'POST', url: path, headers, payload: { batch } });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      accepted: 2,
      refused: [
        { index: 1, code: 'reserved_message_id', messageId: '~t3.9' },
        { index: 2, code: 'reserved_message_id', messageId: '~click.0' },
      ],
    });
    expect(world.facts.map((fact) => fact.messageId)).toEqual(['m1', 'm~2']);
    expect(world.refused.map((item) => item.code)).toEqual(['reserved_message_id', 'reserved_message_id']);
  });
});
