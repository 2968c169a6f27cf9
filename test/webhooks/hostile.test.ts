import { afterEach, beforeEach, expect, test } from 'vitest';
import { openReceiver } from '../support/receiver.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  // A name that is harmless to look at leads to this machine.
  desk = await openDesk(undefined, {
    outgoing: {
      allowsPrivate: false,
      resolve: (_hostname, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    },
  });
});
afterEach(() => desk.close());

const post = (payload: object) =>
  desk.http.inject({
    ...{ method: 'POST', url: '/api/v1/webhooks/subscriptions', payload },
    headers: { authorization: `Bearer ${desk.keys.apiKey}` },
  });

test.each([
  ['http://example.com/hooks', 'not_https'],
  ['https://169.254.169.254/latest/meta-data/', 'address_refused'],
  ['https://[::ffff:169.254.169.254]/', 'address_refused'],
  ['https://2130706433/', 'address_refused'],
  ['https://0x7f000001/', 'address_refused'],
  ['https://localhost:5432/', 'address_refused'],
  ['https://user:secret@example.com/', 'url_has_user'],
  ['gopher://example.com/', 'not_https'],
  ['/hooks', 'not_a_url'],
])('nobody subscribes %s: %s (WHK-7)', async (url, code) => {
  const refused = await post({ url, types: ['pair.changed'] });
  expect(refused.json()).toMatchObject({ status: 422, code, at: 'body.url' });
  const made = await desk.subscribe('https://example.com/', ['pair.changed']);
  const changing = await desk.http.inject({
    ...{ method: 'PATCH', url: `/api/v1/webhooks/subscriptions/${made.subscription}`, payload: { url } },
    headers: { authorization: `Bearer ${desk.keys.apiKey}` },
  });
  expect(changing.json()).toMatchObject({ status: 422, code });
});

test('a name that resolves to this machine is sent nothing, and the log says why (WHK-7)', async () => {
  const inside = await openReceiver();
  const { port } = new URL(inside.url);
  const { subscription } = await desk.subscribe(`https://harmless.example:${port}/hooks`, ['participant.joined']);
  await desk.codeOf('anna');
  expect(await desk.deliver()).toBe(1);
  const [delivery] = await desk.deliveries();
  expect(delivery).toMatchObject({ state: 'waiting', attempts: 1, status: null, fault: 'address_refused' });
  expect(delivery?.sentence?.en).toContain('no connection was made');
  expect(inside.received).toEqual([]);
  expect((await desk.subscription(subscription)).failingSince).not.toBeNull();
  await inside.close();
});

test.each<[part: object, rule: string]>([
  [{ types: [] }, 'minItems'],
  [{ types: ['reward.stolen'] }, 'enum'],
  [{ types: ['pair.changed', 'pair.changed'] }, 'uniqueItems'],
  [{ url: `https://example.com/${'x'.repeat(2_000)}` }, 'maxLength'],
  [{ url: '' }, 'minLength'],
  [{ description: 'x'.repeat(501) }, 'maxLength'],
  [{ secret: 'whsec_chosen' }, 'additionalProperties'],
])('a bad field is named: %j (%s)', async (part, _rule) => {
  const refused = await post({ url: 'https://example.com/', types: ['pair.changed'], ...part });
  expect(refused.statusCode).toBe(400);
  expect(refused.json()).toMatchObject({ at: expect.stringContaining('body') as string });
});
