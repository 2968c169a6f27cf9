import type { ProgramDefinition, SpendingLimit } from '@sarafan/contract';

/** A program that is installed in one step: its definition and the units that its rewards are in. */
export interface Recipe {
  readonly definition: ProgramDefinition;
  readonly units: readonly RecipeUnit[];
  /**
   * What part of an order its units may pay, by unit, of the program that bears this key; set where a unit has no such
   * limit yet.
   */
  readonly limits?: (key: string) => Readonly<Record<string, SpendingLimit>>;
}

export interface RecipeUnit {
  readonly unit: string;
  readonly exponent: number;
  readonly name: { readonly ru: string; readonly en: string };
  readonly forms?: {
    readonly ru: { readonly one: string; readonly few: string; readonly many: string };
    readonly en: { readonly one: string; readonly other: string };
  };
}
