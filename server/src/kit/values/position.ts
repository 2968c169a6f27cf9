import type { EpochMs } from './time.ts';

/**
 * Who vouches for a fact: a browser that holds a public write key, or a server that holds a secret key (or our admin).
 */
export type Trust = 'public' | 'server';

declare const brand: unique symbol;

/**
 * A place in history as one text: moment, who vouches, message id. Rules over history see facts in the order of these
 * texts, whatever order they arrived in. Persons remember thousands of places, so a place is short.
 */
export type FactPosition = string & { readonly [brand]: 'position' };

export interface PositionParts {
  readonly timestamp: EpochMs;
  readonly trust: Trust;
  readonly messageId: string;
}

/** As many digits as the latest moment that is stored has, so that texts stand in the order of moments. */
const momentDigits = 15;
/** Of one moment a server's word comes first. */
const marks: Readonly<Record<Trust, string>> = { server: '+', public: '?' };

export function positionOf({ timestamp, trust, messageId }: PositionParts): FactPosition {
  return `${String(timestamp).padStart(momentDigits, '0')}${marks[trust]}${messageId}` as FactPosition;
}

export function readPosition(position: FactPosition): PositionParts {
  return { timestamp: timeOf(position), trust: trustOf(position), messageId: position.slice(momentDigits + 1) };
}

/** The same word at another moment. */
export function moved(position: FactPosition, timestamp: EpochMs): FactPosition {
  return positionOf({ ...readPosition(position), timestamp });
}

export function timeOf(position: FactPosition): EpochMs {
  return Number(position.slice(0, momentDigits));
}

export function trustOf(position: FactPosition): Trust {
  return position[momentDigits] === marks.server ? 'server' : 'public';
}

export function comparePositions(left: FactPosition, right: FactPosition): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
