import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchOptions, type Measured, runBenchmark } from './lib/bench.ts';
import { CostMeter, residentMegabytes } from './lib/cpu.ts';
import { drain, preload } from './lib/lanes.ts';
import { inPlace, type Place } from './lib/place.ts';
import { twoPrograms } from './lib/programs.ts';
import { startServer } from './lib/server.ts';
import { Shop } from './lib/shop.ts';

// What a server costs to which nothing happens: new, and after it has worked. Its limits are set and not measured: it
// shares its machine with other programs.

const percentAtMost = 1;
const megabytesAtMost = 300;

async function measure(place: Place, { smoke, seed, say }: BenchOptions): Promise<Measured> {
  const size = { persons: smoke ? 200 : 5_000, participants: 100, facts: smoke ? 1_000 : 50_000 };
  const times = smoke ? { calmSeconds: 2, seconds: 4 } : { calmSeconds: 30, seconds: 120 };
  const { persons, participants } = size;
  const shop = await Shop.open(place, { seed, persons, participants, definitions: twoPrograms, joined: 2 });
  const { pid } = await startServer(place, 'all');
  const idled: Idled[] = [];
  const idle = async (when: string): Promise<void> => {
    const found = await idleFor(place, pid, times);
    say(`  ${when}: ${found.percent.toFixed(2)} % of a core, ${found.megabytes.toFixed(0)} MB`);
    idled.push(found);
  };
  await idle('new');
  await shop.introduce();
  await drain(place, await preload(place, shop.facts(shop.workload.next(size.facts))));
  await idle('after it has worked');
  // Whoever sleeps so well must still be woken by a fact.
  await drain(place, await preload(place, shop.facts(shop.workload.next(participants))));
  const goal = { sign: 'at most', ratio: 1 } as const;
  const percents = { ours: idled.map((each) => each.percent), limit: idled.map(() => percentAtMost) };
  const megabytes = { ours: idled.map((each) => each.megabytes), limit: idled.map(() => megabytesAtMost) };
  return {
    comparisons: [
      { label: 'processor time of Node', ...percents, goal },
      { label: 'memory of Node', unit: 'MB', ...megabytes, goal },
    ],
    workload: { ...size, ...times, role: 'all' },
    effects: await shop.check(),
    more: { postgresPercent: idled.map((each) => each.postgresPercent) },
  };
}

interface Idled {
  /** Of one core. */
  readonly percent: number;
  readonly postgresPercent: number;
  readonly megabytes: number;
}

async function idleFor(
  place: Place,
  pid: number,
  { calmSeconds, seconds }: { readonly calmSeconds: number; readonly seconds: number },
): Promise<Idled> {
  await sleep(calmSeconds * 1_000);
  const meter = await CostMeter.open(place.pool, { server: pid });
  await meter.measure(
    () => seconds,
    () => sleep(seconds * 1_000),
  );
  const { server, postgres } = meter.cost;
  if (server === undefined || postgres === undefined) {
    throw new Error('This benchmark reads processor times from /proc, which only Linux has');
  }
  const percentOf = (microsecondsASecond: number): number => microsecondsASecond / 1e4;
  return { percent: percentOf(server), postgresPercent: percentOf(postgres), megabytes: residentMegabytes(pid) };
}

await runBenchmark({
  name: 'idle',
  unit: '% of a core',
  measure: (options) => inPlace('idle', (place) => measure(place, options)),
});
