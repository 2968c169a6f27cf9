import type { Explanation, FriendCost, LimitBrought, ProgramDefinition, SpendingLimit } from '@sarafan/contract';
import { type ClaimedKey, type CommandDoor, nextRevision, type Reply } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import { inTransaction, type Pool, type Queryable, type Transaction } from '../../kit/db.ts';
import type { Random } from '../../kit/random.ts';
import { codeFrom } from '../../kit/values/codes.ts';
import { idFrom, type ProgramId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import { insertAudit } from '../access/index.ts';
import { findPersonByUserId, type KnownPerson, knownPerson } from '../people/index.ts';
import { findRecipe } from './recipes/index.ts';
import { checkProgram, checkTotal } from './rules/check.ts';
import { namesPromotion } from './rules/check-fulfilment.ts';
import { hasForm } from './rules/check-schema.ts';
import { explainedCost } from './rules/explained-cost.ts';
import { bindFriend, joinProgram, noFreeCode, unbindFriend } from './rules/facts.ts';
import { participation } from './rules/participation.ts';
import type { ProgramProblem } from './rules/problems.ts';
import { giftsWithChain, type ProgramPromise } from './rules/promise.ts';
import { exponentsOf } from './rules/unit-words.ts';
import { type ProgramWarning, warningsOf } from './rules/warnings.ts';
import { brandOf, promiseIn } from './service-brand.ts';
import type { PromotionsOf } from './service-definitions.ts';
import { explainPair } from './service-explain.ts';
import { type SumAsked, sumsGivenUp } from './service-kept-sums.ts';
import { withMoments } from './service-moments.ts';
import { limitsBrought, makeUnits, unitsWith } from './service-recipes.ts';
import {
  type Asker,
  type CheckedVersion,
  isSound,
  type Launch,
  misplaced,
  type NewVersion,
  type SaveProgramResult,
  unchanged,
} from './service-versions.ts';
import { findParticipants } from './store.ts';
import { codesInUse } from './store-lists.ts';
import {
  countRewards,
  findDefinition,
  findProgram,
  insertVersion,
  listPrograms,
  type ProgramRow,
} from './store-programs.ts';
import type { ClickKeys } from './types.ts';

export interface ReferralOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly commands: CommandDoor;
  readonly clickKeys: ClickKeys;
  /** The promotions of the room above, whose codes rewards may be given by. */
  readonly promotions?: PromotionsOf;
  /** Told of each launch in its own transaction. */
  readonly launched?: (tx: Transaction, launch: Launch) => Promise<void>;
  /** Sums that spending limits ask programs for. */
  readonly sumsAsked?: (workspace: WorkspaceId, db: Queryable) => Promise<readonly SumAsked[]>;
  /** Sets the spending limits of a recipe for units that have none. */
  readonly bringLimits?: (
    asker: Asker,
    limits: Readonly<Record<string, SpendingLimit>>,
    tx: Transaction,
  ) => Promise<LimitBrought[]>;
}

/** Stands for a program that is not there yet, where rewards are counted. */
const newProgram = 'prg_new' as ProgramId;

/** So many codes are drawn for a new participant; the first that nobody has is offered. */
const codesDrawn = 4;

/** Definitions and commands of the referral room. */
export class ReferralService {
  readonly #options: ReferralOptions;

  constructor(options: ReferralOptions) {
    this.#options = options;
  }

  /**
   * Checks a definition without saving it: what contradicts itself, what is unknown, what a browser could forge. Units
   * of the recipe that it began as count as made.
   */
  async check(
    workspace: WorkspaceId,
    { definition, recipe }: Pick<NewVersion, 'definition' | 'recipe'>,
    db: Queryable = this.#options.pool,
  ): Promise<readonly ProgramProblem[]> {
    const exponents = exponentsOf(await unitsWith(db, workspace, recipe));
    const isAsked = hasForm(definition) && namesPromotion(definition);
    const promotions = isAsked ? await this.#options.promotions?.(db, workspace) : undefined;
    return withMoments(db, workspace, checkProgram(definition, exponents, promotions));
  }

  /** What stands against launching a definition now, the rewards of all programs together included. */
  async checkLaunch(
    workspace: WorkspaceId,
    { definition, key, recipe }: CheckedVersion,
  ): Promise<readonly ProgramProblem[]> {
    const { pool } = this.#options;
    const problems = await this.check(workspace, { definition, recipe });
    if (!isSound(definition, problems)) return problems;
    const present = key === undefined ? undefined : await findProgram(pool, workspace, key);
    return this.#standsAgainst(workspace, definition, present, pool);
  }

