/** What one person's checkout may hold (INV-8). */
export const reservationLimits = {
  /** Of one person at a time. */
  open: 20,
  /** So many ended ones are remembered with a person, the latest: a refund of an older order gives no points back. */
  ended: 100,
  /** Repeats of one command that wait for the same answer. */
  waiting: 20,
} as const;
