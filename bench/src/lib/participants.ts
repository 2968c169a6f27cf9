import type { AcceptedFact, IdentifierOwner } from '../../../server/src/engine/fact.ts';
import { commandFact } from '../../../server/src/engine/index.ts';
import { systemClock } from '../../../server/src/kit/clock.ts';
import { codeFrom } from '../../../server/src/kit/values/codes.ts';
import type { ProgramId, SubjectId } from '../../../server/src/kit/values/ids.ts';
import { joinProgram } from '../../../server/src/rooms/referral/rules/facts.ts';
import type { Draws } from './draws.ts';
import type { Place } from './place.ts';
import type { Tenant } from './tenant.ts';

/** Someone who invites friends, with the code to do it by. */
export interface Participant {
  readonly userId: string;
  readonly program: ProgramId;
  readonly code: string;
  /** The command that makes it so. */
  readonly command: AcceptedFact;
}

/** Makes every one of these users a participant of every one of these programs, under a code of their own. */
export function participants(
  tenant: Tenant,
  programs: readonly ProgramId[],
  userIds: readonly string[],
  draws: Draws,
): Participant[] {
  const { workspace } = tenant;
  const taken = new Set<string>();
  const freeCode = (): string => {
    for (;;) {
      const code = codeFrom(Buffer.from(draws.hex(128), 'hex'), 8);
      if (code === undefined || taken.has(code)) continue;
      taken.add(code);
      return code;
    }
  };
  return userIds.flatMap((userId) =>
    programs.map((program) => {
      const code = freeCode();
      const messageId = `join-${userId}-${program}`;
      const claims = [{ kind: 'code', value: code, detail: program }] as const;
      const properties = { program };
      const command = { workspace, name: joinProgram, to: { userId }, messageId, properties, claims };
      return { userId, program, code, command: commandFact(command, systemClock) };
    }),
  );
}

/** Who is who, as the database knows it. */
export interface Directory {
  person(userId: string): SubjectId | undefined;
  code(code: string): IdentifierOwner | undefined;
}

export async function readDirectory(place: Place, tenant: Tenant): Promise<Directory> {
  const { rows } = await place.pool.query<{ kind: string; value: string; subject_id: string; detail: string | null }>(
    `select kind, value, subject_id, detail from people_identifiers
     where workspace_id = $1 and kind in ('userId', 'code')`,
    [tenant.workspace],
  );
  const found = new Map(rows.map((row) => [`${row.kind} ${row.value}`, row]));
  return {
    person: (userId) => found.get(`userId ${userId}`)?.subject_id as SubjectId | undefined,
    code(code) {
      const row = found.get(`code ${code}`);
      if (row === undefined) return undefined;
      const subject = row.subject_id as SubjectId;
      return { subject, profile: subject, ...(row.detail === null ? {} : { detail: row.detail }) };
    },
  };
}
