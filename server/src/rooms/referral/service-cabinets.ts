import { type AddressLimiter, createAddressLimiter, readSurvivor } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool, Queryable } from '../../kit/db.ts';
import type { Random } from '../../kit/random.ts';
import { hashKey, type Secrets } from '../../kit/secrets.ts';
import { laneOfSubject, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { Sentence } from '../../kit/values/sentences.ts';
import { dayMs, type EpochMs, minuteMs } from '../../kit/values/time.ts';
import { dayIn } from '../../kit/values/zones.ts';
import { type AccessService, insertAudit } from '../access/index.ts';
import { balances } from '../ledger/index.ts';
import { findPersonByUserId, knownPerson, type PeoplePart, personOf } from '../people/index.ts';
import { pendingOfProfiles } from '../rewards/index.ts';
import { cabinetLimits, isSigned, isTimely, type ReadToken, readToken, writeToken } from './rules/cabinet-tokens.ts';
import { serverTraits } from './rules/known-traits.ts';
import { landingPage, siteAddress } from './rules/landing.ts';
import { givenName } from './rules/names.ts';
import type { ProgramPromise } from './rules/promise.ts';
import { type NamedUnit, unitAmount } from './rules/unit-words.ts';
import type { ReferralService } from './service.ts';
import { type Brand, brandOf, promiseIn, unitsOf } from './service-brand.ts';
import { type FriendPage, friendsOf } from './service-friends.ts';
import { type ProgramState, stateOf } from './service-lists.ts';
import { findParticipants } from './store.ts';
import {
  closeCabinet,
  type FriendPlace,
  findCabinet,
  forgetCabinets,
  insertCabinet,
  type OpenCabinet,
} from './store-cabinets.ts';
import { findPublicProgram, type ProgramRow, type PublicProgram } from './store-programs.ts';
import { countsOfReferrer } from './store-statistics.ts';

export { cabinetLimits } from './rules/cabinet-tokens.ts';
export type { Friend } from './service-friends.ts';
export type { FriendPlace } from './store-cabinets.ts';

export interface CabinetOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly secrets: Secrets;
  readonly publicUrl: string;
  readonly access: AccessService;
  readonly referral: ReferralService;
}

/** A cabinet that a token opened; `secret` is what the browser keeps, and we only its hash. */
export type Opening =
  | { readonly kind: 'opened'; readonly program: PublicProgram; readonly secret: string; readonly endsAt: EpochMs }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly program: PublicProgram; readonly brand: Brand; readonly why: TokenProblem }
  | { readonly kind: 'wait'; readonly seconds: number };

export type TokenProblem = 'bad' | 'expired' | 'used';

/** What a cabinet shows. */
export interface CabinetPage {
  readonly program: PublicProgram;
  readonly state: ProgramState;
  readonly brand: Brand;
  readonly promise: ProgramPromise;
  readonly name: string | undefined;
  readonly code: string;
  readonly link: string;
  readonly counts: { readonly followed: number; readonly registered: number; readonly paid: number };
  readonly holdings: readonly Holding[];
  readonly friends: FriendPage;
  /** True when this is not the first page of friends. */
  readonly isFurther: boolean;
}

/** What the person has of one unit. */
export interface Holding {
  readonly available: Sentence;
  /** More was taken back than there was. */
  readonly isDebt: boolean;
  readonly pending: readonly { readonly amount: Sentence; readonly availableAt: EpochMs }[];
}

export type CabinetAnswer =
  | { readonly kind: 'shown'; readonly page: CabinetPage }
  /** The engine is still to decide that the person takes part. */
  | { readonly kind: 'soon'; readonly program: PublicProgram; readonly brand: Brand }
  | { readonly kind: 'ended'; readonly program: PublicProgram; readonly brand: Brand }
  | {
      readonly kind: 'closed';
      readonly program: PublicProgram;
      readonly brand: Brand;
      readonly site: string | undefined;
    }
  | { readonly kind: 'unknown' };

const linkPurpose = 'referral cabinet';
const pendingShown = 10;

/** Tokens that open nothing, from one address. */
const missRate = { perSecond: 0.1, burst: 30 };
const missEntries = 20_000;

/** The cabinets of those who invite: opened once by a signed link, kept open by a secret in the browser. */
export class Cabinets {
  readonly #options: CabinetOptions;
  readonly #misses: AddressLimiter;

  constructor(options: CabinetOptions) {
    this.#options = options;
    this.#misses = createAddressLimiter(options.clock, missRate, missEntries);
  }

