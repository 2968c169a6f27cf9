import type { Explanation, ProgramDefinition } from '@sarafan/contract';
import { decisionsAbout, readSurvivor } from '../../engine/index.ts';
import type { Pool } from '../../kit/db.ts';
import { laneOfSubject, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { textIn } from '../../kit/values/json.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import { dayIn } from '../../kit/values/zones.ts';
import { workspaceBrand } from '../access/index.ts';
import { type KnownPerson, readUserIds } from '../people/index.ts';
import { grantsForFriend } from '../rewards/index.ts';
import { resultsIn } from './rules/bonuses.ts';
import { explainedBonuses } from './rules/explained-bonuses.ts';
import { explainedEarnings } from './rules/explained-earnings.ts';
import { explainedRewards, type RewardNames } from './rules/explained-rewards.ts';
import {
  explainedDecision,
  explainedFailure,
  explainedInvitation,
  explainedOrder,
  explainedSeen,
  type NameOf,
  verdictSentence,
} from './rules/explanation.ts';
import { booksOf } from './rules/owed.ts';
import { viewOf } from './rules/part.ts';
import { refusedPayment } from './rules/payment-outcome.ts';
import type { Program } from './rules/programs.ts';
import type { NamedUnit } from './rules/unit-words.ts';
import { judge, type Verdict } from './rules/verdict.ts';
import { unitsOf } from './service-brand.ts';
import { programsNow } from './service-definitions.ts';
import { personParts } from './service-parts.ts';
import type { ProgramRow } from './store-programs.ts';

const decisionsShown = 100;
const grantsShown = 200;

/**
 * Explains one program for one person: judged now, from the state that the person's lane left, by the very rules that
 * decide; beside it what was decided at the time and what became of the rewards.
 */
export async function explainPair(
  pool: Pool,
  workspace: WorkspaceId,
  row: ProgramRow,
  person: KnownPerson,
  now: EpochMs,
): Promise<Explanation> {
  const [units, settings] = await Promise.all([unitsOf(pool, workspace), workspaceBrand(pool, workspace)]);
  const dayOf = dayIn(settings?.timeZone ?? 'UTC');
  const { program, programs } = await readProgram(pool, workspace, row, units);
  const stored = await readSurvivor(pool, workspace, person.person);
  const profiles = stored?.profiles ?? person.profiles;
  const { parts, traits } = personParts(stored);
  const verdict = judge(program, viewOf(parts, traits), profiles, programs);
  const books = booksOf(parts, program.id);
  const grants = await grantsForFriend(pool, workspace, program.id, profiles, grantsShown);
  const decisions = await decisionsAbout(
    pool,
    workspace,
    profiles,
    [...new Set(profiles.map(laneOfSubject))],
    { reactor: 'referral', about: program.id },
    decisionsShown,
  );
  const asked = books.entries.map((entry) => textIn(entry.grant, 'holder') as SubjectId);
  const holders = grants.map((grant) => grant.holder);
  const referrer = verdict.touch === undefined ? [] : [verdict.touch.referrer];
  const nameOf = await namesOf(pool, workspace, [person.person, ...holders, ...asked, ...referrer]);
  return {
    ...present(row, person.person, verdict, { nameOf, dayOf }),
    seen: explainedSeen(
      { seen: { ...verdict.seen, ...refusedPayment(verdict)?.seen } },
      definitionOf(program, verdict),
    ),
    earnings: explainedEarnings(verdict, definitionOf(program, verdict), units, dayOf),
    bonuses: explainedBonuses(program, resultsIn(parts, program.id), units, { now, dayOf }),
    rewards: explainedRewards(books, grants, { units, nameOf, dayOf }),
    decisions: decisions.map(({ lane, seq, position, at, outcome, revision, detail }) =>
      explainedDecision({ id: `${lane}.${seq}.${position}`, at, outcome, revision, detail }, dayOf),
    ),
  };
}

function present(
  row: ProgramRow,
  person: SubjectId,
  verdict: Verdict,
  { nameOf, dayOf }: Pick<RewardNames, 'nameOf' | 'dayOf'>,
): Omit<Explanation, 'seen' | 'earnings' | 'bonuses' | 'rewards' | 'decisions'> {
  const { status, touch, order, version } = verdict;
  // Beside a reward for something else it is the payment whose refusal is asked about.
  const deciding = refusedPayment(verdict) ?? verdict;
  const { reason, actual } = deciding;
  return {
    program: { program: row.program, key: row.key, name: row.definition.name, version },
    person: nameOf(person),
    status,
    reason: reason ?? null,
    sentence: verdictSentence(verdict, dayOf),
    ...(actual === undefined ? {} : { actual: { ...actual } }),
    failure: explainedFailure(deciding),
    invitation: touch === undefined ? null : explainedInvitation(touch, nameOf, dayOf),
    order: order === undefined ? null : explainedOrder(order),
  };
}

/** The definition that the verdict was given by. */
function definitionOf({ versions }: Program, verdict: Verdict): ProgramDefinition {
  const version = versions.find((each) => each.version === verdict.version);
  if (version === undefined) throw new Error(`The program ${verdict.program} has no version ${verdict.version}`);
  return version.definition;
}

async function readProgram(
  pool: Pool,
  workspace: WorkspaceId,
  row: ProgramRow,
  units: ReadonlyMap<string, NamedUnit>,
): Promise<{ readonly program: Program; readonly programs: readonly Program[] }> {
  const programs = await programsNow(pool, workspace, units);
  const program = programs.find((each) => each.id === row.program);
  if (program === undefined) throw new Error(`The program ${row.program} has no version`);
  return { program, programs };
}

async function namesOf(pool: Pool, workspace: WorkspaceId, persons: readonly SubjectId[]): Promise<NameOf> {
  const names = await readUserIds(pool, workspace, [...new Set(persons)]);
  return (person) => ({ person, userId: names.get(person) ?? null });
}
