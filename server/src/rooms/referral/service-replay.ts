import type { ProgramDefinition, ReplayLine, VersionReach } from '@sarafan/contract';
import { readSubjects, type StoredSubject } from '../../engine/index.ts';
import { inTransaction, type Pool, type Queryable } from '../../kit/db.ts';
import type { ProgramId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { type FactPosition, timeOf } from '../../kit/values/position.ts';
import { type EpochMs, minuteMs } from '../../kit/values/time.ts';
import { type DayOf, dayIn } from '../../kit/values/zones.ts';
import { workspaceBrand } from '../access/index.ts';
import type { Owed } from '../rewards/index.ts';
import { chainOf } from './rules/brought.ts';
import { levelsOf } from './rules/counted.ts';
import { capLimit, owedBy } from './rules/owed.ts';
import { noWord, type OwnWord, wordOf } from './rules/own-word.ts';
import { type ReferralPart, type ReferralView, viewOf } from './rules/part.ts';
import type { Program } from './rules/programs.ts';
import {
  type Draft,
  differenceOf,
  draftOf,
  grantedOf,
  isWithin,
  type Period,
  type Sum,
  sumsOf,
} from './rules/replay.ts';
import {
  answersOf,
  type Gathered,
  gather,
  type InviterOf,
  nothingGathered,
  withAnswers,
} from './rules/replay-standings.ts';
import { latestOf, sharesOf } from './rules/results.ts';
import type { StandingTold } from './rules/standing.ts';
import { isOpenYet, judge } from './rules/verdict.ts';
import { unitsOf } from './service-brand.ts';
import { programsNow } from './service-definitions.ts';
import {
  type AskedBonus,
  addShares,
  type BroughtByAll,
  bonusLines,
  byPerson,
  type ComparedBonuses,
  compareBonuses,
} from './service-replay-bonuses.ts';
import { draftView, friendsAtOnce, type Known, lookThrough, partOf, traitsOf } from './service-replay-known.ts';
import { pairLines, type ReplayedPair, sumIn, totalsOf } from './service-replay-words.ts';
import type { ProgramRow } from './store-programs.ts';
import { countFriends } from './store-replay.ts';

export interface ReplayOrder extends Period {
  readonly workspace: WorkspaceId;
  readonly program: ProgramRow;
  /** It passed the checker. */
  readonly definition: ProgramDefinition;
  /** To which invitations the draft would apply: to those of which nothing is decided yet, or to all. */
  readonly appliesTo: Exclude<VersionReach, 'new'>;
  /** Periods that are over by then have their bonuses. */
  readonly now: EpochMs;
}

export interface Listener {
  readonly tell: (line: ReplayLine) => void | Promise<void>;
  /** Aborted by whoever does not want the answer any more. */
  readonly signal: AbortSignal;
}

/** So many changed pairs are listed; the totals are of all. */
const listedAtMost = 10_000;
/** Of so many the names are read together. */
const toldAtOnce = 500;
const timeouts = { statementTimeoutMs: minuteMs, idleTimeoutMs: minuteMs, transactionTimeoutMs: 30 * minuteMs };

interface Compared extends Omit<ReplayedPair, 'after'> {
  readonly asked: readonly Asked[];
}

/** A reward that the draft would grant. */
type Asked = Owed & { readonly at: FactPosition };

/**
 * Tries a draft on what happened: every pair of its program whose invitation is in the period is judged by the draft
 * alone, from the facts, by the very rules that decide, and held against the rewards that stand. It reads one snapshot
 * in a transaction that may not write, so nothing is granted and nothing changes.
 */
export async function replayDraft(pool: Pool, order: ReplayOrder, { tell, signal }: Listener): Promise<void> {
  const looked = await inTransaction(pool, (tx) => lookAtAll(tx, order, { tell, signal }), {
    ...timeouts,
    isolation: 'repeatable read',
    readOnly: true,
  });
  const { pairs, compared, bonuses, program, draft, facts, outside } = looked;
  const given = givenBy(draft, [...compared, ...(bonuses ?? [])], outside);
  const granted = (each: { readonly asked: readonly (AskedBonus | Asked)[] }): Sum[] =>
    each.asked.map((asked) => ({ ...asked, amountMinor: given.get(asked) ?? 0n }));
  const differences = compared.map((each) => ({ each, ...differenceOf(each.before, granted(each)) }));
  const changed = differences.filter(({ more, less }) => more || less);
  const listed = changed.slice(0, listedAtMost).map(({ each }) => ({ ...each, after: sumsOf(granted(each)) }));
  const words = { exponents: exponentsOf(program), dayOf: await dayOfWorkspace(pool, order.workspace) };
  for (let at = 0; at < listed.length; at += toldAtOnce) {
    signal.throwIfAborted();
    for (const line of await pairLines(pool, order.workspace, listed.slice(at, at + toldAtOnce), words))
      await tell(line);
  }
  const others = (bonuses ?? []).flatMap((each) => {
    const after = sumsOf(granted(each));
    const { more, less } = differenceOf(each.before, after);
    return more || less ? [{ ...each, after }] : [];
  });
  const shown = others.slice(0, listedAtMost);
  for (const line of await bonusLines(pool, order.workspace, shown, (sum) => sumIn(words.exponents, sum))) {
    await tell(line);
  }
  await tell({
    line: 'result',
    ...{ pairs, facts, changed: changed.length, listed: listed.length },
    more: differences.filter(({ more }) => more).length,
    less: differences.filter(({ less }) => less).length,
    bonuses: bonuses === undefined ? null : others.length,
    totals: totalsOf(
      [...compared, ...(bonuses ?? [])].flatMap(({ before }) => before),
      [...compared, ...(bonuses ?? [])].flatMap(granted),
      words.exponents,
    ),
    declined: [...given.values()].filter((amountMinor) => amountMinor === 0n).length,
  });
}

interface Looked {
  /** How many were judged. */
  readonly pairs: number;
  /** Those of them to whom something was granted or would be: of most friends nothing is kept. */
  readonly compared: readonly Compared[];
  /** Undefined where only a period is replayed: bonuses are for all that somebody has brought. */
  readonly bonuses: readonly ComparedBonuses[] | undefined;
  readonly program: Program;
  readonly draft: Draft;
  readonly facts: number;
  /** What stands of the pairs whose invitation is not in the period. */
  readonly outside: readonly Sum[];
}

async function lookAtAll(tx: Queryable, order: ReplayOrder, { tell, signal }: Listener): Promise<Looked> {
  const { workspace, program: row, definition } = order;
  const programs = await readPrograms(tx, workspace);
  const program = programs.find(({ id }) => id === row.program);
  if (program === undefined) throw new Error(`The program ${row.program} has no version`);
  const draft = draftOf(program, definition);
  const levels = Math.max(levelsOf(definition), chainOf(definition) - 1);
  const friends = await countFriends(tx, workspace, row.program);
  // Where inviters stand follows from all pairs, so these are looked through before any is judged.
  const total = levels === 0 ? friends : 2 * friends;
  const walk = (done: number, look: (each: Known) => void): Promise<void> =>
    lookThrough(tx, { workspace, program: row.program }, draft, look, async (count) => {
      signal.throwIfAborted();
      await tell({ line: 'progress', done: done + count, total });
    });
  const gathered = nothingGathered();
  if (levels > 0) {
    await walk(0, (known) => {
      const view = withAnswers(draftView(draft, known), row.program, undefined);
      const verdict = judge(draft.program, view, known.stored.profiles, programs);
      gather(gathered, draft.program, verdict, view, known.stored.subject);
    });
  }
  const answers = answersOf(gathered, levels, await invitersNow(tx, workspace, gathered, row.program));
  const brought: BroughtByAll = new Map();
  const compared: Compared[] = [];
  const outside: Sum[] = [];
  let [pairs, facts] = [0, 0];
  await walk(total - friends, (each) => {
    const { stored, standing } = each;
    const { view, by, ...pair } = compare({ program, draft, programs, order }, each, answers.get(stored.subject));
    addShares(brought, sharesOf(by, pair.becomes, view, stored.subject), latestOf(pair.becomes));
    facts += each.facts;
    const isAsked = [pair.was, pair.becomes].some(
      ({ touch }) => touch !== undefined && isWithin(order, timeOf(touch.at)),
    );
    if (!isAsked || by !== draft.program) {
      outside.push(...standing);
      return;
    }
    pairs += 1;
    if (pair.before.length > 0 || pair.asked.length > 0) compared.push({ friend: stored.subject, ...pair });
  });
  const definitions = [definition, ...program.versions.map((each) => each.definition)];
  const isWhole = order.from === undefined && order.until === undefined;
  let bonuses: ComparedBonuses[] | undefined = [];
  if (definitions.some((each) => each.bonuses !== undefined)) {
    const persons = await redirectsOf(tx, workspace, [...brought.keys()]);
    const known = byPerson(brought, persons);
    bonuses = isWhole
      ? await compareBonuses(tx, workspace, { program, draft: draft.program }, known, order.now)
      : undefined;
  }
  return { pairs, compared, bonuses, program, draft, facts, outside };
}

/** Who the inviters are by now, where one of them turned out to be somebody else, and what they said of their own. */
async function invitersNow(
  tx: Queryable,
  workspace: WorkspaceId,
  { brought, inviters }: Gathered,
  program: ProgramId,
): Promise<InviterOf> {
  const asked = [...new Set([...brought.keys(), ...[...inviters.values()].map(({ inviter }) => inviter)])];
  const words = new Map<SubjectId, OwnWord>();
  const personOf = await redirectsOf(tx, workspace, asked, (stored) => {
    const parts = new Map(stored.profiles.map((each) => [each, partOf(stored, each)]));
    words.set(stored.subject, wordOf(parts, stored.profiles, program));
  });
  return { personOf, wordOf: (subject) => words.get(subject) ?? noWord };
}

async function redirectsOf(
  tx: Queryable,
  workspace: WorkspaceId,
  asked: readonly SubjectId[],
  look: (stored: StoredSubject) => void = () => undefined,
): Promise<(subject: SubjectId) => SubjectId> {
  const redirects = new Map<SubjectId, SubjectId>();
  for (let at = 0; at < asked.length; at += friendsAtOnce) {
    for (const stored of await readSubjects(tx, workspace, asked.slice(at, at + friendsAtOnce))) {
      const { subject, redirect } = stored;
      if (redirect === undefined) look(stored);
      else redirects.set(subject, redirect);
    }
  }
  return (subject) => redirects.get(subject) ?? subject;
}

async function readPrograms(tx: Queryable, workspace: WorkspaceId): Promise<readonly Program[]> {
  return programsNow(tx, workspace, await unitsOf(tx, workspace));
}

interface Comparing {
  readonly program: Program;
  readonly draft: Draft;
  readonly programs: readonly Program[];
  readonly order: Pick<ReplayOrder, 'appliesTo' | 'now'>;
}

interface ComparedPair extends Omit<Compared, 'friend'> {
  readonly view: ReferralView;
  /** The program by which it is judged then: the draft, where that applies to it. */
  readonly by: Program;
}

function compare(
  { program, draft, programs, order }: Comparing,
  known: Known,
  answers: Readonly<Record<string, StandingTold>> | undefined,
): ComparedPair {
  const { stored, standing } = known;
  const parts = stored.partsOf('referral') as readonly ReferralPart[];
  const stands = viewOf(parts, traitsOf(stored));
  const was = judge(program, stands, stored.profiles, programs);
  if (order.appliesTo === 'open' && !isOpenYet(program, was, order.now)) {
    return { was, becomes: was, before: standing, asked: [], view: stands, by: program };
  }
  const view = withAnswers(draftView(draft, known), program.id, answers);
  const becomes = judge(draft.program, view, stored.profiles, programs);
  const causes = becomes.earnings.filter(({ amountMinor }) => amountMinor !== undefined);
  const asked = owedBy(draft.program, becomes, stored.subject).map((owed, index): Asked => {
    const at = causes[index]?.cause.at;
    if (at === undefined) throw new Error('Every reward that is owed has a cause');
    return { ...owed, at };
  });
  return { was, becomes, before: standing, asked, view, by: draft.program };
}

/** What the draft's limits have room for. A cap for all time counts what others were granted, too. */
function givenBy(
  { program }: Draft,
  compared: readonly { readonly asked: readonly (AskedBonus | Asked)[] }[],
  outside: readonly Sum[],
): ReadonlyMap<AskedBonus | Asked, bigint> {
  const [version] = program.versions;
  const cap = version === undefined ? undefined : capLimit(version);
  const used = outside.filter(({ unit }) => unit === cap?.unit && cap.every === undefined);
  const usedMinor = used.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const asking = compared.flatMap(({ asked }): (AskedBonus | Asked)[] => [...asked]);
  return grantedOf(asking, usedMinor);
}

function exponentsOf({ versions: [version] }: Program): ReadonlyMap<string, number> {
  if (version === undefined) throw new Error('A program has at least one version');
  return version.exponents;
}

async function dayOfWorkspace(pool: Pool, workspace: WorkspaceId): Promise<DayOf> {
  return dayIn((await workspaceBrand(pool, workspace))?.timeZone ?? 'UTC');
}
