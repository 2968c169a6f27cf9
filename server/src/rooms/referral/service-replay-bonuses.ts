import type { ReplayBonus, ReplaySum } from '@sarafan/contract';
import type { Pool, Queryable } from '../../kit/db.ts';
import { getOrInsert } from '../../kit/values/group.ts';
import type { SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { positionOf } from '../../kit/values/position.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import { personSummaries } from '../people/index.ts';
import { emptyBooks, standingBonuses } from '../rewards/index.ts';
import { owedBonuses } from './rules/bonuses.ts';
import { togetherOf } from './rules/brought.ts';
import type { Results } from './rules/part.ts';
import type { Program } from './rules/programs.ts';
import { type Asking, type Sum, sumsOf } from './rules/replay.ts';
import type { Shares } from './rules/results.ts';

/** A bonus that a draft would grant. */
export type AskedBonus = Asking & Sum;

/** Somebody's bonuses as they stand, and as the draft would grant them, before its limits are asked. */
export interface ComparedBonuses {
  readonly holder: SubjectId;
  readonly before: readonly Sum[];
  readonly asked: readonly AskedBonus[];
}

/** What every inviter has brought under a draft: the pairs tell it one by one. */
export type BroughtByAll = Map<SubjectId, Results>;

export function addShares(all: BroughtByAll, shares: Shares, latest: EpochMs): void {
  for (const [inviter, share] of shares) {
    const known = all.get(inviter);
    const brought = togetherOf([known?.brought, share]);
    all.set(inviter, { brought, latest: Math.max(known?.latest ?? 0, latest) });
  }
}

/** Where an inviter turned out to be somebody else, that person has brought it all. */
export function byPerson(all: BroughtByAll, personOf: (subject: SubjectId) => SubjectId): BroughtByAll {
  const known: BroughtByAll = new Map();
  for (const [inviter, { brought, latest }] of all) addShares(known, new Map([[personOf(inviter), brought]]), latest);
  return known;
}

/** Whose bonuses stand, and whose there would be by now. */
export async function compareBonuses(
  tx: Queryable,
  workspace: WorkspaceId,
  { program, draft }: { readonly program: Program; readonly draft: Program },
  brought: BroughtByAll,
  now: EpochMs,
): Promise<ComparedBonuses[]> {
  const compared = new Map<SubjectId, { before: Sum[]; asked: AskedBonus[] }>();
  const of = (holder: SubjectId) => getOrInsert(compared, holder, () => ({ before: [], asked: [] }));
  for (const { holder, unit, amountMinor } of await standingBonuses(tx, workspace, program.id)) {
    of(holder).before.push({ side: 'bonus', unit, amountMinor });
  }
  for (const [holder, results] of brought) {
    if (draft.banned.has(holder)) continue;
    for (const owed of owedBonuses(draft, results, emptyBooks, holder, now)) {
      // A cap is asked for bonuses when they are granted, which is after everything that they are for.
      const at = positionOf({ timestamp: now, trust: 'server', messageId: `${holder} ${owed.order}` });
      of(holder).asked.push({ ...owed, at });
    }
  }
  return [...compared].map(([holder, { before, asked }]) => ({ holder, before: sumsOf(before), asked }));
}

/** People whose bonuses would be others, with who they are. */
export async function bonusLines(
  pool: Pool,
  workspace: WorkspaceId,
  changed: readonly { readonly holder: SubjectId; readonly before: readonly Sum[]; readonly after: readonly Sum[] }[],
  present: (sum: Sum) => ReplaySum,
): Promise<ReplayBonus[]> {
  const summary = await personSummaries(
    pool,
    workspace,
    changed.map(({ holder }) => holder),
  );
  return changed.map(({ holder, before, after }) => ({
    line: 'bonus',
    ...{ holder, holderPerson: summary(holder) },
    ...{ before: before.map(present), after: after.map(present) },
  }));
}
