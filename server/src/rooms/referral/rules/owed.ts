import { parseAmount } from '../../../kit/values/amounts.ts';
import { type ProgramId, type SubjectId, subjectId, type WorkspaceId } from '../../../kit/values/ids.ts';
import { laneOfAnchor } from '../../../kit/values/lane.ts';
import { dayMs, type EpochMs } from '../../../kit/values/time.ts';
import type { Books, GrantCap, Occasion, Owed } from '../../rewards/index.ts';
import type { ReferralPart } from './part.ts';
import type { Program } from './programs.ts';
import type { ProgramVersion, Verdict } from './verdict.ts';

/** The books of a program over all profiles of a person. */
export function booksOf(parts: Iterable<ReferralPart>, program: ProgramId): Books {
  let books: Books = { round: 0, entries: [] };
  for (const part of parts) {
    const more = part.books[program];
    if (more === undefined) continue;
    books = { round: Math.max(books.round, more.round), entries: [...books.entries, ...more.entries] };
  }
  return books;
}

/** What a verdict owes: rewards to both sides when it is `rewarded`, nothing otherwise. */
export function owedBy(program: Program, verdict: Verdict, friend: SubjectId): Owed[] {
  const { touch, order } = verdict;
  if (verdict.status !== 'rewarded' || touch === undefined || order === undefined) return [];
  const version = program.versions.find((each) => each.version === verdict.version);
  if (version === undefined) return [];
  return version.definition.rewards.map((reward) => {
    const amountMinor = minorOf(version, reward.unit, reward.amount);
    const cap = capOf(program, version, reward.unit);
    return {
      program: program.id,
      version: version.version,
      side: reward.to,
      holder: reward.to === 'referrer' ? touch.referrer : friend,
      friend,
      order: order.id,
      unit: reward.unit,
      amountMinor,
      holdDays: reward.holdDays,
      ...(cap === undefined ? {} : { cap }),
    };
  });
}

function minorOf(version: ProgramVersion, unit: string, amount: string): bigint {
  const parsed = parseAmount(amount, version.exponents.get(unit) ?? 0);
  // The checker refused every other amount before the version could be launched.
  if (!parsed.ok) throw new Error(`The amount ${amount} ${unit} of ${version.program} is ${parsed.reason}`);
  return parsed.minor;
}

function capOf(program: Program, version: ProgramVersion, unit: string): GrantCap | undefined {
  const cap = version.definition.cap;
  if (cap === undefined || cap.unit !== unit) return undefined;
  return { subject: capSubject(version.workspace, program.id, unit), limitMinor: minorOf(version, unit, cap.amount) };
}

/** The subject that counts a program's cap, in the lane that its name gives it. */
function capSubject(workspace: WorkspaceId, program: ProgramId, unit: string): SubjectId {
  return subjectId('cap', laneOfAnchor(workspace, `cap:${program}:${unit}`), workspace, program, unit);
}

const correctionDaysUsual = 30;

/** A refund takes rewards back at any time; a late fact corrects them only while the program's window is open. */
export function occasionOf(program: Program, verdict: Verdict, now: EpochMs): Occasion {
  const version = program.versions.find((each) => each.version === verdict.version);
  const days = version?.definition.correctionDays ?? correctionDaysUsual;
  const because = verdict.reason ?? verdict.status;
  return { now, because, closedBefore: because === 'refunded' ? 0 : now - days * dayMs };
}
