import { type AddressInfo, connect } from 'node:net';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { basicAuth, ingestServer, ingestWorld, secretKey, writeKey } from '../../../../test/support/ingest.ts';

const event = { type: 'track', event: 'Signed Up', userId: 'u1', messageId: 'm1' };
const good = JSON.stringify(event);
const world = ingestWorld();
const app = await ingestServer(fastify(), world);

afterAll(() => app.close());

const batchOf = (...events: string[]): string => `{"batch":[${events.join(',')}]}`;

describe('over a real socket', () => {
  let port = 0;
  beforeAll(async () => {
    await app.listen({ port: 0, host: '127.0.0.1' });
    port = (app.server.address() as AddressInfo).port;
  });

  const megabyte = Buffer.alloc(1024 * 1024, 0x20);
  const frame = Buffer.concat([Buffer.from('100000\r\n'), megabyte, Buffer.from('\r\n')]);

  /** Writes megabytes without waiting for an answer, then a good request on the same connection; gives the statuses. */
  async function pour(megabytes: number, framing: 'declared' | 'chunked'): Promise<readonly number[]> {
    const head = `POST /v1/batch HTTP/1.1\r\nHost: x\r\nAuthorization: ${basicAuth(secretKey)}\r\n`;
    const length =
      framing === 'declared' ? `Content-Length: ${megabytes * megabyte.length}` : 'Transfer-Encoding: chunked';
    const small = batchOf(good);
    const socket = connect(port, '127.0.0.1');
    let answers = '';
    socket.on('data', (chunk: Buffer) => {
      answers += chunk.toString();
      if (answers.includes('"success":true')) socket.destroy();
    });
    const closed = new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      // A connection that the server cuts off is an outcome here; the statuses tell which.
      socket.on('error', () => resolve());
    });
    const write = (bytes: string | Buffer): Promise<unknown> =>
      Promise.race([closed, new Promise<void>((resolve) => void socket.write(bytes, () => resolve()))]);
    await write(`${head}${length}\r\n\r\n`);
    for (let sent = 0; sent < megabytes && !socket.destroyed; sent += 1) {
      await write(framing === 'declared' ? megabyte : frame);
    }
    if (framing === 'chunked' && !socket.destroyed) await write('0\r\n\r\n');
    if (!socket.destroyed) await write(`${head}Content-Length: ${small.length}\r\n\r\n${small}`);
    await closed;
    return [...answers.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((match) => Number(match[1]));
  }

  it.each(['declared', 'chunked'] as const)(
    '10 MB, %s, are refused with 413 and thrown away, and the connection lives on',
    async (framing) => {
      expect(await pour(10, framing)).toEqual([413, 200]);
    },
  );

  it.each(['declared', 'chunked'] as const)('a body without end, %s, is cut off', async (framing) => {
    expect(await pour(200, framing)).not.toContain(200);
  });

  it('ordinary clients that send 10 MB read a 413 and can go on', async () => {
    const url = `http://127.0.0.1:${port}/v1/batch`;
    const headers = { authorization: basicAuth(secretKey) };
    const large = await fetch(url, { method: 'POST', headers, body: new Uint8Array(10 * megabyte.length) });
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ code: 'body_too_large' });
    expect((await fetch(url, { method: 'POST', headers, body: batchOf(good) })).status).toBe(200);
  });

  it('a sender that breaks off in the middle leaves nothing behind', async () => {
    const before = world.facts.length;
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => {
      socket.destroy();
    });
    const head = `POST /v1/track HTTP/1.1\r\nHost: x\r\nAuthorization: ${basicAuth(writeKey)}\r\n`;
    await new Promise<void>((resolve) => {
      socket.write(`${head}Content-Length: ${good.length}\r\n\r\n${good.slice(0, 20)}`, () => resolve());
    });
    socket.destroy();
    const body = JSON.stringify({ ...event, writeKey });
    const response = await fetch(`http://127.0.0.1:${port}/v1/t`, { method: 'POST', body });
    expect(response.status).toBe(200);
    expect(world.facts.length).toBe(before + 1);
  });
});
