import { dayMs, hourMs, minuteMs, secondMs } from '../../kit/values/time.ts';

/** Limits of sending (INV-8); those that outsiders have to know stand in the contract. */
export const sendingLimits = {
  /** Waits between attempts: ten of them within a little more than three days. */
  retryAfterMs: [
    5 * secondMs,
    5 * minuteMs,
    30 * minuteMs,
    2 * hourMs,
    5 * hourMs,
    10 * hourMs,
    14 * hourMs,
    20 * hourMs,
    24 * hourMs,
  ],
  /** A wait is longer by up to this share of itself, so that what failed together does not come back together. */
  jitter: 0.1,
  /** The longest wait that an endpoint may ask for. */
  askedWaitMs: 24 * hourMs,
  /** An endpoint to which nothing was delivered for so long is disabled. */
  failingMs: 5 * dayMs,
  /** For so long a message is also signed with the secret before the last rotation. */
  previousSecretMs: dayMs,
  /** What a worker has under way at once, and how much of it to endpoints that are failing. */
  underWay: 64,
  underWayToFailing: 24,
  /** What all workers together have under way to one endpoint, and to one that is failing. */
  toOne: 4,
  toOneFailing: 1,
  /** Longer than a request takes: a delivery whose worker is gone is free again after it. */
  leaseMs: 30 * secondMs,
  /** How long deliveries and their bodies are kept. */
  keptMs: 30 * dayMs,
} as const;
