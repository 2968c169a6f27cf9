import type { AcceptedFact } from '../../engine/index.ts';
import type { Transaction } from '../../kit/db.ts';
import type { SubjectId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import { knownPerson } from '../people/index.ts';
import { friendsOfHolder } from '../rewards/index.ts';
import { tellingLimits } from './limits.ts';
import { applyBan } from './rules/facts.ts';
import { commandFor, stepOf, type TellingOptions } from './service-telling.ts';
import {
  advanceBan,
  type BanAtWork,
  friendsIgnored,
  friendsOfReferrer,
  leaseBan,
  markBan,
  type WorkCursor,
} from './store-ban-work.ts';

const { toldAtOnce } = tellingLimits;

/** Tells everybody whom a ban concerns to look again: whoever is banned first, then their friends. */
export class BanWork {
  readonly #options: TellingOptions;

  constructor(options: TellingOptions) {
    this.#options = options;
  }

  /** Goes on with one ban for a step; false when there is nothing to do, or nothing yet. */
  async step(): Promise<boolean> {
    return stepOf(this.#options.pool, {
      lease: leaseBan,
      mark: markBan,
      tell: (tx, ban: BanAtWork) => this.#tell(tx, ban),
    });
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
    const messageId = `~${ban}.${isLifted ? 'lifted' : 'banned'}.${subject}`;
    const properties = { program, ...more };
    return commandFor(this.#options.clock, { workspace, subject, name: applyBan, messageId, properties });
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
