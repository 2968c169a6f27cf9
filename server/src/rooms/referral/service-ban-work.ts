import type { AcceptedFact, Inbox } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import { inTransaction, type Pool, type Transaction } from '../../kit/db.ts';
import { laneOfSubject, type SubjectId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import { knownPerson } from '../people/index.ts';
import { friendsOfHolder } from '../rewards/index.ts';
import { banWorkLimits } from './limits.ts';
import { applyBan } from './rules/facts.ts';
import {
  advanceBan,
  type BanAtWork,
  friendsIgnored,
  friendsOfReferrer,
  leaseBan,
  markBan,
  type WorkCursor,
} from './store-ban-work.ts';

export interface BanWorkOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly inbox: Pick<Inbox, 'accept'>;
}

const { toldAtOnce } = banWorkLimits;

/** A step waits for the inbox besides its own statements. */
const timeouts = { statementTimeoutMs: 15_000, idleTimeoutMs: 30_000, transactionTimeoutMs: 60_000 } as const;

/**
 * Tells everybody whom a ban concerns to look again, so many in a step: whoever is banned first, then their friends.
 * A step holds the row of its ban, and with it the lease: a process that dies loses its connection and the lease with
 * it. What it had told is told again, under ids that follow from the ban and the person, and takes effect once.
 *
 * Nobody is missed. Friends who were judged before the ban are in the lists when the work begins, because it waits for
 * the transactions of before; whoever comes later is judged behind the ban.
 */
export class BanWork {
  readonly #options: BanWorkOptions;

  constructor(options: BanWorkOptions) {
    this.#options = options;
  }

  /** Goes on with one ban for a step; false when there is nothing to do, or nothing yet. */
  async step(): Promise<boolean> {
    const { pool } = this.#options;
    return inTransaction(
      pool,
      async (tx) => {
        const ban = await leaseBan(tx);
        if (ban === undefined) return false;
        if (!ban.isMarked) await markBan(tx, ban);
        else await this.#tell(tx, ban);
        return true;
      },
      timeouts,
    );
  }

  async #tell(tx: Transaction, ban: BanAtWork): Promise<void> {
    const { inbox } = this.#options;
    const { cursor } = ban;
    if (cursor === undefined) {
      await inbox.accept([this.#toldOf(ban)]);
      return advanceBan(tx, ban, { list: 0 }, 1);
    }
    const found = await friendsIn(tx, ban, cursor);
    if (found === undefined) return advanceBan(tx, ban, undefined, 0);
    const friends = [...new Set(found.map(({ friend }) => friend))];
    if (friends.length > 0) await inbox.accept(friends.map((friend) => this.#fact(ban, friend, {})));
    const last = found.at(-1);
    const isWhole = last === undefined || found.length < toldAtOnce;
    const next = isWhole ? { list: cursor.list + 1 } : { list: cursor.list, at: last.at, id: last.id };
    await advanceBan(tx, ban, next, friends.length);
  }

  /** The lane of whoever is banned writes down what happened. */
  #toldOf(ban: BanAtWork): AcceptedFact {
    const { reason, isLifted, liftNote } = ban;
    const happened = isLifted ? 'ban_lifted' : 'participant_banned';
    return this.#fact(ban, ban.person, { happened, ban: ban.ban, reason, note: liftNote });
  }

  #fact({ workspace, ban, program, isLifted }: BanAtWork, subject: SubjectId, more: JsonObject): AcceptedFact {
    const now = this.#options.clock.now();
    return {
      workspace,
      lane: laneOfSubject(subject),
      trust: 'server',
      messageId: `~${ban}.${isLifted ? 'lifted' : 'banned'}.${subject}`,
      acceptedAt: now,
      body: {
        type: 'command',
        name: applyBan,
        timestamp: now,
        properties: { program, ...more },
        ...{ subject, profile: subject },
      },
    };
  }
}

type Friends = Awaited<ReturnType<typeof friendsOfReferrer>>;

/**
 * A page of the list that a cursor stands in: pairs by each profile of whoever is banned, friends of others by each,
 * then whoever something was granted for. Undefined behind the last.
 */
async function friendsIn(tx: Transaction, ban: BanAtWork, cursor: WorkCursor): Promise<Friends | undefined> {
  const { profiles, workspace, program } = ban;
  const { list } = cursor;
  const [paired, ignored] = [profiles[list], profiles[list - profiles.length]];
  if (paired !== undefined) return friendsOfReferrer(tx, ban, paired, cursor, toldAtOnce);
  if (ignored !== undefined) return friendsIgnored(tx, ban, ignored, cursor, toldAtOnce);
  if (list > 2 * profiles.length) return undefined;
  const person = await knownPerson(tx, workspace, ban.person);
  const holder = person?.person ?? ban.person;
  const { at = Number.MAX_SAFE_INTEGER, id = '' } = cursor;
  return friendsOfHolder(tx, { workspace, program, holder }, { at, id }, toldAtOnce);
}
