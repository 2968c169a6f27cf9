import type { ApplicationState, PersonSummary } from '@sarafan/contract';
import type { CommandDoor, Reply } from '../../engine/index.ts';
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
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { insertAudit } from '../access/index.ts';
import { type KnownPerson, personSummaries } from '../people/index.ts';
import { acceptApplication, refuseApplication, reopenApplication } from './rules/facts.ts';
import type { ReferralService } from './service.ts';
import type { Asker } from './service-versions.ts';
import { type ApplicationRow, findApplications, pageApplications } from './store-applications.ts';
import type { ProgramRow } from './store-programs.ts';

export interface ApplicationsOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly commands: CommandDoor;
  readonly referral: ReferralService;
}

export type ApplicationAction = 'approve' | 'refuse' | 'reopen';

const commandOf = {
  approve: acceptApplication,
  refuse: refuseApplication,
  reopen: reopenApplication,
} as const satisfies Record<ApplicationAction, string>;

export interface NamedApplication extends ApplicationRow {
  readonly applicant: PersonSummary | null;
}

/** Applications to take part in programs, and what support decides about them. */
export class Applications {
  readonly #options: ApplicationsOptions;

  constructor(options: ApplicationsOptions) {
    this.#options = options;
  }

  async page(
    workspace: WorkspaceId,
    { program }: ProgramRow,
    state: ApplicationState | undefined,
    request: PageRequest,
  ): Promise<Page<NamedApplication>> {
    const { pool } = this.#options;
    const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
    const limit = pageSize(request);
    const rows = await pageApplications(pool, workspace, program, state, before, limit + 1);
    const summary = await personSummaries(
      pool,
      workspace,
      rows.map(({ person }) => person),
    );
    return pageFrom(
      rows,
      limit,
      (row) => ({ ...row, applicant: summary(row.person) }),
      (last) => writeCursor(last.appliedAt, last.person),
    );
  }

  /** What a person applied for, the one that is to be decided first; undefined when they applied for nothing. */
  async find(
    workspace: WorkspaceId,
    { program }: ProgramRow,
    { person, profiles }: KnownPerson,
  ): Promise<NamedApplication | undefined> {
    const { pool } = this.#options;
    const rows = await findApplications(pool, workspace, program, profiles);
    const row = rows.find(({ state }) => state === 'waiting') ?? rows[0];
    if (row === undefined) return undefined;
    const summary = await personSummaries(pool, workspace, [person]);
    return { ...row, person, applicant: summary(person) };
  }

  /** Support decides; the person's own lane says whether that is still possible. */
  async decide(
    { workspace, actor }: Asker,
    program: ProgramRow,
    { person }: KnownPerson,
    {
      action,
      note,
      messageId,
    }: { readonly action: ApplicationAction; readonly note: string; readonly messageId: string },
  ): Promise<Reply | undefined> {
    const { pool, clock, commands, referral } = this.#options;
    const detail = { program: program.program, key: program.key, note };
    const entry = { workspace, at: clock.now(), actor, action: `application.${action}`, target: person, detail };
    await insertAudit(pool, entry, messageId);
    const claims = action === 'approve' ? await referral.codeClaims(program) : [];
    const properties = { program: program.program, note };
    return commands.send({ workspace, name: commandOf[action], to: person, messageId, properties, claims });
  }
}
