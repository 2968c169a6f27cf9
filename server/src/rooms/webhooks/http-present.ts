import type { WebhookAttempt, WebhookDelivery, WebhookDeliveryDetail, WebhookSubscription } from '@sarafan/contract';
import type { OutgoingFault } from '../../kit/values/outgoing.ts';
import { type Sentence, sentenceOf } from '../../kit/values/sentences.ts';
import { type EpochMs, isoMoment } from '../../kit/values/time.ts';
import type { SubscriptionView } from './service.ts';
import type { DeliveryView } from './service-deliveries.ts';
import { attemptTexts, disabledTexts } from './texts.ts';
import type { AttemptRow, DeliveryRow } from './types.ts';

const momentOf = (at: EpochMs | null): string | null => (at === null ? null : isoMoment(at));

export function presentSubscription(row: SubscriptionView): WebhookSubscription {
  const { subscription, url, types, description, disabled, failingSince, previous, waiting, createdAt } = row;
  return {
    ...{ subscription, url, types: [...types], description },
    state: disabled === null ? 'active' : 'disabled',
    disabledReason: disabled?.reason ?? null,
    disabledSentence: disabled === null ? null : sentenceOf(disabledTexts, disabled.reason),
    disabledAt: momentOf(disabled?.at ?? null),
    failingSince: momentOf(failingSince),
    previousSecretUntil: momentOf(previous?.until ?? null),
    waiting,
    createdAt: isoMoment(createdAt),
  };
}

export function presentDelivery(row: DeliveryRow & { readonly url: string }): WebhookDelivery {
  const { delivery, message, subscription, url, type, isTest, state, attempts, createdAt, nextAt, lastAt } = row;
  const { status, fault } = row;
  return {
    ...{ delivery, message, subscription, url, type, test: isTest, state, attempts },
    createdAt: isoMoment(createdAt),
    nextAt: state === 'waiting' ? isoMoment(nextAt) : null,
    lastAt: momentOf(lastAt),
    ...{ status, fault },
    sentence: lastAt === null ? null : sentenceOfAttempt(status, fault),
  };
}

export function presentDetail(view: DeliveryView): WebhookDeliveryDetail {
  return { ...presentDelivery(view), body: view.body, log: view.log.map(presentAttempt) };
}

function presentAttempt({ number, at, durationMs, status, fault, response }: AttemptRow): WebhookAttempt {
  const sentence = sentenceOfAttempt(status, fault);
  return { number, at: isoMoment(at), durationMs, status, fault, sentence, response };
}

function sentenceOfAttempt(status: number | null, fault: OutgoingFault | null): Sentence {
  if (status === null) return sentenceOf(attemptTexts, fault ?? 'no_answer');
  if (status >= 200 && status < 300) return sentenceOf(attemptTexts, 'delivered', { status });
  if (status === 410) return sentenceOf(attemptTexts, 'gone');
  return sentenceOf(attemptTexts, status >= 300 && status < 400 ? 'redirected' : 'refused', { status });
}
