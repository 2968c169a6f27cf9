import type { Sentence } from '@sarafan/contract';
import type { Problem } from '../../kit/problem.ts';

/** What the server says of a mapping, of one column or of all. */
export interface Fault {
  readonly code: string;
  readonly column: number | null;
  readonly sentence: Sentence;
}

/** The faults that a refused mapping came back with; none for any other problem. */
export function faultsOf({ more }: Problem): readonly Fault[] {
  const { faults } = more;
  return Array.isArray(faults) ? faults.filter(isFault) : [];
}

function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'sentence' in value && 'code' in value && 'column' in value;
}
