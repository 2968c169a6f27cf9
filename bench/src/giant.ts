import type { ProgramDefinition } from '@sarafan/contract';
import { laneOfSubject } from '../../server/src/kit/values/ids.ts';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { auditBalances } from '../../server/src/rooms/ledger/index.ts';
import { type BenchOptions, type Comparison, expectEffect, type Measured, runBenchmark } from './lib/bench.ts';
import { Draws } from './lib/draws.ts';
import { eventBytes } from './lib/events.ts';
import { inviteFriends, join } from './lib/friends.ts';
import { GiantRounds, roundForm } from './lib/giant-rounds.ts';
import { drain, factsApplied, preload, untilDrained } from './lib/lanes.ts';
import { openCabinet } from './lib/open-cabinet.ts';
import { type Participant, readDirectory } from './lib/participants.ts';
import { inPlace, type Place } from './lib/place.ts';
import { startServer } from './lib/server.ts';
import { percentile, rounded } from './lib/statistics.ts';
import { createTenant, type Tenant } from './lib/tenant.ts';
import { factsOf } from './lib/workload.ts';

// One member brings more friends in a month than there are members. Before that and after it: how soon rewards of
// everybody else can be read, of those who live in the giant's lane too, and how long a cabinet takes, theirs and the
// giant's. The amount asks the inviter's lane at every payment, and a second level goes on from there.

const monthMs = 28 * dayMs;
const cabinetLooks = 200;

/** Two lessons whatever the step: what is owed is known beforehand, and the inviter is asked all the same. */
const program: ProgramDefinition = {
  name: { ru: 'Приведи друга', en: 'Bring a friend' },
  invite: { code: { length: 8 } },
  attribution: { pick: 'last', precedence: [], windowDays: 90 },
  friend: { knownForDays: 30 },
  order: { conditions: { fact: 'paid.money', is: 'gt', value: 0 } },
  clawBack: 'full_refund',
  rewards: [
    {
      ...{ to: 'referrer', unit: 'lesson', holdDays: 0 },
      amount: { by: 'friends', every: 'month', steps: [step('1'), step('100'), step('10000')] },
    },
    { to: 'friend', unit: 'lesson', amount: '1', holdDays: 0 },
    { to: 'referrer', level: 2, unit: 'points', amount: '10', holdDays: 0 },
  ],
  bonuses: [
    {
      ...{ by: 'turnover', currency: 'RUB', every: 'month', holdDays: 0 },
      steps: [{ from: '1000', unit: 'points', amount: '5' }],
    },
  ],
};

function step(from: string): { from: string; amount: string } {
  return { from, amount: '2' };
}

async function measure(place: Place, { smoke, seed, say }: BenchOptions): Promise<Measured> {
  const size = smoke ? { members: 2_000, brought: 600, rounds: 1 } : { members: 70_000, brought: 78_400, rounds: 5 };
  const tenant = await createTenant(place, [program]);
  const server = await startServer(place, 'all');
  const draws = new Draws(seed);
  const users = Array.from({ length: size.members }, (_, index) => `member-${index}`);
  const [giant, ...members] = await join(place, tenant, users, draws);
  const [member] = members;
  if (giant === undefined || member === undefined) throw new Error('There are no members');
  say(`  ${size.members} members take part`);
  const { rounds: count } = size;
  const rounds = new GiantRounds({ place, tenant, port: server.port, rounds: count, seed, draws, say });
  const lookMember = await openCabinet(tenant, server.port, member.program, member.userId);
  const before = await rounds.run('before', members);
  const memberBefore = await look(lookMember);
  const perGiantsFriend = await bringMonth(place, tenant, { giant, count: size.brought, draws }, say);
  const after = await rounds.run('after', members, { giant, near: await neighbours(place, tenant, giant, members) });
  const memberAfter = await look(lookMember);
  const giants = await look(await openCabinet(tenant, server.port, giant.program, giant.userId));
  const effects = await check(place, tenant, giant, size.brought + rounds.ofGiant);
  const goal = { sign: 'at most', ratio: 1.5 } as const;
  const comparisons: [Comparison, ...Comparison[]] = [
    { label: 'p99, a friend’s own reward, after against before', ours: after.same, limit: before.same, goal },
    { label: 'p99, a member’s reward, after against before', ours: after.other, limit: before.other, goal },
    { label: 'p99, members in the giant’s lane against all', ours: after.near, limit: after.other, goal },
    { label: 'a member’s cabinet, after against before', ours: [memberAfter], limit: [memberBefore], goal },
    {
      label: 'the giant’s cabinet against a member’s',
      ours: [giants],
      limit: [memberAfter],
      goal: { ...goal, ratio: 2 },
    },
  ];
  const workload = { ...size, ...roundForm, eventBytes, role: 'all' };
  return { comparisons, workload, effects, more: { millisecondsAFriendOfTheGiant: perGiantsFriend } };
}

