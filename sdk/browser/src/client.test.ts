import { describe, expect, test } from 'vitest';
import { createClient, type Sarafan } from './client.ts';
import { accepted, type FakeWorld, fakeWorld } from './fake-world.ts';
import { limits, type Options } from './options.ts';

const key = { writeKey: 'sfw_test', host: 'https://sarafan.example/' };
const start = (world: FakeWorld, options: Partial<Options> = {}): Sarafan =>
  createClient(world, { ...key, ...options });
const sent = (world: FakeWorld) => world.posted.flatMap((each) => each.events);
const names = (world: FakeWorld) => sent(world).map((each) => each['event'] ?? each['type']);

describe('sending', () => {
  test('gathers calls of a moment into one request that Segment’s servers would read', async () => {
    const world = fakeWorld();
    const client = start(world);
    client.page('Home', { a: 1 });
    client.track('Seen', { b: 2 });
    client.identify('anna', { name: 'Anna' });
    client.group('g1');
    await world.pass(1_000);
    expect(world.posted.map((each) => [each.url, each.last])).toEqual([['https://sarafan.example/v1/batch', false]]);
    expect(JSON.parse(world.posted[0]?.body ?? '')).toMatchObject({
      writeKey: 'sfw_test',
      sentAt: '2026-01-15T00:00:00.150Z',
      batch: [
        { type: 'page', name: 'Home', properties: { a: 1, name: 'Home', path: '/' } },
        { type: 'track', event: 'Seen', properties: { b: 2 }, context: { library: { name: '@sarafan/browser' } } },
        { type: 'identify', userId: 'anna', traits: { name: 'Anna' } },
        { type: 'group', groupId: 'g1', userId: 'anna' },
      ],
    });
    expect(new Set(sent(world).map((each) => each['anonymousId']))).toEqual(new Set([client.anonymousId()]));
  });

  test.each([
    ['a network that fails', undefined],
    ['a server that fails', { status: 503, retryAfter: null }],
    ['a server that is busy', { status: 429, retryAfter: '0' }],
  ])('after %s it sends the same ids again, each pause twice the one before', async (_what, answer) => {
    const world = fakeWorld();
    world.answer = () => (world.posted.length < 4 ? answer : accepted);
    start(world).track('Seen');
    await world.pass(60_000);
    expect(world.posted.length).toBe(4);
    expect(new Set(sent(world).map((each) => each.messageId)).size).toBe(1);
    const times = world.posted.map((each) => each.at);
    expect(times.slice(1).map((at, index) => at - (times[index] ?? 0))).toEqual([750, 1_500, 3_000]);
    await world.pass(600_000);
    expect(world.posted.length).toBe(4);
  });

  test.each([
    ['30', 30_000],
    ['Thu, 15 Jan 2026 00:00:40 GMT', 39_850],
    ['99999', limits.longestRestMs],
  ])(
    'it rests as long as the server asks with Retry-After: %s, also when the network comes back',
    async (after, rest) => {
      const world = fakeWorld();
      world.answer = () => (world.posted.length < 2 ? { status: 429, retryAfter: after } : accepted);
      start(world).track('Seen');
      await world.pass(1_000);
      world.happen('online');
      world.happen('hidden');
      await world.pass(limits.longestRestMs * 2);
      expect((world.posted[1]?.at ?? 0) - (world.posted[0]?.at ?? 0)).toBe(rest);
    },
  );

  test.each([400, 401, 403, 413])('what the server refuses for good with %i is dropped', async (status) => {
    const world = fakeWorld();
    world.answer = () => ({ status, retryAfter: null });
    start(world).track('Seen');
    await world.pass(600_000);
    expect(world.posted.length).toBe(1);
  });

  test('a thousand calls arrive once, in their order, in few requests', async () => {
    const world = fakeWorld();
    const client = start(world);
    for (let number = 0; number < 1_000; number += 1) client.track('Counted', { number });
    await world.pass(10_000);
    expect(sent(world).map((each) => (each['properties'] as { number: number }).number)).toEqual(
      Array.from({ length: 1_000 }, (_, number) => number),
    );
    expect(world.posted.length).toBeLessThanOrEqual(6);
  });

  test('offline it waits, and when the network is back it sends at once', async () => {
    const world = fakeWorld();
    world.online = false;
    start(world).track('Seen');
    await world.pass(30_000);
    expect(world.posted).toEqual([]);
    world.online = true;
    world.happen('online');
    await world.pass(1);
    expect(names(world)).toEqual(['Seen']);
  });

  test('a browser that wrongly says it is offline is not believed for ever', async () => {
    const world = fakeWorld();
    world.online = false;
    start(world).track('Seen');
    await world.pass(limits.longestRetryMs * 2);
    expect(names(world)).toEqual(['Seen']);
  });

  test('what a page has when it ends leaves with it, and the next page repeats it under the same id', async () => {
    const world = fakeWorld();
    start(world).track('Clicked');
    world.happen('leaving');
    world.happen('hidden');
    expect(world.posted.map((each) => each.last)).toEqual([true]);
    const next = fakeWorld(world.kept);
    start(next);
    await next.pass(1_000);
    expect(sent(next).map((each) => each.messageId)).toEqual(sent(world).map((each) => each.messageId));
  });
});

