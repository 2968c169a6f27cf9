import { workLimits } from './limits.ts';
import type { Line } from './service-lines.ts';
import type { ProblemRow } from './store-files.ts';
import { noProgress, type Progress, type StoredCheck, type StoredFinding } from './types.ts';

interface Counted {
  lines: number;
  readonly first: StoredFinding['first'][number][];
}

/** What a dry run has found so far: counts, and the first lines of each kind. */
export class CheckReport {
  readonly #findings = new Map<string, Counted & { readonly severity: StoredFinding['severity'] }>();
  progress: Progress = noProgress;

  /** Takes lines in; answers with their problems as they are kept. */
  add(lines: readonly Line[]): ProblemRow[] {
    const problems: ProblemRow[] = [];
    const { ready, repeated, refused, skipped, facts } = this.progress;
    const counts = { ready, repeated, refused, skipped };
    let told = facts;
    for (const line of lines) {
      counts[line.outcome] += 1;
      told += line.tellings.length;
      line.faults.forEach(({ code, column = null, value }, place) => {
        problems.push({ row: line.row, place, column, code, value });
        this.#note(code, 'refused', { row: line.row, column, value });
      });
      for (const code of line.notices) this.#note(code, 'notice', { row: line.row, column: null, value: '' });
    }
    this.progress = { ...this.progress, ...counts, facts: told };
    return problems;
  }

  #note(code: string, severity: StoredFinding['severity'], example: StoredFinding['first'][number]): void {
    const known = this.#findings.get(code) ?? { lines: 0, first: [], severity };
    known.lines += 1;
    if (known.first.length < workLimits.examples) known.first.push(example);
    this.#findings.set(code, known);
  }

  finished(): StoredCheck {
    const { ready, repeated, refused, skipped, facts } = this.progress;
    const findings = [...this.#findings]
      .map(([code, { lines, first, severity }]) => ({ code, severity, lines, first }))
      .sort((left, right) => bySeverity(left, right) || right.lines - left.lines);
    return { rows: ready + repeated + refused + skipped, ready, repeated, refused, skipped, facts, findings };
  }
}

function bySeverity(left: StoredFinding, right: StoredFinding): number {
  if (left.severity === right.severity) return 0;
  return left.severity === 'refused' ? -1 : 1;
}
