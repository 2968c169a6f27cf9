import type { WebhookDelivery, WebhookSubscription, WebhookType } from '@sarafan/contract';
import type { Say } from '../../kit/i18n.ts';
import type { Tone } from '../../kit/mark.tsx';
import type { WebhooksText } from './texts.ts';

/** Every type that an endpoint can be told of, in the order of a friend's story. */
export const types = [
  'participant.joined',
  'pair.changed',
  'reward.granted',
  'reward.available',
  'reward.due',
  'reward.fulfilled',
  'reward.reviewed',
  'reward.revoked',
  'reward.expiring',
  'reward.expired',
  'program.launched',
] as const satisfies readonly WebhookType[];

/** The types in the reader's words; programs know them by their names. */
export function typeWord(type: WebhookType, t: Say<WebhooksText>): string {
  return t(typeTexts[type]);
}

const typeTexts = {
  'participant.joined': 'type_participant_joined',
  'pair.changed': 'type_pair_changed',
  'reward.granted': 'type_reward_granted',
  'reward.available': 'type_reward_available',
  'reward.due': 'type_reward_due',
  'reward.fulfilled': 'type_reward_fulfilled',
  'reward.reviewed': 'type_reward_reviewed',
  'reward.revoked': 'type_reward_revoked',
  'reward.expiring': 'type_reward_expiring',
  'reward.expired': 'type_reward_expired',
  'program.launched': 'type_program_launched',
} as const satisfies Record<WebhookType, WebhooksText>;

interface Told {
  readonly tone: Tone;
  readonly text: WebhooksText;
}

/** How an endpoint stands, in a word. */
export function standingOf({ state, disabledReason, failingSince }: WebhookSubscription): Told {
  if (state === 'disabled') return { tone: disabledReason === 'by_hand' ? 'plain' : 'bad', text: 'disabled' };
  return failingSince === null ? { tone: 'good', text: 'active' } : { tone: 'attention', text: 'failing' };
}

/** What became of a delivery, in a word. */
export function stateOf({ state, attempts }: Pick<WebhookDelivery, 'state' | 'attempts'>): Told {
  if (state === 'delivered') return { tone: 'good', text: 'state_delivered' };
  if (state === 'failed') return { tone: 'bad', text: 'state_failed' };
  return attempts === 0 ? { tone: 'waiting', text: 'state_waiting' } : { tone: 'attention', text: 'state_again' };
}
