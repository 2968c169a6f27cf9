export { checkoutRoutes } from './http.ts';
export { checkoutReactor } from './reactor.ts';
export { CheckoutService } from './service.ts';
export { SpendingLimits } from './service-limits.ts';
