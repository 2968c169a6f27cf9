import type { ProgramDefinition } from '@sarafan/contract';
import { type CommandDoor, nextRevision, type Reply } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import { inTransaction, type Pool } from '../../kit/db.ts';
import type { Random } from '../../kit/random.ts';
import { idFrom, type ProgramId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { insertAudit } from '../access/index.ts';
import { listUnits, saveUnit } from '../ledger/index.ts';
import { findPersonByUserId } from '../people/index.ts';
import { findRecipe } from './recipes/index.ts';
import { checkProgram, type ProgramProblem } from './rules/check.ts';
import { codeFrom } from './rules/codes.ts';
import { bindFriend, joinProgram, unbindFriend } from './rules/facts.ts';
import { findParticipant, listPairs, type PairRow } from './store.ts';
import { findProgram, insertVersion, listPrograms, type ProgramRow } from './store-programs.ts';
import type { ClickKeys } from './types.ts';

export interface ReferralOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly commands: CommandDoor;
  readonly clickKeys: ClickKeys;
}

export type SaveProgramResult =
  | { readonly ok: true; readonly program: ProgramId; readonly version: number }
  | { readonly ok: false; readonly problems: readonly ProgramProblem[] };

/** Who asks: a key's id or the command line, for the audit log. */
export interface Asker {
  readonly workspace: WorkspaceId;
  readonly actor: string;
}

/** A new participant is offered so many codes; the first that is free is theirs. */
const codesOffered = 4;

/** Definitions and commands of the referral room. */
export class ReferralService {
  readonly #options: ReferralOptions;

  constructor(options: ReferralOptions) {
    this.#options = options;
  }

  /** Checks a definition without saving it: what contradicts itself, what is unknown, what a browser could forge. */
  async check(workspace: WorkspaceId, definition: unknown): Promise<readonly ProgramProblem[]> {
    const units = await listUnits(this.#options.pool, workspace);
    return checkProgram(definition, new Map(units.map((unit) => [unit.unit, unit.exponent])));
  }

  /** Launches a new program, or the next version of the one that bears this key. */
  async launch(asker: Asker, key: string, definition: ProgramDefinition, note: string): Promise<SaveProgramResult> {
    const { pool, clock, random } = this.#options;
    const problems = await this.check(asker.workspace, definition);
    if (problems.length > 0) return { ok: false, problems };
    return inTransaction(pool, async (tx) => {
      // The revision's row lock lets one launch of a workspace in at a time.
      const revision = await nextRevision(tx, asker.workspace);
      const present = await findProgram(tx, asker.workspace, key);
      const program = present?.program ?? idFrom('prg', random.bytes(10));
      const at = clock.now();
      const { workspace, actor } = asker;
      const input = { workspace, program, key: present?.key ?? key, revision, at, note, definition };
      const version = await insertVersion(tx, input);
      await insertAudit(tx, {
        workspace,
        at,
        actor,
        action: 'program.launch',
        target: program,
        detail: { version, note },
      });
      return { ok: true, program, version };
    });
  }

  /** Launches a recipe: makes the units it pays in, then its program. Undefined when there is no such recipe. */
  async install(asker: Asker, name: string): Promise<SaveProgramResult | undefined> {
    const recipe = findRecipe(name);
    if (recipe === undefined) return undefined;
    const { workspace } = asker;
    for (const unit of recipe.units) await saveUnit(this.#options.pool, { workspace, ...unit });
    return this.launch(asker, name, recipe.definition, name);
  }

  programs(workspace: WorkspaceId): Promise<ProgramRow[]> {
    return listPrograms(this.#options.pool, workspace);
  }

  program(workspace: WorkspaceId, idOrKey: string): Promise<ProgramRow | undefined> {
    return findProgram(this.#options.pool, workspace, idOrKey);
  }

  /** Makes a person a participant, or answers with the code they have. Undefined: the decision is still to come. */
  async participate(
    workspace: WorkspaceId,
    program: ProgramRow,
    userId: string,
    messageId: string,
  ): Promise<Reply | undefined> {
    const { pool, random, commands } = this.#options;
    const person = await findPersonByUserId(pool, workspace, userId);
    const present = person === undefined ? undefined : await findParticipant(pool, workspace, program.program, person);
    if (present !== undefined) {
      return { status: 'done', result: { program: present.program, person: present.person, code: present.code } };
    }
    const length = program.definition.invite.code?.length ?? 8;
    const claims = Array.from({ length: codesOffered }, () => codeFrom(random.bytes(64), length))
      .filter((code) => code !== undefined)
      .map((value) => ({ kind: 'code' as const, value, detail: program.program }));
    const properties = { program: program.program };
    return commands.send({ workspace, name: joinProgram, to: { userId }, messageId, properties, claims });
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
    await insertAudit(pool, { workspace, at: clock.now(), actor, action: 'binding.create', target: userId, detail });
    return commands.send({ workspace, name: bindFriend, to: { userId }, messageId, properties });
  }

  /** Support takes a friend's bindings to a program away. */
  async unbind(asker: Asker, person: SubjectId, program: ProgramId, messageId: string): Promise<Reply | undefined> {
    const { pool, clock, commands } = this.#options;
    const { workspace, actor } = asker;
    const detail = { program };
    await insertAudit(pool, { workspace, at: clock.now(), actor, action: 'binding.delete', target: person, detail });
    return commands.send({ workspace, name: unbindFriend, to: person, messageId, properties: { program } });
  }

  pairs(workspace: WorkspaceId, program: ProgramId, after: string, limit: number): Promise<PairRow[]> {
    return listPairs(this.#options.pool, workspace, program, after, limit);
  }
}
