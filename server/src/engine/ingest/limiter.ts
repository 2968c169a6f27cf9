import { isIPv6 } from 'node:net';
import type { Clock } from '../../kit/clock.ts';
import { type EpochMs, secondMs } from '../../kit/values/time.ts';
import type { Limiter } from './ports.ts';

/** An allowance: so many events a second, and so many saved up while nothing came. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export interface LimiterOptions {
  readonly perKey: Rate;
  readonly perAddress: Rate;
  /** How many keys, and how many addresses, are remembered; the one longest unused is forgotten first. */
  readonly entries: number;
}

/** A busy site stays below these; the limit of an address is far above what people behind one of them do. */
const defaultLimiterOptions: LimiterOptions = {
  perKey: { perSecond: 10_000, burst: 50_000 },
  perAddress: { perSecond: 500, burst: 10_000 },
  entries: 20_000,
};

/**
 * Token buckets in memory for public keys, one for the key and one for the key from this address. A batch may overdraw
 * a bucket that is not empty, so that no batch is too large ever to pass; the debt is waited for by the next one.
 */
export function createLimiter(clock: Clock, options: LimiterOptions = defaultLimiterOptions): Limiter {
  const keys = new Buckets(options.perKey, options.entries);
  const addresses = new Buckets(options.perAddress, options.entries);
  return {
    take(key, address, count) {
      const now = clock.now();
      const network = `${key}\u0000${networkOf(address)}`;
      const wait = Math.max(keys.wait(key, now), addresses.wait(network, now));
      if (wait > 0) return wait;
      keys.take(key, count, now);
      addresses.take(network, count, now);
      return 0;
    },
  };
}

/** An allowance of each address alone, for what is not bound to a key. */
export interface AddressLimiter {
  /** Whole seconds until this address may go on; 0 when it may. */
  wait(address: string): number;
  take(address: string): void;
}

export function createAddressLimiter(clock: Clock, rate: Rate, entries: number): AddressLimiter {
  const addresses = new Buckets(rate, entries);
  return {
    wait: (address) => addresses.wait(networkOf(address), clock.now()),
    take: (address) => addresses.take(networkOf(address), 1, clock.now()),
  };
}

interface Bucket {
  tokens: number;
  at: EpochMs;
}

/** Token buckets by name, no more than a limit of them: the one longest unused is forgotten first. */
export class Buckets {
  readonly #rate: Rate;
  readonly #limit: number;
  /** In order of last use: a Map keeps the order of insertion. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate, limit: number) {
    this.#rate = rate;
    this.#limit = limit;
  }

  /** Whole seconds until something may pass. */
  wait(name: string, now: EpochMs): number {
    const tokens = this.#tokens(this.#buckets.get(name), now);
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / this.#rate.perSecond);
  }

  take(name: string, count: number, now: EpochMs): void {
    const bucket = this.#buckets.get(name);
    const tokens = this.#tokens(bucket, now) - count;
    this.#buckets.delete(name);
    this.#buckets.set(name, { tokens, at: now });
    if (this.#buckets.size <= this.#limit) return;
    for (const oldest of this.#buckets.keys()) {
      this.#buckets.delete(oldest);
      return;
    }
  }

  #tokens(bucket: Bucket | undefined, now: EpochMs): number {
    if (bucket === undefined) return this.#rate.burst;
    const earned = (Math.max(0, now - bucket.at) / secondMs) * this.#rate.perSecond;
    return Math.min(this.#rate.burst, bucket.tokens + earned);
  }
}

/** Whose an address is: one IPv6 customer holds a whole /64, and an IPv4 address may come mapped into IPv6. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
