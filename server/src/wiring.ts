import { createEngine, type Engine, type Reactor } from './engine/index.ts';
import type { Clock } from './kit/clock.ts';
import type { Pool } from './kit/db.ts';
import type { Log } from './kit/log.ts';
import type { Random } from './kit/random.ts';
import type { Secrets } from './kit/secrets.ts';
import { AccessService } from './rooms/access/index.ts';
import { peopleDirectory, peopleReactor } from './rooms/people/index.ts';
import { createReferralReactor, ReferralService } from './rooms/referral/index.ts';
import { capReactor, rewardsReactor } from './rooms/rewards/index.ts';

export interface WiringOptions {
  readonly pool: Pool;
  readonly url: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly secrets: Secrets;
  readonly log: Log;
  /** False for a process that only accepts facts. */
  readonly works: boolean;
}

/** All rooms of one process, wired together; the one place that knows every room. */
export interface Rooms {
  readonly engine: Engine;
  readonly access: AccessService;
  readonly referral: ReferralService;
}

export function wireRooms(options: WiringOptions): Rooms {
  const { pool, url, clock, random, secrets, log, works } = options;
  const clickKeys = (workspace: string): string => secrets.hmacSign('referral click', workspace);
  const reactors: readonly Reactor[] = [peopleReactor, rewardsReactor, capReactor, createReferralReactor(clickKeys)];
  const engine = createEngine({ pool, url, directory: peopleDirectory, reactors, clock, log, works });
  const access = new AccessService({ pool, clock, random });
  const referral = new ReferralService({ pool, clock, random, commands: engine.commands, clickKeys });
  return { engine, access, referral };
}
