import { bloggers } from './bloggers.ts';
import { bringYourClass } from './bring-your-class.ts';
import { cleaning } from './cleaning.ts';
import { cloudStorage } from './cloud-storage.ts';
import { languageSchool } from './language-school.ts';
import { marketplaceInvite } from './marketplace-invite.ts';
import { onlineGame } from './online-game.ts';
import type { Recipe } from './recipe.ts';
import { saasProgressive } from './saas-progressive.ts';
import { seoLifetime } from './seo-lifetime.ts';
import { units } from './units.ts';
import { wineShop } from './wine-shop.ts';

export const recipes = {
  'language-school': { definition: languageSchool, units: [units.lesson] },
  'bring-your-class': bringYourClass,
  'marketplace-invite': marketplaceInvite,
  cleaning,
  'wine-shop': wineShop,
  'online-game': onlineGame,
  'seo-lifetime': seoLifetime,
  'cloud-storage': cloudStorage,
  bloggers,
  'saas-progressive': saasProgressive,
} as const satisfies Record<string, Recipe>;

export type RecipeName = keyof typeof recipes;

export function findRecipe(name: string): Recipe | undefined {
  return Object.hasOwn(recipes, name) ? recipes[name as RecipeName] : undefined;
}
