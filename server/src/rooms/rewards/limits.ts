import { dayMs } from '../../kit/values/time.ts';

/** Limits of what expires (INV-8). */
export const expiryLimits = {
  /**
   * Of one profile so many days of one unit are told apart. Beyond them the two that are nearest become one, the later:
   * nobody loses anything before its day.
   */
  lots: 100,
  /** Of so many days that are over it is remembered how much expired; of an earlier one all of it is taken to have. */
  expired: 100,
  /** Of so many amounts that are or were set aside it is remembered what they were taken from, the latest. */
  asides: 100,
  /** What comes back from an order after its day may be used so much longer, until the end of a day. */
  graceMs: 3 * dayMs,
} as const;

/** Limits of what is handed out (INV-8). */
export const fulfilmentLimits = {
  /** Of one profile so many may be open; what comes beyond them becomes a balance like any other. */
  open: 500,
  /** Of so many that were handed out the latest may be undone. */
  handed: 100,
  /** Of so many that were taken back after they were handed out it is remembered. */
  kept: 500,
} as const;
