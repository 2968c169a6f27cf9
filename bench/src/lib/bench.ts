import { cpus, loadavg, platform, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { rounded, type Spread, spreadOf } from './statistics.ts';

/** What a benchmark is asked for. */
export interface BenchOptions {
  /** The form of a few seconds for continuous integration: its figures mean little, its effects are checked as ever. */
  readonly smoke: boolean;
  readonly seed: number;
  /** Tells how far it is. */
  readonly say: (line: string) => void;
}

/** A figure of ours against its limit, and what the design asks of their ratio. */
export interface Comparison {
  readonly label: string;
  readonly ours: readonly number[];
  readonly limit: readonly number[];
  readonly goal: Goal;
  /** Where it is not the benchmark's. */
  readonly unit?: string;
}

export interface Goal {
  readonly sign: 'at least' | 'at most';
  readonly ratio: number;
}

export interface Measured {
  /** The one farthest from its goal stands in the last line, as `ours`, `limit` and `ratio`; its `detail` has all. */
  readonly comparisons: readonly [Comparison, ...Comparison[]];
  readonly workload: Readonly<Record<string, unknown>>;
  readonly effects: Readonly<Record<string, unknown>>;
  readonly more?: Readonly<Record<string, unknown>>;
}

export interface Benchmark {
  readonly name: string;
  readonly unit: string;
  measure(options: BenchOptions): Promise<Measured>;
}

/** The effects of the work that was measured are wrong, so its speed means nothing. */
export class WrongEffects extends Error {}

export function expectEffect(holds: boolean, sentence: string): void {
  if (!holds) throw new WrongEffects(sentence);
}

interface Judged {
  readonly label: string;
  readonly unit: string;
  readonly ours: Spread;
  readonly limit: Spread;
  /** The ratio of the medians, and those of the rounds by themselves. */
  readonly ratio: number;
  readonly ratios: Spread;
  readonly goal: string;
  readonly met: boolean;
  /** How many times the ratio would have to be better to be the goal; 1 or less when it is met. */
  readonly distance: number;
}

/** Runs a benchmark as the command line asks. Its goal is reported and never asserted; wrong effects fail it. */
export async function runBenchmark(benchmark: Benchmark): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      smoke: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
    },
  });
  const say = (line: string): void => console.log(line);
  const before = machine();
  say(`${benchmark.name}: seed ${values.seed}${values.smoke ? ', smoke' : ''}, load ${before.load.join(' ')}`);
  try {
    const measured = await benchmark.measure({ smoke: values.smoke, seed: Number(values.seed), say });
    const judged = measured.comparisons.map((each) => judge(each, benchmark.unit));
    const [first] = judged.toSorted((left, right) => right.distance - left.distance);
    if (first === undefined) throw new Error('Nothing was compared');
    for (const each of judged) printJudged(each, say);
    say(`  effects: ${JSON.stringify(measured.effects)}`);
    for (const [name, value] of Object.entries(measured.more ?? {})) say(`  ${name}: ${JSON.stringify(value)}`);
    if (!values.json) return;
    const { workload, effects, more } = measured;
    const detail = { smoke: values.smoke, seed: values.seed, comparisons: judged, workload, effects, ...more };
    const { unit } = first;
    const figures = { ours: first.ours.median, limit: first.limit.median, ratio: first.ratio };
    say(
      JSON.stringify({
        name: benchmark.name,
        unit,
        ...figures,
        detail: { ...detail, machine: { ...before, after: machine().load } },
      }),
    );
  } catch (error) {
    process.exitCode = 1;
    if (!(error instanceof WrongEffects)) throw error;
    console.error(`${benchmark.name} failed: ${error.message}`);
  }
}

function judge({ label, ours, limit, goal, unit }: Comparison, usual: string): Judged {
  const [mine, theirs] = [spreadOf(ours), spreadOf(limit)];
  const ratio = rounded(mine.median / theirs.median);
  const ratios = spreadOf(ours.map((figure, round) => figure / (limit[round] ?? theirs.median)));
  const distance = rounded(goal.sign === 'at least' ? goal.ratio / ratio : ratio / goal.ratio);
  return {
    label,
    unit: unit ?? usual,
    ours: mine,
    limit: theirs,
    ratio,
    ratios,
    goal: `${goal.sign} ${goal.ratio}`,
    met: distance <= 1,
    distance,
  };
}

function printJudged(judged: Judged, say: (line: string) => void): void {
  const { label, unit, ours, limit, ratio, ratios, goal, met } = judged;
  const line = (name: string, spread: Spread): string =>
    `  ${name}: ${spread.median} ${unit} (${spread.least} to ${spread.greatest})`;
  say(label);
  say(line('ours ', ours));
  say(line('limit', limit));
  say(`  ratio: ${ratio} (${ratios.least} to ${ratios.greatest}); goal ${goal}: ${met ? 'met' : 'not met'}`);
}

/** The machine as far as it explains figures. */
function machine(): {
  readonly cpus: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly load: number[];
} {
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  const node = `${process.version} ${platform()}`;
  return { cpus: cpus().length, memoryGb, node, load: loadavg().map(rounded) };
}
