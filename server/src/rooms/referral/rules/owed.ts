import type { Reward, Task } from '@sarafan/contract';
import { parseAmount } from '../../../kit/values/amounts.ts';
import {
  type ProfileId,
  type ProgramId,
  type SubjectId,
  subjectId,
  type WorkspaceId,
} from '../../../kit/values/ids.ts';
import { laneOfAnchor } from '../../../kit/values/lane.ts';
import { boundsOf, type Period, periodOf } from '../../../kit/values/periods.ts';
import { timeOf } from '../../../kit/values/position.ts';
import { dayMs, type EpochMs } from '../../../kit/values/time.ts';
import type { Books, Entry, Grant, GrantCap, GrantExpiry, GrantLimit, Occasion, Owed } from '../../rewards/index.ts';
import { isBanned } from './bans.ts';
import { isBonusCause } from './brought.ts';
import type { Cause } from './conditions-view.ts';
import { emptyReferralPart, type ReferralPart, type ReferralView } from './part.ts';
import type { Program } from './programs.ts';
import { isReduced } from './refunds.ts';
import { isRepeated } from './settled.ts';
import { taskOf } from './tasks.ts';
import type { Verdict } from './verdict.ts';
import type { ProgramVersion } from './versions.ts';

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

/**
 * Puts a person's books away, each entry into the part of the profile that is its friend: it leaves with that profile.
 * Every profile that has books knows the round, so none of them ever grants under an id that was granted before.
 */
export function settleBooks(
  parts: Map<ProfileId, ReferralPart>,
  profiles: readonly ProfileId[],
  program: ProgramId,
  { round, entries }: Books,
): void {
  const [own] = profiles;
  const friendOf = (entry: Entry): ProfileId | undefined =>
    profiles.find((profile) => profile === entry.grant['friend']) ?? own;
  for (const profile of profiles) {
    const part = parts.get(profile) ?? emptyReferralPart;
    const theirs = entries.filter((entry) => friendOf(entry) === profile);
    const known = part.books[program];
    if (known === undefined && theirs.length === 0 && profile !== own) continue;
    const isSame =
      known?.round === round &&
      known.entries.length === theirs.length &&
      theirs.every((each, at) => each === known.entries[at]);
    if (!isSame) parts.set(profile, { ...part, books: { ...part.books, [program]: { round, entries: theirs } } });
  }
}

/** What a verdict owes: every reward that was earned, to its side. */
export function owedBy(program: Program, verdict: Verdict, friend: SubjectId): Owed[] {
  const { touch, earnings } = verdict;
  if (touch === undefined) return [];
  const version = program.versions.find((each) => each.version === verdict.version);
  if (version === undefined) return [];
  const alike = new Map<string, number>();
  return earnings.flatMap(({ reward: index, cause, amountMinor, inviter, holder: above }): Owed[] => {
    const reward = version.definition.rewards[index];
    if (reward === undefined || amountMinor === undefined) return [];
    const task = taskOf(version.definition, reward);
    const cap = fundFor(program, version, reward.unit, task) ?? capFor(program, version, reward.unit, timeOf(cause.at));
    const limit = limitOf(program, version, index, cause);
    const holder = reward.to === 'referrer' ? (above ?? inviter ?? touch.referrer) : friend;
    const kind = `${holder} ${reward.to} ${reward.unit} ${amountMinor} ${cause.id}`;
    const nth = alike.get(kind) ?? 0;
    alike.set(kind, nth + 1);
    const slot = isRepeated(reward) ? cause.id : undefined;
    const one: Owed = {
      program: program.id,
      version: version.version,
      side: reward.to,
      holder,
      friend,
      order: cause.id,
      unit: reward.unit,
      amountMinor,
      ...(nth === 0 ? {} : { nth }),
      holdDays: reward.holdDays,
      ...accrued(version, reward, timeOf(cause.at)),
      ...expiring(version, reward.expires),
      ...fulfilling(reward.fulfil),
      ...(slot === undefined ? {} : { slot }),
      ...(task === undefined ? {} : { task: task.id }),
      ...(limit === undefined ? {} : { limit }),
      ...(cap === undefined ? {} : { cap }),
    };
    return [one];
  });
}

/** When the period is over in which a reward was earned, and whether a person looks at it then. */
function accrued({ definition, dateOf }: ProgramVersion, { accrual }: Reward, at: EpochMs): Partial<Owed> {
  if (accrual === undefined) return {};
  const { every, afterDays = 0, approval } = accrual;
  const { end } = boundsOf(periodOf(every, at, dateOf), definition.timeZone ?? 'UTC');
  return { accruedAt: end + afterDays * dayMs, ...(approval === undefined ? {} : { approval: true }) };
}

/** Until when what is owed may be used, by the program's calendar. */
export function expiring({ definition }: ProgramVersion, expires: Reward['expires']): { expires?: GrantExpiry } {
  return expires === undefined ? {} : { expires: { ...expires, zone: definition.timeZone ?? 'UTC' } };
}

/** How what is owed is handed out. */
export function fulfilling(fulfil: Reward['fulfil']): Pick<Grant, 'fulfil'> {
  if (fulfil === undefined) return {};
  const { by, promotion } = fulfil;
  return { fulfil: { by, ...(promotion === undefined ? {} : { promotion: promotion as SubjectId }) } };
}

