import {
  type AddressLimiter,
  createAddressLimiter,
  createLimiter,
  type Inbox,
  type Trust,
} from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import type { Log } from '../../kit/log.ts';
import type { Random } from '../../kit/random.ts';
import { laneOfSubject } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import { readAnyCode } from '../../kit/values/old-codes.ts';
import { clickToken } from './rules/clicks.ts';
import { linkClicked, linkShared } from './rules/facts.ts';
import { landingAddress, landingPage } from './rules/landing.ts';
import { readPlacement } from './rules/placements.ts';
import { stateOf } from './service-lists.ts';
import { findGivenCode, type GivenCode } from './store-lists.ts';
import type { ClickKeys } from './types.ts';
import type { ShareButton } from './types-placements.ts';

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
  /** Where the link stood, as its address says. */
  readonly placement: unknown;
  /** False for a crawler, a preview or a check: it is led on and counts for nothing. */
  readonly isPerson: boolean;
  readonly address: string;
}

/** Who follows a link, and where it stood. */
export interface Follower {
  readonly isPerson: boolean;
  readonly address: string;
  /** As the address says. */
  readonly placement: unknown;
}

type Whose = Pick<GivenCode, 'workspace' | 'person' | 'program'>;

interface ToldOfLink {
  readonly messageId: string;
  readonly trust: Trust;
  readonly name: string;
  readonly at: number;
  readonly properties: JsonObject;
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
    const token = this.click(found, { isPerson, address, placement: visit.placement });
    return { kind: 'leads', to: landingAddress(link, to, token, landingPage(publicUrl, given.program, code)) };
  }

  /** Whose code this is, among those that are `wanted`. Whoever misses too often is told nothing for a while. */
  async find(text: string, address: string, wanted: (given: GivenCode) => boolean): Promise<FoundCode> {
    const seconds = this.#misses.wait(address);
    if (seconds > 0) return { kind: 'wait', seconds };
    const code = readAnyCode(text);
    const given = code === undefined ? undefined : await findGivenCode(this.#options.pool, code);
    if (code !== undefined && given !== undefined && wanted(given)) return { kind: 'found', code, given };
    this.#misses.take(address);
    return { kind: 'unknown' };
  }

  /** The token of a click, which is told to the referrer; undefined for a robot and for a program that has ended. */
  click(
    { code, given }: Extract<FoundCode, { kind: 'found' }>,
    { isPerson, address, placement: named }: Follower,
  ): string | undefined {
    if (!isPerson) return undefined;
    const { clock, random, clickKeys } = this.#options;
    const at = clock.now();
    const ended = stateOf(given.definition, at) === 'ended';
    const nonce = Buffer.from(random.bytes(9)).toString('hex');
    const placement = readPlacement(named);
    const where = placement === undefined ? {} : { placement };
    const properties = { program: given.program, code, ...where, ...(ended ? { programEnded: true } : {}) };
    const told = { messageId: `~click.${nonce}`, trust: 'public', name: linkClicked, at, properties } as const;
    if (this.#limiter.take(code, address, 1) === 0) this.#tell(given, told);
    return ended ? undefined : clickToken({ code, at, ...where }, nonce, clickKeys(given.workspace));
  }

  /** A participant passed their link on by a button of ours: their statistics see it, and nothing depends on it. */
  share(whose: Whose, placement: ShareButton): void {
    const { clock, random } = this.#options;
    const at = clock.now();
    if (this.#limiter.take(`share ${whose.program}`, whose.person, 1) > 0) return;
    const messageId = `~share.${Buffer.from(random.bytes(9)).toString('hex')}`;
    const properties = { program: whose.program, placement };
    this.#tell(whose, { messageId, trust: 'server', name: linkShared, at, properties });
  }

  /** The referrer's timeline and statistics see it; nobody waits for that, and no click is worth a fault. */
  #tell({ workspace, person, program }: Whose, { messageId, trust, name, at, properties }: ToldOfLink): void {
    const { inbox, log } = this.#options;
    if (this.#pending >= pendingAtMost || inbox.pressure()) {
      log.warn({ program }, 'Too much is waiting to be stored; a click is not counted');
      return;
    }
    const fact = {
      workspace,
      lane: laneOfSubject(person),
      trust,
      messageId,
      acceptedAt: at,
      body: { type: 'track', name, timestamp: at, subject: person, profile: person, properties },
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
