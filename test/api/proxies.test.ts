import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttp } from '../../server/src/http.ts';
import { systemRandom } from '../../server/src/kit/random.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** The address that limits are counted for when a request of `from` says that it was forwarded for others. */
async function addressOf(trustedProxies: readonly string[], from: string, forwarded: string): Promise<string> {
  const { rooms, database, clock } = world;
  const http = await createHttp({
    ...{ rooms, pool: database.pool, clock, random: systemRandom, log: pino({ level: 'silent' }), trustedProxies },
    publicUrl: 'http://localhost:4100',
  });
  http.get('/whose', (request) => ({ address: request.ip }));
  const headers = { 'x-forwarded-for': forwarded };
  const answer = await http.inject({ url: '/whose', remoteAddress: from, headers });
  await http.close();
  return answer.json<{ address: string }>().address;
}

test.each([
  ['nobody is trusted', [], '127.0.0.1', '192.0.2.7', '127.0.0.1'],
  ['a proxy on this machine is', ['loopback'], '127.0.0.1', '192.0.2.7', '192.0.2.7'],
  ['a proxy on this machine is, over IPv6', ['loopback'], '::1', '192.0.2.7', '192.0.2.7'],
  ['a visitor who names an address of their own is not', ['loopback'], '198.51.100.9', '192.0.2.7', '198.51.100.9'],
  ['what a visitor wrote before the proxy is not', ['loopback'], '127.0.0.1', '10.9.9.9, 192.0.2.7', '192.0.2.7'],
  ['two proxies are', ['uniquelocal', '198.51.100.0/24'], '10.0.0.2', '192.0.2.7, 198.51.100.3', '192.0.2.7'],
] as const)('the address of a visitor: %s', async (_who, trusted, from, forwarded, address) => {
  expect(await addressOf(trusted, from, forwarded)).toBe(address);
});
