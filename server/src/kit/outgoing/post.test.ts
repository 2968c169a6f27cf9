import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Resolve } from './connector.ts';
import { createOutgoing, type OutgoingOptions, type Posted } from './post.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function serve(listener: RequestListener): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return { port: (server.address() as AddressInfo).port, server };
}

function post(url: string, options: OutgoingOptions, stopping = new AbortController().signal): Promise<Posted> {
  const outgoing = createOutgoing(options);
  open.push(outgoing);
  return outgoing.post(url, { 'content-type': 'application/json' }, '{}', stopping);
}

const anywhere = { allowsPrivate: true };
const never = new AbortController().signal;

describe('what becomes of a request', () => {
  it('an answer with its status, the beginning of its body, and the wait it asks for', async () => {
    const { port } = await serve((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => {
        body += piece.toString();
      });
      request.on('end', () => response.writeHead(503, { 'retry-after': '7' }).end(`${request.method} ${body}`));
    });
    expect(await post(`http://127.0.0.1:${port}/`, anywhere)).toEqual({
      ...{ kind: 'answered', status: 503, body: 'POST {}', retryAfter: '7' },
    });
  });

  it('a redirect is an answer, and nobody goes where it leads', async () => {
    const seen: unknown[] = [];
    const { port } = await serve((request, response) => {
      seen.push(request.url);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await post(`http://127.0.0.1:${port}/here`, anywhere)).toMatchObject({ kind: 'answered', status: 307 });
    expect(seen).toEqual(['/here']);
  });

  it('of a body without end the beginning is kept, as text that can be stored', async () => {
    const { port } = await serve((_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (response.write(`\u0000${'я'.repeat(50_000)}`));
        response.once('drain', more);
      };
      more();
    });
    const posted = await post(`http://127.0.0.1:${port}/`, anywhere);
    if (posted.kind !== 'answered') throw new Error(posted.kind);
    expect(posted.status).toBe(200);
    expect(Buffer.byteLength(posted.body)).toBeLessThanOrEqual(4_100);
    expect(posted.body.startsWith('\uFFFDя')).toBe(true);
    expect(posted.body).not.toContain('\u0000');
  });

  it('a body that dawdles takes nothing back of the status', async () => {
    const { port } = await serve((_request, response) => {
      response.writeHead(200).write('begun');
    });
    expect(await post(`http://127.0.0.1:${port}/`, { ...anywhere, wholeMs: 300 })).toMatchObject({
      ...{ kind: 'answered', status: 200, body: 'begun' },
    });
  });

  it('no answer in time', async () => {
    const { port } = await serve(() => undefined);
    const posted = await post(`http://127.0.0.1:${port}/`, { ...anywhere, wholeMs: 200 });
    expect(posted).toMatchObject({ kind: 'failed', fault: 'timeout' });
  });

  it('a connection that breaks, one that is refused, and what is no HTTP', async () => {
    const { port } = await serve((request) => request.socket.destroy());
    expect(await post(`http://127.0.0.1:${port}/`, anywhere)).toMatchObject({ fault: 'connection_lost' });
    const { port: free, server } = await serve(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    expect(await post(`http://127.0.0.1:${free}/`, anywhere)).toMatchObject({ fault: 'connection_refused' });
    const babbling = createSocketServer((socket) => socket.end('SSH-2.0-hello\r\n'));
    await new Promise<void>((resolve) => babbling.listen(0, '127.0.0.1', resolve));
    open.push(babbling);
    const { port: strange } = babbling.address() as AddressInfo;
    expect(await post(`http://127.0.0.1:${strange}/`, anywhere)).toMatchObject({ kind: 'failed', fault: 'no_answer' });
    expect(await post(`https://127.0.0.1:${strange}/`, anywhere)).toMatchObject({ fault: 'certificate' });
  });

  it('we end ourselves', async () => {
    const stopping = new AbortController();
    const { port } = await serve(() => stopping.abort());
    expect(await post(`http://127.0.0.1:${port}/`, anywhere, stopping.signal)).toEqual({ kind: 'stopped' });
  });
});

/** A DNS that answers with these addresses. */
const resolvesTo =
  (...addresses: readonly string[]): Resolve =>
  (_hostname, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('where a request may go (WHK-7)', () => {
  it.each([
    '127.0.0.1',
    'localhost',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '0.0.0.0',
    '169.254.169.254',
    '10.1.2.3',
    '[fd00:ec2::254]',
  ])('not to http://%s', async (host) => {
    let asked = 0;
    const { port } = await serve((_request, response) => {
      asked += 1;
      response.end();
    });
    const posted = await post(`http://${host}:${port}/latest/meta-data/`, { allowsPrivate: false });
    expect(posted).toMatchObject({ kind: 'failed', fault: 'address_refused' });
    expect(asked).toBe(0);
  });

  it.each([
    ['this machine', ['127.0.0.1']],
    ['this machine by IPv6', ['::1']],
    ['an IPv4 address in IPv6', ['::ffff:127.0.0.1']],
    ['metadata of a cloud', ['169.254.169.254']],
    ['a public address and a private one', ['93.184.216.34', '127.0.0.1']],
  ])('not to a name that resolves to %s', async (_what, addresses) => {
    let asked = 0;
    const { port } = await serve((_request, response) => {
      asked += 1;
      response.end();
    });
    const options = { allowsPrivate: false, resolve: resolvesTo(...addresses) };
    const posted = await post(`http://harmless.example:${port}/`, options);
    expect(posted).toMatchObject({ kind: 'failed', fault: 'address_refused' });
    expect(asked).toBe(0);
  });

  it('a name is looked at anew with each connection: one that moves inside is refused', async () => {
    const answers = [resolvesTo(), resolvesTo('127.0.0.1')];
    let looked = 0;
    const resolve: Resolve = (...given) => answers[looked++]?.(...given);
    const outgoing = createOutgoing({ allowsPrivate: false, resolve });
    open.push(outgoing);
    const send = (): Promise<Posted> => outgoing.post('http://moving.example:9/', {}, '{}', never);
    expect(await send()).toMatchObject({ fault: 'no_answer' });
    expect(await send()).toMatchObject({ fault: 'address_refused' });
    expect(looked).toBe(2);
  });

  it('a name that nobody knows, and one without an address', async () => {
    const unknown: Resolve = (_hostname, _options, callback) =>
      callback(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), []);
    const url = 'http://nobody.example/';
    expect(await post(url, { allowsPrivate: false, resolve: unknown })).toMatchObject({ fault: 'unknown_host' });
    expect(await post(url, { allowsPrivate: false, resolve: resolvesTo() })).toMatchObject({ fault: 'no_answer' });
  });
});
