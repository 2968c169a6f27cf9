import { limits } from './options.ts';
import type { Queue, Waiting } from './queue.ts';
import type { Answer, World } from './world.ts';

export interface Delivery {
  /** Sends what waits, soon. */
  soon(): void;
  /** Sends what waits at once: the network came back. */
  atOnce(): void;
  /** Sends what fits while the page goes away; `ending` says that requests under way may not survive it. */
  beforeLeaving(ending: boolean): void;
}

export interface DeliveryOptions {
  readonly world: World;
  readonly queue: Queue;
  readonly host: string;
  readonly writeKey: string;
  /** Nothing leaves while this is false. */
  readonly maySend: () => boolean;
  /** Told of the events of each request that the server took in. */
  readonly onDelivered: (events: readonly Waiting[]) => void;
  /** Told whenever the queue has become shorter, or was tried in vain. */
  readonly onSettled: () => void;
}

/**
 * Sends the queue, one request at a time. A request that fails is sent again with the same message ids, after a pause
 * that doubles each time and is never shorter than the server asked for; what the server refuses for good is dropped.
 */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { world, queue } = options;
  const url = `${options.host.replace(/\/+$/, '')}/v1/batch`;
  const underWay = new Set<string>();
  const leftWith = new Set<string>();
  let busy = false;
  let failures = 0;
  /** Until then the server wants to be left alone. */
  let askedRest = 0;
  let cancel: (() => void) | undefined;

  const bodyOf = (batch: readonly Waiting[]): string => {
    const fields = JSON.stringify({ writeKey: options.writeKey, sentAt: new Date(world.now()).toISOString() });
    return `${fields.slice(0, -1)},"batch":[${batch.map((each) => each.text).join(',')}]}`;
  };

  /** `anyway` tries also when the browser thinks that there is no network: it may be wrong about that. */
  const schedule = (milliseconds: number, anyway = false): void => {
    cancel?.();
    cancel = world.later(Math.max(milliseconds, askedRest - world.now()), () => {
      cancel = undefined;
      void run(anyway);
    });
  };

  /** True when the server has answered for good, be it that it refuses. */
  const settle = (batch: readonly Waiting[], answer: Answer | undefined): boolean => {
    const status = answer?.status ?? 0;
    const isFinal = status >= 200 && status < 500 && status !== 408 && status !== 429;
    if (isFinal) {
      failures = 0;
      queue.remove(batch.map((each) => each.id));
      if (status < 400) options.onDelivered(batch);
    } else {
      failures += 1;
      askedRest = world.now() + restAskedFor(answer?.retryAfter ?? null, world.now());
    }
    options.onSettled();
    return isFinal;
  };

  const send = async (batch: readonly Waiting[], last: boolean): Promise<boolean> => {
    const marked = last ? leftWith : underWay;
    for (const { id } of batch) marked.add(id);
    const answer = await world.post(url, bodyOf(batch), last).catch(() => undefined);
    for (const { id } of batch) marked.delete(id);
    // A request that left with the page says nothing about the network when the page lives on.
    return last && answer === undefined ? false : settle(batch, answer);
  };

  const run = async (anyway: boolean): Promise<void> => {
    if (busy || !options.maySend() || queue.size() === 0) return;
    if (!anyway && !world.isOnline()) return schedule(limits.longestRetryMs, true);
    const batch = queue.next(limits.batchBytes, limits.batchEvents, (id) => leftWith.has(id));
    // What left with the page is the server's to answer; if it does not, it is sent again.
    if (batch.length === 0) return schedule(limits.firstRetryMs);
    busy = true;
    const isFinal = await send(batch, false);
    busy = false;
    if (queue.size() > 0) schedule(isFinal ? 0 : pauseMs(failures, world.chance()), !isFinal);
  };

  return {
    soon() {
      if (cancel === undefined && !busy) schedule(limits.gatherMs);
    },
    atOnce() {
      failures = 0;
      if (!busy) schedule(0);
    },
    beforeLeaving(ending) {
      if (!options.maySend() || !world.isOnline() || world.now() < askedRest) return;
      const isGone = (id: string): boolean => leftWith.has(id) || (!ending && underWay.has(id));
      const batch = queue.next(limits.lastBytes, limits.batchEvents, isGone);
      if (batch.length > 0) void send(batch, true);
    },
  };
}

/** How long to wait after so many failures: by chance, so that the visitors of a site do not come back all at once. */
export function pauseMs(failures: number, chance: number): number {
  const doubled = limits.firstRetryMs * 2 ** Math.min(failures - 1, 20);
  return Math.min(doubled, limits.longestRetryMs) * (0.5 + chance / 2);
}

/** How long a server wants to be left alone: `Retry-After` is in seconds, or a date. */
export function restAskedFor(retryAfter: string | null, now: number): number {
  if (retryAfter === null || retryAfter.trim() === '') return 0;
  const seconds = Number(retryAfter);
  const asked = Number.isNaN(seconds) ? Date.parse(retryAfter) - now : seconds * 1_000;
  return Number.isNaN(asked) ? 0 : Math.max(0, Math.min(asked, limits.longestRestMs));
}
