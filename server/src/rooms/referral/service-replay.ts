import type { ProgramDefinition, ReplayLine } from '@sarafan/contract';
import { type Fact, readServerFacts, readServerFactsAt, readSubjects, type StoredSubject } from '../../engine/index.ts';
import { inTransaction, type Pool, type Queryable } from '../../kit/db.ts';
import { groupBy } from '../../kit/values/group.ts';
import type { ProfileId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { type FactPosition, timeOf } from '../../kit/values/position.ts';
import { minuteMs } from '../../kit/values/time.ts';
import { type DayOf, dayIn } from '../../kit/values/zones.ts';
import { workspaceBrand } from '../access/index.ts';
import { listUnits } from '../ledger/index.ts';
import { type PeoplePart, personOf } from '../people/index.ts';
import { type Owed, standingForFriends } from '../rewards/index.ts';
import { levelsOf } from './rules/counted.ts';
import { orderCredited } from './rules/facts.ts';
import { serverTraits } from './rules/known-traits.ts';
import { capLimit, owedBy } from './rules/owed.ts';
import { emptyReferralPart, type ReferralPart, type ReferralView, viewOf } from './rules/part.ts';
import { type Program, programsFrom } from './rules/programs.ts';
import {
  type Draft,
  differenceOf,
  draftOf,
  grantedOf,
  isWithin,
  type Period,
  recredited,
  refold,
  type Sum,
  sumsOf,
} from './rules/replay.ts';
import { answersOf, type Gathered, gather, nothingGathered, withAnswers } from './rules/replay-standings.ts';
import type { StandingTold } from './rules/standing.ts';
import { judge } from './rules/verdict.ts';
import { pairLines, type ReplayedPair, totalsOf } from './service-replay-words.ts';
import { type ProgramRow, versionsUntil } from './store-programs.ts';
import { closeFriends, countFriends, nextFriends, openFriends } from './store-replay.ts';

export interface ReplayOrder extends Period {
  readonly workspace: WorkspaceId;
  readonly program: ProgramRow;
  /** It passed the checker. */
  readonly definition: ProgramDefinition;
}

export interface Listener {
  readonly tell: (line: ReplayLine) => void | Promise<void>;
  /** Aborted by whoever does not want the answer any more. */
  readonly signal: AbortSignal;
}

const friendsAtOnce = 200;
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
  const { compared, program, draft, facts, outside } = looked;
  const given = givenBy(draft, compared, outside);
  const granted = (each: Compared): Sum[] =>
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
  await tell({
    line: 'result',
    ...{ pairs: compared.length, facts, changed: changed.length, listed: listed.length },
    more: differences.filter(({ more }) => more).length,
    less: differences.filter(({ less }) => less).length,
    totals: totalsOf(
      compared.flatMap(({ before }) => before),
      compared.flatMap(granted),
      words.exponents,
    ),
    declined: [...given.values()].filter((amountMinor) => amountMinor === 0n).length,
  });
}

