import { type AddressLimiter, createAddressLimiter } from '../../engine/index.ts';
import type { Secrets } from '../../kit/secrets.ts';
import { formMessage } from '../../kit/values/forms.ts';
import type { SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import { laneOfAnchor } from '../../kit/values/lane.ts';
import { type Language, type Sentence, sentenceOf } from '../../kit/values/sentences.ts';
import { hourMs, secondMs } from '../../kit/values/time.ts';
import { assertedContacts } from '../people/index.ts';
import { readClickToken } from './rules/clicks.ts';
import { inviteForm } from './rules/facts.ts';
import { type FormProblems, type ReadForm, readForm, type TypedForm } from './rules/invite-form.ts';
import { givenNameIn } from './rules/known-traits.ts';
import { siteAddress, withClick } from './rules/landing.ts';
import type { ProgramPromise } from './rules/promise.ts';
import { readTicket, ticketText } from './rules/tickets.ts';
import { type Brand, brandOf, promiseIn, unitsOf } from './service-brand.ts';
import type { FoundCode, InviteLinkOptions, InviteLinks } from './service-links.ts';
import { type ProgramState, stateOf } from './service-lists.ts';
import type { LostReferrals } from './service-lost.ts';
import { readPersonParts } from './service-parts.ts';
import { findBanOf } from './store-bans.ts';
import { findPublicProgram, type PublicProgram } from './store-programs.ts';
import { landingTexts } from './texts-landing.ts';
import type { ClickKeys } from './types.ts';

export interface LandingOptions extends InviteLinkOptions {
  readonly secrets: Secrets;
  readonly lost: LostReferrals;
}

/** A visitor of a program's landing, as the address and the browser tell. */
export interface LandingVisit {
  /** The program's id, or its key where only one workspace has such a key. */
  readonly program: string;
  readonly code: string | undefined;
  /** The token of a click that was made before. */
  readonly click: string | undefined;
  /** Where the link stood that led here straight. */
  readonly placement: unknown;
  readonly isPerson: boolean;
  readonly address: string;
}

export type { FieldProblem, FormField, FormProblems, TypedForm } from './rules/invite-form.ts';

/** What a landing shows. */
export interface LandingPage {
  readonly program: PublicProgram;
  readonly state: ProgramState;
  readonly brand: Brand;
  readonly promise: ProgramPromise;
  /** Whose invitation it is; undefined when the code is nobody's or there is none. */
  readonly code: string | undefined;
  /** The inviter's given name, where a server told one. */
  readonly inviter: string | undefined;
  /** Whoever invites is banned from the program: nothing comes of the invitation. */
  readonly isInvalid: boolean;
  /** A code was given and is nobody's. */
  readonly codeIsWrong: boolean;
  readonly click: string | undefined;
  /** Where the customer's own site goes on. */
  readonly site: string | undefined;
  readonly ticket: string;
}

export type LandingAnswer =
  | { readonly kind: 'shown'; readonly page: LandingPage }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'wait'; readonly seconds: number };

export interface SentForm {
  readonly typed: TypedForm;
  readonly ticket: string;
  readonly language: Language;
  /** The address of the page, without a query. */
  readonly page: string;
  /** Something was written into a field that people do not see. */
  readonly trapped: boolean;
}

export type FormAnswer =
  | { readonly kind: 'sent'; readonly page: LandingPage }
  | { readonly kind: 'wrong'; readonly page: LandingPage; readonly problems: FormProblems }
  /** The page is too old or not ours: it is shown again, with what was typed. */
  | { readonly kind: 'stale'; readonly page: LandingPage }
  /** It names itself as no browser does: nothing is kept, and it is told so, since a person may be mistaken for one. */
  | { readonly kind: 'robot'; readonly page: LandingPage }
  | { readonly kind: 'busy'; readonly page: LandingPage; readonly seconds: number }
  | { readonly kind: 'closed'; readonly page: LandingPage }
  | Exclude<LandingAnswer, { kind: 'shown' }>;

/** A family or an office behind one address fills in a few forms; a flood comes from one, or is about one contact. */
const formsOfAddress = { perSecond: 1 / 60, burst: 20 };
const formsOfContact = { perSecond: 5 / (hourMs / secondMs), burst: 5 };
const remembered = 20_000;

