import type { ReactNode } from 'react';
import classes from './mark.module.css';

/** What a state means for whoever reads a list: well, still to come, look at it, not, or a word. */
export type Tone = 'good' | 'waiting' | 'attention' | 'bad' | 'plain';

/** A state in a word or two; its colour says nothing that the word does not. */
export function Mark({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className={classes['mark']} data-tone={tone}>
      {children}
    </span>
  );
}