describe('an invitation', () => {
  test('is carried until the server has heard of it, and the address is cleaned', async () => {
    const world = fakeWorld();
    world.address = 'https://school.example/?a=1&sarafan_click=CODE.1.2.s';
    world.answer = () => (world.posted.length < 2 ? undefined : accepted);
    const client = start(world);
    expect(world.address).toBe('https://school.example/?a=1');
    expect(client.invitation()).toEqual({ click: 'CODE.1.2.s' });
    client.page();
    await world.pass(5_000);
    client.track('Later');
    await world.pass(5_000);
    const referrers = sent(world).map((each) => (each['context'] as { referrer?: object }).referrer);
    expect(referrers).toEqual([...Array(2).fill({ type: 'sarafan', id: 'CODE.1.2.s' }), undefined]);
    expect(sent(world)[0]).toMatchObject({ properties: { url: 'https://school.example/?a=1', search: '?a=1' } });
  });

  test('waits for the next page when this one tells nothing', async () => {
    const world = fakeWorld();
    world.address = 'https://school.example/?sarafan_click=CODE.1.2.s';
    start(world);
    await world.pass(5_000);
    const next = fakeWorld(world.kept);
    start(next).page();
    await next.pass(5_000);
    expect(sent(next)[0]?.['context']).toMatchObject({ referrer: { id: 'CODE.1.2.s' } });
  });

  test('by a code is told once as an event', async () => {
    const world = fakeWorld();
    world.address = 'https://school.example/?referral_code=ABCD';
    start(world);
    await world.pass(1_000);
    const next = fakeWorld(world.kept);
    next.address = 'https://school.example/?referral_code=ABCD';
    start(next, { cleanAddress: false }).page();
    await next.pass(1_000);
    expect(sent(world)).toMatchObject([{ event: 'Referral Code Entered', properties: { code: 'ABCD' } }]);
    expect(names(next)).toEqual(['page']);
    expect(next.address).toContain('referral_code');
  });
});

describe('consent', () => {
  const asks = { consent: 'required' } as const;

  test('until it is given nothing is kept and nothing leaves; then everything does', async () => {
    const world = fakeWorld();
    const client = start(world, asks);
    client.track('Early');
    await world.pass(10_000);
    expect([world.kept.size, world.posted.length]).toEqual([0, 0]);
    client.consent(true);
    await world.pass(1_000);
    expect(names(world)).toEqual(['Early']);
    expect([...world.kept.keys()]).toEqual(['sarafan.visitor']);
    const next = fakeWorld(world.kept);
    expect(start(next, asks).anonymousId()).toBe(client.anonymousId());
  });

  test('refused, it forgets the visitor, and by option sends under an id that ends with the page', async () => {
    for (const withoutConsent of ['hold', 'send'] as const) {
      const world = fakeWorld();
      const client = start(world, { ...asks, withoutConsent });
      client.consent(true);
      client.track('Known');
      await world.pass(1_000);
      const before = client.anonymousId();
      client.consent(false);
      client.track('Unknown');
      await world.pass(10_000);
      expect(world.kept.size).toBe(0);
      expect(client.anonymousId()).not.toBe(before);
      expect(names(world)).toEqual(withoutConsent === 'send' ? ['Known', 'Unknown'] : ['Known']);
    }
  });

  test('given or refused in another tab holds here too', async () => {
    const world = fakeWorld();
    const client = start(world, asks);
    const visitor = JSON.stringify({ anonymousId: 'other-tab', userId: 'anna' });
    world.happen('storage', { key: 'sarafan.visitor', value: visitor });
    expect(client.anonymousId()).toBe('other-tab');
    client.track('Here');
    await world.pass(1_000);
    expect(sent(world)).toMatchObject([{ event: 'Here', userId: 'anna', anonymousId: 'other-tab' }]);
    world.happen('storage', { key: 'sarafan.visitor', value: null });
    client.track('Unheard');
    await world.pass(1_000);
    expect(names(world)).toEqual(['Here']);
    expect(world.kept.size).toBe(0);
  });
});

describe('the page', () => {
  test('never sees an exception, whatever it says', async () => {
    const world = fakeWorld();
    const problems: unknown[] = [];
    const client = start(world, { onError: (error) => problems.push(error) });
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    client.track('Circle', circle);
    client.track('Huge', { text: 'x'.repeat(limits.eventBytes) });
    client.track('Big', { number: 10n });
    client.identify(null as unknown as string);
    client.ready(() => {
      throw new Error('theirs');
    });
    client.track('Fine');
    await world.pass(1_000);
    expect(problems.length).toBe(4);
    expect(names(world)).toEqual(['identify', 'Fine']);
    expect(() => start(fakeWorld(), { host: 'no address', onError: () => problems.at(-1) })).not.toThrow();
  });

  test('in a single-page app is seen at each new address, once', async () => {
    const world = fakeWorld();
    start(world, { pages: 'auto' });
    for (const path of ['/a', '/a', '/a#part', '/b?x=1', '/b?x=1#/route', '/b?x=1#/other']) {
      world.address = `https://school.example${path}`;
      world.happen('address');
      await world.pass(10);
    }
    await world.pass(1_000);
    const paths = sent(world).map((each) =>
      (each['properties'] as { url: string }).url.replace('https://school.example', ''),
    );
    expect(paths).toEqual(['/', '/a', '/b?x=1', '/b?x=1#/route', '/b?x=1#/other']);
  });

  test('after reset it belongs to somebody else', async () => {
    const world = fakeWorld();
    const client = start(world);
    client.identify('anna');
    const before = client.anonymousId();
    client.reset();
    client.track('Seen');
    await world.pass(1_000);
    expect(client.anonymousId()).not.toBe(before);
    expect(sent(world)[1]?.['userId']).toBeUndefined();
  });

  test.each(['null', '{', '[]', '{"anonymousId":7}', '{"anonymousId":""}', `{"anonymousId":"${'x'.repeat(300)}"}`])(
    'begins anew when what was kept is %s',
    (text) => {
      const world = fakeWorld(new Map([['sarafan.visitor', text]]));
      expect(start(world).anonymousId()).toMatch(/^id-/);
    },
  );
});
