import type { Pool } from '../../kit/db.ts';
import type { Random } from '../../kit/random.ts';
import { codeFrom } from '../../kit/values/codes.ts';
import type { SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { findOwners } from '../people/index.ts';

/** Long enough that nobody guesses one of a hundred thousand codes, short enough to be dictated. */
const drawnLength = 10;
/** A draw that met so many codes in use would meet only such. */
const drawsAtMost = 5;
const bytesOfCode = 64;

/** True when a code is nobody's, or already this subject's. */
export async function isFree(pool: Pool, workspace: WorkspaceId, code: string, subject: SubjectId): Promise<boolean> {
  const [found] = await findOwners(pool, [{ workspace, kind: 'code', value: code }]);
  return found === undefined || found.owner.subject === subject;
}

/** So many new codes that nobody in the workspace has yet; the lane that claims them decides. */
export async function freeCodes(
  pool: Pool,
  random: Random,
  workspace: WorkspaceId,
  count: number,
): Promise<readonly string[]> {
  const free = new Set<string>();
  for (let draw = 0; draw < drawsAtMost && free.size < count; draw += 1) {
    const drawn = Array.from({ length: count - free.size }, () => codeFrom(random.bytes(bytesOfCode), drawnLength));
    const codes = [...new Set(drawn.filter((code) => code !== undefined))];
    const owned = await findOwners(
      pool,
      codes.map((value) => ({ workspace, kind: 'code', value }) as const),
    );
    const taken = new Set(owned.map(({ key }) => key.value));
    for (const code of codes) if (!taken.has(code)) free.add(code);
  }
  return [...free];
}
