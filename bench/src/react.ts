import { fileURLToPath } from 'node:url';
import type { ProgramDefinition } from '@sarafan/contract';
import { type BenchOptions, expectEffect, type Measured, runBenchmark } from './lib/bench.ts';
import { CostMeter } from './lib/cpu.ts';
import { Draws } from './lib/draws.ts';
import { eventBytes, eventText } from './lib/events.ts';
import { type Friend, inviteFriends, join, type Posted, shotOf } from './lib/friends.ts';
import { type Delays, GrantReader } from './lib/grant-reader.ts';
import { openConnections } from './lib/http.ts';
import { untilDrained } from './lib/lanes.ts';
import { runOpenLoop } from './lib/open-loop.ts';
import { inPlace, type Place } from './lib/place.ts';
import { checkRewards } from './lib/rewards-check.ts';
import { startProgram, startServer } from './lib/server.ts';
import { percentile, rounded } from './lib/statistics.ts';
import { createTenant } from './lib/tenant.ts';
import { Workload } from './lib/workload.ts';

// How long after a POST its effects can be read, open loop. Every fifth fact is a friend's first payment, which grants
// the friend a reward in the fact's own lane and the referrer one in another; the others are a shop's usual traffic.

const perSecond = 500;
const connections = 64;
const referrers = 1_000;
const payingEach = 5;
const passersBy = 20_000;
const plainServer = fileURLToPath(new URL('./lib/plain-server.ts', import.meta.url));

const program: ProgramDefinition = {
  name: { ru: 'Приведи друга', en: 'Bring a friend' },
  invite: { code: { length: 8 } },
  attribution: { pick: 'last', precedence: [], windowDays: 90 },
  friend: { knownForDays: 30, conditions: { not: { trait: 'legal_form', is: 'eq', value: 'company' } } },
  order: { conditions: { fact: 'paid.money', is: 'gt', value: 0 } },
  clawBack: 'full_refund',
  rewards: [
    { to: 'referrer', unit: 'lesson', amount: '2', holdDays: 0 },
    { to: 'friend', unit: 'lesson', amount: '1', holdDays: 0 },
  ],
};

async function measure(place: Place, { smoke, seed, say }: BenchOptions): Promise<Measured> {
  const rounds = smoke ? 1 : 5;
  const seconds = smoke ? 12 : 12;
  const perRound = perSecond * seconds;
  const tenant = await createTenant(place, [program]);
  const server = await startServer(place, 'all');
  const draws = new Draws(seed + 1);
  const users = Array.from({ length: referrers }, (_, index) => `referrer-${index}`);
  const inviting = await join(place, tenant, users, draws);
  const count = (perRound * (rounds + 1)) / payingEach;
  const friends = await inviteFriends(place, tenant, { count, name: 'friend', by: () => draws.pick(inviting) }, draws);
  const traffic = new Workload({ seed, persons: passersBy, codes: [] });
  const senders = await openConnections(place, server.port, connections);
  const plainPort = await startProgram(place, plainServer);
  const plainSenders = await openConnections(place, plainPort, connections);
  const reader = new GrantReader(place);
  const costs = await CostMeter.open(place.pool, { server: server.pid, senderAndReader: process.pid });
  const [same, other, plain]: [number[], number[], number[]] = [[], [], []];
  // The first round warms up.
  for (let round = -1; round < rounds; round += 1) {
    const facts = mixed(friends, traffic, (round + 1) * perRound, perRound, new Draws(seed + round));
    const posts = facts.map((fact) => shotOf(fact, tenant.secretKey));
    const paid = (): Promise<Delays> =>
      reader.during((watch) => {
        const onDue = (index: number, dueAt: number): void => {
          for (const each of facts[index]?.watched ?? []) watch(each, dueAt);
        };
        return runOpenLoop({ connections: senders, perSecond, shots: posts, onDue });
      });
    const delays = await costs.measure(() => facts.length, paid);
    const answered: number[] = [];
    const shots = facts.map(({ body }) => shotOf({ path: '/plain', body }, tenant.secretKey));
    const onAnswer = (_shot: number, afterMs: number): number => answered.push(afterMs);
    await runOpenLoop({ connections: plainSenders, perSecond, shots, onAnswer });
    if (round < 0) continue;
    same.push(percentile(delays.same, 0.99));
    other.push(percentile(delays.other, 0.99));
    plain.push(percentile(answered, 0.99));
    const all = [same, other, plain].map((figures) => rounded(figures.at(-1) ?? 0));
    const half = rounded(percentile(delays.same, 0.5));
    say(`  round ${round + 1}: same lane ${all[0]} (half within ${half}), another ${all[1]}, limit ${all[2]} ms`);
  }
  const sent = perRound * (rounds + 1);
  await untilDrained(place.pool, sent);
  const owed = new Set(friends.flatMap((friend) => friend.owed));
  const grants = await checkRewards(place, tenant, owed);
  const { rows } = await place.pool.query<{ plain: string; facts: string }>(
    `select (select count(*) from bench_plain) as plain,
            (select count(distinct message_id) from engine_facts where type in ('track', 'identify', 'page')) as facts`,
  );
  expectEffect(Number(rows[0]?.plain) === sent, 'the limit did not insert every row');
  const stored = Number(rows[0]?.facts) - friends.length;
  expectEffect(stored === sent, `the history holds ${stored} facts of ${sent}`);
  return {
    comparisons: [
      { label: 'p99, effect in the same lane', ours: same, limit: plain, goal: { sign: 'at most', ratio: 4 } },
      { label: 'p99, effect in another lane', ours: other, limit: plain, goal: { sign: 'at most', ratio: 8 } },
    ],
    workload: { perSecond, payingEach, connections, seconds, referrers, passersBy, eventBytes, role: 'all' },
    effects: { facts: sent, grants },
    more: {
      microsecondsAFact: costs.cost,
      reader: { polls: reader.polls, longestPollMs: rounded(reader.longestPollMs) },
    },
  };
}

/** The facts of a round: every fifth is the next friend's payment. */
function mixed(friends: readonly Friend[], traffic: Workload, first: number, count: number, draws: Draws): Posted[] {
  return traffic.next(count).map(({ event }, index): Posted => {
    const number = first + index;
    const friend = number % payingEach === 0 ? friends[number / payingEach] : undefined;
    return friend ?? { path: `/v1/${event.type}`, body: Buffer.from(eventText(event, draws)), watched: [] };
  });
}

await runBenchmark({
  name: 'react',
  unit: 'ms',
  measure: (options) => inPlace('react', (place) => measure(place, options)),
});
