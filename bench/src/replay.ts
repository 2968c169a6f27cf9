import type { ProgramDefinition, ReplayLine, ReplayResult } from '@sarafan/contract';
import { countConditions } from './lib/batch-evaluation.ts';
import { type BenchOptions, expectEffect, type Measured, runBenchmark } from './lib/bench.ts';
import { eventBytes } from './lib/events.ts';
import { drain, preload } from './lib/lanes.ts';
import { inPlace, type Place } from './lib/place.ts';
import { conditionsIn, twoPrograms } from './lib/programs.ts';
import { startServer } from './lib/server.ts';
import { Shop } from './lib/shop.ts';

// Facts a second that a replay of a draft reads, folds and judges in a server, against reading as many and no more.

const million = 1_000_000;

async function measure(place: Place, { smoke, seed, say }: BenchOptions): Promise<Measured> {
  const persons = smoke ? 2_000 : 100_000;
  const participants = smoke ? 100 : 2_000;
  const loads = smoke ? 1 : 22;
  const rounds = smoke ? 1 : 3;
  const [definition] = twoPrograms;
  if (definition === undefined) throw new Error('There is no program to try');
  const shop = await Shop.open(place, { seed, persons, participants, definitions: twoPrograms, joined: 1 });
  const { port } = await startServer(place, 'all');
  await shop.introduce();
  await drain(place, await preload(place, shop.facts(shop.workload.invitations())));
  for (let load = 1; load <= loads; load += 1) {
    // A replay reads what servers said: browsers' pages would only lie between.
    const told = shop.workload.next(smoke ? 4_000 : 100_000).filter(({ trust }) => trust === 'server');
    await drain(place, await preload(place, shop.facts(told)));
    say(`  load ${load} of ${loads}`);
  }
  await place.pool.query('vacuum analyze engine_facts');
  const ours: number[] = [];
  const theirs: number[] = [];
  let result: ReplayResult | undefined;
  for (let round = 1; round <= rounds; round += 1) {
    const began = performance.now();
    result = await replay(shop, port, definition);
    ours.push(perSecond(result.facts, began));
    theirs.push(await readBare(place, result.facts));
    say(`  round ${round}: ${ours.at(-1)} against ${theirs.at(-1)} facts/s`);
  }
  if (result === undefined) throw new Error('Nothing was replayed');
  const effects = { ...(await check(shop, port, definition, result)), ...(await shop.check()) };
  return {
    comparisons: [
      { label: 'a draft over all invitations', ours, limit: theirs, goal: { sign: 'at least', ratio: 0.1 } },
    ],
    workload: { eventBytes, persons, participants, conditions: countConditions(conditionsIn(twoPrograms)) },
    effects,
    more: { secondsForAMillion: ours.map((each) => Math.round((million / each) * 10) / 10) },
  };
}

function perSecond(facts: number, began: number): number {
  return Math.round((facts * 1_000) / (performance.now() - began));
}

/** Asks for a replay as the admin does and reads its lines to the end. */
async function replay({ tenant }: Shop, port: number, definition: ProgramDefinition): Promise<ReplayResult> {
  const [program] = tenant.programs;
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/referral/programs/${program}/replay`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tenant.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ definition }),
  });
  expectEffect(answer.status === 200, `the replay was answered ${answer.status}`);
  const lines = (await answer.text()).trimEnd().split('\n');
  const last = JSON.parse(lines.at(-1) ?? '{}') as ReplayLine;
  if (last.line !== 'result') throw new Error('The replay has no result');
  return last;
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
  shop: Shop,
  port: number,
  definition: ProgramDefinition,
  same: ReplayResult,
): Promise<Readonly<Record<string, unknown>>> {
  expectEffect(same.changed === 0, `${same.changed} pairs change by the rules that stand`);
  expectEffect(same.pairs > 0 && same.totals.length === 2, 'nobody was invited and rewarded');
  const rewards = definition.rewards.map((reward) => ({ ...reward, amount: String(2 * Number(reward.amount)) }));
  const doubled = await replay(shop, port, { ...definition, rewards });
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
