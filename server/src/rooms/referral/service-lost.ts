import type { FailedCode, LostReferrals as Lost } from '@sarafan/contract';
import { pairStatuses } from '@sarafan/contract';
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
import { laneOfAnchor } from '../../kit/values/lane.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import { personSummaries } from '../people/index.ts';
import { keptText } from './rules/failed-codes.ts';
import { refusalReasons } from './rules/verdict.ts';
import type { ReferralCodes } from './service-codes.ts';
import { type AskedPeriod, endsOf, type PeriodProblem, readPeriod } from './service-period.ts';
import { countFailedCodes, keepFailedCodes, pageFailedCodes } from './store-failed-codes.ts';
import { clicksAndBindings, type LostPairs, lostPairs } from './store-lost.ts';
import type { ProgramRow } from './store-programs.ts';
import { type LostReason, lostTexts } from './texts-lost.ts';

export interface LostOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly codes: ReferralCodes;
}

export type LostAnswer =
  | { readonly ok: true; readonly lost: Lost }
  | { readonly ok: false; readonly reason: PeriodProblem };

/** Why invitations, or payments after them, brought nothing: most people never write to support. */
export class LostReferrals {
  readonly #options: LostOptions;

  constructor(options: LostOptions) {
    this.#options = options;
  }

  async of(workspace: WorkspaceId, row: ProgramRow, asked: AskedPeriod): Promise<LostAnswer> {
    const { pool } = this.#options;
    const period = await readPeriod(this.#options, workspace, asked);
    if (typeof period === 'string') return { ok: false, reason: period };
    const lost = { workspace, program: row.program, ...endsOf(period) };
    const [pairs, { followed, invited }, codes] = await Promise.all([
      lostPairs(pool, lost),
      clicksAndBindings(pool, lost),
      countFailedCodes(pool, workspace, lost),
    ]);
    const { zone, from, to } = period;
    const counted = (reason: LostReason, count: number): Lost['reasons'][number] => {
      return { reason, status: null, count, sentence: sentenceOf(lostTexts, reason) };
    };
    const first = [counted('unknown_code', codes), counted('no_binding', Math.max(0, followed - invited))];
    return {
      ok: true,
      lost: {
        program: { program: row.program, key: row.key, name: row.definition.name },
        ...{ zone, from, to, followed, invitedByLink: invited },
        reasons: [...first.filter(({ count }) => count > 0), ...pairs.map(presentPairs)],
      },
    };
  }

  /** What was typed and is nobody's code, with whose it may have been; the latest first. */
  async failedCodes(workspace: WorkspaceId, request: PageRequest): Promise<Page<FailedCode>> {
    const { pool, codes } = this.#options;
    const limit = pageSize(request);
    const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
    const rows = await pageFailedCodes(pool, workspace, before, limit + 1);
    const near = await codes.nearest(
      workspace,
      rows.map(({ typed }) => typed),
    );
    const owners = [...near.values()].flatMap((found) => found.map(({ person }) => person));
    const summary = await personSummaries(pool, workspace, [...owners, ...rows.flatMap(({ persons }) => persons)]);
    return pageFrom(
      rows,
      limit,
      ({ typed, attempts, persons, firstAt, lastAt }): FailedCode => ({
        ...{ typed, attempts, firstAt: isoMoment(firstAt), lastAt: isoMoment(lastAt) },
        persons: persons.map((person) => ({ person, summary: summary(person) })),
        near: (near.get(typed) ?? []).map(({ code, person }) => ({ code, person, summary: summary(person) })),
      }),
      (last) => writeCursor(last.lastAt, last.typed),
    );
  }

  /** A code that was typed on a landing and is nobody's. It belongs to no person, so its lane follows from the text. */
  async keep(workspace: WorkspaceId, text: string): Promise<void> {
    const typed = keptText(text);
    if (typed === undefined) return;
    const lane = laneOfAnchor(workspace, `typed:${typed}`);
    const { pool, clock } = this.#options;
    await keepFailedCodes(pool, [{ lane, workspace, person: '', typed, at: clock.now() }]);
  }
}

function presentPairs({ status, reason, count }: LostPairs): Lost['reasons'][number] {
  const known = refusalReasons.find((each) => each === reason);
  const own = pairStatuses.find((each) => each === status) ?? null;
  const told = known ?? (status === 'reversed' ? 'refunded' : 'other');
  return { reason: told, status: own, count, sentence: sentenceOf(lostTexts, told) };
}
