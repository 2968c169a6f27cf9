import { getOrInsert } from '../../../kit/values/group.ts';
import type { ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import { timeOf } from '../../../kit/values/position.ts';
import { tellingOf } from './counted.ts';
import { type OwnWord, wordAt } from './own-word.ts';
import type { ReferralView } from './part.ts';
import type { Program } from './programs.ts';
import { chainCauseOf } from './results.ts';
import { type Counted, isAsking, type Link, type StandingTold } from './standing.ts';
import { standingsAt } from './standing-walk.ts';
import { pairReasons } from './touches.ts';
import type { Verdict } from './verdict.ts';

/**
 * Where inviters would stand under a draft. What a lane is told piece by piece is gathered here from all pairs, before
 * any of them is judged for what it would be granted.
 */
export interface Gathered {
  /** What each inviter brought. */
  readonly brought: Map<SubjectId, Counted[]>;
  /** Who invited whom, where the invitation stands. */
  readonly inviters: Map<SubjectId, Link>;
}

export const nothingGathered = (): Gathered => ({ brought: new Map(), inviters: new Map() });

/** `inviter` is whoever the person is by now who made the invitation. */
export function gather(
  { brought, inviters }: Gathered,
  program: Program,
  verdict: Verdict,
  view: ReferralView,
  friend: SubjectId,
): void {
  const { touch } = verdict;
  if (touch === undefined || pairReasons.some((each) => each === verdict.reason)) return;
  const bought = chainCauseOf(verdict) === undefined ? {} : ({ hasBought: true } as const);
  inviters.set(friend, { inviter: touch.referrer, at: timeOf(touch.at), ...bought });
  for (const { to, counted } of tellingOf(program, verdict, view, friend).values()) {
    getOrInsert(brought, to, () => []).push(counted);
  }
}

export interface InviterOf {
  /** Who a person has become. */
  readonly personOf: (subject: SubjectId) => SubjectId;
  /** Which tasks of the program they took, and what they chose. */
  readonly wordOf: (subject: SubjectId) => OwnWord;
}

/** What the inviters' lanes would answer, by friend and cause. */
export function answersOf(
  { brought, inviters }: Gathered,
  levels: number,
  inviterOf: InviterOf,
): ReadonlyMap<SubjectId, Readonly<Record<string, StandingTold>>> {
  const { personOf, wordOf } = inviterOf;
  const together = new Map<SubjectId, Counted[]>();
  for (const [inviter, all] of brought) getOrInsert(together, personOf(inviter), () => []).push(...all);
  const answers = new Map<SubjectId, Record<string, StandingTold>>();
  for (const [inviter, all] of together) {
    const standings = standingsAt({ open: all, closed: {} }, all);
    const word = wordOf(inviter);
    for (const [index, each] of all.entries()) {
      const standing = isAsking(each) ? undefined : standings[index];
      const told = {
        ...(standing === undefined ? {} : { standing, ...wordAt(word, timeOf(each.at)) }),
        ...upline(each, inviter, inviters, levels, personOf),
      };
      getOrInsert(answers, each.friend, (): Record<string, StandingTold> => ({}))[each.cause] = told;
    }
  }
  return answers;
}

/** Who is above, level by level; whoever asks for a chain hears of earlier invitations alone, and who has bought. */
function upline(
  { asks }: Counted,
  inviter: SubjectId,
  inviters: Gathered['inviters'],
  levels: number,
  personOf: (subject: SubjectId) => SubjectId,
): StandingTold {
  const above: (SubjectId | null)[] = [];
  const links: boolean[] = [];
  let at: SubjectId | undefined = inviter;
  while (above.length < levels - 1 && at !== undefined) {
    const link: Link | undefined = inviters.get(at);
    const isLater = link !== undefined && asks !== undefined && link.at >= asks.before;
    at = link === undefined || isLater ? undefined : personOf(link.inviter);
    above.push(at ?? null);
    links.push(link?.hasBought === true);
  }
  return { above, ...(asks === undefined ? {} : { links }) };
}

/** A pair as the draft sees it: with what inviters would answer, and not with what was answered to other versions. */
export function withAnswers(
  view: ReferralView,
  program: ProgramId,
  answers: Readonly<Record<string, StandingTold>> | undefined,
): ReferralView {
  return { ...view, standings: new Map(answers === undefined ? [] : [[program, answers]]) };
}
