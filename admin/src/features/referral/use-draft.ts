import { useEffect, useState } from 'react';
import { dropDraft, keepDraft, readDraft } from '../../kit/drafts.ts';
import { type Draft, isSameDraft, readKept, withValue } from './draft.ts';

interface Drafting {
  readonly draft: Draft;
  /** The version that the draft began from. */
  readonly base: number;
  readonly isChanged: boolean;
  /** False when this browser keeps nothing. */
  readonly isKept: boolean;
  readonly change: (path: string, value: unknown) => void;
  readonly replace: (draft: Draft) => void;
  /** Begins anew from what runs. */
  readonly discard: () => void;
}

interface State {
  readonly draft: Draft;
  readonly base: number;
}

/**
 * A definition that is being edited. It is kept in this browser from the first change until it is launched or
 * discarded, under `key`; without changes it follows the version that runs.
 */
export function useDraft(key: string, running: Draft, version: number): Drafting {
  const [state, setState] = useState<State | undefined>(() => {
    const kept = readKept(readDraft(key));
    return kept === undefined ? undefined : { draft: kept.definition, base: kept.base };
  });
  const [isKept, setKept] = useState(true);
  const { draft, base } = state ?? { draft: running, base: version };
  const isChanged = !isSameDraft(draft, running);
  useEffect(() => {
    if (isChanged) setKept(keepDraft(key, JSON.stringify({ base, definition: draft })));
    else dropDraft(key);
  }, [key, draft, base, isChanged]);
  const edit = (next: (draft: Draft) => Draft): void =>
    setState((now = { draft: running, base: version }) => ({ ...now, draft: next(now.draft) }));
  return {
    ...{ draft, base, isChanged, isKept },
    change: (path, value) => edit((now) => withValue(now, path, value)),
    replace: (next) => edit(() => next),
    discard: () => setState(undefined),
  };
}
