export { checkoutFields } from './fields.ts';
export { promotionRoutes } from './http.ts';
export { promotionReactor } from './reactor.ts';
export { codeReactor } from './reactor-codes.ts';
export { loadPromotions } from './reactor-definitions.ts';
export {
  type Claim,
  type ClaimId,
  claimCode,
  claimIdOf,
  claimIn,
  claimPromotion,
  claimToJson,
  factAbout,
  type PromotionId,
  promotionClaimed,
  promotionDeclined,
  readCodeDetail,
  redeemPromotion,
  releasePromotion,
  subjectOfCode,
  triedFact,
} from './rules/claim.ts';
export type { Promotion, PromotionDefinitions } from './rules/definitions.ts';
export type { Refusal as CodeRefusal } from './rules/judge.ts';
export type { CheckoutOrder } from './rules/order.ts';
export { type QuotedCode, type QuotedCodes, quoteCodes, type SharedStates, type TypedCode } from './rules/quote.ts';
export { PromotionService } from './service.ts';
export { PromoCodes } from './service-codes.ts';
export { CodeGiving } from './service-giving.ts';
export { knownPromotions } from './service-known.ts';
export { standingsOf } from './service-present.ts';
export { buyerSentence, presentProblem, refusalSentence } from './service-problems.ts';
