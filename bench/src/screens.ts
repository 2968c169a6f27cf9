import { workspaceHeader } from '@sarafan/contract';
import { type BenchOptions, type Comparison, expectEffect, type Measured, runBenchmark } from './lib/bench.ts';
import { type Connection, openConnections } from './lib/http.ts';
import { inPlace, type Place } from './lib/place.ts';
import { twoPrograms } from './lib/programs.ts';
import { fillLists } from './lib/rows.ts';
import { type Bare, pageRows, type Screen } from './lib/screen.ts';
import { screensOf } from './lib/screens.ts';
import { startServer } from './lib/server.ts';
import { rounded } from './lib/statistics.ts';
import { createTenant, type Tenant } from './lib/tenant.ts';

// What a page of a list costs where there are a million people and a million rewards: asked over HTTP by somebody who
// is signed in, with everything that the page shows, against the bare statements that read just that.

/** A round of a screen has so many pages, fewer where they take longer than this. */
const perRound = 100;
const roundMs = 1_000;

async function measure(place: Place, { smoke, say }: BenchOptions): Promise<Measured> {
  const size = { persons: smoke ? 2_000 : 1_000_000, grants: smoke ? 2_000 : 1_000_000 };
  const rounds = smoke ? 1 : 5;
  const most = smoke ? 3 : perRound;
  const tenant = await createTenant(place, twoPrograms);
  const began = performance.now();
  const filled = await fillLists(place, tenant, size);
  say(`  ${size.persons} persons, ${size.grants} grants in ${Math.round((performance.now() - began) / 1_000)} s`);
  const { port } = await startServer(place, 'api');
  const [connection] = await openConnections(place, port, 1);
  if (connection === undefined) throw new Error('No connection was opened');
  const session = await signIn(place, tenant, port);
  const floor = await measureFloor(place, connection, tenant, session);
  const comparisons: Comparison[] = [];
  const effects: Record<string, number> = {};
  for (const screen of screensOf(tenant, filled)) {
    const asked = headOf(screen.path, screen.byKey === true ? { authorization: `Bearer ${tenant.apiKey}` } : session);
    const measured = await compare(place, connection, screen, { asked, rounds, most });
    effects[screen.label] = measured.rows;
    comparisons.push(measured.comparison);
    say(`  ${screen.label}: ${last(measured.comparison.ours)} against ${last(measured.comparison.limit)} ms`);
  }
  const [first, ...others] = comparisons;
  if (first === undefined) throw new Error('There are no screens');
  return { comparisons: [first, ...others], workload: { ...size, perRound: most }, effects, more: { floor } };
}

const last = (figures: readonly number[]): string => (figures.at(-1) ?? 0).toFixed(2);

type Headers = Readonly<Record<string, string>>;

/** What a browser sends along with every request after its user has signed in. */
async function signIn(place: Place, { workspace }: Tenant, port: number): Promise<Headers> {
  const email = 'owner@example.com';
  const made = await place.rooms.users.create({ email, name: 'Owner', role: 'owner', workspace }, 'bench');
  if (made === undefined || !('password' in made)) throw new Error('The user of the benchmark was there already');
  const page = { 'sec-fetch-site': 'same-origin' };
  const answer = await fetch(`http://127.0.0.1:${port}/api/session/sign-in`, {
    method: 'POST',
    headers: { ...page, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: made.password }),
  });
  if (answer.status !== 200) throw new Error(`Nobody could sign in: ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
  return { ...page, cookie: cookie.join('; '), [workspaceHeader]: workspace };
}

function headOf(path: string, headers: Headers): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}\r\n`, 'latin1');
}

/** What any answer costs that shows nothing, with a key and with a session, and any statement that reads nothing. */
async function measureFloor(
  place: Place,
  connection: Connection,
  { apiKey }: Tenant,
  session: Headers,
): Promise<Readonly<Record<string, number>>> {
  const send = (headers: Headers) => (): Promise<unknown> =>
    connection.send(headOf('/api/v1/access/whoami', headers), Buffer.alloc(0));
  const nothing = (): Promise<unknown> => place.pool.query({ name: 'bench nothing', text: 'select 1' });
  const figures: Record<string, number> = {};
  for (const [name, work] of Object.entries({
    answerByKeyMs: send({ authorization: `Bearer ${apiKey}` }),
    answerBySessionMs: send(session),
    statementMs: nothing,
  })) {
    await millisecondsOf(work, perRound);
    figures[name] = rounded(await millisecondsOf(work, perRound));
  }
  return figures;
}

interface Compared {
  readonly asked: Buffer;
  readonly rounds: number;
  readonly most: number;
}

async function compare(
  place: Place,
  connection: Connection,
  screen: Screen,
  { asked, rounds, most }: Compared,
): Promise<{ readonly comparison: Comparison; readonly rows: number }> {
  const { label, bare: statements } = screen;
  const shown = async (): Promise<string> => {
    const { status, body } = await connection.send(asked, Buffer.alloc(0));
    expectEffect(status === 200, `${screen.path} was answered ${status}: ${body.slice(0, 300)}`);
    return body;
  };
  const query = async ({ text, values }: Bare, index: number): Promise<object[]> =>
    (await place.pool.query<object>({ name: `bench ${label} ${index}`, text, values: [...values] })).rows;
  const bare = (): Promise<object[][]> => Promise.all(statements.map(query));
  const rows = countShown(screen, JSON.parse(await shown()) as object);
  const expected = countFound(screen, await bare());
  expectEffect(rows > 0 && rows === expected, `${label}: the page has ${rows} rows, the bare statements ${expected}`);
  await millisecondsOf(shown, most);
  await millisecondsOf(bare, most);
  const [ours, limit]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await millisecondsOf(shown, most));
    limit.push(await millisecondsOf(bare, most));
  }
  return { comparison: { label, ours, limit, goal: { sign: 'at most', ratio: 2 } }, rows };
}

function countShown({ shown }: Screen, answer: object): number {
  return shown === undefined ? (answer as { items: unknown[] }).items.length : shown(answer);
}

function countFound({ found }: Screen, rows: readonly (readonly object[])[]): number {
  return found === undefined ? Math.min(pageRows, rows.flat().length) : found(rows);
}

/** The mean of so many, one after the other, or of those that a round has time for. */
async function millisecondsOf(work: () => Promise<unknown>, most: number): Promise<number> {
  const began = performance.now();
  let times = 0;
  do {
    await work();
    times += 1;
  } while (times < most && performance.now() - began < roundMs);
  return (performance.now() - began) / times;
}

await runBenchmark({
  name: 'screens',
  unit: 'ms a page',
  measure: (options) => inPlace('screens', (place) => measure(place, options)),
});