const noPromise: ProgramPromise = {
  ...{ friend: [], referrer: [], rules: [] },
  ...{ friendGets: undefined, referrerGets: undefined },
  friendsGift: { cause: 'anything', gift: undefined, least: '' },
};

/** The page that greets whoever was invited, and the form on it. */
export class Landings {
  readonly #options: LandingOptions;
  readonly #links: InviteLinks;
  readonly #addresses: AddressLimiter;
  readonly #contacts: AddressLimiter;

  constructor(options: LandingOptions, links: InviteLinks) {
    this.#options = options;
    this.#links = links;
    this.#addresses = createAddressLimiter(options.clock, formsOfAddress, remembered);
    this.#contacts = createAddressLimiter(options.clock, formsOfContact, remembered);
  }

  async visit(visit: LandingVisit): Promise<LandingAnswer> {
    const { pool, clock, random, clickKeys } = this.#options;
    const program = await findPublicProgram(pool, visit.program);
    if (program === undefined) return { kind: 'unknown' };
    const { workspace, definition } = program;
    const found = await this.#find(visit, program);
    if (found?.kind === 'wait') return found;
    const given = found?.kind === 'found' ? found : undefined;
    const [brand, units] = await Promise.all([brandOf(pool, workspace), unitsOf(pool, workspace)]);
    const state = stateOf(definition, clock.now());
    const click = given === undefined ? undefined : this.#clickOf(visit, given, clickKeys);
    const isInvalid = given !== undefined && (await this.#isBanned(program, given.given.person));
    const nonce = Buffer.from(random.bytes(9)).toString('hex');
    const page: LandingPage = {
      ...{ program, state, brand, click, isInvalid },
      promise: isInvalid ? noPromise : promiseIn(program, units, brand),
      code: given?.code,
      inviter: given === undefined ? undefined : await this.#nameOf(workspace, given.given.person),
      codeIsWrong: visit.code !== undefined && visit.code.trim() !== '' && given === undefined,
      site: siteAddress(definition.invite.link, click) ?? ownSite(brand, click),
      ticket: ticketText(program.program, { at: clock.now(), nonce }, this.#ticketKey(workspace)),
    };
    if (page.codeIsWrong && visit.isPerson) await this.#keepFailed(workspace, visit.code);
    return { kind: 'shown', page };
  }

  /** Whose invitation a click followed; undefined for a token that this program's workspace did not sign. */
  async codeOfClick(idOrKey: string, click: string | undefined): Promise<string | undefined> {
    if (click === undefined) return undefined;
    const { pool, clickKeys } = this.#options;
    const program = await findPublicProgram(pool, idOrKey);
    return program === undefined ? undefined : readClickToken(click, clickKeys(program.workspace))?.code;
  }

  /** A form that was sent: it is stored as a fact that chooses who is credited and makes nobody anything. */
  async send(visit: LandingVisit, sent: SentForm): Promise<FormAnswer> {
    const { clock, inbox } = this.#options;
    const typed = sent.typed.code.trim();
    // Showing the page again is no second click.
    const answer = await this.visit({ ...visit, isPerson: false, ...(typed === '' ? {} : { code: typed }) });
    if (answer.kind !== 'shown') return answer;
    const { page } = answer;
    if (page.state === 'ended' || page.isInvalid) return { kind: 'closed', page };
    const { workspace, program } = page.program;
    const ticket = readTicket(program, sent.ticket, this.#ticketKey(workspace), clock.now());
    if (ticket === undefined) return { kind: 'stale', page };
    const { form, problems } = readForm(sent.typed);
    if (page.codeIsWrong && !sent.trapped) await this.#keepFailed(workspace, typed);
    const all: FormProblems = page.codeIsWrong ? new Map([...problems, ['code', 'code_unknown']]) : problems;
    if (all.size > 0) return { kind: 'wrong', page, problems: all };
    // Whoever fills in what nobody sees is told what everybody is told, so that it learns nothing.
    if (sent.trapped) return { kind: 'sent', page };
    if (!visit.isPerson) return { kind: 'robot', page };
    const seconds = this.#waitOf(visit.address, workspace, form);
    if (seconds > 0) return { kind: 'busy', page, seconds };
    if (inbox.pressure()) return { kind: 'busy', page, seconds: 60 };
    await this.#store(page, form, { ...sent, nonce: ticket.nonce, address: visit.address });
    return { kind: 'sent', page };
  }

  /** The picture of a workspace, as pages of its programs show it; undefined when there is none. */
  async logo(idOrKey: string): Promise<string | undefined> {
    const program = await findPublicProgram(this.#options.pool, idOrKey);
    if (program === undefined) return undefined;
    return (await brandOf(this.#options.pool, program.workspace)).logo ?? undefined;
  }

  /** For the report of lost referrals; nobody waits long for it, since whoever misses too often is told to wait. */
  async #keepFailed(workspace: WorkspaceId, code: string | undefined): Promise<void> {
    if (code !== undefined && !this.#options.inbox.pressure()) await this.#options.lost.keep(workspace, code);
  }

  async #find(visit: LandingVisit, program: PublicProgram): Promise<FoundCode | undefined> {
    if (visit.code === undefined || visit.code.trim() === '') return undefined;
    return this.#links.find(visit.code, visit.address, (given) => given.program === program.program);
  }

  /** The click that was made on the way here, or this very visit as one. */
  #clickOf(visit: LandingVisit, found: Extract<FoundCode, { kind: 'found' }>, keys: ClickKeys): string | undefined {
    const { workspace } = found.given;
    const known = visit.click === undefined ? undefined : readClickToken(visit.click, keys(workspace));
    if (known?.code === found.code) return visit.click;
    return found.given.definition.invite.link === undefined ? undefined : this.#links.click(found, visit);
  }

  async #nameOf(workspace: WorkspaceId, person: SubjectId): Promise<string | undefined> {
    return givenNameIn((await readPersonParts(this.#options.pool, workspace, person)).traits);
  }

  async #isBanned({ workspace, program }: PublicProgram, person: SubjectId): Promise<boolean> {
    return (await findBanOf(this.#options.pool, workspace, program, [person])) !== undefined;
  }

  #waitOf(address: string, workspace: WorkspaceId, { email, phone }: ReadForm): number {
    const contacts = [email, phone].flatMap((each) => (each === undefined ? [] : [`${workspace} ${each}`]));
    const waits = [this.#addresses.wait(address), ...contacts.map((each) => this.#contacts.wait(each))];
    const seconds = Math.max(...waits);
    if (seconds > 0) return seconds;
    this.#addresses.take(address);
    for (const each of contacts) this.#contacts.take(each);
    return 0;
  }

  async #store(
    page: LandingPage,
    form: ReadForm,
    sent: SentForm & { readonly nonce: string; readonly address: string },
  ): Promise<void> {
    const { clock, inbox, secrets } = this.#options;
    const { workspace, program } = page.program;
    const { name, ...contacts } = form;
    const claims = assertedContacts(contacts);
    const [anchor] = claims;
    if (anchor === undefined) throw new Error('A form without a contact was not refused');
    const now = clock.now();
    const { language, page: address } = sent;
    const consent = {
      // The very sentence beside the box that was ticked.
      text: consentSentence(page.brand)[language],
      ...{ purpose: 'invitation', language, page: address },
      // A keyed hash, so that the address can be compared but not found by trying all of them.
      address: secrets.hmacSign('address', `${workspace} ${sent.address}`),
    };
    const properties: JsonObject = { program, ...invitationOf(page), form: inviteForm, consent };
    await inbox.accept([
      {
        workspace,
        lane: laneOfAnchor(workspace, `${anchor.kind}:${anchor.value}`),
        trust: 'public',
        messageId: formMessage(sent.nonce),
        acceptedAt: now,
        body: { type: 'identify', name: inviteForm, timestamp: now, traits: { name, ...contacts }, properties, claims },
      },
    ]);
  }

  #ticketKey(workspace: WorkspaceId): string {
    return this.#options.secrets.hmacSign('invite form', workspace);
  }
}

/** What a visitor agrees to who sends the form. */
export function consentSentence({ name }: Brand): Sentence {
  return sentenceOf(landingTexts, 'consent', { workspace: name });
}

/** The invitation by which the form came: the click if there was one, else the code. */
function invitationOf({ click, code }: LandingPage): JsonObject {
  if (click !== undefined) return { referral_click: click };
  return code === undefined ? {} : { referral_code: code };
}

function ownSite({ siteUrl }: Brand, click: string | undefined): string | undefined {
  return siteUrl === null || !URL.canParse(siteUrl) ? undefined : withClick(new URL(siteUrl), click);
}