/** Members who live in the lane of the giant. */
async function neighbours(
  place: Place,
  tenant: Tenant,
  giant: Participant,
  members: readonly Participant[],
): Promise<readonly Participant[]> {
  const directory = await readDirectory(place, tenant);
  const laneOf = ({ userId }: Participant): number => {
    const subject = directory.person(userId);
    if (subject === undefined) throw new Error(`Nobody is ${userId}`);
    return laneOfSubject(subject);
  };
  const lane = laneOf(giant);
  const near = members.filter((each) => laneOf(each) === lane);
  expectEffect(near.length > 0, 'nobody lives in the lane of the giant');
  return near;
}

interface Month {
  readonly giant: Participant;
  readonly count: number;
  readonly draws: Draws;
}

/** All friends of the giant come and pay; answers the milliseconds that one of them takes. */
async function bringMonth(
  place: Place,
  tenant: Tenant,
  { giant, count, draws }: Month,
  say: (line: string) => void,
): Promise<number> {
  const friends = await inviteFriends(
    place,
    tenant,
    { count, name: 'of-giant', by: () => giant, overMs: monthMs },
    draws,
  );
  const paid = factsOf(
    tenant.workspace,
    friends.map((each) => each.paid),
    draws,
  );
  const took = await drain(place, await preload(place, paid));
  say(`  ${count} friends of the giant have paid in ${Math.round(took / 1_000)} s`);
  return rounded(took / count);
}

/** The middle of some looks at a cabinet, in milliseconds. */
async function look(page: () => Promise<string>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < cabinetLooks; index += 1) {
    const began = performance.now();
    await page();
    times.push(performance.now() - began);
  }
  return percentile(times, 0.5);
}

async function check(
  place: Place,
  tenant: Tenant,
  giant: Participant,
  friends: number,
): Promise<Readonly<Record<string, unknown>>> {
  await untilDrained(place.pool, await factsApplied(place.pool));
  const { rows } = await place.pool.query<{ granted: string; amount: string }>(
    `select count(*) as granted, sum(g.amount) as amount from rewards_grants g
     join people_identifiers i on i.kind = 'userId' and i.value = $1 and i.subject_id = g.holder_id
     where g.lane between 0 and 255 and g.unit = 'lesson' and g.side = 'referrer' and g.state <> 'clawed_back'`,
    [giant.userId],
  );
  const granted = Number(rows[0]?.granted);
  expectEffect(granted === friends, `the giant was granted ${granted} rewards for ${friends} friends`);
  const wrong = await auditBalances(place.pool, tenant.workspace);
  expectEffect(wrong.length === 0, `${wrong.length} balances are not the sums of their postings`);
  return { ofGiant: granted, lessons: Number(rows[0]?.amount) };
}

await runBenchmark({
  name: 'giant',
  unit: 'ms',
  measure: (options) => inPlace('giant', (place) => measure(place, options)),
});
