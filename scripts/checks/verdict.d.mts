export interface ProcessResult {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface CheckVerdict {
  readonly ok: boolean;
  readonly files: number;
  readonly reason: string;
}

export interface TestVerdict {
  readonly passed: number;
  readonly failures: readonly string[];
  readonly leftOut: readonly string[];
}

export function judgeCheck(
  result: ProcessResult & { readonly output: string },
  countFiles: (output: string) => number,
): CheckVerdict;
export function judgeTests(report: unknown, result: ProcessResult): TestVerdict;
export function countBy(pattern: RegExp): (output: string) => number;
