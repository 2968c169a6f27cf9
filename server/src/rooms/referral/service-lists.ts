import type { PersonSummary, ProgramDefinition, SpendingLimit } from '@sarafan/contract';
import { findSurvivors } from '../../engine/index.ts';
import {
  fromTheNewest,
  type Page,
  type PageRequest,
  pageFrom,
  pageSize,
  readCursor,
  writeCursor,
} from '../../kit/api/paging.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import type { ProgramId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import { personSummaries } from '../people/index.ts';
import { recipes } from './recipes/index.ts';
import type { Recipe } from './recipes/recipe.ts';
import { giftsWithChain, type ProgramPromise } from './rules/promise.ts';
import type { ParticipantRow } from './store.ts';
import { standingBansOf } from './store-bans.ts';
import { pageParticipants, pageVersions, type VersionListRow } from './store-lists.ts';
import { listPrograms, type ProgramRow } from './store-programs.ts';

export { inviteLink } from './rules/landing.ts';

export type ProgramState = 'not_started' | 'running' | 'ended';

/** Whether invitations of this moment count. */
export function stateOf({ startsAt, endsAt }: ProgramDefinition, now: EpochMs): ProgramState {
  if (startsAt !== undefined && now < Date.parse(startsAt)) return 'not_started';
  return endsAt !== undefined && now >= Date.parse(endsAt) ? 'ended' : 'running';
}

export interface RecipeRow extends Omit<Recipe, 'limits'>, Pick<ProgramPromise, 'friendGets' | 'referrerGets'> {
  readonly recipe: string;
  /** As they are when it is launched under its own name. */
  readonly limits: Readonly<Record<string, SpendingLimit>>;
}

export interface ParticipantListRow extends ParticipantRow {
  readonly owner: PersonSummary | null;
  /** Since when the person is banned from the program. */
  readonly bannedSince: EpochMs | undefined;
}

/** The room's lists, a page at a time. */
export class ReferralLists {
  readonly #pool: Pool;
  readonly #clock: Clock;

  constructor(pool: Pool, clock: Clock) {
    this.#pool = pool;
    this.#clock = clock;
  }

  stateNow(definition: ProgramDefinition): ProgramState {
    return stateOf(definition, this.#clock.now());
  }

  /** In the order of their keys. */
  async programs(workspace: WorkspaceId, request: PageRequest): Promise<Page<ProgramRow>> {
    const [after = ''] = readCursor(request.cursor, ['string']) ?? [];
    const all = [...(await listPrograms(this.#pool, workspace))].sort((left, right) => (left.key < right.key ? -1 : 1));
    const rest = all.filter((each) => each.key > after);
    return pageFrom(
      rest,
      pageSize(request),
      (row) => row,
      (last) => writeCursor(last.key),
    );
  }

  async versions(workspace: WorkspaceId, program: ProgramId, request: PageRequest): Promise<Page<VersionListRow>> {
    const [before] = readCursor(request.cursor, ['number']) ?? [];
    const limit = pageSize(request);
    const rows = await pageVersions(this.#pool, workspace, program, before, limit + 1);
    return pageFrom(
      rows,
      limit,
      (row) => row,
      (last) => writeCursor(last.version),
    );
  }

  async participants(
    workspace: WorkspaceId,
    program: ProgramId,
    request: PageRequest,
  ): Promise<Page<ParticipantListRow>> {
    const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
    const limit = pageSize(request);
    const rows = await pageParticipants(this.#pool, workspace, program, before, limit + 1);
    const persons = rows.map(({ person }) => person);
    const summary = await personSummaries(this.#pool, workspace, persons);
    const bannedSince = await this.#bannedSince(workspace, program, persons);
    return pageFrom(
      rows,
      limit,
      (row) => ({ ...row, owner: summary(row.person), bannedSince: bannedSince(row.person) }),
      (last) => writeCursor(last.joinedAt, last.person),
    );
  }

  /** Since when each of these is banned: a ban names profiles, and a person may have been joined of several. */
  async #bannedSince(
    workspace: WorkspaceId,
    program: ProgramId,
    persons: readonly SubjectId[],
  ): Promise<(person: SubjectId) => EpochMs | undefined> {
    const known = await findSurvivors(this.#pool, workspace, persons);
    const profiles = [...known.values()].flatMap((each) => each.profiles);
    const bans = await standingBansOf(this.#pool, workspace, program, profiles);
    return (person) => {
      const own = known.get(person)?.profiles ?? [];
      return bans.find((ban) => own.some((profile) => ban.profiles.includes(profile)))?.since;
    };
  }

  recipes(request: PageRequest): Page<RecipeRow> {
    const [after = ''] = readCursor(request.cursor, ['string']) ?? [];
    const all = Object.entries<Recipe>(recipes).map(([recipe, { definition, units, limits: limitsOf }]): RecipeRow => {
      const { friendGets, referrerGets } = giftsWithChain(definition, new Map(units.map((unit) => [unit.unit, unit])));
      const limits = limitsOf?.(recipe) ?? {};
      return { recipe, definition, units, limits, friendGets, referrerGets };
    });
    const rest = all.sort((left, right) => (left.recipe < right.recipe ? -1 : 1)).filter((each) => each.recipe > after);
    return pageFrom(
      rest,
      pageSize(request),
      (row) => row,
      (last) => writeCursor(last.recipe),
    );
  }
}