function minorOf(version: Pick<ProgramVersion, 'program' | 'exponents'>, unit: string, amount: string): bigint {
  const parsed = parseAmount(amount, version.exponents.get(unit) ?? 0);
  // The checker refused every other amount before the version could be launched.
  if (!parsed.ok) throw new Error(`The amount ${amount} ${unit} of ${version.program} is ${parsed.reason}`);
  return parsed.minor;
}

/** What the reward's holder may be given by it, in the period in which it was earned. */
function limitOf(program: Program, version: ProgramVersion, index: number, cause: Cause): GrantLimit | undefined {
  const reward = version.definition.rewards[index];
  if (reward?.perPerson === undefined) return undefined;
  const { amount, every, partly } = reward.perPerson;
  const limitMinor = minorOf(version, reward.unit, amount);
  const period = periodIn(version, every, timeOf(cause.at));
  return { key: [program.id, index, ...period].join(':'), limitMinor, isPartly: partly === true };
}

/** The period that a moment lies in by the program's calendar; none, where a limit is for all time. */
function periodIn({ dateOf }: ProgramVersion, every: Period | undefined, at: EpochMs): readonly string[] {
  return every === undefined ? [] : [periodOf(every, at, dateOf)];
}

/** The cap out of which a reward of this unit comes that is earned at a moment. */
export function capFor(program: Program, version: ProgramVersion, unit: string, at: EpochMs): GrantCap | undefined {
  const limit = capLimit(version);
  if (limit === undefined || limit.unit !== unit) return undefined;
  const { limitMinor, every, isPartly } = limit;
  const subject = capSubject(version.workspace, program.id, [unit, ...periodIn(version, every, at)].join(':'));
  return { subject, limitMinor, ...(isPartly ? { isPartly } : {}) };
}

/** The fund of a task, which pays for its rewards in the place of the program's cap. */
export function fundFor(
  program: Pick<Program, 'id'>,
  version: Pick<ProgramVersion, 'workspace' | 'program' | 'exponents'>,
  unit: string,
  task: Task | undefined,
): GrantCap | undefined {
  const { id, fund, sponsor } = task ?? {};
  if (id === undefined || fund === undefined || fund.unit !== unit) return undefined;
  const { amount, partly } = fund;
  return {
    subject: fundSubject(version.workspace, program.id, id, unit),
    limitMinor: minorOf(version, unit, amount),
    ...(partly === true ? { isPartly: true } : {}),
    ...(sponsor === undefined ? {} : { isSponsored: true }),
  };
}

/** The subject that counts the fund of a task. */
function fundSubject(workspace: WorkspaceId, program: ProgramId, task: string, unit: string): SubjectId {
  return capSubject(workspace, program, `task:${task}:${unit}`);
}

/** What all persons together may be granted by a version, in one unit. */
export function capLimit(version: ProgramVersion): CapLimit | undefined {
  const { cap } = version.definition;
  if (cap === undefined) return undefined;
  const { unit, amount, every, partly } = cap;
  return { unit, limitMinor: minorOf(version, unit, amount), every, isPartly: partly === true };
}

export interface CapLimit {
  readonly unit: string;
  readonly limitMinor: bigint;
  readonly every: Period | undefined;
  readonly isPartly: boolean;
}

/** The subject that counts a program's cap, in the lane that its name gives it. */
function capSubject(workspace: WorkspaceId, program: ProgramId, counted: string): SubjectId {
  return subjectId('cap', laneOfAnchor(workspace, `cap:${program}:${counted}`), workspace, program, counted);
}

/** How long a late fact corrects rewards when the program does not say. */
export const correctionDaysUsual = 30;

/** What was looked at, whose it is, and when. */
interface Judged {
  readonly view: ReferralView;
  readonly profiles: readonly ProfileId[];
  readonly now: EpochMs;
}

/** What the books have to know of this moment to correct themselves. */
export function occasionOf(program: Program, verdict: Verdict, { view, now, profiles }: Judged): Occasion {
  const version = program.versions.find((each) => each.version === verdict.version);
  const days = version?.definition.correctionDays ?? correctionDaysUsual;
  const isAnnulled = ({ side, holder }: Grant): boolean => {
    return side !== 'friend' && isBanned(program.banned, side === 'bonus' ? profiles : [holder]);
  };
  return {
    now,
    because: (grant) => {
      if (isAnnulled(grant)) return 'inviter_banned';
      return isBonusCause(grant.order) ? 'bonus_rerated' : (verdict.reason ?? verdict.status);
    },
    closedBefore: now - days * dayMs,
    isRefunded: (grant) => isOrderRefunded(program, verdict, view, grant),
    isAnnulled,
  };
}

/**
 * A refund is of the order that a grant was for, whatever the program says about the person by now: an order that was
 * told late may have made another one the first.
 */
function isOrderRefunded(program: Program, verdict: Verdict, view: ReferralView, grant: Grant): boolean {
  if (verdict.status === 'reversed' && verdict.order?.id === grant.order) return true;
  const version = program.versions.find((each) => each.version === grant.version);
  const order = view.orders.find((each) => each.id === grant.order);
  return version !== undefined && order !== undefined && isReduced(version, view, order);
}
