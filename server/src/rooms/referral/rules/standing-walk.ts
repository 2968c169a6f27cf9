import { getOrInsert } from '../../../kit/values/group.ts';
import { comparePositions, type FactPosition } from '../../../kit/values/position.ts';
import { type Counted, isAsking, type Standing, type Sums, type Tally } from './standing.ts';

/**
 * Where an inviter stood at each of some causes, that cause included, in the order in which they are asked for. All are
 * answered in one walk over what counts, in order of history: somebody who brings very many is asked for hundreds.
 */
export function standingsAt(
  { open, closed }: Pick<Tally, 'open' | 'closed'>,
  asked: readonly Counted[],
): readonly Standing[] {
  const periods = new Set(['', ...asked.flatMap((each) => each.periods)]);
  const turns = turnsOf(open);
  const sums = new Map<string, RunningSums>();
  const runningOf = (period: string): RunningSums => getOrInsert(sums, period, () => running(closed[period]));
  const standings = new Map<Counted, Standing>();
  let taken = 0;
  for (const each of asked.toSorted((left, right) => comparePositions(left.at, right.at))) {
    for (let turn = turns[taken]; turn !== undefined && comparePositions(turn.at, each.at) <= 0; turn = turns[taken]) {
      for (const period of ['', ...turn.counted.periods]) if (periods.has(period)) take(runningOf(period), turn);
      taken += 1;
    }
    const reached = ['', ...each.periods].map((period): [string, Sums] => [period, told(runningOf(period))]);
    standings.set(each, Object.fromEntries(reached));
  }
  return asked.map((each) => standings.get(each) ?? {});
}

/** Something begins to count, or ends. */
interface Turn {
  readonly at: FactPosition;
  readonly counted: Counted;
  readonly payments: 1 | 0 | -1;
  readonly friends: 1 | 0 | -1;
}

function turnsOf(open: readonly Counted[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const counted of open) {
    if (isAsking(counted)) continue;
    const { at, until, isFriend, friendUntil } = counted;
    turns.push({ at, counted, payments: 1, friends: isFriend === true ? 1 : 0 });
    if (until !== undefined) turns.push({ at: later(until, at), counted, payments: -1, friends: 0 });
    if (isFriend !== true || friendUntil === undefined) continue;
    turns.push({ at: later(friendUntil, at), counted, payments: 0, friends: -1 });
  }
  return turns.toSorted((left, right) => comparePositions(left.at, right.at));
}

/** What ended before it began never counts. */
function later(end: FactPosition, begin: FactPosition): FactPosition {
  return comparePositions(end, begin) > 0 ? end : begin;
}

interface RunningSums {
  friends: number;
  payments: number;
  /** By currency: how much, and of how many payments; one with none left is not told of. */
  readonly turnover: Map<string, { minor: bigint; payments: number }>;
}

/** Sums to go on from; what they know of a currency stays known. */
function running(sums: Sums | undefined): RunningSums {
  const turnover = Object.entries(sums?.turnover ?? {}).map(
    ([currency, minor]) => [currency, { minor: BigInt(minor), payments: 1 }] as const,
  );
  return { friends: sums?.friends ?? 0, payments: sums?.payments ?? 0, turnover: new Map(turnover) };
}

function take(sums: RunningSums, { counted, payments, friends }: Turn): void {
  const { currency, moneyMinor } = counted;
  sums.friends += friends;
  sums.payments += payments;
  if (payments === 0 || currency === undefined || moneyMinor === undefined) return;
  const turnover = getOrInsert(sums.turnover, currency, () => ({ minor: 0n, payments: 0 }));
  turnover.minor += BigInt(payments) * BigInt(moneyMinor);
  turnover.payments += payments;
}

function told({ friends, payments, turnover }: RunningSums): Sums {
  const known = [...turnover].filter(([, each]) => each.payments > 0);
  return { friends, payments, turnover: Object.fromEntries(known.map(([name, { minor }]) => [name, String(minor)])) };
}
