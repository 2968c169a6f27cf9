import { dayMs } from '../kit/values/time.ts';

/** Every limit of the engine, in one place (INV-8). */
export const engineLimits = {
  /** Facts and due timers of one batch, over all its lanes. */
  factsPerBatch: 1_000,
  /** Lanes that one batch takes at the most, so that the batches of a worker can overlap. */
  lanesPerBatch: 64,
  /** Derived facts below one outside fact: how deep, and how many in all. */
  depth: 32,
  budget: 200,
  /** Facts outside the budget that one fact may derive; one that would derive more fails. */
  owedFacts: 10_000,
  /** The least time after which a timer that sets itself again may come due. */
  timerFloorMs: 1_000,
  /** A fact that fails alone so many times goes to quarantine. */
  attempts: 3,
  /** When so many facts in a row went there and none took effect, a worker puts no more aside. */
  asideInARow: 20,
  /** What quarantine keeps of an error's message. */
  errorCharacters: 2_000,
  /** All parts of a subject, as JSON text. */
  stateCharacters: 1_048_576,
  /** After so many arrivals a worker has the inbox vacuumed. */
  arrivalsPerVacuum: 20_000,
  /** Rows waiting in the inbox before ingestion answers 429. */
  backlog: 2_000_000,
  /** Rows of one group commit. */
  rowsPerCommit: 5_000,
  /** What the outbox has done with is forgotten after so long. */
  outboxKeptMs: 7 * dayMs,
  /** How long a batch may take before the database ends it. */
  batchTimeoutMs: 5_000,
} as const;
