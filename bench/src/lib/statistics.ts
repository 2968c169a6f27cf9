/** The median of some figures; of an even number of them, the mean of the two in the middle. */
function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((left, right) => left - right);
  const middle = sorted.length >>> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('There are no figures');
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The smallest figure that so large a share (0.99 for p99) of all figures does not exceed. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((left, right) => left - right);
  const figure = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (figure === undefined) throw new Error('There are no figures');
  return figure;
}

/** A few figures with what lies between them: their median, the least and the greatest. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
  readonly rounds: readonly number[];
}

export function spreadOf(figures: readonly number[]): Spread {
  const rounds = figures.map(rounded);
  return {
    median: rounded(median(figures)),
    least: rounded(Math.min(...figures)),
    greatest: rounded(Math.max(...figures)),
    rounds,
  };
}

/** Four significant digits: more would be noise. */
export function rounded(figure: number): number {
  return Number(figure.toPrecision(4));
}
