import { ownReactors } from '../soak/history/arena.ts';
import { Draws } from '../soak/ledger/draws.ts';
import { checkWorkspace } from './checker.ts';
import type { Fault } from './checks/facts.ts';
import { drawSchool } from './plan.ts';
import { replayHistory } from './replay/replay.ts';
import { foundSchool } from './school.ts';
import { Sender, type SenderFigures } from './sender.ts';
import type { Stage } from './stage.ts';
import type { Violence } from './violence.ts';

export interface RunOptions {
  readonly seed: number;
  readonly events: number;
  readonly students: number;
  /** At least so many strikes; they go on until all events have been handed to the SDK. */
  readonly strikes: number;
  /** The events are handed to the SDK evenly over this time. */
  readonly overMs: number;
  readonly report: (line: string) => void;
}

export interface RunSummary extends SenderFigures {
  readonly seed: number;
  readonly events: number;
  readonly acknowledged: number;
  readonly strikes: number;
  readonly violence: Readonly<Record<string, number>>;
  readonly facts: number;
  /** So many were replayed, and are the recorded ones unless a fault says otherwise. */
  readonly decisions: number;
  readonly grants: number;
  readonly faults: readonly Fault[];
}

const strikesAtMost = 10_000;
const deliveryLimitMs = 300_000;
const drainLimitMs = 120_000;

/**
 * Sends a school's events with the official SDK while the system is struck, lets it come to rest, and holds the
 * database against what was sent. The stage is the caller's, who closes it.
 */
export async function runCrash(stage: Stage, violence: Violence, options: RunOptions): Promise<RunSummary> {
  const { seed, report, overMs } = options;
  const { keys, codes } = await foundSchool(stage.dataDir, options.students);
  const events = drawSchool({ seed, events: options.events, codes, now: Date.now() });
  await violence.begin(stage);
  const sender = new Sender({ host: stage.host, secretKey: keys.secretKey, writeKey: keys.writeKey });
  const sent = new Set(events.map((event) => event.messageId)).size;
  let sending = true;
  const sendingAll = sender.sendAll(events, overMs).finally(() => {
    sending = false;
  });
  let strikes = 0;
  try {
    for (const draws = new Draws(seed + 1); strikes < options.strikes || sending; ) {
      if (strikes > strikesAtMost) throw new Error('The events do not come to an end');
      if (await violence.strike(draws)) strikes += 1;
      else if (!sending && strikes < options.strikes) throw new Error(`The events ended after ${strikes} strikes`);
      report(`strike ${strikes}: ${sender.acknowledged.size} of ${sent} acknowledged`);
    }
    await violence.end();
  } finally {
    await sendingAll;
  }
  const sdk = await sender.finish(deliveryLimitMs);
  report(`${sender.acknowledged.size} of ${sent} acknowledged when the SDK was done`);
  const pool = stage.pool();
  const rests = await stage.drained(pool, drainLimitMs);
  const faults = await checkWorkspace(pool, {
    workspace: keys.workspace,
    codes,
    events,
    acknowledged: sender.acknowledged,
  });
  const replayed = await replayHistory(pool, ownReactors());
  const { rows } = await pool.query<{ grants: number }>('select count(*)::int as grants from rewards_grants');
  return {
    seed,
    events: sent,
    acknowledged: sender.acknowledged.size,
    strikes,
    ...sdk,
    violence: violence.figures(),
    facts: replayed.facts,
    decisions: replayed.decisions,
    grants: rows[0]?.grants ?? 0,
    faults: [
      ...(rests ? [] : ['the inbox was not drained in time']),
      ...(sender.refused.length > 0 ? [`refused events: ${sender.refused.slice(0, 5).join(', ')}`] : []),
      ...faults,
      ...replayed.faults,
    ],
  };
}
