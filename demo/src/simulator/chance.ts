/** Chance that can be drawn again: the same seed gives the same people and the same days. */
export interface Chance {
  /** From 0 up to 1. */
  draw(): number;
  /** A whole number from 0 up to, and without, `end`. */
  below(end: number): number;
  happens(probability: number): boolean;
  oneOf<Value>(values: readonly Value[]): Value;
}

/** The generator of Tommy Ettinger known as mulberry32: 32 bits of state, far more than a few thousand draws need. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(draw() * end);
  return {
    draw,
    below,
    happens: (probability) => draw() < probability,
    oneOf(values) {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('There is nothing to choose from');
      return value;
    },
  };
}
