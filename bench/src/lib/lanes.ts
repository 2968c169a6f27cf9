import { setTimeout as sleep } from 'node:timers/promises';
import type { AcceptedFact } from '../../../server/src/engine/fact.ts';
import type { Pool } from '../../../server/src/kit/db.ts';
import { WrongEffects } from './bench.ts';
import type { Place } from './place.ts';

const factsPerAccept = 5_000;
const pollMs = 20;
/** A worker that gets nothing done for so long has stopped working. */
const stalledMs = 30_000;

/** Facts that wait behind locked lanes. */
export interface Loaded {
  /** Lets the worker begin. */
  release(): Promise<void>;
  /** How many facts have taken effect, of all times, when these have. */
  readonly appliedAtLeast: number;
}

/**
 * Puts facts into the inbox while no worker can take them: we hold the lock of every lane, which is what a worker's
 * lease is. So a worker can be up and warm and still begin when it is told to.
 */
export async function preload(place: Place, facts: readonly AcceptedFact[]): Promise<Loaded> {
  const before = await factsApplied(place.pool);
  const client = await place.pool.connect();
  await client.query('begin');
  await client.query('select lane from engine_lanes for update');
  for (let start = 0; start < facts.length; start += factsPerAccept) {
    await place.rooms.engine.inbox.accept(facts.slice(start, start + factsPerAccept));
  }
  const release = async (): Promise<void> => {
    // The notice goes out with the commit, when the lanes are free.
    await client.query('notify sarafan_inbox');
    await client.query('commit');
    client.release();
  };
  return { release, appliedAtLeast: before + facts.length };
}

/** Facts that have taken effect, made by the engine itself or not: every one has a number in its lane. */
export async function factsApplied(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ applied: string }>('select sum(next_seq - 1) as applied from engine_lanes');
  return Number(rows[0]?.applied ?? 0);
}

async function isDrained(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ waiting: boolean }>('select exists (select from engine_inbox) as waiting');
  return rows[0]?.waiting === false;
}

/**
 * Waits until nothing waits any more. A look at the inbox walks over what was deleted from it, so it is taken only when
 * `atLeast` facts have taken effect and no more of them do.
 */
export async function untilDrained(pool: Pool, atLeast: number): Promise<void> {
  let applied = -1;
  let changedAt = performance.now();
  for (;;) {
    const now = await factsApplied(pool);
    if (now >= atLeast && now === applied && (await isDrained(pool))) return;
    if (now !== applied) changedAt = performance.now();
    else if (performance.now() - changedAt > stalledMs) {
      throw new WrongEffects(`the worker stands still at ${now} facts of at least ${atLeast}`);
    }
    applied = now;
    await sleep(pollMs);
  }
}

/** Has a worker that is up process what is loaded and everything that follows from it; answers the milliseconds. */
export async function drain(place: Place, loaded: Loaded): Promise<number> {
  const began = performance.now();
  await loaded.release();
  await untilDrained(place.pool, loaded.appliedAtLeast);
  return performance.now() - began;
}
