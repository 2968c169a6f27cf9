import { type BenchOptions, type Comparison, expectEffect, type Measured, runBenchmark } from './lib/bench.ts';
import { type Connection, openConnections } from './lib/http.ts';
import { inPlace, type Place } from './lib/place.ts';
import { twoPrograms } from './lib/programs.ts';
import { type Filled, fillLists } from './lib/rows.ts';
import { type Screen, screensOf } from './lib/screens.ts';
import { startServer } from './lib/server.ts';
import { createTenant, type Tenant } from './lib/tenant.ts';

// What a page of a list costs where there are a million people and a million rewards, over HTTP with everything that a
// row shows, against the bare query of the same rows.

async function measure(place: Place, { smoke, say }: BenchOptions): Promise<Measured> {
  const size = { persons: smoke ? 2_000 : 1_000_000, grants: smoke ? 2_000 : 1_000_000 };
  const rounds = smoke ? 1 : 5;
  const perRound = smoke ? 5 : 100;
  const tenant = await createTenant(place, twoPrograms);
  const filled = await fillLists(place.pool, tenant, size);
  say(`  ${size.persons} persons, ${size.grants} grants`);
  const { port } = await startServer(place, 'api');
  const [connection] = await openConnections(place, port, 1);
  if (connection === undefined) throw new Error('No connection was opened');
  const comparisons: Comparison[] = [];
  const effects: Record<string, number> = {};
  for (const screen of screensOf(tenant, filled)) {
    const measured = await compare(place, connection, tenant, { screen, filled, rounds, perRound });
    effects[screen.label] = measured.rows;
    comparisons.push(measured.comparison);
    say(`  ${screen.label}`);
  }
  const [first, ...others] = comparisons;
  if (first === undefined) throw new Error('There are no screens');
  return { comparisons: [first, ...others], workload: { ...size, perRound }, effects };
}

interface Compared {
  readonly screen: Screen;
  readonly filled: Filled;
  readonly rounds: number;
  readonly perRound: number;
}

async function compare(
  place: Place,
  connection: Connection,
  tenant: Tenant,
  { screen, rounds, perRound }: Compared,
): Promise<{ readonly comparison: Comparison; readonly rows: number }> {
  const { label, path, query, values } = screen;
  const get = Buffer.from(
    `GET ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${tenant.apiKey}\r\n\r\n`,
    'latin1',
  );
  const shown = async (): Promise<number> => {
    const answer = await connection.send(get, Buffer.alloc(0));
    expectEffect(answer.status === 200, `${path} was answered ${answer.status}: ${answer.body.slice(0, 300)}`);
    return (JSON.parse(answer.body) as { items: unknown[] }).items.length;
  };
  const bare = async (): Promise<number> => {
    const { rows } = await place.pool.query({ name: `bench ${label}`, text: query, values: [...values] });
    return rows.length;
  };
  const [rows, expected] = [await shown(), await bare()];
  expectEffect(rows > 0 && rows === expected, `${label}: the page has ${rows} rows, the bare query ${expected}`);
  for (let warm = 0; warm < perRound; warm += 1) await Promise.all([shown(), bare()]);
  const [ours, limit]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await millisecondsOf(shown, perRound));
    limit.push(await millisecondsOf(bare, perRound));
  }
  return { comparison: { label, ours, limit, goal: { sign: 'at most', ratio: 2 } }, rows };
}

/** The mean of so many, one after the other. */
async function millisecondsOf(work: () => Promise<number>, times: number): Promise<number> {
  const began = performance.now();
  for (let time = 0; time < times; time += 1) await work();
  return (performance.now() - began) / times;
}

await runBenchmark({
  name: 'screens',
  unit: 'ms a page',
  measure: (options) => inPlace('screens', (place) => measure(place, options)),
});
