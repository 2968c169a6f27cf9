import type { Promotion } from '@sarafan/contract';
import { useTexts } from '../../kit/i18n.ts';
import { Mark, type Tone } from '../../kit/mark.tsx';
import { promotionsTexts } from './texts.ts';

const tones = {
  active: 'good',
  paused: 'attention',
  paused_by_alarm: 'bad',
  ended: 'plain',
} as const satisfies Record<string, Tone>;

/** The state as people see it: a promotion that its alarm paused is not active. */
export function stateOf({ status, pausedByAlarm }: Promotion): keyof typeof tones {
  return pausedByAlarm ? 'paused_by_alarm' : status;
}

export function StateMark({ promotion }: { readonly promotion: Promotion }) {
  const t = useTexts(promotionsTexts);
  const state = stateOf(promotion);
  return <Mark tone={tones[state]}>{t(`state_${state}`)}</Mark>;
}
