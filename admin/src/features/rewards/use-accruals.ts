import type { RewardGrant } from '@sarafan/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { request } from '../../kit/request.ts';
import { useWorkspace } from '../../kit/session.ts';

export type AccrualsState =
  | { readonly at: 'rest' }
  | { readonly at: 'work' | 'stop' | 'end'; readonly done: number; readonly total: number }
  | { readonly at: 'fault'; readonly done: number; readonly total: number; readonly error: unknown };

interface GrantsPage {
  readonly items: readonly RewardGrant[];
  readonly next: string | null;
}

const pageSize = 100;

/** Lets every reward through whose period is over, one after another: what was done stays done when it is stopped. */
export function useAccruals() {
  const { workspace } = useWorkspace();
  const client = useQueryClient();
  const [state, setState] = useState<AccrualsState>({ at: 'rest' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const start = async (note: string): Promise<void> => {
    const own = new AbortController();
    running.current?.abort();
    running.current = own;
    const { signal } = own;
    let [done, total] = [0, 0];
    setState({ at: 'work', done, total });
    try {
      const waiting = await waitingIn(workspace, signal);
      total = waiting.length;
      for (const grant of waiting) {
        signal.throwIfAborted();
        const path = '/api/v1/rewards/grants/:grant/approve';
        await request({ method: 'POST', path, params: { grant }, body: { note }, workspace });
        done += 1;
        setState({ at: 'work', done, total });
      }
      setState({ at: 'end', done, total });
    } catch (error) {
      setState(signal.aborted ? { at: 'stop', done, total } : { at: 'fault', done, total, error });
    } finally {
      await client.invalidateQueries();
    }
  };
  return { state, start, stop: () => running.current?.abort() };
}

async function waitingIn(workspace: string, signal: AbortSignal): Promise<readonly string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { state: 'accrual', limit: pageSize, ...(cursor === undefined ? {} : { cursor }) };
    const page = (await request({
      method: 'GET',
      path: '/api/v1/rewards/grants',
      query,
      workspace,
      signal,
    })) as GrantsPage;
    found.push(...page.items.map(({ grant }) => grant));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}
