import { accountingLeads } from './accounting-leads.ts';
import { bloggers } from './bloggers.ts';
import { bringYourClass } from './bring-your-class.ts';
import { cleaning } from './cleaning.ts';
import { cloudStorage } from './cloud-storage.ts';
import { electronicsPartners } from './electronics-partners.ts';
import { fashionApp } from './fashion-app.ts';
import { gatherATeam } from './gather-a-team.ts';
import { languageSchool } from './language-school.ts';
import { languageSchoolHires } from './language-school-hires.ts';
import { languageSchoolTeachers } from './language-school-teachers.ts';
import { marketplaceInvite } from './marketplace-invite.ts';
import { marketplaceManagers } from './marketplace-managers.ts';
import { onlineGame } from './online-game.ts';
import type { Recipe } from './recipe.ts';
import { saasProgressive } from './saas-progressive.ts';
import { seoLifetime } from './seo-lifetime.ts';
import { units } from './units.ts';
import { wineShop } from './wine-shop.ts';

export const recipes = {
  'language-school': { definition: languageSchool, units: [units.lesson] },
  'language-school-teachers': languageSchoolTeachers,
  'language-school-hires': languageSchoolHires,
  'bring-your-class': bringYourClass,
  'gather-a-team': gatherATeam,
  'marketplace-invite': marketplaceInvite,
  'marketplace-managers': marketplaceManagers,
  cleaning,
  'wine-shop': wineShop,
  'fashion-app': fashionApp,
  'online-game': onlineGame,
  'seo-lifetime': seoLifetime,
  'cloud-storage': cloudStorage,
  'electronics-partners': electronicsPartners,
  bloggers,
  'accounting-leads': accountingLeads,
  'saas-progressive': saasProgressive,
} as const satisfies Record<string, Recipe>;

export type RecipeName = keyof typeof recipes;

export function findRecipe(name: string): Recipe | undefined {
  return Object.hasOwn(recipes, name) ? recipes[name as RecipeName] : undefined;
}
