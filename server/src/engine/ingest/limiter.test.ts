import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../kit/clock.ts';
import { secondMs } from '../../kit/values/time.ts';
import { createLimiter, networkOf } from './limiter.ts';

const free = { perSecond: 1e6, burst: 1e9 };

describe('createLimiter (INV-8)', () => {
  it('lets a burst pass, then as many a second as its rate', () => {
    const clock = new VirtualClock(0);
    const limiter = createLimiter(clock, { perKey: free, perAddress: { perSecond: 10, burst: 100 }, entries: 10 });
    expect(limiter.take('k', '10.0.0.1', 100)).toBe(0);
    expect(limiter.take('k', '10.0.0.1', 1)).toBe(1);
    clock.advance(secondMs);
    for (let event = 0; event < 10; event += 1) expect(limiter.take('k', '10.0.0.1', 1)).toBe(0);
    expect(limiter.take('k', '10.0.0.1', 0)).toBe(1);
  });

  it('saves up no more than its burst', () => {
    const clock = new VirtualClock(0);
    const limiter = createLimiter(clock, { perKey: free, perAddress: { perSecond: 10, burst: 100 }, entries: 10 });
    expect(limiter.take('k', '10.0.0.1', 1)).toBe(0);
    clock.advance(1_000 * secondMs);
    expect(limiter.take('k', '10.0.0.1', 100)).toBe(0);
    expect(limiter.take('k', '10.0.0.1', 1)).toBe(1);
  });

  it('lets a batch larger than the burst pass, and the next waits for the debt', () => {
    const clock = new VirtualClock(0);
    const limiter = createLimiter(clock, { perKey: free, perAddress: { perSecond: 10, burst: 100 }, entries: 10 });
    expect(limiter.take('k', '10.0.0.1', 500)).toBe(0);
    expect(limiter.take('k', '10.0.0.1', 1)).toBe(41);
    clock.advance(41 * secondMs);
    expect(limiter.take('k', '10.0.0.1', 1)).toBe(0);
  });

  it('limits an address without holding up the others of its key, and all of them by the key', () => {
    const limiter = createLimiter(new VirtualClock(0), {
      perKey: { perSecond: 1, burst: 25 },
      perAddress: { perSecond: 1, burst: 10 },
      entries: 10,
    });
    expect(limiter.take('k', '10.0.0.1', 10)).toBe(0);
    expect(limiter.take('k', '10.0.0.1', 1)).toBe(1);
    expect(limiter.take('k', '10.0.0.2', 10)).toBe(0);
    expect(limiter.take('k', '10.0.0.3', 10)).toBe(0);
    expect(limiter.take('k', '10.0.0.4', 1)).toBe(6);
    expect(limiter.take('other', '10.0.0.1', 1)).toBe(0);
  });

  it('forgets the address that is longest unused, and no other', () => {
    const limiter = createLimiter(new VirtualClock(0), {
      perKey: free,
      perAddress: { perSecond: 1, burst: 1 },
      entries: 2,
    });
    expect(limiter.take('k', '10.0.0.1', 1)).toBe(0);
    expect(limiter.take('k', '10.0.0.2', 1)).toBe(0);
    expect(limiter.take('k', '10.0.0.3', 1)).toBe(0);
    expect(limiter.take('k', '10.0.0.2', 1)).toBe(1);
    expect(limiter.take('k', '10.0.0.3', 1)).toBe(1);
    expect(limiter.take('k', '10.0.0.1', 1)).toBe(0);
  });
});

describe('networkOf', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['::', '0:0:0:0'],
    ['unknown', 'unknown'],
  ])('%s belongs to %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