  /** What all of the workspace has against a definition that is sound by itself. */
  async #standsAgainst(
    workspace: WorkspaceId,
    definition: ProgramDefinition,
    present: ProgramRow | undefined,
    db: Queryable,
  ): Promise<readonly ProgramProblem[]> {
    const total = await countRewards(db, workspace, present?.program ?? newProgram, definition.rewards.length);
    if (present === undefined) return checkTotal(total);
    const asked = (await this.#options.sumsAsked?.(workspace, db)) ?? [];
    return [...checkTotal(total), ...(await sumsGivenUp(db, workspace, present, definition, asked))];
  }

  /** What may be launched and is mostly not meant, as things are now. */
  warnings(definition: unknown): readonly ProgramWarning[] {
    return hasForm(definition) ? warningsOf(definition, this.#options.clock.now()) : [];
  }

  /** What one friend costs at the most, unit by unit; nothing as long as something is wrong with the definition. */
  async greatestCost(
    workspace: WorkspaceId,
    { definition, recipe }: CheckedVersion,
    problems: readonly ProgramProblem[],
  ): Promise<FriendCost[]> {
    if (!isSound(definition, problems)) return [];
    const units = await unitsWith(this.#options.pool, workspace, recipe);
    return explainedCost(definition, units);
  }

  /** What a definition promises, in plain words; undefined while it has not the form of one or is too large to tell. */
  async promise(
    workspace: WorkspaceId,
    { definition, recipe }: CheckedVersion,
    problems: readonly ProgramProblem[],
  ): Promise<ProgramPromise | undefined> {
    const isTooLarge = problems.some(({ code }) => code === 'too_deep' || code === 'too_many_nodes');
    if (isTooLarge || !hasForm(definition)) return undefined;
    const { pool } = this.#options;
    const [brand, units] = await Promise.all([brandOf(pool, workspace), unitsWith(pool, workspace, recipe)]);
    return { ...promiseIn({ definition }, units, brand), ...giftsWithChain(definition, units) };
  }

  /**
   * Launches a new program, or the next version of the one that bears this key; in the caller's transaction if any. The
   * definition that stands already makes no version, whatever it is based on. With a recipe, its units that the
   * definition names and nobody has made are made first, and its spending limits for them are set where there are none.
   */
  async launch(asker: Asker, next: NewVersion, within?: Transaction): Promise<SaveProgramResult> {
    return this.#transact(within, async (tx) => {
      const { definition, recipe } = next;
      const problems = await this.check(asker.workspace, next, tx);
      if (!isSound(definition, problems)) return { ok: false, problems };
      const saved = await this.#save(asker, { ...next, definition }, tx);
      if (!saved.ok || recipe === undefined) return saved;
      const limits = await this.#options.bringLimits?.(asker, limitsBrought(recipe, { key: next.key, definition }), tx);
      return { ...saved, limits: limits ?? [] };
    });
  }

  async #save(
    { workspace, actor }: Asker,
    next: NewVersion & Pick<ProgramRow, 'definition'>,
    tx: Transaction,
  ): Promise<SaveProgramResult> {
    const { key, definition, note, basedOn, appliesTo = 'new', recipe, audited = {} } = next;
    const { clock, random } = this.#options;
    const standing = await unchanged(tx, workspace, { key, definition, appliesTo });
    if (standing !== undefined) return standing;
    // The revision's row lock lets one launch of a workspace in at a time.
    const revision = await nextRevision(tx, workspace);
    const meanwhile = await unchanged(tx, workspace, { key, definition, appliesTo });
    if (meanwhile !== undefined) return meanwhile;
    const present = await findProgram(tx, workspace, key);
    const refused = misplaced(basedOn, present?.version ?? 0);
    if (refused !== undefined) return refused;
    const program = present?.program ?? idFrom('prg', random.bytes(10));
    const against = await this.#standsAgainst(workspace, definition, present, tx);
    if (against.length > 0) return { ok: false, problems: against };
    if (recipe !== undefined && !(await makeUnits(tx, workspace, recipe, definition))) {
      const problems = await this.check(workspace, { definition }, tx);
      if (problems.length > 0) return { ok: false, problems };
    }
    const at = clock.now();
    const input = { workspace, program, key: present?.key ?? key, revision, at, note, appliesTo, definition };
    const version = await insertVersion(tx, input);
    await this.#options.launched?.(tx, { workspace, program, key: input.key, version, note, at });
    await insertAudit(tx, {
      workspace,
      at,
      actor,
      action: 'program.launch',
      target: program,
      detail: { key: input.key, version, note, appliesTo, ...audited },
    });
    return { ok: true, program, version, isNew: true };
  }

  /** Launches the definition of an earlier version again, as a new one. Undefined when there is no such version. */
  async rollBack(
    asker: Asker,
    { program, key }: ProgramRow,
    { version, ...how }: Pick<NewVersion, 'note' | 'appliesTo' | 'basedOn'> & { readonly version: number },
    tx: Transaction,
  ): Promise<SaveProgramResult | undefined> {
    const definition = await findDefinition(tx, asker.workspace, program, version);
    return definition === undefined
      ? undefined
      : this.launch(asker, { ...how, key, definition, audited: { rolledBackTo: version } }, tx);
  }

  /** Launches a recipe as it is, under its own name. Undefined when there is no such recipe. */
  async install(asker: Asker, name: string, within?: Transaction): Promise<SaveProgramResult | undefined> {
    const recipe = findRecipe(name);
    if (recipe === undefined) return undefined;
    return this.launch(asker, { key: name, definition: recipe.definition, note: name, recipe }, within);
  }

  #transact<Result>(within: Transaction | undefined, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return within === undefined ? inTransaction(this.#options.pool, work) : work(within);
  }

  programs(workspace: WorkspaceId): Promise<ProgramRow[]> {
    return listPrograms(this.#options.pool, workspace);
  }

  program(
    workspace: WorkspaceId,
    idOrKey: string,
    db: Queryable = this.#options.pool,
  ): Promise<ProgramRow | undefined> {
    return findProgram(db, workspace, idOrKey);
  }

  /** The person behind an id of ours or of the customer's; undefined when this workspace has no such person. */
  async find(
    workspace: WorkspaceId,
    name: { readonly person: string } | { readonly userId: string },
    db: Queryable = this.#options.pool,
  ): Promise<KnownPerson | undefined> {
    const id = 'person' in name ? name.person : await findPersonByUserId(db, workspace, name.userId);
    return id === undefined ? undefined : knownPerson(db, workspace, id);
  }

  /**
   * Makes a person a participant, takes their application, or answers with the codes they have. Undefined: the decision
   * is still to come.
   */
  async participate(
    workspace: WorkspaceId,
    program: ProgramRow,
    userId: string,
    messageId: string,
    application: JsonObject = {},
  ): Promise<Reply | undefined> {
    const { pool, commands } = this.#options;
    const person = await this.find(workspace, { userId });
    const present =
      person === undefined ? [] : await findParticipants(pool, workspace, program.program, person.profiles);
    if (person !== undefined && present.length > 0) {
      return participation(
        program.program,
        person.person,
        present.map(({ code }) => code),
      );
    }
    const to = { userId };
    const joining = { workspace, name: joinProgram, to };
    const properties = { program: program.program };
    if (program.definition.participant === undefined) {
      return commands.send({ ...joining, messageId, properties, claims: await this.codeClaims(program) });
    }
    // A code that is offered belongs to the person from then on, so none is drawn for whoever is refused.
    const asked = { ...properties, application };
    const decided = await commands.send({ ...joining, messageId, properties: asked });
    if (decided?.reason !== noFreeCode) return decided;
    const claims = await this.codeClaims(program);
    return commands.send({ ...joining, messageId: `${messageId}.code`, properties: asked, claims });
  }

  /** A code that nobody has, for whoever becomes a participant; none when no free one was found. */
  async codeClaims({ program, definition }: ProgramRow): Promise<readonly ClaimedKey[]> {
    const code = await this.#freeCode(definition.invite.code?.length ?? 8);
    return code === undefined ? [] : [{ kind: 'code', value: code, detail: program }];
  }

  /** An invite link names its code and nothing else, so a code is free when no workspace has given it out. */
  async #freeCode(length: number): Promise<string | undefined> {
    const { pool, random } = this.#options;
    const drawn = Array.from({ length: codesDrawn }, () => codeFrom(random.bytes(64), length)).filter(
      (code) => code !== undefined,
    );
    const given = await codesInUse(pool, drawn);
    return drawn.find((code) => !given.has(code));
  }

  /** Support binds a friend to the owner of a code, now or dated back within the program's window. */
  async bind(
    asker: Asker,
    input: { readonly userId: string; readonly code: string; readonly at?: number; readonly messageId: string },
  ): Promise<Reply | undefined> {
    const { pool, clock, commands } = this.#options;
    const { workspace, actor } = asker;
    const { userId, code, at, messageId } = input;
    const properties = { code, ...(at === undefined ? {} : { at }) };
    const detail = { ...properties, userId };
    const entry = { workspace, at: clock.now(), actor, action: 'binding.create', target: userId, detail };
    await insertAudit(pool, entry, messageId);
    const reply = await commands.send({ workspace, name: bindFriend, to: { userId }, messageId, properties });
    if (reply?.status === 'refused') {
      // The entry above tells what was asked for. Without this one the log would claim a binding that is none.
      const refused = { ...detail, reason: reply.reason ?? '' };
      const answer = { ...entry, at: clock.now(), action: 'binding.refuse', detail: refused };
      await insertAudit(pool, answer, `${messageId} refused`);
    }
    return reply;
  }

  /** Support takes a friend's bindings to a program away. */
  async unbind(asker: Asker, person: SubjectId, program: ProgramId, messageId: string): Promise<Reply | undefined> {
    const { pool, clock, commands } = this.#options;
    const { workspace, actor } = asker;
    const detail = { program };
    const entry = { workspace, at: clock.now(), actor, action: 'binding.delete', target: person, detail };
    await insertAudit(pool, entry, messageId);
    return commands.send({ workspace, name: unbindFriend, to: person, messageId, properties: { program } });
  }

  /** Who invited a person, what was decided and why, and what became of the rewards; as everything stands now. */
  explain(workspace: WorkspaceId, program: ProgramRow, person: KnownPerson): Promise<Explanation> {
    return explainPair(this.#options.pool, workspace, program, person, this.#options.clock.now());
  }
}
