import type {
  CodeBatch,
  PersonalCode,
  PromoAlarm,
  PromoCode,
  Promotion,
  PromotionDefinition,
  PromotionStatus,
  PromoUse,
} from '@sarafan/contract';
import { lists, reads, writes } from '../../kit/api.ts';
import { asks } from '../../kit/ask.ts';
import type { CheckedPromotion } from './draft.ts';

interface NewPromotion {
  readonly definition: PromotionDefinition;
  readonly code?: string;
}

/** What the screens of promotions read and write. */
export const promotionsApi = {
  promotions: lists<Promotion>('/promotions'),
  promotion: reads<Promotion>('/promotions/:promotion'),
  check: asks<{ readonly definition: PromotionDefinition }, CheckedPromotion>('/promotions/check'),
  create: writes<NewPromotion, Promotion>('POST', '/promotions'),
  change: writes<{ readonly definition: PromotionDefinition }, Promotion>('PUT', '/promotions/:promotion'),
  status: writes<{ readonly status: PromotionStatus }, Promotion>('POST', '/promotions/:promotion/status'),
  codes: lists<PromoCode>('/promotions/:promotion/codes'),
  uses: lists<PromoUse>('/promotions/:promotion/uses'),
  batches: reads<{ readonly items: readonly CodeBatch[] }>('/promotions/:promotion/batches'),
  makeBatch: writes<{ readonly count: number }, CodeBatch>('POST', '/promotions/:promotion/batches'),
  giveCode: writes<{ readonly userId: string }, PersonalCode>('POST', '/promotions/:promotion/codes'),
  alarms: lists<PromoAlarm>('/promotions/alarms'),
  closeAlarm: writes<{ readonly note: string }, PromoAlarm>('POST', '/promotions/alarms/:alarm/close'),
};
