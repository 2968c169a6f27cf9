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

export const createDelivery = (options: DeliveryOptions): Delivery => new Loop(options);

/**
 * Sends the queue, one request at a time. A request that fails is sent again with the same message ids, after a pause
 * that doubles each time and is never shorter than the server asked for; what the server refuses for good is dropped.
 */
class Loop implements Delivery {
  private readonly url: string;
  private readonly underWay = new Set<string>();
  private readonly leftWith = new Set<string>();
  private isBusy = false;
  private failures = 0;
  /** Until then the server wants to be left alone. */
  private askedRest = 0;
  private cancel: (() => void) | undefined;

  constructor(private readonly options: DeliveryOptions) {
    this.url = `${options.host.replace(/\/+$/, '')}/v1/batch`;
  }

  soon(): void {
    if (this.cancel === undefined && !this.isBusy) this.schedule(limits.gatherMs);
  }

  atOnce(): void {
    this.failures = 0;
    if (!this.isBusy) this.schedule(0);
  }

  beforeLeaving(ending: boolean): void {
    const { world, queue, maySend } = this.options;
    if (!maySend() || !world.isOnline() || world.now() < this.askedRest) return;
    const isGone = (id: string): boolean => this.leftWith.has(id) || (!ending && this.underWay.has(id));
    const batch = queue.next(limits.lastBytes, limits.batchEvents, isGone);
    if (batch.length > 0) void this.send(batch, true);
  }

  /** `anyway` tries also when the browser thinks that there is no network: it may be wrong about that. */
  private schedule(milliseconds: number, anyway = false): void {
    const { world } = this.options;
    this.cancel?.();
    this.cancel = world.later(Math.max(milliseconds, this.askedRest - world.now()), () => {
      this.cancel = undefined;
      void this.run(anyway);
    });
  }

  private async run(anyway: boolean): Promise<void> {
    const { world, queue, maySend } = this.options;
    if (this.isBusy || !maySend() || queue.size() === 0) return;
    if (!anyway && !world.isOnline()) return this.schedule(limits.longestRetryMs, true);
    const batch = queue.next(limits.batchBytes, limits.batchEvents, (id) => this.leftWith.has(id));
    // What left with the page is the server's to answer; if it does not, it is sent again.
    if (batch.length === 0) return this.schedule(limits.firstRetryMs);
    this.isBusy = true;
    const isFinal = await this.send(batch, false);
    this.isBusy = false;
    if (queue.size() > 0) this.schedule(isFinal ? 0 : pauseMs(this.failures, world.chance()), !isFinal);
  }

  private async send(batch: readonly Waiting[], last: boolean): Promise<boolean> {
    const { world } = this.options;
    const marked = last ? this.leftWith : this.underWay;
    for (const { id } of batch) marked.add(id);
    const answer = await world.post(this.url, this.bodyOf(batch), last).catch(() => undefined);
    for (const { id } of batch) marked.delete(id);
    // A request that left with the page says nothing about the network when the page lives on.
    return last && answer === undefined ? false : this.settle(batch, answer);
  }

  /** True when the server has answered for good, be it that it refuses. */
  private settle(batch: readonly Waiting[], answer: Answer | undefined): boolean {
    const { world, queue, onDelivered, onSettled } = this.options;
    const status = answer?.status ?? 0;
    const isFinal = status >= 200 && status < 500 && status !== 408 && status !== 429;
    if (isFinal) {
      this.failures = 0;
      queue.remove(batch.map((each) => each.id));
      if (status < 400) onDelivered(batch);
    } else {
      this.failures += 1;
      this.askedRest = world.now() + restAskedFor(answer?.retryAfter ?? null, world.now());
    }
    onSettled();
    return isFinal;
  }

  private bodyOf(batch: readonly Waiting[]): string {
    const { world, writeKey } = this.options;
    const fields = JSON.stringify({ writeKey, sentAt: new Date(world.now()).toISOString() });
    return `${fields.slice(0, -1)},"batch":[${batch.map((each) => each.text).join(',')}]}`;
  }
}

/** How long to wait after so many failures: by chance, so that the visitors of a site do not come back all at once. */
function pauseMs(failures: number, chance: number): number {
  const doubled = limits.firstRetryMs * 2 ** Math.min(failures - 1, 20);
  return Math.min(doubled, limits.longestRetryMs) * (0.5 + chance / 2);
}

/** How long a server wants to be left alone: `Retry-After` is in seconds, or a date. */
function restAskedFor(retryAfter: string | null, now: number): number {
  if (retryAfter === null || retryAfter.trim() === '') return 0;
  const seconds = Number(retryAfter);
  const asked = Number.isNaN(seconds) ? Date.parse(retryAfter) - now : seconds * 1_000;
  return Number.isNaN(asked) ? 0 : Math.max(0, Math.min(asked, limits.longestRestMs));
}
