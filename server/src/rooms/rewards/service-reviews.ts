import type { RewardGrant } from '@sarafan/contract';
import type { CommandDoor } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import type { GrantId, WorkspaceId } from '../../kit/values/ids.ts';
import { insertAudit } from '../access/index.ts';
import { type ReviewVerdict, refusedBySupport, reviewReward } from './rules/reviewing.ts';
import { presenter } from './service-grants.ts';
import { findGrant } from './store-grant-pages.ts';
import type { GrantRow } from './store-grants.ts';

export interface ReviewOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly commands: CommandDoor;
}

export interface ReviewInput {
  readonly grant: string;
  readonly verdict: ReviewVerdict;
  readonly note: string;
  readonly messageId: string;
}

export type Reviewed =
  | { readonly ok: true; readonly grant: RewardGrant }
  | { readonly ok: false; readonly reason: 'unknown_grant' | 'not_in_review'; readonly decided: boolean };

/**
 * Support decides about a reward in review. The books that decide lie with the friend, and the row of the grant with
 * its holder; so the answer waits until the row says what the books decided. What was decided so already is answered
 * alike.
 */
export async function reviewGrant(
  { pool, clock, commands }: ReviewOptions,
  { workspace, actor }: { readonly workspace: WorkspaceId; readonly actor: string },
  { grant: text, verdict, note, messageId }: ReviewInput,
): Promise<Reviewed | undefined> {
  const id = text as GrantId;
  const row = await findGrant(pool, workspace, id);
  if (row === undefined) return { ok: false, reason: 'unknown_grant', decided: false };
  const present = async (found: GrantRow): Promise<Reviewed> => {
    return { ok: true, grant: (await presenter(pool, workspace, [found]))(found) };
  };
  if (isDecided(row, verdict)) return present(row);
  if (row.review === null || row.review === 'approved') {
    return { ok: false, reason: 'not_in_review', decided: false };
  }
  const { friend, program } = row;
  const detail = { note, friend, program };
  const entry = { workspace, at: clock.now(), actor, action: `reward.${verdict}`, target: id, detail };
  await insertAudit(pool, entry, messageId);
  const properties = { grant: id, verdict, note };
  const reply = await commands.send({ workspace, name: reviewReward, to: friend, messageId, properties });
  if (reply === undefined) return undefined;
  if (reply.status === 'refused') return { ok: false, reason: 'not_in_review', decided: true };
  const decided = await commands.until(async () => {
    const found = await findGrant(pool, workspace, id);
    const isThrough = row.review === 'accrual' && verdict === 'approve' && found?.state === 'available';
    return found !== undefined && (isThrough || isDecided(found, verdict)) ? found : undefined;
  });
  return decided === undefined ? undefined : present(decided);
}

function isDecided({ state, reason, review }: GrantRow, verdict: ReviewVerdict): boolean {
  return verdict === 'approve' ? review === 'approved' : state === 'clawed_back' && reason === refusedBySupport;
}
