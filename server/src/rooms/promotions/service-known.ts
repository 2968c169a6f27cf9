import type { Sentence } from '@sarafan/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { promotionsUntil } from './store-promotions.ts';

interface Known {
  readonly name: Sentence;
  /** True when its codes are used once, so that each can be given to somebody. */
  readonly isSingle: boolean;
  /** True when its codes do not work any more. */
  readonly isOver: boolean;
}

/** What rooms below have to know of promotions whose codes they give away, by their ids. */
export function knownPromotions(
  clock: Clock,
): (db: Queryable, workspace: WorkspaceId) => Promise<ReadonlyMap<string, Known>> {
  return async (db, workspace) => {
    const rows = await promotionsUntil(db, workspace, Number.MAX_SAFE_INTEGER);
    const now = clock.now();
    return new Map(
      rows.map(({ id, status, definition: { name, kind, until } }) => {
        const isOver = status === 'ended' || (until !== undefined && Date.parse(until) <= now);
        return [id, { name, isSingle: kind === 'single', isOver }];
      }),
    );
  };
}
