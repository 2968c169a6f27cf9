import type { ReplayBonus, ReplayLine, ReplayPair, ReplayResult } from '@sarafan/contract';
import { useEffect, useRef, useState } from 'react';
import { ownProblem } from '../../kit/problem.ts';
import { requestLines } from '../../kit/request.ts';
import { useWorkspace } from '../../kit/session.ts';
import type { Draft } from './draft.ts';

export type ReplayState =
  | { readonly at: 'rest' }
  | { readonly at: 'work'; readonly done: number; readonly total: number }
  | { readonly at: 'stop' }
  | {
      readonly at: 'end';
      readonly pairs: readonly ReplayPair[];
      readonly bonuses: readonly ReplayBonus[];
      readonly result: ReplayResult;
    }
  | { readonly at: 'fault'; readonly error: unknown };

export interface ReplayAsked {
  readonly definition: Draft;
  /** To which invitations the draft would apply; all where nothing is said. */
  readonly appliesTo?: 'open' | 'all';
  readonly from?: string;
  readonly until?: string;
}

/** A replay that is watched while it goes on, and ends when the screen is left. */
export function useReplay(program: string) {
  const { workspace } = useWorkspace();
  const [state, setState] = useState<ReplayState>({ at: 'rest' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const start = async (body: ReplayAsked): Promise<void> => {
    const own = new AbortController();
    running.current?.abort();
    running.current = own;
    setState({ at: 'work', done: 0, total: 0 });
    const pairs: ReplayPair[] = [];
    const bonuses: ReplayBonus[] = [];
    let result: ReplayResult | undefined;
    const take = (line: ReplayLine): void => {
      if (line.line === 'pair') pairs.push(line);
      else if (line.line === 'bonus') bonuses.push(line);
      else if (line.line === 'result') result = line;
      else setState({ at: 'work', done: line.done, total: line.total });
    };
    try {
      const path = '/api/v1/referral/programs/:program/replay';
      const asked = { method: 'POST', path, params: { program }, body, workspace, signal: own.signal } as const;
      await requestLines(asked, (line) => take(line as ReplayLine));
      if (result === undefined) throw ownProblem(0, 'offline');
      setState({ at: 'end', pairs, bonuses, result });
    } catch (error) {
      setState(own.signal.aborted ? { at: 'stop' } : { at: 'fault', error });
    }
  };
  return { state, start, stop: () => running.current?.abort() };
}
