export interface Check {
  readonly name: string;
  /** The tool's file below node_modules. */
  readonly program: string;
  readonly args: readonly string[];
  /** How many files the tool says it has read. */
  readonly countFiles: (output: string) => number;
  /** What of the tool's words a reader needs; all of them when absent. */
  readonly show?: (output: string) => string;
}

export function listChecks(exists: (folder: string) => boolean): readonly Check[];
