import { fulfilmentStates, type RewardGrant } from '@sarafan/contract';
import type { CommandDoor } from '../../engine/index.ts';
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
import type { GrantId, ProfileId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { insertAudit } from '../access/index.ts';
import { knownPerson, knownPersons } from '../people/index.ts';
import { type FulfilmentState, type Report, reportFulfilment } from './rules/fulfilment.ts';
import { presenter } from './service-grants.ts';
import { pageFulfilments } from './store-fulfilment-pages.ts';
import { findGrant } from './store-grant-pages.ts';
import type { GrantRow } from './store-grants.ts';

/** What this room's service is made of. */
export interface RewardsOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly commands: CommandDoor;
  /** Whom a search finds, newest first, at most so many. */
  readonly search: (workspace: WorkspaceId, text: string, limit: number) => Promise<readonly SubjectId[]>;
}

/** What a list of fulfilments is narrowed to, as the request names it. */
export interface FulfilmentsAsked {
  readonly state?: FulfilmentState;
  readonly by?: string;
  readonly program?: string;
  readonly person?: string;
  readonly q?: string;
}

const foundAtMost = 20;

/** What came last first. A person whom the workspace does not know has none. */
export async function listFulfilments(
  { pool, search }: RewardsOptions,
  workspace: WorkspaceId,
  { state, by, program, person, q }: FulfilmentsAsked,
  request: PageRequest,
): Promise<Page<RewardGrant>> {
  const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
  const named = person === undefined ? undefined : ((await knownPerson(pool, workspace, person))?.profiles ?? []);
  const found = q === undefined ? undefined : await search(workspace, q, foundAtMost);
  const searched =
    found === undefined
      ? undefined
      : [...(await knownPersons(pool, workspace, found)).values()].flatMap(({ profiles }) => profiles);
  const holders = both(named, searched);
  if (holders?.length === 0) return { items: [], next: null };
  const filter = {
    states: state === undefined ? fulfilmentStates : [state],
    ...(by === undefined ? {} : { by }),
    ...(program === undefined ? {} : { program }),
    ...(holders === undefined ? {} : { holders }),
  };
  const limit = pageSize(request);
  const rows = await pageFulfilments(pool, workspace, filter, before, limit + 1);
  const present = await presenter(pool, workspace, rows);
  return pageFrom(rows, limit, present, (last) => writeCursor(last.fulfilment?.since ?? 0, last.grant));
}

type Holders = readonly ProfileId[] | undefined;

function both(one: Holders, other: Holders): Holders {
  if (one === undefined || other === undefined) return one ?? other;
  return one.filter((profile) => other.includes(profile));
}

export interface ReportInput {
  readonly grant: string;
  readonly report: Report;
  readonly note?: string;
  readonly reference?: string;
  readonly messageId: string;
}

export type Reported =
  | { readonly ok: true; readonly grant: RewardGrant }
  | { readonly ok: false; readonly reason: 'unknown_grant' | 'not_open'; readonly decided: boolean };

const audited = { done: 'fulfilment.done', failed: 'fulfilment.fail', waiting: 'fulfilment.reopen' } as const;

/** Somebody says what became of a reward that is handed out. Undefined: the decision is still to come. */
export async function reportOnGrant(
  { pool, clock, commands }: RewardsOptions,
  { workspace, actor }: { readonly workspace: WorkspaceId; readonly actor: string },
  { grant: text, report, note = '', reference = '', messageId }: ReportInput,
): Promise<Reported | undefined> {
  const id = text as GrantId;
  const row = await findGrant(pool, workspace, id);
  if (row === undefined) return { ok: false, reason: 'unknown_grant', decided: false };
  const present = async (found: GrantRow): Promise<Reported> => {
    return { ok: true, grant: (await presenter(pool, workspace, [found]))(found) };
  };
  if (row.fulfilment?.state === report) return present(row);
  if (!mayBeSaid(row, report)) return { ok: false, reason: 'not_open', decided: false };
  const told = { ...(note === '' ? {} : { note }), ...(reference === '' ? {} : { reference }) };
  const { profile, program, holder } = row;
  const detail = { ...told, program, holder };
  const entry = { workspace, at: clock.now(), actor, action: audited[report], target: id, detail };
  await insertAudit(pool, entry, messageId);
  const properties = { grant: id, report, ...told };
  const reply = await commands.send({ workspace, name: reportFulfilment, to: profile, messageId, properties });
  if (reply === undefined) return undefined;
  if (reply.status === 'refused') return { ok: false, reason: 'not_open', decided: true };
  return present((await findGrant(pool, workspace, id)) ?? row);
}

/** What the rows show so already is told at once, so that the audit log tells of no act that is none. */
function mayBeSaid({ state, fulfilment }: GrantRow, report: Report): boolean {
  if (fulfilment === null || state === 'clawed_back') return false;
  if (fulfilment.state === 'done') return report === 'waiting' && fulfilment.code === null;
  return fulfilment.state !== 'cancelled';
}
