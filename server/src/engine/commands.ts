import type { Clock } from '../kit/clock.ts';
import type { Queryable } from '../kit/db.ts';
import { type Lane, laneOfSubject, type SubjectId, type WorkspaceId } from '../kit/values/ids.ts';
import type { JsonObject } from '../kit/values/json.ts';
import { laneOfAnchor } from '../kit/values/lane.ts';
import type { AcceptedFact, ClaimedKey, FactBody } from './fact.ts';
import type { Inbox } from './inbox.ts';
import type { Reply } from './reactor.ts';

/** A command of the management API: a fact like any other, whose sender waits for the decision. */
export interface Command {
  readonly workspace: WorkspaceId;
  readonly name: string;
  /** Whom it is about: a known subject, or whoever bears a user id (a new person when nobody does yet). */
  readonly to: SubjectId | { readonly userId: string };
  /** The idempotency key: a repeat takes effect once and is given the same answer. */
  readonly messageId: string;
  readonly properties: JsonObject;
  readonly claims?: readonly ClaimedKey[];
}

export interface CommandDoor {
  /** Appends the command and waits up to two seconds for its decision; undefined when it is still to come. */
  send(command: Command): Promise<Reply | undefined>;
  /** Waits up to two seconds, batch by batch, until `read` finds something; undefined when it does not. */
  until<Found>(read: () => Promise<Found | undefined>): Promise<Found | undefined>;
  /** The decision of a command that was sent before. */
  reply(workspace: WorkspaceId, lane: Lane, messageId: string): Promise<Reply | undefined>;
}

const commandWaitMs = 2_000;

function commandLane(command: Command): Lane {
  return typeof command.to === 'string'
    ? laneOfSubject(command.to)
    : laneOfAnchor(command.workspace, `userId:${command.to.userId}`);
}

/** The command as the inbox takes it. */
export function commandFact(command: Command, clock: Clock): AcceptedFact {
  const { workspace, name, to, messageId, properties, claims } = command;
  const lane = commandLane(command);
  const now = clock.now();
  const body: FactBody = {
    type: 'command',
    name,
    timestamp: now,
    properties,
    replyLane: lane,
    ...(typeof to === 'string' ? { subject: to, profile: to } : { userId: to.userId }),
    ...(claims === undefined ? {} : { claims }),
  };
  return { workspace, lane, trust: 'server', messageId, acceptedAt: now, body };
}

export interface CommandDoorOptions {
  readonly db: Queryable;
  readonly inbox: Inbox;
  readonly clock: Clock;
  /** Resolves when a batch of this process has committed, or after the given time. */
  readonly nextBatch: (atMostMs: number) => Promise<void>;
  /** Milliseconds of real time, to bound the wait. */
  readonly elapsed: () => number;
}

export function createCommandDoor(options: CommandDoorOptions): CommandDoor {
  const { db, inbox, clock, nextBatch, elapsed } = options;
  async function until<Found>(read: () => Promise<Found | undefined>): Promise<Found | undefined> {
    const started = elapsed();
    for (let waited = 0; waited < commandWaitMs; waited = elapsed() - started) {
      const found = await read();
      if (found !== undefined) return found;
      await nextBatch(Math.min(100, commandWaitMs - waited));
    }
    return undefined;
  }
  return {
    async send(command) {
      await inbox.accept([commandFact(command, clock)]);
      return until(() => readReply(db, command.workspace, commandLane(command), command.messageId));
    },
    until,
    reply: (workspace, lane, messageId) => readReply(db, workspace, lane, messageId),
  };
}

async function readReply(
  db: Queryable,
  workspace: WorkspaceId,
  lane: Lane,
  messageId: string,
): Promise<Reply | undefined> {
  const { rows } = await db.query<{ status: string; reason: string | null; result: JsonObject }>({
    name: 'engine-read-reply',
    text: `select status, reason, result from engine_replies where lane = $1 and workspace_id = $2 and message_id = $3`,
    values: [lane, workspace, messageId],
  });
  const row = rows[0];
  if (row === undefined) return undefined;
  const status = row.status === 'done' ? 'done' : 'refused';
  return { status, result: row.result, ...(row.reason === null ? {} : { reason: row.reason }) };
}
