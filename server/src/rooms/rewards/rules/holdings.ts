/** What a person holds of each unit, in minor units as decimal texts, since JSON has no bigint. */
export interface RewardsPart {
  readonly holdings: Readonly<Record<string, Holding>>;
}

export interface Holding {
  readonly pending: string;
  readonly available: string;
}

export const noRewards: RewardsPart = { holdings: {} };

/** Adds to (or, below zero, takes from) what is held. Available may go below zero only by a claw-back. */
export function moveHolding(part: RewardsPart, unit: string, pending: bigint, available: bigint): RewardsPart {
  const held = part.holdings[unit] ?? { pending: '0', available: '0' };
  const next: Holding = {
    pending: String(BigInt(held.pending) + pending),
    available: String(BigInt(held.available) + available),
  };
  return { ...part, holdings: { ...part.holdings, [unit]: next } };
}

/** A person's holdings after another person's joined them. */
export function addHoldings(mine: RewardsPart, theirs: RewardsPart): RewardsPart {
  let sum = mine;
  for (const [unit, held] of Object.entries(theirs.holdings)) {
    sum = moveHolding(sum, unit, BigInt(held.pending), BigInt(held.available));
  }
  return sum;
}

export function availableOf(part: RewardsPart, unit: string): bigint {
  return BigInt(part.holdings[unit]?.available ?? '0');
}
