export { referralRoutes } from './http.ts';
export { cabinetPages } from './http-cabinet.ts';
export { cabinetLinkRoutes } from './http-cabinet-links.ts';
export { landingPages } from './http-landing.ts';
export { readsForms } from './http-page-parts.ts';
export { invitePages } from './http-public.ts';
export { createReferralReactor } from './reactor.ts';
export { formProblems, type SchemaProblem, wrongCondition } from './rules/check-schema.ts';
export { type PaidHistory, paidHistory } from './rules/history.ts';
export type { ReferralPart } from './rules/part.ts';
export { requirementsOf } from './rules/requirements.ts';
export { problemSentence } from './service-problems.ts';
export type { ClickKeys } from './types.ts';

import { recipes } from './recipes/index.ts';

export { ReferralService } from './service.ts';
export { Applications } from './service-applications.ts';
export { Cabinets } from './service-cabinets.ts';
export { ReferralCodes } from './service-codes.ts';
export { Landings } from './service-landing.ts';
export { InviteLinks } from './service-links.ts';
export { ReferralLists } from './service-lists.ts';
export { ReferralPairs } from './service-pairs.ts';
export { ReferralReplays } from './service-replays.ts';
export { ReferralStatistics } from './service-statistics.ts';
export const recipeNames: readonly string[] = Object.keys(recipes);
