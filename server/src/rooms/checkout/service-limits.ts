import { isDeepStrictEqual } from 'node:util';
import type {
  BroughtCondition,
  CheckedLimit,
  LimitBrought,
  ProgramProblem,
  SpendingLimit,
  UnitLimit,
} from '@sarafan/contract';
import { nextRevision } from '../../engine/index.ts';
import type { Outcome, Refusal } from '../../kit/api/writes.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool, Queryable, Transaction } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { currencySign, moneyWords, numberWords } from '../../kit/values/number-words.ts';
import { type Sentence, sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import { insertAudit } from '../access/index.ts';
import { exponentsOf } from '../ledger/index.ts';
import { checkoutFields, presentProblem } from '../promotions/index.ts';
import {
  broughtProblem,
  formProblems,
  loadKeptSums,
  requirementsOf,
  type SumsByProgram,
  withProgramNames,
  wrongCondition,
} from '../referral/index.ts';
import { checkLimit, limitForm } from './rules/check-limit.ts';
import { asksBrought, broughtAsked, type LimitOfUnit, labelsOf } from './rules/definitions.ts';
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
    const limits = await latestLimits(this.#pool, workspace);
    const sums = asksBrought(limits) ? await sumsNow(this.#pool, workspace) : new Map();
    return { items: limits.map((each) => presentLimit(each, sums)) };
  }

  /** What the limits of all units ask programs for. */
  async sumsAsked(workspace: WorkspaceId, db: Queryable): Promise<{ unit: string; leaf: BroughtCondition }[]> {
    return broughtAsked(await latestLimits(db, workspace));
  }

  /** What a limit says in plain words and what stands against it; nothing is saved. Undefined: no such unit. */
  async check(workspace: WorkspaceId, unit: string, limit: unknown): Promise<CheckedLimit | undefined> {
    const exponent = (await exponentsOf(this.#pool, workspace)).get(unit);
    if (exponent === undefined) return undefined;
    const sums = await sumsNow(this.#pool, workspace);
    const read = readLimit(limit, exponent, sums);
    const isSaid = limitForm.hasForm(limit) && read.tooLarge !== true;
    return { problems: [...(read.problems ?? [])], summary: isSaid ? summaryOf(limit, sums) : null };
  }

  /**
   * Sets the limits that come with something else, such as a program. What somebody has set for a unit already stays,
   * and is told; so is one that asks for a sum that no program keeps, which is not set.
   */
  async bring(asker: Asker, limits: Readonly<Record<string, SpendingLimit>>, tx: Transaction): Promise<LimitBrought[]> {
    const brought: LimitBrought[] = [];
    for (const [unit, limit] of Object.entries(limits)) {
      const { workspace } = asker;
      // The revision's row lock lets nobody set one in between.
      const revision = await nextRevision(tx, workspace);
      const present = (await latestLimits(tx, workspace)).find((each) => each.unit === unit);
      const outcome = present === undefined ? await fitness(tx, workspace, unit, limit) : outcomeOver(present, limit);
      if (outcome === 'set') await this.#insert(asker, { unit, version: 1, limit }, { revision, note: '' }, tx);
      brought.push({ unit, outcome });
    }
    return brought;
  }

  /** Sets the limit of a unit: a new version, which decides from now on. */
  async save(
    asker: Asker,
    unit: string,
    { limit, note }: { readonly limit: unknown; readonly note: string | undefined },
    tx: Transaction,
  ): Promise<Outcome<UnitLimit>> {
    const { workspace } = asker;
    const exponent = (await exponentsOf(tx, workspace)).get(unit);
    if (exponent === undefined) return { ...refused(422, 'unknown_unit'), status: 404 };
    const sums = await sumsNow(tx, workspace);
    const read = readLimit(limit, exponent, sums);
    if (read.problems !== undefined) return invalid(read.problems);
    const revision = await nextRevision(tx, workspace);
    // A program that was launched meanwhile may have given a sum up.
    const still = readLimit(limit, exponent, await sumsNow(tx, workspace));
    if (still.problems !== undefined) return invalid(still.problems);
    const present = (await latestLimits(tx, workspace)).find((each) => each.unit === unit);
    if (present !== undefined && isDeepStrictEqual(present.limit, read.limit)) {
      return { kind: 'answered', status: 200, body: presentLimit(present, sums) };
    }
    const row = { unit, version: (present?.version ?? 0) + 1, limit: read.limit };
    const savedAt = await this.#insert(asker, row, { revision, note: note ?? '' }, tx);
    const status = present === undefined ? 201 : 200;
    return { kind: 'answered', status, body: presentLimit({ ...row, savedAt }, sums) };
  }

  async #insert(
    { workspace, actor }: Asker,
    row: LimitOfUnit,
    { revision, note }: { readonly revision: number; readonly note: string },
    tx: Transaction,
  ): Promise<number> {
    const at = this.#clock.now();
    await insertLimit(tx, { ...row, workspace, revision, at });
    const detail = { version: row.version, note };
    await insertAudit(tx, { workspace, at, actor, action: 'checkout.limit', target: row.unit, detail });
    return at;
  }
}

function invalid(problems: readonly ProgramProblem[]): Refusal {
  return { ...refused(422, 'invalid_limit'), extra: { problems: problems.map((each) => ({ ...each })) } };
}

/** What the latest versions of programs keep. */
function sumsNow(db: Queryable, workspace: WorkspaceId): Promise<SumsByProgram> {
  return loadKeptSums(db, workspace, Number.MAX_SAFE_INTEGER);
}

type ReadLimit =
  | { readonly limit: SpendingLimit; readonly problems?: undefined; readonly tooLarge?: undefined }
  | { readonly problems: readonly ProgramProblem[]; readonly tooLarge: boolean };

function outcomeOver(present: LimitRow, limit: SpendingLimit): LimitBrought['outcome'] {
  return isDeepStrictEqual(present.limit, limit) ? 'stands' : 'left';
}

/** Whether a limit of a unit that has none can be set as things stand now. */
async function fitness(
  tx: Transaction,
  workspace: WorkspaceId,
  unit: string,
  limit: SpendingLimit,
): Promise<LimitBrought['outcome']> {
  const exponent = (await exponentsOf(tx, workspace)).get(unit);
  if (exponent === undefined) return 'unfit';
  return readLimit(limit, exponent, await sumsNow(tx, workspace)).problems === undefined ? 'set' : 'unfit';
}

function readLimit(limit: unknown, exponent: number, sums: SumsByProgram): ReadLimit {
  if (limitForm.hasForm(limit)) {
    const fields = { ...checkoutFields, brought: (leaf: BroughtCondition) => broughtProblem(sums, leaf) };
    const problems = checkLimit(limit, exponent, fields);
    const tooLarge = problems.some(({ code }) => code === 'too_deep' || code === 'too_many_nodes');
    return problems.length === 0 ? { limit } : { problems: problems.map(presentOwn), tooLarge };
  }
  const rules = typeof limit === 'object' && limit !== null ? Reflect.get(limit, 'rules') : undefined;
  const places = Array.isArray(rules) ? rules.map((_rule, index) => `/rules/${index}/conditions`) : [];
  const problems = [
    ...formProblems(limitForm.errors(limit), limit, '', /^\/rules\/\d+\/conditions(\/|$)/),
    ...places.flatMap((place) => wrongCondition(limit, place)),
  ];
  const other = { path: '/', code: 'schema', values: {} };
  return { problems: (problems.length === 0 ? [other] : problems).map(presentOwn), tooLarge: true };
}

function presentOwn(problem: Parameters<typeof presentProblem>[0]): ProgramProblem {
  const { path, code, values } = problem;
  return isOwn(code) ? { path, code, ...sentenceOf(limitProblemTexts, code, values) } : presentProblem(problem);
}

function isOwn(code: string): code is keyof (typeof limitProblemTexts)['en'] {
  return Object.hasOwn(limitProblemTexts.en, code);
}

function presentLimit({ unit, version, savedAt, limit }: LimitRow, sums: SumsByProgram): UnitLimit {
  return { unit, version, savedAt: isoMoment(savedAt), limit, summary: summaryOf(limit, sums) };
}

function summaryOf({ rules, rates }: SpendingLimit, sums: SumsByProgram): Sentence[] {
  if (rules.length === 0) return [sentenceOf(limitTexts, 'none')];
  const phrase = withProgramNames(labelsOf(sums).programs ?? {});
  const currencies = Object.keys(rates).map(currencySign).join(', ');
  return rules.map(({ conditions, percent, atMost, minimum }) => {
    const phrases = requirementsOf(conditions, phrase).reduce<Sentence | undefined>((first, second) => {
      return first === undefined ? second : sentenceOf(limitTexts, 'and', { first, second });
    }, undefined);
    const said = numberWords(percent);
    const share =
      phrases === undefined
        ? sentenceOf(limitTexts, 'always', { percent: said })
        : sentenceOf(limitTexts, 'when', { percent: said, phrases });
    const most = atMost === undefined ? undefined : numberWords(atMost);
    const bounded = most === undefined ? share : sentenceOf(limitTexts, 'atMost', { rule: share, atMost: most });
    if (minimum === undefined) return bounded;
    return sentenceOf(limitTexts, 'minimum', { rule: bounded, minimum: moneyWords(minimum, currencies) });
  });
}
