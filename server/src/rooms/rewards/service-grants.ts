import type { Fulfilment, RewardGrant } from '@sarafan/contract';
import {
  fromTheNewest,
  type Page,
  type PageRequest,
  pageFrom,
  pageSize,
  readCursor,
  writeCursor,
} from '../../kit/api/paging.ts';
import type { Pool } from '../../kit/db.ts';
import { formatAmount } from '../../kit/values/amounts.ts';
import type { ProfileId, WorkspaceId } from '../../kit/values/ids.ts';
import { isoMoment } from '../../kit/values/time.ts';
import { exponentsOf } from '../ledger/index.ts';
import { knownPerson, personSummaries } from '../people/index.ts';
import { type GrantFilter, pageGrants } from './store-grant-pages.ts';
import type { FulfilmentOfGrant, GrantRow } from './store-grants.ts';

/** What a list of grants is narrowed to, as the request names it. */
export interface GrantsAsked {
  readonly person?: string;
  readonly friend?: string;
  readonly program?: string;
  readonly state?: RewardGrant['state'] | 'accrual';
  readonly unit?: string;
  readonly from?: string;
  readonly to?: string;
}

export async function listGrants(
  pool: Pool,
  workspace: WorkspaceId,
  asked: GrantsAsked,
  request: PageRequest,
): Promise<Page<RewardGrant> | undefined> {
  const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
  const { person, friend, from, to, ...rest } = asked;
  const profilesOf = async (text: string | undefined): Promise<readonly ProfileId[] | undefined> =>
    text === undefined ? undefined : ((await knownPerson(pool, workspace, text))?.profiles ?? []);
  const [holders, friends] = await Promise.all([profilesOf(person), profilesOf(friend)]);
  if (holders?.length === 0 || friends?.length === 0) return undefined;
  const filter: GrantFilter = {
    ...rest,
    ...(holders === undefined ? {} : { holders }),
    ...(friends === undefined ? {} : { friends }),
    ...(from === undefined ? {} : { from: Date.parse(from) }),
    ...(to === undefined ? {} : { to: Date.parse(to) }),
  };
  const limit = pageSize(request);
  const rows = await pageGrants(pool, workspace, filter, before, limit + 1);
  const present = await presenter(pool, workspace, rows);
  return pageFrom(rows, limit, present, (last) => writeCursor(last.grantedAt, last.grant));
}

/** Rows with what people call them: amounts in major units, persons by name. */
export async function presenter(
  pool: Pool,
  workspace: WorkspaceId,
  rows: readonly GrantRow[],
): Promise<(row: GrantRow) => RewardGrant> {
  const persons = rows.flatMap((row) => [row.holder, row.friend]);
  const [exponents, summary] = await Promise.all([
    exponentsOf(pool, workspace),
    personSummaries(pool, workspace, persons),
  ]);
  return (row) => {
    const { grant, program, version, side, holder, friend, order, unit, amountMinor, state, reason, review } = row;
    const isOpen = review !== null && review !== 'approved';
    return {
      ...{ grant, program, version, side, holder, holderPerson: summary(holder) },
      ...{ friend, friendPerson: summary(friend), order, unit },
      amount: formatAmount(amountMinor, exponents.get(unit) ?? 0),
      state: isOpen && state !== 'clawed_back' ? 'review' : state,
      ...{ reason, review },
      grantedAt: isoMoment(row.grantedAt),
      availableAt: isoMoment(row.availableAt),
      expiresAt: row.expiresAt === null ? null : isoMoment(row.expiresAt),
      fulfilment: row.fulfilment === null ? null : presentFulfilment(row.fulfilment),
    };
  };
}

function presentFulfilment({ since, changedAt, ...row }: FulfilmentOfGrant): Fulfilment {
  return { ...row, since: isoMoment(since), changedAt: isoMoment(changedAt) };
}
