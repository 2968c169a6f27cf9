import type { SourceText } from '../source.ts';

/** Files that break a rule, with what it should find, or that keep it, with nothing to find. */
export interface Plant {
  readonly rule: string;
  readonly what: string;
  readonly files: readonly SourceText[];
  /** Each finding as `path:line`; none when the files keep the rule. */
  readonly found: readonly string[];
}

/** Plants one file. `lines` are the numbers of the lines where the rule should find something. */
export function plant(rule: string, what: string, path: string, text: string, lines: readonly number[]): Plant {
  return { rule, what, files: [{ path, text }], found: lines.map((line) => `${path}:${line}`) };
}
