import { type AddressLimiter, createAddressLimiter } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool, Queryable } from '../../kit/db.ts';
import type { Random } from '../../kit/random.ts';
import { hashKey, type Secrets } from '../../kit/secrets.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { dayMs, type EpochMs, minuteMs } from '../../kit/values/time.ts';
import { dateIn, dayIn } from '../../kit/values/zones.ts';
import { type AccessService, insertAudit } from '../access/index.ts';
import { findPersonByUserId, type KnownPerson, knownPerson } from '../people/index.ts';
import { readAnswers } from './rules/application-form.ts';
import { cabinetLimits, isSigned, isTimely, type ReadToken, readToken, writeToken } from './rules/cabinet-tokens.ts';
import { givenNameIn } from './rules/known-traits.ts';
import { inviteLink, landingPage, siteAddress } from './rules/landing.ts';
import type { ReferralService } from './service.ts';
import type { Bans } from './service-bans.ts';
import { outlookOf } from './service-bonuses.ts';
import { type Brand, brandOf, promiseIn, unitsOf } from './service-brand.ts';
import type {
  ApplyAnswer,
  CabinetAnswer,
  CabinetPage,
  CandidatePage,
  Opening,
  Sharer,
  TokenProblem,
} from './service-cabinet-pages.ts';
import { candidateOf } from './service-candidates.ts';
import { ownChoices } from './service-choices.ts';
import { programsNow } from './service-definitions.ts';
import { friendsOf } from './service-friends.ts';
import { handoutsOf } from './service-handouts.ts';
import { holdingsOf } from './service-holdings.ts';
import { type ProgramState, stateOf } from './service-lists.ts';
import { standingOf } from './service-outlook.ts';
import { readPersonParts } from './service-parts.ts';
import { ownTasks } from './service-tasks.ts';
import { findParticipants } from './store.ts';
import {
  closeCabinet,
  type FriendPlace,
  findCabinet,
  forgetCabinets,
  insertCabinet,
  type OpenCabinet,
} from './store-cabinets.ts';
import { countsOfReferrer } from './store-counts.ts';
import { placementsOf } from './store-placements.ts';
import { findPublicProgram, type ProgramRow, type PublicProgram } from './store-programs.ts';

export type { AnswerProblem } from './rules/application-form.ts';
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
  readonly bans: Bans;
}

const linkPurpose = 'referral cabinet';

/** Tokens that open nothing, from one address. */
const missRate = { perSecond: 0.1, burst: 30 };
/** Forms that are sent from one address. */
const applyRate = { perSecond: 0.2, burst: 30 };
const missEntries = 20_000;

/** The cabinets of those who invite: opened once by a signed link, kept open by a secret in the browser. */
export class Cabinets {
  readonly #options: CabinetOptions;
  readonly #misses: AddressLimiter;
  readonly #applying: AddressLimiter;

