import type { Logger } from 'pino';
import { nextRevision } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import { inTransaction, type Pool } from '../../kit/db.ts';
import type { Outgoing, Posted } from '../../kit/outgoing/post.ts';
import { signedHeaders } from '../../kit/outgoing/sign.ts';
import type { Random } from '../../kit/random.ts';
import type { Secrets } from '../../kit/secrets.ts';
import { idFrom } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import { insertAudit } from '../access/index.ts';
import { sendingLimits } from './limits.ts';
import { type Settled, settle, standingAfter } from './rules/attempts.ts';
import { secretContext } from './service.ts';
import { giveBack, type Leased, leaseDeliveries, settleDelivery } from './store-queue.ts';
import { lockStanding, updateStanding } from './store-subscriptions.ts';
import type { AttemptRow } from './types.ts';

export interface SenderOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly secrets: Secrets;
  readonly outgoing: Outgoing;
  readonly log: Logger;
}

/** How often an idle sender looks for what has come due. */
const pollMs = 1_000;
const pauseMs = 3_000;

/** Who disables an endpoint that is gone or fails, for the audit log. */
const ourselves = 'system';

/**
 * Makes the deliveries. Any number of workers may run: they share deliveries by leases, and count together what is
 * under way to each endpoint, so one that is slow has its few requests open and the others go on. A worker that dies
 * keeps nothing: its leases run out.
 */
export class WebhookSender {
  readonly #options: SenderOptions;
  readonly #stopping = new AbortController();
  readonly #underWay = new Map<Promise<void>, Leased>();
  #loop: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  /** True when something came due, or room was made, since the last look. */
  #isAwaited = false;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Something new is to be delivered. */
  wake(): void {
    this.#isAwaited = true;
    this.#wake?.();
  }

  /** Breaks off what is under way and gives it back. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake?.();
    await this.#loop;
    await Promise.all(this.#underWay.keys());
    await this.#options.outgoing.close();
  }

  /** Makes the deliveries that are due and waits for their answers. Returns how many there were. */
  async round(): Promise<number> {
    const leased = await this.#lease();
    await Promise.all(leased.map((each) => this.#deliver(each)));
    return leased.length;
  }

  async #run(): Promise<void> {
    const { log } = this.#options;
    while (!this.#stopping.signal.aborted) {
      this.#isAwaited = false;
      try {
        const leased = await this.#lease();
        for (const each of leased) this.#begin(each);
        if (leased.length === 0) await this.#sleep(pollMs);
      } catch (error) {
        log.warn({ err: error }, 'Webhooks could not be taken; they are tried again');
        await this.#sleep(pauseMs);
      }
    }
  }

  #begin(leased: Leased): void {
    const { log } = this.#options;
    const work = this.#deliver(leased)
      .catch((error: unknown) => log.warn({ err: error }, 'A webhook could not be settled; it is sent again'))
      .finally(() => {
        this.#underWay.delete(work);
        this.wake();
      });
    this.#underWay.set(work, leased);
  }

  async #lease(): Promise<Leased[]> {
    const { pool, clock, random } = this.#options;
    const { underWay, underWayToFailing, toOne, toOneFailing, leaseMs } = sendingLimits;
    const free = underWay - this.#underWay.size;
    if (free <= 0) return [];
    const failing = [...this.#underWay.values()].filter((each) => each.isFailing).length;
    const now = clock.now();
    const lease = idFrom('lse', random.bytes(10));
    const room = { free, freeToFailing: Math.max(0, underWayToFailing - failing), toOne, toOneFailing };
    return inTransaction(pool, (tx) => leaseDeliveries(tx, { now, until: now + leaseMs, lease, ...room }));
  }

  async #deliver(leased: Leased): Promise<void> {
    const { pool, clock, outgoing } = this.#options;
    const at = clock.now();
    const begun = performance.now();
    const headers = { 'content-type': 'application/json', 'user-agent': 'Sarafan-Webhooks', ...this.#sign(leased, at) };
    const posted = await outgoing.post(leased.url, headers, leased.body, this.#stopping.signal);
    if (posted.kind === 'stopped') return giveBack(pool, leased, at);
    await this.#settle(leased, posted, { at, durationMs: Math.round(performance.now() - begun) });
  }

  #sign({ subscription, message, body, secret, previous }: Leased, at: EpochMs): Readonly<Record<string, string>> {
    const sealed = previous !== null && previous.until > at ? [secret, previous.secret] : [secret];
    const opened = sealed.map((each) => this.#options.secrets.open(each, secretContext(subscription)));
    return signedHeaders(opened, { id: message, at, body });
  }

  async #settle(
    leased: Leased,
    posted: Exclude<Posted, { kind: 'stopped' }>,
    { at, durationMs }: { readonly at: EpochMs; readonly durationMs: number },
  ): Promise<void> {
    const { pool, random } = this.#options;
    const number = leased.attempts + 1;
    const draw = (random.bytes(1)[0] ?? 0) / 255;
    const settled = settle(posted, { attempts: number, isTest: leased.isTest, at, draw });
    const attempt: AttemptRow = {
      ...{ number, at, durationMs },
      ...(posted.kind === 'answered'
        ? { status: posted.status, fault: null, response: posted.body }
        : { status: null, fault: posted.fault, response: '' }),
    };
    await inTransaction(pool, async (tx) => {
      // An endpoint that does well, and did, is not touched: its row would be where all its deliveries meet.
      const isNews = settled.endpoint !== 'untold' && (settled.endpoint !== 'well' || leased.isFailing);
      const before = isNews ? await lockStanding(tx, leased.subscription) : undefined;
      const isOurs = await settleDelivery(tx, leased, settled, attempt);
      if (isOurs && before !== undefined) await this.#judge(tx, leased, before, settled, at);
    });
  }

  async #judge(
    tx: Parameters<Parameters<typeof inTransaction>[1]>[0],
    { subscription, url }: Leased,
    before: NonNullable<Awaited<ReturnType<typeof lockStanding>>>,
    { endpoint }: Settled,
    at: EpochMs,
  ): Promise<void> {
    const after = standingAfter(before, endpoint, at);
    if (after.failingSince === before.failingSince && after.disabled === before.disabled) return;
    await updateStanding(tx, subscription, after, at);
    if (after.disabled === before.disabled) return;
    const { workspace } = before;
    await nextRevision(tx, workspace);
    const detail = { url, reason: after.disabled };
    await insertAudit(tx, { workspace, at, actor: ourselves, action: 'webhook.disable', target: subscription, detail });
  }

  async #sleep(forMs: number): Promise<void> {
    if (this.#isAwaited || this.#stopping.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, forMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
