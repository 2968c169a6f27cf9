import { readSubjects } from '../../engine/index.ts';
import type { Queryable } from '../../kit/db.ts';
import type { SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { CapPart } from './rules/caps.ts';
import type { GrantCap } from './rules/grant.ts';

/** What is left of caps and funds, by their subjects. One that nobody has asked yet is full. */
export async function leftOfCaps(
  db: Queryable,
  workspace: WorkspaceId,
  caps: readonly Pick<GrantCap, 'subject' | 'limitMinor'>[],
): Promise<ReadonlyMap<SubjectId, bigint>> {
  const stored = await readSubjects(
    db,
    workspace,
    caps.map(({ subject }) => subject),
  );
  // The room's own parts, as the engine kept them.
  const parts = new Map(stored.map((each) => [each.subject, each.partsOf('caps')[0] as CapPart | undefined]));
  return new Map(
    caps.map(({ subject, limitMinor }) => {
      const { funded, left } = parts.get(subject) ?? { funded: '0', left: '0' };
      // A limit that was raised is paid in with the next reward.
      const raised = limitMinor > BigInt(funded) ? limitMinor - BigInt(funded) : 0n;
      return [subject, BigInt(left) + raised];
    }),
  );
}
