import type { BroughtCondition } from '@sarafan/contract';
import type { FieldKind } from './operators/operator.ts';

/** What a room says about a field that conditions may name. */
export interface FieldInfo {
  /** The best word there can be for it: `public` when only browsers say it. */
  readonly trust: 'public' | 'server';
  /** Absent when its values may be of any kind. */
  readonly kind?: FieldKind;
  /** An amount in whatever currency its fact names: two of them may not be added. */
  readonly isMoney?: boolean;
}

/** Why nothing can be asked of what friends bring: there is no such program, or it keeps no such sum. */
export const broughtProblems = ['unknown_program', 'brought_not_counted', 'brought_not_kept'] as const;
export type BroughtProblem = (typeof broughtProblems)[number];

/** The fields of a place where conditions stand, for instance of a program's order conditions. */
export interface Registry {
  trait(name: string): FieldInfo | undefined;
  fact(path: string): FieldInfo | undefined;
  event(name: string): FieldInfo | undefined;
  /** True where it is known what a person has spent. */
  readonly spent?: boolean;
  /** Absent where nothing is known of what friends bring. */
  brought?(leaf: BroughtCondition): BroughtProblem | undefined;
  /** A property of an event's facts, for `where`. */
  propertyOf(event: string, path: string): FieldInfo | undefined;
}
