import { type BenchOptions, type Measured, runBenchmark } from './lib/bench.ts';
import { CostMeter } from './lib/cpu.ts';
import { drain, preload } from './lib/lanes.ts';
import { inPlace, type Place } from './lib/place.ts';
import { twoPrograms, unrelatedPrograms } from './lib/programs.ts';
import { startServer } from './lib/server.ts';
import { Shop } from './lib/shop.ts';

// What a fact costs, Node and PostgreSQL together, when there is ten times as much of something, against when there is
// not.

interface Size {
  readonly label: string;
  readonly persons: number;
  /** Facts of each person, on average, before anything is measured. */
  readonly history: number;
  /** Two programs that facts concern, and others that they do not. */
  readonly definitions: number;
}

/** So many persons of a hundred invite others. */
const participantsInHundred = 2;
const factsPerLoad = 50_000;

function sizes(smoke: boolean): readonly [Size, ...Size[]] {
  const base = { label: '1 ×', persons: smoke ? 500 : 10_000, history: smoke ? 4 : 20, definitions: smoke ? 4 : 20 };
  return [
    base,
    { ...base, label: '10 × persons', persons: base.persons * 10 },
    { ...base, label: '10 × history per person', history: base.history * 10 },
    { ...base, label: '10 × unrelated definitions', definitions: base.definitions * 10 },
  ];
}

interface Grown {
  readonly size: Size;
  readonly place: Place;
  readonly shop: Shop;
  readonly worker: number;
  readonly figures: number[];
}

async function measure({ smoke, seed, say }: BenchOptions): Promise<Measured> {
  const [base, ...others] = sizes(smoke);
  const rounds = smoke ? 1 : 5;
  const perRound = smoke ? 1_000 : 20_000;
  return inPlaces([base, ...others], [], async (places) => {
    const grown: Grown[] = [];
    for (const { size, place } of places) {
      grown.push(await grow(size, place, seed));
      say(`  ${size.label}: ${size.persons} persons, ${size.history} facts each, ${size.definitions} definitions`);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const each of grown) each.figures.push(await costOfFacts(each, perRound));
      say(`  round ${round + 1}: ${grown.map(({ figures }) => figures.at(-1)?.toFixed(0)).join(', ')} µs`);
    }
    const effects: Record<string, unknown> = {};
    for (const { size, shop } of grown) effects[size.label] = await shop.check();
    const [first, ...more] = grown;
    const [persons, ...rest] = more.map(({ size, figures }) => ({
      label: size.label,
      ours: figures,
      limit: first?.figures ?? [],
      goal: { sign: 'at most', ratio: 1.2 } as const,
    }));
    if (persons === undefined) throw new Error('Nothing has grown');
    return { comparisons: [persons, ...rest], workload: { perRound, sizes: sizes(smoke) }, effects };
  });
}

/** Every size has a database and a worker of its own, all up at once, so that rounds can take turns. */
async function inPlaces<Result>(
  waiting: readonly Size[],
  open: readonly { readonly size: Size; readonly place: Place }[],
  work: (places: readonly { readonly size: Size; readonly place: Place }[]) => Promise<Result>,
): Promise<Result> {
  const [size, ...rest] = waiting;
  if (size === undefined) return work(open);
  return inPlace('grow', (place) => inPlaces(rest, [...open, { size, place }], work));
}

/** Makes the persons, their history and the definitions. */
async function grow(size: Size, place: Place, seed: number): Promise<Grown> {
  const { persons, history, definitions } = size;
  const programs = [...twoPrograms, ...unrelatedPrograms(definitions - twoPrograms.length)];
  const participants = Math.ceil((persons * participantsInHundred) / 100);
  const shop = await Shop.open(place, { seed, persons, participants, definitions: programs, joined: 2 });
  const { pid: worker } = await startServer(place, 'worker');
  await shop.introduce();
  for (let left = persons * (history - 1); left > 0; left -= factsPerLoad) {
    await drain(place, await preload(place, shop.facts(shop.workload.next(Math.min(left, factsPerLoad)))));
  }
  return { size, place, shop, worker, figures: [] };
}

/** The processor time of a fact in microseconds, over so many of them. */
async function costOfFacts({ place, shop, worker }: Grown, facts: number): Promise<number> {
  const loaded = await preload(place, shop.facts(shop.workload.next(facts)));
  const meter = await CostMeter.open(place.pool, { worker });
  await meter.measure(
    () => facts,
    () => drain(place, loaded),
  );
  const total = Object.values(meter.cost).reduce((sum, cost) => sum + cost, 0);
  if (total === 0) throw new Error('This benchmark reads processor times from /proc, which only Linux has');
  return total;
}

await runBenchmark({ name: 'grow', unit: 'µs', measure });
