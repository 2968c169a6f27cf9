import type { ImportState } from '@sarafan/contract';
import { useTexts } from '../../kit/i18n.ts';
import { Mark, type Tone } from '../../kit/mark.tsx';
import { importsTexts } from './texts.ts';

const tones = {
  draft: 'attention',
  checking: 'waiting',
  checked: 'attention',
  running: 'waiting',
  stopped: 'attention',
  done: 'good',
  undoing: 'waiting',
  undone: 'plain',
} as const satisfies Record<ImportState, Tone>;

export function StateMark({ state }: { readonly state: ImportState }) {
  const t = useTexts(importsTexts);
  return <Mark tone={tones[state]}>{t(`state_${state}`)}</Mark>;
}

/** Whether the server is at work on it. */
export function isUnderWay(state: ImportState): boolean {
  return state === 'checking' || state === 'running' || state === 'undoing';
}