  /** A link that opens a person's cabinet once. Whoever makes one can see that cabinet, so it is audited. */
  async link(
    asker: { readonly workspace: WorkspaceId; readonly actor: string },
    { program }: ProgramRow,
    { userId, minutes = cabinetLimits.linkMinutesUsual }: { readonly userId: string; readonly minutes?: number },
    db: Queryable,
  ): Promise<{ readonly url: string; readonly expiresAt: EpochMs }> {
    const { clock, random, secrets, publicUrl } = this.#options;
    const { workspace, actor } = asker;
    const at = clock.now();
    const expires = at + minutes * minuteMs;
    const nonce = Buffer.from(random.bytes(16)).toString('base64url');
    const claims = { key: secrets.keyId, workspace, program, userId, expires, nonce };
    const token = writeToken(claims, this.#linkKey(workspace));
    const detail = { program, minutes };
    await insertAudit(db, { workspace, at, actor, action: 'cabinet.link', target: userId, detail });
    return { url: `${publicUrl}/me/${program}?token=${token}`, expiresAt: expires };
  }

  /** Exchanges a token for a session, once. */
  async open(idOrKey: string, text: string, address: string): Promise<Opening> {
    const { pool, clock, random } = this.#options;
    const seconds = this.#misses.wait(address);
    if (seconds > 0) return { kind: 'wait', seconds };
    const token = readToken(text);
    const workspace = token === undefined ? undefined : await this.#signer(token);
    const program = await this.#programOf(idOrKey, token, workspace);
    if (program === undefined) {
      this.#misses.take(address);
      return { kind: 'unknown' };
    }
    const refused = async (why: TokenProblem): Promise<Opening> => {
      this.#misses.take(address);
      return { kind: 'refused', program, why, brand: await brandOf(pool, program.workspace) };
    };
    const now = clock.now();
    if (token === undefined || workspace !== program.workspace || !isAbout(token, program)) return refused('bad');
    if (!isTimely(token.claims, now, lastsAtMost(token))) return refused('expired');
    const secret = Buffer.from(random.bytes(32)).toString('base64url');
    const endsAt = now + cabinetLimits.sessionMs;
    await forgetCabinets(pool, now);
    const isFirst = await insertCabinet(pool, {
      ...{ tokenHash: hashKey(text), sessionHash: hashKey(secret), workspace, program: program.program },
      ...{ userId: token.claims.userId, openedAt: now, endsAt },
      forgetAt: Math.max(endsAt, token.claims.expires) + dayMs,
    });
    return isFirst ? { kind: 'opened', program, secret, endsAt } : refused('used');
  }

  /** The open cabinet of a browser; undefined for a secret that is unknown, over, or of another program. */
  async session(program: PublicProgram, secret: string | undefined): Promise<OpenCabinet | undefined> {
    if (secret === undefined || secret.length > 100) return undefined;
    const { pool, clock } = this.#options;
    const found = await findCabinet(pool, hashKey(secret), clock.now());
    return found?.program === program.program && found.workspace === program.workspace ? found : undefined;
  }

  async close(secret: string): Promise<void> {
    if (secret.length <= 100) await closeCabinet(this.#options.pool, hashKey(secret), this.#options.clock.now());
  }

  /** The picture of a workspace; undefined when there is none. */
  async logo(idOrKey: string): Promise<string | undefined> {
    const program = await this.program(idOrKey);
    if (program === undefined) return undefined;
    return (await brandOf(this.#options.pool, program.workspace)).logo ?? undefined;
  }

  program(idOrKey: string): Promise<PublicProgram | undefined> {
    return findPublicProgram(this.#options.pool, idOrKey);
  }

  async view(idOrKey: string, secret: string | undefined, before: FriendPlace | undefined): Promise<CabinetAnswer> {
    const { pool } = this.#options;
    const program = await this.program(idOrKey);
    if (program === undefined) return { kind: 'unknown' };
    const brand = await brandOf(pool, program.workspace);
    const session = await this.session(program, secret);
    if (session === undefined) return { kind: 'closed', program, brand, site: siteOf(program, brand) };
    const state = stateOf(program.definition, this.#options.clock.now());
    const joined = await this.#participant(program, session.userId, state === 'ended');
    if (joined === undefined) return { kind: state === 'ended' ? 'ended' : 'soon', program, brand };
    return { kind: 'shown', page: await this.#page(program, brand, state, joined, before) };
  }

  /** Whoever opens a cabinet takes part, unless the program is over. Undefined: they do not, or not yet. */
  async #participant(program: PublicProgram, userId: string, isOver: boolean): Promise<Participant | undefined> {
    const { pool, referral } = this.#options;
    const { workspace } = program;
    const found = await this.#known(program, userId);
    if (found !== undefined || isOver) return found;
    // The same id each time: of two windows that open at once one makes the participant.
    const messageId = `~me.${hashKey(`${workspace} ${program.program} ${userId}`).slice(0, 32)}`;
    const decided = await referral.participate(workspace, program, userId, messageId);
    if (decided?.status !== 'done') return undefined;
    // The batch that decided has committed, so the projection holds the code.
    const person = await findPersonByUserId(pool, workspace, userId);
    return person === undefined ? undefined : this.#known(program, userId);
  }

  async #known(program: PublicProgram, userId: string): Promise<Participant | undefined> {
    const { pool } = this.#options;
    const { workspace } = program;
    const id = await findPersonByUserId(pool, workspace, userId);
    const known = id === undefined ? undefined : await knownPerson(pool, workspace, id);
    if (known === undefined) return undefined;
    const [row] = await findParticipants(pool, workspace, program.program, known.profiles);
    return row === undefined ? undefined : { ...known, code: row.code };
  }

  async #page(
    program: PublicProgram,
    brand: Brand,
    state: ProgramState,
    { person, profiles, code }: Participant,
    before: FriendPlace | undefined,
  ): Promise<CabinetPage> {
    const { pool, publicUrl } = this.#options;
    const { workspace } = program;
    const units = await unitsOf(pool, workspace);
    const [name, counts, friends, holdings] = await Promise.all([
      this.#nameOf(workspace, person),
      countsOfReferrer(pool, workspace, program.program, profiles),
      friendsOf(pool, program, profiles, before, dayIn(brand.timeZone)),
      this.#holdings(workspace, person, profiles, units),
    ]);
    const hasLink = program.definition.invite.link !== undefined;
    const link = hasLink ? `${publicUrl}/r/${code}` : landingPage(publicUrl, program.program, code);
    const promise = promiseIn(program, units, brand);
    const isFurther = before !== undefined;
    return { program, state, brand, promise, name, code, link, counts, holdings, friends, isFurther };
  }

  async #nameOf(workspace: WorkspaceId, person: SubjectId): Promise<string | undefined> {
    const stored = await readSurvivor(this.#options.pool, workspace, person);
    const traits = serverTraits(personOf((stored?.partsOf('people') ?? []) as readonly PeoplePart[]).traits);
    return givenName({ firstName: traits.get('firstName')?.value, name: traits.get('name')?.value });
  }

  async #holdings(
    workspace: WorkspaceId,
    person: SubjectId,
    profiles: Participant['profiles'],
    units: ReadonlyMap<string, NamedUnit>,
  ): Promise<Holding[]> {
    const { pool } = this.#options;
    const held = await balances(pool, laneOfSubject(person), workspace, person);
    const waiting = await pendingOfProfiles(pool, workspace, profiles, pendingShown);
    const names = [...new Set([...held.map(({ unit }) => unit), ...waiting.map(({ unit }) => unit)])];
    return names.flatMap((name) => {
      const unit = units.get(name);
      if (unit === undefined) return [];
      const available = held.find((each) => each.unit === name && each.compartment === 'available')?.balance ?? 0n;
      const pending = waiting
        .filter((each) => each.unit === name)
        .map(({ amountMinor, availableAt }) => ({ amount: unitAmount(amountMinor, unit), availableAt }));
      const isEmpty = available === 0n && pending.length === 0;
      return isEmpty ? [] : [{ available: unitAmount(available, unit), isDebt: available < 0n, pending }];
    });
  }

  /** Whose signature a token bears; undefined when it is nobody's. */
  async #signer(token: ReadToken): Promise<WorkspaceId | undefined> {
    const { access, secrets } = this.#options;
    const { key, workspace } = token.claims;
    if (workspace !== undefined) {
      const named = workspace as WorkspaceId;
      return key === secrets.keyId && isSigned(token, this.#linkKey(named)) ? named : undefined;
    }
    const signer = await access.findSigner(key);
    return signer !== undefined && isSigned(token, signer.signingKey) ? signer.workspace : undefined;
  }

  /** The program of the address; a key that several workspaces have means that of whoever signed. */
  async #programOf(
    idOrKey: string,
    token: ReadToken | undefined,
    signer: WorkspaceId | undefined,
  ): Promise<PublicProgram | undefined> {
    const { referral } = this.#options;
    const found = await this.program(idOrKey);
    if (found !== undefined || signer === undefined || token === undefined) return found;
    const own = await referral.program(signer, idOrKey);
    return own === undefined ? undefined : { ...own, workspace: signer };
  }

  #linkKey(workspace: WorkspaceId): string {
    return this.#options.secrets.hmacSign(linkPurpose, workspace);
  }
}

type Participant = NonNullable<Awaited<ReturnType<typeof knownPerson>>> & { readonly code: string };

function isAbout({ claims }: ReadToken, { program, key }: PublicProgram): boolean {
  return claims.program === program || claims.program === key;
}

function lastsAtMost({ claims }: ReadToken): number {
  return claims.workspace === undefined ? cabinetLimits.siteTokenMs : cabinetLimits.linkMinutesAtMost * minuteMs;
}

function siteOf({ definition }: PublicProgram, { siteUrl }: Brand): string | undefined {
  return siteUrl ?? siteAddress(definition.invite.link, undefined);
}
