import { isDeepStrictEqual } from 'node:util';
import type { ProgramProblem, SpendingLimit, UnitLimit } from '@sarafan/contract';
import { nextRevision } from '../../engine/index.ts';
import type { Outcome } from '../../kit/api/writes.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool, Transaction } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { type Sentence, sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import { insertAudit } from '../access/index.ts';
import { exponentsOf } from '../ledger/index.ts';
import { checkoutFields, presentProblem } from '../promotions/index.ts';
import { formProblems, requirementsOf, wrongCondition } from '../referral/index.ts';
import { checkLimit, limitForm } from './rules/check-limit.ts';
import type { Asker } from './service.ts';
import { refused } from './service-replies.ts';
import { insertLimit, type LimitRow, latestLimits } from './store-limits.ts';
import { limitProblemTexts, limitTexts } from './texts.ts';

/** What part of an order each unit may pay. */
export class SpendingLimits {
  readonly #pool: Pool;
  readonly #clock: Clock;

  constructor(pool: Pool, clock: Clock) {
    this.#pool = pool;
    this.#clock = clock;
  }

  async list(workspace: WorkspaceId): Promise<{ items: UnitLimit[] }> {
    return { items: (await latestLimits(this.#pool, workspace)).map(presentLimit) };
  }

  /** Sets the limit of a unit: a new version, which decides from now on. */
  async save(
    { workspace, actor }: Asker,
    unit: string,
    { limit, note }: { readonly limit: unknown; readonly note: string | undefined },
    tx: Transaction,
  ): Promise<Outcome<UnitLimit>> {
    const exponent = (await exponentsOf(tx, workspace)).get(unit);
    if (exponent === undefined) return { ...refused(422, 'unknown_unit'), status: 404 };
    const read = readLimit(limit, exponent);
    if ('problems' in read) {
      const extra = { problems: read.problems.map((each) => ({ ...each })) };
      return { ...refused(422, 'invalid_limit'), extra };
    }
    const revision = await nextRevision(tx, workspace);
    const present = (await latestLimits(tx, workspace)).find((each) => each.unit === unit);
    if (present !== undefined && isDeepStrictEqual(present.limit, read.limit)) {
      return { kind: 'answered', status: 200, body: presentLimit(present) };
    }
    const at = this.#clock.now();
    const row = { unit, version: (present?.version ?? 0) + 1, limit: read.limit };
    await insertLimit(tx, { ...row, workspace, revision, at });
    const detail = { version: row.version, note: note ?? '' };
    await insertAudit(tx, { workspace, at, actor, action: 'checkout.limit', target: unit, detail });
    const status = present === undefined ? 201 : 200;
    return { kind: 'answered', status, body: presentLimit({ ...row, savedAt: at }) };
  }
}

function readLimit(
  limit: unknown,
  exponent: number,
): { readonly limit: SpendingLimit } | { readonly problems: readonly ProgramProblem[] } {
  if (limitForm.hasForm(limit)) {
    const problems = checkLimit(limit, exponent, checkoutFields);
    return problems.length === 0 ? { limit } : { problems: problems.map(presentOwn) };
  }
  const rules = typeof limit === 'object' && limit !== null ? Reflect.get(limit, 'rules') : undefined;
  const places = Array.isArray(rules) ? rules.map((_rule, index) => `/rules/${index}/conditions`) : [];
  const problems = [
    ...formProblems(limitForm.errors(limit), limit, '', /^\/rules\/\d+\/conditions(\/|$)/),
    ...places.flatMap((place) => wrongCondition(limit, place)),
  ];
  const other = { path: '/', code: 'schema', values: {} };
  return { problems: (problems.length === 0 ? [other] : problems).map(presentOwn) };
}

function presentOwn(problem: Parameters<typeof presentProblem>[0]): ProgramProblem {
  const { path, code, values } = problem;
  return isOwn(code) ? { path, code, ...sentenceOf(limitProblemTexts, code, values) } : presentProblem(problem);
}

function isOwn(code: string): code is keyof (typeof limitProblemTexts)['en'] {
  return Object.hasOwn(limitProblemTexts.en, code);
}

function presentLimit({ unit, version, savedAt, limit }: LimitRow): UnitLimit {
  return { unit, version, savedAt: isoMoment(savedAt), limit, summary: summaryOf(limit) };
}

function summaryOf({ rules, rates }: SpendingLimit): Sentence[] {
  if (rules.length === 0) return [sentenceOf(limitTexts, 'none')];
  const currencies = Object.keys(rates).join(', ');
  return rules.map(({ conditions, percent, atMost, minimum }) => {
    const phrases = requirementsOf(conditions).reduce<Sentence | undefined>((first, second) => {
      return first === undefined ? second : sentenceOf(limitTexts, 'and', { first, second });
    }, undefined);
    const share =
      phrases === undefined
        ? sentenceOf(limitTexts, 'always', { percent })
        : sentenceOf(limitTexts, 'when', { percent, phrases });
    const bounded = atMost === undefined ? share : sentenceOf(limitTexts, 'atMost', { rule: share, atMost });
    if (minimum === undefined) return bounded;
    return sentenceOf(limitTexts, 'minimum', { rule: bounded, minimum: `${minimum} ${currencies}` });
  });
}
