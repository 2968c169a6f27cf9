import { expect, test } from 'vitest';
import { recipes } from '../recipes/index.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { checkProgram } from './check.ts';
import { unitsNamed } from './named-units.ts';

test.each(Object.entries<Recipe>(recipes))('%s names each of its units, and no other', (_, { definition, units }) => {
  const named = unitsNamed(definition);
  expect([...named].toSorted()).toEqual(units.map(({ unit }) => unit).toSorted());
  const unknown = checkProgram(definition, new Map()).filter(({ code }) => code === 'unknown_unit');
  expect(new Set(unknown.map(({ values }) => values['unit']))).toEqual(named);
});
