/** Limits of the work on imports that nobody outside has to know. */
export const workLimits = {
  /** How a file is cut for the database. */
  chunkBytes: 262_144,
  /** Lines of one step of a dry run. */
  checkedAtOnce: 2_000,
  /** Lines of one step of a run, and of an undo: few enough that live facts never wait long behind them. */
  toldAtOnce: 500,
  /** Examples of each finding. */
  examples: 5,
  /** Files that a process keeps open. */
  openFiles: 8,
  /** The rest of an upload that is too large is read and thrown away up to this length. */
  discardedBytes: 100 * 1024 * 1024,
} as const;
