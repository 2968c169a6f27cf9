export { type ClickKeys, createReferralReactor } from './reactor.ts';
export { ReferralService } from './service.ts';
