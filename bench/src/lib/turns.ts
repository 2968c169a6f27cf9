import type { CopyLimit } from './copy-limit.ts';
import { type Cost, CostMeter } from './cpu.ts';
import type { Place } from './place.ts';

/** Ours against the limit, a round each in turns, so that both meet the same machine. */
export interface Turns<Prepared> {
  readonly rounds: number;
  /** Pieces of work in a round. */
  readonly perRound: number;
  readonly processes: Readonly<Record<string, number>>;
  readonly limit: CopyLimit;
  /** What a round needs and what is not measured. */
  readonly prepare: () => Promise<Prepared> | Prepared;
  /** The milliseconds that our round took. */
  readonly run: (prepared: Prepared) => Promise<number>;
  readonly say: (line: string) => void;
}

export interface Figures {
  /** Pieces a second, by round. */
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  /** Microseconds of processor time a piece. */
  readonly costs: { readonly ours: Cost; readonly limit: Cost };
}

export async function takeTurns<Prepared>(place: Place, turns: Turns<Prepared>): Promise<Figures> {
  const { rounds, perRound, limit, say } = turns;
  await limit.run({ rows: perRound });
  const costs = await CostMeter.open(place.pool, turns.processes);
  const limitCosts = await CostMeter.open(place.pool, { sender: process.pid });
  const inRound = (): number => perRound;
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const prepared = await turns.prepare();
    ours.push((perRound * 1_000) / (await costs.measure(inRound, () => turns.run(prepared))));
    theirs.push(await limitCosts.measure(inRound, () => limit.run({ rows: perRound })));
    say(`  round ${round + 1}: ${ours.at(-1)?.toFixed(0)} against ${theirs.at(-1)?.toFixed(0)}`);
  }
  return { ours, theirs, costs: { ours: costs.cost, limit: limitCosts.cost } };
}
