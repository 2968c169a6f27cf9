import type { ProgramDefinition, ReplayResult } from '@sarafan/contract';
import { countConditions } from './lib/batch-evaluation.ts';
import { type BenchOptions, expectEffect, type Measured, runBenchmark } from './lib/bench.ts';
import { eventBytes } from './lib/events.ts';
import { drain, preload } from './lib/lanes.ts';
import { inPlace, type Place } from './lib/place.ts';
import { conditionsIn, twoPrograms } from './lib/programs.ts';
import { startServer } from './lib/server.ts';
import { Shop } from './lib/shop.ts';

// Facts a second that a replay of a draft reads, folds and judges, against reading as many and no more.

const million = 1_000_000;

async function measure(place: Place, { smoke, seed, say }: BenchOptions): Promise<Measured> {
  const persons = smoke ? 2_000 : 100_000;
  const participants = smoke ? 100 : 2_000;
  const perLoad = smoke ? 4_000 : 50_000;
  const loads = smoke ? 1 : 20;
  const rounds = smoke ? 1 : 3;
  const [definition] = twoPrograms;
  if (definition === undefined) throw new Error('There is no program to try');
  const shop = await Shop.open(place, { seed, persons, participants, definitions: twoPrograms, joined: 2 });
  await startServer(place, 'worker');
  await shop.introduce();
  for (let load = 1; load <= loads; load += 1) {
    await drain(place, await preload(place, shop.facts(shop.workload.next(perLoad))));
    say(`  load ${load} of ${loads}`);
  }
  await place.pool.query('vacuum analyze engine_facts');
  const ours: number[] = [];
  const theirs: number[] = [];
  let result: ReplayResult | undefined;
  for (let round = 1; round <= rounds; round += 1) {
    const began = performance.now();
    result = await replay(place, shop, definition);
    ours.push(perSecond(result.facts, began));
    theirs.push(await readBare(place, result.facts));
    say(`  round ${round}: ${ours.at(-1)} against ${theirs.at(-1)} facts/s`);
  }
  if (result === undefined) throw new Error('Nothing was replayed');
  const effects = { ...(await check(place, shop, definition, result)), ...(await shop.check()) };
  return {
    comparisons: [
      { label: 'a draft over all invitations', ours, limit: theirs, goal: { sign: 'at least', ratio: 0.1 } },
    ],
    workload: {
      eventBytes,
      persons,
      participants,
      facts: perLoad * loads,
      conditions: countConditions(conditionsIn(twoPrograms)),
    },
    effects,
    more: { secondsForAMillion: ours.map((each) => Math.round((million / each) * 10) / 10) },
  };
}

function perSecond(facts: number, began: number): number {
  return Math.round((facts * 1_000) / (performance.now() - began));
}

async function replay({ rooms }: Place, { tenant }: Shop, definition: ProgramDefinition): Promise<ReplayResult> {
  const row = await rooms.referral.program(tenant.workspace, tenant.programs[0] ?? '');
  if (row === undefined) throw new Error('The program is gone');
  const started = await rooms.referralReplays.start(tenant.workspace, row, { definition });
  if (!started.ok) throw new Error(started.reason);
  let result: ReplayResult | undefined;
  const tell = (line: { readonly line: string }): void => {
    if (line.line === 'result') result = line as ReplayResult;
  };
  await started.run({ tell, signal: new AbortController().signal });
  if (result === undefined) throw new Error('The replay has no result');
  return result;
}

/** As many facts of servers, read and parsed in the order in which they lie, and nothing made of them. */
async function readBare({ pool }: Place, facts: number): Promise<number> {
  const pageRows = 2_000;
  const began = performance.now();
  let read = 0;
  for (let lane = 0; read < facts && lane < 256; lane += 1) {
    for (let after = 0; ; ) {
      const { rows } = await pool.query<{ seq: string; payload: string }>({
        name: 'bench-bare-facts',
        text: 'select seq, payload from engine_facts where lane = $1 and seq > $2 and trust = 1 order by seq limit $3',
        values: [lane, after, pageRows],
      });
      for (const { payload } of rows) JSON.parse(payload);
      read += rows.length;
      const last = rows.at(-1);
      if (last === undefined || rows.length < pageRows) break;
      after = Number(last.seq);
    }
  }
  return perSecond(read, began);
}

/** What stands changes nothing; twice as much for everything comes to twice as much. */
async function check(
  place: Place,
  shop: Shop,
  definition: ProgramDefinition,
  same: ReplayResult,
): Promise<Readonly<Record<string, unknown>>> {
  expectEffect(same.changed === 0, `${same.changed} pairs change by the rules that stand`);
  expectEffect(same.pairs > 0 && same.totals.length === 2, 'nobody was invited and rewarded');
  const rewards = definition.rewards.map((reward) => ({ ...reward, amount: String(2 * Number(reward.amount)) }));
  const doubled = await replay(place, shop, { ...definition, rewards });
  for (const { before, after } of doubled.totals) {
    expectEffect(Number(after) === 2 * Number(before), `twice ${before} is told to be ${after}`);
  }
  return { replayed: same.facts, pairs: same.pairs, doubled: doubled.changed };
}

await runBenchmark({
  name: 'replay',
  unit: 'facts/s',
  measure: (options) => inPlace('replay', (place) => measure(place, options)),
});
