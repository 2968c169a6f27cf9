import type { EpochMs } from './time.ts';

/**
 * Who vouches for a fact: a browser that holds a public write key, or a server that holds a secret key (or our admin).
 */
export type Trust = 'public' | 'server';

/** A place in history: rules over history see facts in this order, whatever order they arrived in. */
export interface FactPosition {
  readonly timestamp: EpochMs;
  readonly trust: Trust;
  readonly messageId: string;
}

export function comparePositions(left: FactPosition, right: FactPosition): number {
  if (left.timestamp !== right.timestamp) return left.timestamp - right.timestamp;
  if (left.trust !== right.trust) return left.trust === 'server' ? -1 : 1;
  if (left.messageId === right.messageId) return 0;
  return left.messageId < right.messageId ? -1 : 1;
}
