import { setTimeout as sleep } from 'node:timers/promises';
import { scalarArray, textArray } from '../../../server/src/kit/arrays.ts';
import type { GrantId, Lane } from '../../../server/src/kit/values/ids.ts';
import { WrongEffects } from './bench.ts';
import type { Place } from './place.ts';

/** A grant that will be made: in the lane of the fact that causes it, in another, or in one that is looked at. */
export interface Watched {
  readonly kind: 'same' | 'other' | 'near';
  readonly lane: Lane;
  readonly id: GrantId;
}

/** Milliseconds from when a fact was due to be sent until its effect was read. */
export interface Delays {
  readonly same: number[];
  readonly other: number[];
  readonly near: number[];
}

interface Outstanding {
  readonly watched: Watched;
  readonly dueAt: number;
}

const pauseMs = 2;
/** The oldest are asked for first: under a backlog they come first, and asking for all would add to it. */
const keysAtMost = 128;
const patienceMs = 30_000;

/**
 * Reads grants by their primary keys as soon as they can be read: one connection asks, every few milliseconds, for
 * those that are still missing. A delay is the time of the answer that held the grant, so the reader's own pause and
 * query are part of it; a look at a few dozen keys takes a fraction of a millisecond, so it hardly burdens the server.
 */
export class GrantReader {
  readonly #place: Place;
  polls = 0;
  longestPollMs = 0;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Watches while `work` sends, and until everything watched was read. */
  async during(work: (watch: (watched: Watched, dueAt: number) => void) => Promise<void>): Promise<Delays> {
    const outstanding = new Map<string, Outstanding>();
    const delays: Delays = { same: [], other: [], near: [] };
    let sending = true;
    const sent = work((watched, dueAt) => {
      outstanding.set(watched.id, { watched, dueAt });
    }).finally(() => {
      sending = false;
    });
    while (sending || outstanding.size > 0) {
      if (outstanding.size > 0) await this.#look(outstanding, delays);
      await sleep(pauseMs);
    }
    await sent;
    return delays;
  }

  async #look(outstanding: Map<string, Outstanding>, delays: Delays): Promise<void> {
    const asked = oldest(outstanding);
    const began = performance.now();
    const { rows } = await this.#place.pool.query<{ grant_id: string }>({
      name: 'bench-read-grants',
      text: `select g.grant_id from unnest($1::smallint[], $2::text[]) as k(lane, grant_id)
             join rewards_grants g on g.lane = k.lane and g.grant_id = k.grant_id`,
      values: [scalarArray(asked.map(([, { watched }]) => watched.lane)), textArray(asked.map(([id]) => id))],
    });
    const now = performance.now();
    this.polls += 1;
    this.longestPollMs = Math.max(this.longestPollMs, now - began);
    for (const { grant_id: id } of rows) {
      const found = outstanding.get(id);
      if (found === undefined) continue;
      delays[found.watched.kind].push(now - found.dueAt);
      outstanding.delete(id);
    }
    const [first] = outstanding.values();
    if (first !== undefined && now - first.dueAt > patienceMs) throw new WrongEffects('a reward was never granted');
  }
}

function oldest(outstanding: ReadonlyMap<string, Outstanding>): readonly (readonly [string, Outstanding])[] {
  const found: (readonly [string, Outstanding])[] = [];
  for (const entry of outstanding) {
    if (found.length === keysAtMost) break;
    found.push(entry);
  }
  return found;
}
