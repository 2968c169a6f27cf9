export { type ClickKeys, createReferralReactor } from './reactor.ts';
import { recipes } from './recipes/index.ts';

export { ReferralService } from './service.ts';
export const recipeNames: readonly string[] = Object.keys(recipes);
