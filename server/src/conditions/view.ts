import type { BroughtCondition, SpentCondition } from '@sarafan/contract';
import type { Json } from '../kit/values/json.ts';
import type { FactPosition, Trust } from '../kit/values/position.ts';

/** A place in history: conditions count facts up to a place, whatever order they arrived in. */
export type Position = FactPosition;

/** A value with who vouches for it. */
export interface Known {
  readonly value: Json;
  readonly trust: Trust;
}

/**
 * Whose word counts. `trusted` is for eligibility, rewards and spending: what only a browser said is as good as
 * unknown, so a public key decides nothing. `open` is for audiences and what is shown to a visitor.
 */
export type Mode = 'trusted' | 'open';

/** What a condition may look at. Rooms make views; the language knows no room. */
export interface View {
  trait(name: string): Known | undefined;
  /** A property of the fact that is judged, by its path. */
  fact(path: string): Known | undefined;
  readonly counts: CountState;
  /** What the person has spent by the fact that is judged; absent where no orders are known. */
  spent?(leaf: SpentCondition): Known;
  /** What the person's friends have brought by now; undefined where no such sum is kept. */
  brought?(leaf: BroughtCondition): Known | undefined;
  /** The place of the fact that is judged: later facts do not count. */
  readonly at: Position;
  /** The place of the invitation, for counts `before: 'touch'`. */
  readonly touchedAt?: Position;
}

/** A position, and for a sum the amount behind it. */
export type RememberedPlace = string;

/** The places of the facts that each count and each sum asks for, in order, as many as its answer depends on. */
export type CountState = Readonly<Record<string, readonly RememberedPlace[]>>;
