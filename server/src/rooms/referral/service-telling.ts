import type { AcceptedFact, Inbox } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import { inTransaction, type Pool, type Transaction } from '../../kit/db.ts';
import { laneOfSubject, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';

export interface TellingOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly inbox: Pick<Inbox, 'accept'>;
}

/** A change of definitions that many persons have to be told of, so many in a step. */
export interface Telling<Change extends { readonly isMarked: boolean }> {
  /** The oldest change of which somebody is still to be told, its row locked; undefined when there is none. */
  readonly lease: (tx: Transaction) => Promise<Change | undefined>;
  /** Notes behind which transaction the telling begins. */
  readonly mark: (tx: Transaction, change: Change) => Promise<void>;
  /** Tells the next ones and notes how far it has come. */
  readonly tell: (tx: Transaction, change: Change) => Promise<void>;
}

/** A step waits for the inbox besides its own statements. */
const timeouts = { statementTimeoutMs: 15_000, idleTimeoutMs: 30_000, transactionTimeoutMs: 60_000 } as const;

/**
 * Goes on with one change for a step; false when there is nothing to do, or nothing yet. A step holds the row of its
 * change, and with it the lease: a process that dies loses both. What it had told is told again, under ids that follow
 * from the change and the person, and takes effect once. The first step only marks: whoever was judged before the
 * change is in the lists when those transactions are over, and whoever comes later is judged behind it.
 */
export async function stepOf<Change extends { readonly isMarked: boolean }>(
  pool: Pool,
  { lease, mark, tell }: Telling<Change>,
): Promise<boolean> {
  return inTransaction(
    pool,
    async (tx) => {
      const change = await lease(tx);
      if (change === undefined) return false;
      await (change.isMarked ? tell : mark)(tx, change);
      return true;
    },
    timeouts,
  );
}

interface Told {
  readonly workspace: WorkspaceId;
  readonly subject: SubjectId;
  /** The command by which the person's lane looks again. */
  readonly name: string;
  readonly messageId: string;
  readonly properties: JsonObject;
}

/** A command of ours in a person's own lane. */
export function commandFor(clock: Clock, { workspace, subject, name, messageId, properties }: Told): AcceptedFact {
  const now = clock.now();
  return {
    ...{ workspace, messageId },
    lane: laneOfSubject(subject),
    trust: 'server',
    acceptedAt: now,
    body: { type: 'command', name, timestamp: now, subject, profile: subject, properties },
  };
}
