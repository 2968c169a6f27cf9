import type { Fulfilment, Pair, RewardGrant } from '@sarafan/contract';
import { defineTexts, type Say, useTexts } from './i18n.ts';
import { Mark, type Tone } from './mark.tsx';

/** What became of an invitation and of a reward, by the same word and colour on every screen. */
const standingTexts = defineTexts('standing', {
  ru: {
    pair_none: 'Не приглашён',
    pair_waiting: 'Ждём оплаты',
    pair_rewarded: 'Вознаграждён',
    pair_rewarded_unpaid: 'Вознаграждён, кроме оплаты',
    pair_claimed: 'Выбрал другую акцию',
    pair_refused: 'Отказ',
    pair_reversed: 'Отменено',
    grant_pending: 'Удерживается',
    grant_waiting: 'К выдаче',
    grant_available: 'Доступно',
    grant_fulfilled: 'Выдано',
    grant_review: 'На проверке',
    grant_clawed_back: 'Отозвано',
    fulfilment_waiting: 'Ждёт выдачи',
    fulfilment_done: 'Выдано',
    fulfilment_failed: 'Не удалось',
    fulfilment_cancelled: 'Отменено',
  },
  en: {
    pair_none: 'Not invited',
    pair_waiting: 'Waiting for a payment',
    pair_rewarded: 'Rewarded',
    pair_rewarded_unpaid: 'Rewarded, but not for paying',
    pair_claimed: 'Took another offer',
    pair_refused: 'Refused',
    pair_reversed: 'Taken back',
    grant_pending: 'On hold',
    grant_waiting: 'To hand out',
    grant_available: 'Available',
    grant_fulfilled: 'Handed out',
    grant_review: 'For review',
    grant_clawed_back: 'Taken back',
    fulfilment_waiting: 'Waiting',
    fulfilment_done: 'Handed out',
    fulfilment_failed: 'Could not be',
    fulfilment_cancelled: 'Cancelled',
  },
});

const pairTones = {
  none: 'plain',
  waiting: 'waiting',
  rewarded: 'good',
  claimed: 'plain',
  refused: 'bad',
  reversed: 'plain',
} as const satisfies Record<Pair['status'], Tone>;

const grantTones = {
  pending: 'waiting',
  waiting: 'attention',
  available: 'good',
  fulfilled: 'good',
  review: 'bad',
  clawed_back: 'plain',
} as const satisfies Record<RewardGrant['state'], Tone>;

const fulfilmentTones = {
  waiting: 'attention',
  done: 'good',
  failed: 'bad',
  cancelled: 'plain',
} as const satisfies Record<Fulfilment['state'], Tone>;

/** Those that an invited person may be found by: whoever nobody invited is in no list of pairs. */
export const pairStatuses = [
  'waiting',
  'rewarded',
  'claimed',
  'refused',
  'reversed',
] as const satisfies readonly Pair['status'][];
export const grantStates = [
  'pending',
  'waiting',
  'available',
  'fulfilled',
  'review',
  'clawed_back',
] as const satisfies readonly RewardGrant['state'][];

type PairWord = `pair_${Pair['status'] | 'rewarded_unpaid'}`;

/** Who is rewarded, and yet not for the payment, is told apart. */
export function pairWord({ status, reason }: Pick<Pair, 'status' | 'reason'>): PairWord {
  return status === 'rewarded' && reason !== null ? 'pair_rewarded_unpaid' : `pair_${status}`;
}

/** The words alone, for filters and files. */
export function useStandings(): Say<PairWord | `grant_${RewardGrant['state']}` | `fulfilment_${Fulfilment['state']}`> {
  return useTexts(standingTexts);
}

interface PairStatusProps {
  readonly status: Pair['status'];
  /** Why nothing is due, or beside a reward why the payment brought none. */
  readonly reason?: string | null;
}

export function PairStatus({ status, reason = null }: PairStatusProps) {
  const t = useStandings();
  const word = pairWord({ status, reason });
  return <Mark tone={word === 'pair_rewarded_unpaid' ? 'attention' : pairTones[status]}>{t(word)}</Mark>;
}

export function GrantState({ state }: { readonly state: RewardGrant['state'] }) {
  const t = useStandings();
  return <Mark tone={grantTones[state]}>{t(`grant_${state}`)}</Mark>;
}

export function FulfilmentState({ state }: { readonly state: Fulfilment['state'] }) {
  const t = useStandings();
  return <Mark tone={fulfilmentTones[state]}>{t(`fulfilment_${state}`)}</Mark>;
}
