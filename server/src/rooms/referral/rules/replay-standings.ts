import { getOrInsert } from '../../../kit/values/group.ts';
import type { ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import { comparePositions, type FactPosition, timeOf } from '../../../kit/values/position.ts';
import { tellingOf } from './counted.ts';
import { type OwnWord, wordAt } from './own-word.ts';
import type { ReferralView } from './part.ts';
import type { Program } from './programs.ts';
import { chainCauseOf } from './results.ts';
import {
  type Counted,
  keyOf,
  type Link,
  nothingBrought,
  plus,
  type Standing,
  type StandingTold,
  type Sums,
} from './standing.ts';
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
    const standings = standingsOf(all);
    const word = wordOf(inviter);
    for (const each of all) {
      const standing = standings.get(keyOf(each));
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

/** Where one inviter stood at each cause, in one walk over all of them in order of history. */
export function standingsOf(all: readonly Counted[]): ReadonlyMap<string, Standing> {
  const steps = all.flatMap((each): Step[] => {
    if (each.asks !== undefined || each.level > 1) return [];
    const { isFriend, friendUntil, until, at } = each;
    const { isFriend: _first, friendUntil: _until, ...payment } = each;
    const friend = { ...payment, isFriend: true } as const;
    return [
      { at, each, sign: 1, what: payment, friends: isFriend === true ? 1 : 0 },
      ...(until === undefined ? [] : [{ at: until, sign: -1 as const, what: payment, friends: 0 as const }]),
      ...(isFriend !== true || friendUntil === undefined
        ? []
        : [{ at: friendUntil, sign: 1 as const, what: friend, friends: -1 as const }]),
    ];
  });
  const sums = new Map<string, Sums>();
  const standings = new Map<string, Standing>();
  // An end goes before a cause of the same place: what is refunded then does not count any more.
  const inOrder = steps.toSorted(
    (left, right) =>
      comparePositions(left.at, right.at) || Number(left.each !== undefined) - Number(right.each !== undefined),
  );
  for (const { each, sign, what, friends } of inOrder) {
    for (const period of ['', ...what.periods]) {
      const before = sums.get(period) ?? nothingBrought;
      const paid = friends === -1 ? before : plus(before, what, sign);
      sums.set(period, { ...paid, friends: paid.friends + friends });
    }
    if (each === undefined) continue;
    const reached = ['', ...each.periods].map((period): [string, Sums] => [period, sums.get(period) ?? nothingBrought]);
    standings.set(keyOf(each), Object.fromEntries(reached));
  }
  return standings;
}

interface Step {
  readonly at: FactPosition;
  /** The cause at which the standing is asked; absent where something ends. */
  readonly each?: Counted;
  readonly sign: 1 | -1;
  readonly what: Counted;
  readonly friends: 1 | 0 | -1;
}

/** A pair as the draft sees it: with what inviters would answer, and not with what was answered to other versions. */
export function withAnswers(
  view: ReferralView,
  program: ProgramId,
  answers: Readonly<Record<string, StandingTold>> | undefined,
): ReferralView {
  return { ...view, standings: new Map(answers === undefined ? [] : [[program, answers]]) };
}
