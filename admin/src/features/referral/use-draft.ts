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

/** The key of a new program, which is typed beside its definition, and the one that it has by itself. */
export interface TypedKey {
  readonly value: string;
  readonly usual: string;
}

interface State {
  readonly draft: Draft;
  readonly base: number;
}

/**
 * A definition that is being edited. It is kept in this browser from the first change until it is launched or
 * discarded, under `key`, together with the typed key of a new program; without changes it follows the version that
 * runs. It is kept anew when another version runs: another tab that launched it has dropped what both kept.
 */
export function useDraft(key: string, running: Draft, version: number, typed?: TypedKey): Drafting {
  const [state, setState] = useState<State | undefined>(() => {
    const kept = readKept(readDraft(key));
    return kept === undefined ? undefined : { draft: kept.definition, base: kept.base };
  });
  const [isKept, setKept] = useState(true);
  const { draft, base } = state ?? { draft: running, base: version };
  const typedKey = typed?.value;
  const isKeyChanged = typedKey !== typed?.usual;
  const isChanged = isKeyChanged || !isSameDraft(draft, running);
  useEffect(() => {
    if (!isKeyChanged && isSameDraft(draft, running)) dropDraft(key);
    else setKept(keepDraft(key, JSON.stringify({ base, definition: draft, key: typedKey })));
  }, [key, draft, base, running, typedKey, isKeyChanged]);
  const edit = (next: (draft: Draft) => Draft): void =>
    setState((now = { draft: running, base: version }) => ({ ...now, draft: next(now.draft) }));
  return {
    ...{ draft, base, isChanged, isKept },
    change: (path, value) => edit((now) => withValue(now, path, value)),
    replace: (next) => edit(() => next),
    discard: () => setState(undefined),
  };
}
