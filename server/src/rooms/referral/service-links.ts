import { type AddressLimiter, createAddressLimiter, createLimiter, type Inbox } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import type { Log } from '../../kit/log.ts';
import type { Random } from '../../kit/random.ts';
import { readCode } from '../../kit/values/codes.ts';
import { laneOfSubject } from '../../kit/values/ids.ts';
import { clickToken } from './rules/clicks.ts';
import { linkClicked } from './rules/facts.ts';
import { landingAddress, landingPage } from './rules/landing.ts';
import { stateOf } from './service-lists.ts';
import { findGivenCode, type GivenCode } from './store-lists.ts';
import type { ClickKeys } from './types.ts';

export interface InviteLinkOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly inbox: Inbox;
  readonly clickKeys: ClickKeys;
  readonly log: Log;
}

export interface Visit {
  /** Where our own pages begin, without a slash at its end. */
  readonly publicUrl: string;
  /** The code as it stands in the address. */
  readonly code: string;
  readonly to: string | undefined;
  /** False for a crawler, a preview or a check: it is led on and counts for nothing. */
  readonly isPerson: boolean;
  readonly address: string;
}

/** Clicks whose facts are not stored yet, at most; beyond that visitors are led on and the clicks are not counted. */
const pendingAtMost = 500;

/** What one address may click, and what all together may click one code, before clicks are no longer counted. */
const clickRates = {
  perKey: { perSecond: 50, burst: 1_000 },
  perAddress: { perSecond: 1, burst: 60 },
  entries: 20_000,
};

/**
 * Codes that lead nowhere, from one address: people mistype a code a few times, and whoever tries codes by chance is
 * told nothing more for a while, not even of a code that is right.
 */
const missRate = { perSecond: 0.2, burst: 60 };
const missEntries = 20_000;

/** Where a visit goes. */
export type Landing =
  | { readonly kind: 'leads'; readonly to: string }
  /** The code is nobody's, or its program has no link. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'wait'; readonly seconds: number };

/** Whose a code is that a visitor brought. */
export type FoundCode =
  | { readonly kind: 'found'; readonly code: string; readonly given: GivenCode }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'wait'; readonly seconds: number };

/** Invite links: a visitor is led to the program's page and brings a token that says when, which only we can sign. */
export class InviteLinks {
  readonly #options: InviteLinkOptions;
  readonly #limiter: ReturnType<typeof createLimiter>;
  readonly #misses: AddressLimiter;
  #pending = 0;

  constructor(options: InviteLinkOptions) {
    this.#options = options;
    this.#limiter = createLimiter(options.clock, clickRates);
    this.#misses = createAddressLimiter(options.clock, missRate, missEntries);
  }

  async follow(visit: Visit): Promise<Landing> {
    const { publicUrl, to, isPerson, address } = visit;
    const found = await this.find(visit.code, address, ({ definition }) => definition.invite.link !== undefined);
    if (found.kind !== 'found') return found;
    const { code, given } = found;
    const { link } = given.definition.invite;
    // A code whose program has no link was not found.
    if (link === undefined) return { kind: 'unknown' };
    const token = this.click(found, isPerson, address);
    return { kind: 'leads', to: landingAddress(link, to, token, landingPage(publicUrl, given.program, code)) };
  }

  /** Whose code this is, among those that are `wanted`. Whoever misses too often is told nothing for a while. */
  async find(text: string, address: string, wanted: (given: GivenCode) => boolean): Promise<FoundCode> {
    const seconds = this.#misses.wait(address);
    if (seconds > 0) return { kind: 'wait', seconds };
    const code = readCode(text);
    const given = code === undefined ? undefined : await findGivenCode(this.#options.pool, code);
    if (code !== undefined && given !== undefined && wanted(given)) return { kind: 'found', code, given };
    this.#misses.take(address);
    return { kind: 'unknown' };
  }

  /** The token of a click, which is told to the referrer; undefined for a robot and for a program that has ended. */
  click(
    { code, given }: Extract<FoundCode, { kind: 'found' }>,
    isPerson: boolean,
    address: string,
  ): string | undefined {
    if (!isPerson) return undefined;
    const { clock, random, clickKeys } = this.#options;
    const at = clock.now();
    const ended = stateOf(given.definition, at) === 'ended';
    const nonce = Buffer.from(random.bytes(9)).toString('hex');
    if (this.#limiter.take(code, address, 1) === 0) this.#tell(given, code, at, nonce, ended);
    return ended ? undefined : clickToken({ code, at }, nonce, clickKeys(given.workspace));
  }

  /** The referrer's timeline and statistics see the click; the visitor does not wait, and no click is worth a fault. */
  #tell(given: GivenCode, code: string, at: number, nonce: string, ended: boolean): void {
    const { inbox, log } = this.#options;
    if (this.#pending >= pendingAtMost || inbox.pressure()) {
      log.warn({ program: given.program }, 'Too much is waiting to be stored; a click is not counted');
      return;
    }
    const { workspace, person, program } = given;
    const properties = { program, code, ...(ended ? { programEnded: true } : {}) };
    const fact = {
      workspace,
      lane: laneOfSubject(person),
      trust: 'public',
      messageId: `~click.${nonce}`,
      acceptedAt: at,
      body: { type: 'track', name: linkClicked, timestamp: at, subject: person, profile: person, properties },
    } as const;
    this.#pending += 1;
    inbox
      .accept([fact])
      .catch((error: unknown) => log.error({ err: error, program }, 'A click could not be stored'))
      .finally(() => {
        this.#pending -= 1;
      });
  }
}