interface Looked {
  readonly compared: readonly Compared[];
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
  const levels = levelsOf(definition);
  const friends = await countFriends(tx, workspace, row.program);
  // Where inviters stand follows from all pairs, so these are looked through before any is judged.
  const total = levels === 0 ? friends : 2 * friends;
  const walk = (done: number, look: (each: Known) => void): Promise<void> =>
    lookThrough(tx, order, draft, look, async (count) => {
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
  const answers = answersOf(gathered, levels, await personsNow(tx, workspace, gathered));
  const compared: Compared[] = [];
  const outside: Sum[] = [];
  let facts = 0;
  await walk(total - friends, (each) => {
    const { stored, standing } = each;
    const pair = compare({ program, draft, programs }, each, answers.get(stored.subject));
    facts += each.facts;
    const isAsked = [pair.was, pair.becomes].some(
      ({ touch }) => touch !== undefined && isWithin(order, timeOf(touch.at)),
    );
    if (isAsked) compared.push({ friend: stored.subject, ...pair });
    else outside.push(...standing);
  });
  return { compared, program, draft, facts, outside };
}

/** Every pair of the program, some hundred at a time. */
async function lookThrough(
  tx: Queryable,
  order: ReplayOrder,
  draft: Draft,
  look: (each: Known) => void,
  progress: (done: number) => Promise<void>,
): Promise<void> {
  let done = 0;
  await openFriends(tx, order.workspace, order.program.program);
  for (;;) {
    await progress(done);
    const friends = await nextFriends(tx, friendsAtOnce);
    if (friends.length === 0) break;
    for (const each of await readKnown(tx, order, draft, friends)) look(each);
    done += friends.length;
  }
  await closeFriends(tx);
}

/** Who the inviters are by now, where one of them turned out to be somebody else. */
async function personsNow(
  tx: Queryable,
  workspace: WorkspaceId,
  { brought, inviters }: Gathered,
): Promise<(subject: SubjectId) => SubjectId> {
  const asked = [...new Set([...brought.keys(), ...inviters.values()])];
  const redirects = new Map<SubjectId, SubjectId>();
  for (let at = 0; at < asked.length; at += friendsAtOnce) {
    for (const { subject, redirect } of await readSubjects(tx, workspace, asked.slice(at, at + friendsAtOnce))) {
      if (redirect !== undefined) redirects.set(subject, redirect);
    }
  }
  return (subject) => redirects.get(subject) ?? subject;
}

async function readPrograms(tx: Queryable, workspace: WorkspaceId): Promise<readonly Program[]> {
  const [units, versions] = [
    await listUnits(tx, workspace),
    await versionsUntil(tx, workspace, Number.MAX_SAFE_INTEGER),
  ];
  const exponents = new Map(units.map(({ unit, exponent }) => [unit, exponent]));
  return programsFrom(workspace, versions, exponents);
}

/** All that a pair is judged by, and what stands of its rewards. */
interface Known {
  readonly stored: StoredSubject;
  readonly factsOf: (profile: ProfileId) => readonly Fact[];
  /** How many they are. */
  readonly facts: number;
  readonly standing: readonly Sum[];
}

async function readKnown(
  tx: Queryable,
  { workspace, program }: ReplayOrder,
  { definitions }: Draft,
  friends: readonly SubjectId[],
): Promise<Known[]> {
  const subjects = (await readSubjects(tx, workspace, friends)).filter(({ redirect }) => redirect === undefined);
  const profiles = subjects.flatMap((each) => each.profiles);
  const told = await readServerFacts(
    tx,
    workspace,
    subjects.map((each) => each.profiles),
  );
  const places = told.flatMap(({ name, lineage }) => (name === orderCredited ? (lineage.cause ?? []) : []));
  const causes = await readServerFactsAt(tx, workspace, places);
  const facts = told.map((fact) => recredited(fact, causes.get(fact.lineage.cause ?? ''), definitions));
  const standing = await standingForFriends(tx, workspace, program.program, profiles);
  const factsByProfile = groupBy(facts, ({ profile }) => profile);
  const factsOf = (profile: ProfileId): readonly Fact[] => factsByProfile.get(profile) ?? [];
  const standingOf = groupBy(standing, ({ friend }) => friend);
  return subjects.map((stored) => ({
    ...{ stored, factsOf },
    facts: stored.profiles.reduce((sum, profile) => sum + factsOf(profile).length, 0),
    standing: sumsOf(stored.profiles.flatMap((profile) => standingOf.get(profile) ?? [])),
  }));
}

/** All that is known of a person, as it would be remembered if the draft had stood from the beginning. */
function draftView({ definitions }: Draft, { stored, factsOf }: Known): ReferralView {
  const again = stored.profiles.map((profile: ProfileId) => {
    const part = (stored.partOf('referral', profile) ?? emptyReferralPart) as ReferralPart;
    return refold(part, profile, factsOf(profile), definitions);
  });
  return viewOf(again, traitsOf(stored));
}

function traitsOf(stored: StoredSubject): ReturnType<typeof serverTraits> {
  // The rooms' own parts, as the engine kept them.
  return serverTraits(personOf(stored.partsOf('people') as readonly PeoplePart[]).traits);
}

interface Comparing {
  readonly program: Program;
  readonly draft: Draft;
  readonly programs: readonly Program[];
}

function compare(
  { program, draft, programs }: Comparing,
  known: Known,
  answers: Readonly<Record<string, StandingTold>> | undefined,
): Omit<Compared, 'friend'> {
  const { stored, standing } = known;
  const parts = stored.partsOf('referral') as readonly ReferralPart[];
  const was = judge(program, viewOf(parts, traitsOf(stored)), stored.profiles, programs);
  const view = withAnswers(draftView(draft, known), program.id, answers);
  const becomes = judge(draft.program, view, stored.profiles, programs);
  const causes = becomes.earnings.filter(({ amountMinor }) => amountMinor !== undefined);
  const asked = owedBy(draft.program, becomes, stored.subject).map((owed, index): Asked => {
    const at = causes[index]?.cause.at;
    if (at === undefined) throw new Error('Every reward that is owed has a cause');
    return { ...owed, at };
  });
  return { was, becomes, before: standing, asked };
}

/** What the draft's limits have room for. A cap for all time counts what others were granted, too. */
function givenBy(
  { program }: Draft,
  compared: readonly Compared[],
  outside: readonly Sum[],
): ReadonlyMap<Asked, bigint> {
  const [version] = program.versions;
  const cap = version === undefined ? undefined : capLimit(version);
  const used = outside.filter(({ unit }) => unit === cap?.unit && cap.every === undefined);
  const usedMinor = used.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return grantedOf(
    compared.flatMap(({ asked }) => asked),
    usedMinor,
  );
}

function exponentsOf({ versions: [version] }: Program): ReadonlyMap<string, number> {
  if (version === undefined) throw new Error('A program has at least one version');
  return version.exponents;
}

async function dayOfWorkspace(pool: Pool, workspace: WorkspaceId): Promise<DayOf> {
  return dayIn((await workspaceBrand(pool, workspace))?.timeZone ?? 'UTC');
}
