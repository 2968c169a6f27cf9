export { createReferralReactor } from './reactor.ts';
export type { ClickKeys } from './types.ts';

import { recipes } from './recipes/index.ts';

export { ReferralService } from './service.ts';
export const recipeNames: readonly string[] = Object.keys(recipes);
