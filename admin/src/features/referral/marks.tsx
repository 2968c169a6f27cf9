import type { ProgramSummary } from '@sarafan/contract';
import { type Say, useTexts } from '../../kit/i18n.ts';
import { Mark, type Tone } from '../../kit/mark.tsx';
import { referralTexts } from './texts.ts';

const programTones = {
  not_started: 'waiting',
  running: 'good',
  ended: 'plain',
} as const satisfies Record<ProgramSummary['state'], Tone>;

export function ProgramState({ state }: { readonly state: ProgramSummary['state'] }) {
  const t = useTexts(referralTexts);
  return <Mark tone={programTones[state]}>{t(state)}</Mark>;
}

const channels = ['link', 'code', 'manual', 'none'] as const;

/** The way by which somebody was invited. */
export function channelText(t: Say<(typeof channels)[number]>, channel: string): string {
  const known = channels.find((each) => each === channel);
  return known === undefined ? channel : t(known);
}
