import type { Pair, PairDetail } from '@sarafan/contract';
import { pairStatuses } from '@sarafan/contract';
import { type Page, type PageRequest, pageFrom, pageSize, readCursor, writeCursor } from '../../kit/api/paging.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import type { ProfileId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { isoMoment } from '../../kit/values/time.ts';
import { type KnownPerson, knownPerson, knownPersons, personSummaries } from '../people/index.ts';
import { explainedOrder } from './rules/explanation.ts';
import { presentRefund } from './rules/order.ts';
import { viewOf } from './rules/part.ts';
import { explainPair } from './service-explain.ts';
import { readPersonParts } from './service-parts.ts';
import { type PairFilter, type PairRow, pagePairs } from './store-pairs.ts';
import { type NamedProgram, namePrograms, type ProgramRow } from './store-programs.ts';

export interface PairsOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Whom a search finds, newest first, at most so many. */
  readonly search: (workspace: WorkspaceId, text: string, limit: number) => Promise<readonly SubjectId[]>;
}

export interface PairsAsked {
  /** Its id or key; absent: all programs. */
  readonly program?: string;
  readonly status?: string;
  readonly referrer?: string;
  readonly friend?: string;
  readonly q?: string;
}

const foundAtMost = 20;
const fromTheNewest: readonly [number, string, string] = [Number.MAX_SAFE_INTEGER, '', ''];
const nothing: Page<Pair> = { items: [], next: null };

/** Who invited whom, with who they are. */
export class ReferralPairs {
  readonly #options: PairsOptions;

  constructor(options: PairsOptions) {
    this.#options = options;
  }

  /** Those that changed last first. A person or program whom the workspace does not know has no pairs. */
  async page(workspace: WorkspaceId, asked: PairsAsked, request: PageRequest): Promise<Page<Pair>> {
    const { pool } = this.#options;
    const before = readCursor(request.cursor, ['number', 'string', 'string']) ?? fromTheNewest;
    const [all, filter] = await Promise.all([namePrograms(pool, workspace), this.#filter(workspace, asked)]);
    const programs = all.filter((row) => asked.program === undefined || isNamed(row, asked.program));
    if (programs.length === 0 || filter === undefined) return nothing;
    const limit = pageSize(request);
    const narrowed = { ...filter, programs: programs.map((row) => row.program) };
    const rows = await pagePairs(pool, workspace, narrowed, before, limit + 1);
    const summary = await personSummaries(
      pool,
      workspace,
      rows.flatMap((row) => [row.friend, row.referrer]),
    );
    const named = new Map(programs.map((row) => [row.program, row]));
    const present = (row: PairRow): Pair => presentPair(row, named.get(row.program), summary);
    return pageFrom(rows, limit, present, (last) => writeCursor(last.changedAt, last.friend, last.program));
  }

  /** A pair in full: who, by what invitation, which payments, what was decided and why. */
  async detail(workspace: WorkspaceId, program: ProgramRow, friend: KnownPerson): Promise<PairDetail> {
    const { pool, clock } = this.#options;
    const explanation = await explainPair(pool, workspace, program, friend, clock.now());
    const { parts, traits } = await readPersonParts(pool, workspace, friend.person);
    const view = viewOf(parts, traits);
    const referrer = (explanation.invitation?.referrer.person ?? null) as SubjectId | null;
    const summary = await personSummaries(pool, workspace, [friend.person, referrer]);
    return {
      program: { program: program.program, key: program.key, name: program.definition.name },
      friend: friend.person,
      friendPerson: summary(friend.person),
      referrer,
      referrerPerson: summary(referrer),
      orders: view.orders.map((order) => ({
        ...explainedOrder(order),
        coupon: order.coupon ?? null,
        learner: order.learner ?? null,
        decides: order.id === explanation.order?.id,
      })),
      refunds: view.refunds.map(presentRefund),
      explanation,
    };
  }

  async #filter(workspace: WorkspaceId, asked: PairsAsked): Promise<Omit<PairFilter, 'programs'> | undefined> {
    const { status, referrer, friend, q } = asked;
    const [friends, referrers, either] = await Promise.all([
      this.#profiles(workspace, friend),
      this.#profiles(workspace, referrer),
      q === undefined ? undefined : this.#found(workspace, q),
    ]);
    if ([friends, referrers, either].some((profiles) => profiles?.length === 0)) return undefined;
    return {
      ...(status === undefined ? {} : { status }),
      ...(friends === undefined ? {} : { friends }),
      ...(referrers === undefined ? {} : { referrers }),
      ...(either === undefined ? {} : { either }),
    };
  }

  /** All profiles of a person; none when nobody has this id. */
  async #profiles(workspace: WorkspaceId, person: string | undefined): Promise<readonly ProfileId[] | undefined> {
    if (person === undefined) return undefined;
    return (await knownPerson(this.#options.pool, workspace, person))?.profiles ?? [];
  }

  async #found(workspace: WorkspaceId, text: string): Promise<readonly ProfileId[]> {
    const found = await this.#options.search(workspace, text, foundAtMost);
    const known = await knownPersons(this.#options.pool, workspace, found);
    return [...known.values()].flatMap(({ profiles }) => profiles);
  }
}

function isNamed({ program, key }: NamedProgram, idOrKey: string): boolean {
  return program === idOrKey || key === idOrKey;
}

function presentPair(
  row: PairRow,
  program: NamedProgram | undefined,
  summary: Awaited<ReturnType<typeof personSummaries>>,
): Pair {
  const { friend, referrer, channel, placement, status, reason, order } = row;
  const { touchedAt, registeredAt, paidAt, changedAt } = row;
  if (program === undefined) throw new Error(`The pair of ${friend} is of a program that was not asked for`);
  const moment = (at: number | null): string | null => (at === null ? null : isoMoment(at));
  return {
    program: { program: program.program, key: program.key, name: program.name },
    ...{ friend, friendPerson: summary(friend), referrer, referrerPerson: summary(referrer) },
    ...{ channel, placement, status: pairStatuses.find((each) => each === status) ?? 'none', reason, order },
    invitedAt: moment(touchedAt),
    registeredAt: moment(registeredAt),
    paidAt: moment(paidAt),
    changedAt: isoMoment(changedAt),
  };
}
