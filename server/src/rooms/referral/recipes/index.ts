import type { ProgramDefinition } from '@sarafan/contract';
import { languageSchool } from './language-school.ts';
import { lessonInEnglish, lessonInRussian } from './nouns.ts';

/** A program that is installed in one step: its definition and the units that its rewards are in. */
export interface Recipe {
  readonly definition: ProgramDefinition;
  readonly units: readonly RecipeUnit[];
}

export interface RecipeUnit {
  readonly unit: string;
  readonly exponent: number;
  readonly name: { readonly ru: string; readonly en: string };
  readonly forms: {
    readonly ru: { readonly one: string; readonly few: string; readonly many: string };
    readonly en: { readonly one: string; readonly other: string };
  };
}

export const recipes = {
  'language-school': {
    definition: languageSchool,
    units: [
      {
        ...{ unit: 'lesson', exponent: 0, name: { ru: 'урок', en: 'lesson' } },
        forms: { ru: lessonInRussian, en: lessonInEnglish },
      },
    ],
  },
} as const satisfies Record<string, Recipe>;

export type RecipeName = keyof typeof recipes;

export function findRecipe(name: string): Recipe | undefined {
  return Object.hasOwn(recipes, name) ? recipes[name as RecipeName] : undefined;
}
