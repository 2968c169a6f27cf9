import type { AcceptedFact, Inbox } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import { inTransaction, type Pool, type Transaction } from '../../kit/db.ts';
import { laneOfSubject, type SubjectId } from '../../kit/values/ids.ts';
import { lookAgain } from './rules/facts.ts';
import { advanceVersion, friendsBehind, leaseVersion, markVersion, type VersionAtWork } from './store-version-work.ts';

export interface VersionWorkOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly inbox: Pick<Inbox, 'accept'>;
}

/** Friends that are told in one step. */
const toldAtOnce = 500;
/** A step waits for the inbox besides its own statements. */
const timeouts = { statementTimeoutMs: 15_000, idleTimeoutMs: 30_000, transactionTimeoutMs: 60_000 } as const;

/**
 * Tells the friends of a program to look again, so many in a step, where a version applies to invitations of before. A
 * step holds the row of its version, and with it the lease: a process that dies loses both, and what it had told is
 * told again under ids that follow from the version and the friend, and takes effect once. It waits for the
 * transactions of before the launch, so whoever comes later is judged by the version anyway.
 */
export class VersionWork {
  readonly #options: VersionWorkOptions;

  constructor(options: VersionWorkOptions) {
    this.#options = options;
  }

  /** Goes on with one version for a step; false when there is nothing to do, or nothing yet. */
  async step(): Promise<boolean> {
    return inTransaction(
      this.#options.pool,
      async (tx) => {
        const version = await leaseVersion(tx);
        if (version === undefined) return false;
        if (version.isMarked) await this.#tell(tx, version);
        else await markVersion(tx, version);
        return true;
      },
      timeouts,
    );
  }

  async #tell(tx: Transaction, version: VersionAtWork): Promise<void> {
    const friends = await friendsBehind(tx, version, toldAtOnce);
    if (friends.length > 0) {
      await this.#options.inbox.accept(friends.map(({ friend }) => this.#fact(version, friend)));
    }
    await advanceVersion(tx, version, friends.length < toldAtOnce ? undefined : friends.at(-1), friends.length);
  }

  #fact({ workspace, program, version }: VersionAtWork, friend: SubjectId): AcceptedFact {
    const now = this.#options.clock.now();
    return {
      workspace,
      lane: laneOfSubject(friend),
      trust: 'server',
      messageId: `~launch.${program}.${version}.${friend}`,
      acceptedAt: now,
      body: {
        ...{ type: 'command', name: lookAgain, timestamp: now, subject: friend, profile: friend },
        properties: { program, version },
      },
    };
  }
}
