import type { ProgramDefinition } from '@sarafan/contract';
import { pino } from 'pino';
import type { AcceptedFact, FactBody } from '../../../server/src/engine/fact.ts';
import { createEngine, type Engine, type Reactor } from '../../../server/src/engine/index.ts';
import { VirtualClock } from '../../../server/src/kit/clock.ts';
import type { Pool } from '../../../server/src/kit/db.ts';
import { createSecrets } from '../../../server/src/kit/secrets.ts';
import type { WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import { canonicalJson, type JsonObject } from '../../../server/src/kit/values/json.ts';
import { laneOfAnchor } from '../../../server/src/kit/values/lane.ts';
import type { EpochMs } from '../../../server/src/kit/values/time.ts';
import { AccessService } from '../../../server/src/rooms/access/index.ts';
import { checkoutReactor } from '../../../server/src/rooms/checkout/index.ts';
import { saveUnit } from '../../../server/src/rooms/ledger/index.ts';
import { peopleDirectory, peopleReactor } from '../../../server/src/rooms/people/index.ts';
import { codeReactor, promotionReactor } from '../../../server/src/rooms/promotions/index.ts';
import { createReferralReactor, ReferralService } from '../../../server/src/rooms/referral/index.ts';
import { languageSchool } from '../../../server/src/rooms/referral/recipes/language-school.ts';
import { capReactor, rewardsReactor } from '../../../server/src/rooms/rewards/index.ts';
import { webhooksReactor } from '../../../server/src/rooms/webhooks/index.ts';
import { referrers, type Surroundings, userOf } from './facts.ts';

/** The present of every history: nothing moves it while facts arrive, so all of them are accepted at one moment. */
const present = Date.UTC(2026, 5, 15, 9, 0, 0);

/** The rooms' own reactors, in the order in which they decide. */
export function ownReactors(): readonly Reactor[] {
  return [
    peopleReactor,
    rewardsReactor,
    capReactor,
    createReferralReactor(clickKeys),
    promotionReactor,
    codeReactor,
    checkoutReactor,
    webhooksReactor,
  ];
}

/** Signs the clicks of every workspace. */
export const clickKey = 'a key for clicks';
const clickKeys = (): string => clickKey;

/** Where histories are played: a database that many of them share, and the reactors that decide. */
export interface Lab {
  readonly pool: Pool;
  readonly url: string;
  readonly reactors: readonly Reactor[];
}

/** An engine without worker and a workspace of its own, driven batch by batch, for one history. */
export interface Arena {
  readonly engine: Engine;
  readonly clock: VirtualClock;
  readonly pool: Pool;
  readonly around: Surroundings;
}

/** Lessons that expire, beside those of bonuses that never do. */
const school: ProgramDefinition = {
  ...languageSchool,
  rewards: languageSchool.rewards.map((reward) => ({ ...reward, expires: { endOf: 'month', after: 1 } })),
};

/** A second program with a hold, things to hand out, the first invitation, any refund, and bonuses for all of it. */
const held: ProgramDefinition = {
  ...languageSchool,
  attribution: { pick: 'first', precedence: ['code'], windowDays: 100 },
  clawBack: 'any_refund',
  rewards: [
    { to: 'referrer', unit: 'point', amount: '500', holdDays: 14, fulfil: { by: 'person' } },
    { to: 'friend', unit: 'point', amount: '300', holdDays: 7 },
  ],
  bonuses: [
    { by: 'friends', steps: [{ from: '1', unit: 'point', amount: { each: 'friends', amount: '7' } }], holdDays: 0 },
    {
      ...{ by: 'turnover', every: 'month', currency: 'RUB', holdDays: 3 },
      steps: [
        { above: '0', unit: 'lesson', amount: '1' },
        { from: '5000', unit: 'point', amount: { percent: '1', rate: '1' } },
      ],
    },
    {
      ...{ by: 'chain', holdDays: 0 },
      steps: [
        { from: '2', unit: 'lesson', amount: '1' },
        { from: '3', unit: 'point', amount: '50' },
      ],
    },
  ],
};

export async function openArena(lab: Lab): Promise<Arena> {
  const { pool } = lab;
  const clock = new VirtualClock(present);
  // Histories share the lanes of a database and all begin at one moment, to which no lane's time would go back.
  await pool.query('update engine_lanes set now_at = 0');
  const engine = engineFor(lab, clock);
  return { engine, clock, pool, around: await foundWorkspace(pool, clock, engine) };
}

/** An engine that takes a batch when it is told to. */
export function engineFor({ pool, url, reactors }: Lab, clock: VirtualClock): Engine {
  const log = pino({ level: 'error' }, pino.destination(2));
  return createEngine({ pool, url, directory: peopleDirectory, reactors, clock, log, works: false });
}

/** An empty workspace, and what launches programs in it. */
export async function emptyWorkspace(pool: Pool, clock: VirtualClock, engine: Engine) {
  const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
  const access = new AccessService({ pool, clock, random, secrets: createSecrets(random.bytes(32)) });
  const service = new ReferralService({ pool, clock, random, commands: engine.commands, clickKeys });
  const { workspace } = await access.createWorkspace('History', 'test');
  return { workspace, service };
}

/** A workspace with two programs, in which each referrer has a code of both. */
async function foundWorkspace(pool: Pool, clock: VirtualClock, engine: Engine): Promise<Surroundings> {
  let drawn = 0;
  const { workspace, service } = await emptyWorkspace(pool, clock, engine);
  const name = { ru: 'единица', en: 'unit' };
  for (const unit of ['lesson', 'point']) await saveUnit(pool, { workspace, unit, exponent: 0, name });
  const codes: string[] = [];
  for (const [key, definition] of Object.entries({ school, held })) {
    const launched = await service.launch({ workspace, actor: 'test' }, { key, definition, note: 'first' });
    if (!launched.ok) throw new Error(`The program ${key} was refused`);
    for (let referrer = 0; referrer < referrers; referrer += 1) {
      const code = `CDFGJ${'23456789'[drawn++]}`;
      codes.push(code);
      const properties = { program: launched.program };
      const claims = [{ kind: 'code' as const, value: code, detail: launched.program }];
      await engine.inbox.accept([
        commandOf(workspace, userOf(referrer), { name: 'Join Program', at: present, properties, claims }),
      ]);
    }
  }
  await settle(engine);
  return { workspace, now: clock.now(), codes };
}

interface Command extends Pick<FactBody, 'claims'> {
  readonly name: string;
  readonly at: EpochMs;
  readonly properties: JsonObject;
}

/** What the room's own service would send to somebody; its message id follows from what it says. */
export function commandOf(workspace: WorkspaceId, userId: string, { at, ...said }: Command): AcceptedFact {
  return {
    workspace,
    lane: laneOfAnchor(workspace, `userId:${userId}`),
    trust: 'server',
    messageId: `${said.name} ${userId} ${canonicalJson(said.properties)}`,
    acceptedAt: at,
    body: { type: 'command', timestamp: at, userId, ...said },
  };
}

const stepsAtMost = 10_000;

/** Takes batches until two in a row found nothing: one looks at half of the lanes. */
export async function settle(engine: Engine): Promise<void> {
  let idle = 0;
  for (let steps = 0; idle < 2; steps += 1) {
    if (steps > stepsAtMost) throw new Error('The engine does not come to rest');
    idle = (await engine.step()) === 0 ? idle + 1 : 0;
  }
}
