import type { Draws } from '../soak/ledger/draws.ts';
import type { Stage } from './stage.ts';

/** One way of treating a running system badly while it is sent events. */
export interface Violence {
  /** Starts the processes; events are sent from then on. */
  begin(stage: Stage): Promise<void>;
  /**
   * One act of violence and whatever brings the system back; the figures tell what it did. False when the system gave
   * no occasion for it.
   */
  strike(draws: Draws): Promise<boolean>;
  /** Brings everything up once more, so that what is on its way can arrive. */
  end(): Promise<void>;
  /** What was done, counted. */
  figures(): Readonly<Record<string, number>>;
}