  constructor(options: CabinetOptions) {
    this.#options = options;
    this.#misses = createAddressLimiter(options.clock, missRate, missEntries);
    this.#applying = createAddressLimiter(options.clock, applyRate, missEntries);
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
    if (joined === undefined && state === 'ended') return { kind: 'ended', program, brand };
    if (joined === undefined && program.definition.participant !== undefined) {
      const page = await this.#candidate(program, brand, session.userId);
      const hasNothingToDo = page.mayApply && page.form.length === 0 && !page.isApproved;
      if (!hasNothingToDo) return { kind: 'candidate', page };
    }
    if (joined === undefined) return { kind: 'soon', program, brand };
    return { kind: 'shown', page: await this.#page(program, brand, state, joined, before) };
  }

  /** Whose cabinet a browser has open, and what they pass on; undefined when it has none. */
  async sharer(idOrKey: string, secret: string | undefined): Promise<Sharer | undefined> {
    const { pool } = this.#options;
    const program = await this.program(idOrKey);
    const session = program === undefined ? undefined : await this.session(program, secret);
    if (program === undefined || session === undefined) return undefined;
    const joined = await this.#known(program, session.userId);
    if (joined === undefined) return undefined;
    const [brand, units] = await Promise.all([brandOf(pool, program.workspace), unitsOf(pool, program.workspace)]);
    const promise = promiseIn(program, units, brand);
    return { program, brand, promise, name: undefined, person: joined.person, ...this.#linkOf(program, joined.code) };
  }

  /** Whoever opens a cabinet takes part, unless the program is over. Undefined: they do not, or not yet. */
  async #participant(program: PublicProgram, userId: string, isOver: boolean): Promise<Participant | undefined> {
    const { pool, referral } = this.#options;
    const { workspace } = program;
    const found = await this.#known(program, userId);
    if (found !== undefined || isOver) return found;
    if (!(await this.#joinsByOpening(program, userId))) return undefined;
    // The same id each time: of two windows that open at once one makes the participant. Where a program asks for
    // something, whoever was refused once may be welcome later, so each asking is one of its own.
    const once = hashKey(`${workspace} ${program.program} ${userId}`).slice(0, 32);
    const messageId = program.definition.participant === undefined ? `~me.${once}` : this.#messageId();
    const decided = await referral.participate(workspace, program, userId, messageId);
    if (decided?.status !== 'done') return undefined;
    // The batch that decided has committed, so the projection holds the code.
    const person = await findPersonByUserId(pool, workspace, userId);
    return person === undefined ? undefined : this.#known(program, userId);
  }

  /** Where there is a form or an approval nobody joins by opening a page, and nobody who does not meet a condition. */
  async #joinsByOpening(program: PublicProgram, userId: string): Promise<boolean> {
    const { participant } = program.definition;
    if (participant === undefined) return true;
    if (participant.form !== undefined || participant.approval === 'manual') return false;
    const { pool, clock } = this.#options;
    const { mayApply } = await candidateOf(pool, program, await this.#person(program, userId), clock.now());
    return mayApply;
  }

  async #candidate(program: PublicProgram, brand: Brand, userId: string): Promise<CandidatePage> {
    const { pool, clock } = this.#options;
    const candidate = await candidateOf(pool, program, await this.#person(program, userId), clock.now());
    const promise = promiseIn(program, await unitsOf(pool, program.workspace), brand);
    return { ...candidate, program, brand, promise };
  }

  /** Somebody sends the form of a program; whoever takes part already is not asked again. */
  async apply(
    idOrKey: string,
    secret: string | undefined,
    typed: ReadonlyMap<string, string>,
    address: string,
  ): Promise<ApplyAnswer> {
    const seconds = this.#applying.wait(address);
    if (seconds > 0) return { kind: 'wait', seconds };
    this.#applying.take(address);
    const seen = await this.view(idOrKey, secret, undefined);
    if (seen.kind === 'shown') return { kind: 'applied', program: seen.page.program };
    if (seen.kind !== 'candidate') return seen;
    const { page } = seen;
    // Whatever else a form sends is no field of the program's.
    const told = Object.fromEntries(page.form.map(({ field }) => [field, typed.get(field)]));
    const today = dateIn(page.program.definition.timeZone ?? 'UTC')(this.#options.clock.now());
    const { problems } = readAnswers(page.form, told, today);
    if (problems.length > 0 || !page.mayApply) return { kind: 'candidate', page, problems };
    const { program, brand } = page;
    const session = await this.session(program, secret);
    if (session === undefined) return { kind: 'closed', program, brand, site: siteOf(program, brand) };
    const { referral } = this.#options;
    const messageId = this.#messageId();
    const decided = await referral.participate(program.workspace, program, session.userId, messageId, told);
    if (decided === undefined) return { kind: 'soon', program, brand };
    if (decided.status === 'done') return { kind: 'applied', program };
    // The lane saw more than we did.
    return { kind: 'candidate', page: await this.#candidate(program, brand, session.userId), problems: [] };
  }

  #messageId(): string {
    return `~me.${Buffer.from(this.#options.random.bytes(16)).toString('hex')}`;
  }

  async #person({ workspace }: PublicProgram, userId: string): Promise<KnownPerson | undefined> {
    const { pool } = this.#options;
    const id = await findPersonByUserId(pool, workspace, userId);
    return id === undefined ? undefined : knownPerson(pool, workspace, id);
  }

  async #known(program: PublicProgram, userId: string): Promise<Participant | undefined> {
    const { pool } = this.#options;
    const { workspace } = program;
    const known = await this.#person(program, userId);
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
    const { pool, clock, bans } = this.#options;
    const { workspace } = program;
    const units = await unitsOf(pool, workspace);
    const [{ parts, traits }, programs] = await Promise.all([
      readPersonParts(pool, workspace, person),
      programsNow(pool, workspace, units),
    ]);
    const dayOf = dayIn(brand.timeZone);
    const standing = standingOf(parts, programs, program.program);
    const [counts, friends, holdings, handouts, outlook, tasks, named, told] = await Promise.all([
      countsOfReferrer(pool, workspace, program.program, profiles),
      friendsOf(pool, program, profiles, before, { programs, units, dayOf }),
      holdingsOf(pool, workspace, { person, profiles }, units),
      handoutsOf(pool, workspace, profiles, units),
      outlookOf(pool, program, { person, profiles }, standing, units, { now: clock.now(), dayOf }),
      ownTasks(pool, program, profiles, clock.now()),
      placementsOf(pool, workspace, program.program, profiles),
      bans.told(workspace, program.program, profiles),
    ]);
    const promise = promiseIn(program, units, brand);
    const isFurther = before !== undefined;
    const choices = ownChoices(program, person, parts, units);
    const own = { name: givenNameIn(traits), code, named, counts, holdings, handouts, outlook, tasks };
    return {
      ...own,
      choices,
      friends,
      ...told,
      ...{ program, state, brand, promise },
      isFurther,
      ...this.#linkOf(program, code),
    };
  }

  /** A link that counts its clicks may say where it stands; our own landing without one counts none. */
  #linkOf({ program, definition }: PublicProgram, code: string): Pick<CabinetPage, 'link' | 'hasPlacements'> {
    const { publicUrl } = this.#options;
    const hasPlacements = definition.invite.link !== undefined;
    return { link: hasPlacements ? inviteLink(publicUrl, code) : landingPage(publicUrl, program, code), hasPlacements };
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
