import type { FormField } from '@sarafan/contract';
import { readSurvivor } from '../../engine/index.ts';
import type { Pool } from '../../kit/db.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { KnownPerson } from '../people/index.ts';
import { viewOf } from './rules/part.ts';
import { type Asked, askedOf } from './rules/qualification.ts';
import { personParts } from './service-parts.ts';
import { findApplications } from './store-applications.ts';
import type { PublicProgram } from './store-programs.ts';

/** What stands between a person and taking part in a program. */
export interface Candidate {
  /** What the program asks for, in the order of its conditions. */
  readonly asked: readonly Asked[];
  readonly form: readonly FormField[];
  readonly isApproved: boolean;
  readonly application:
    | { readonly state: 'waiting'; readonly appliedAt: EpochMs }
    | { readonly state: 'refused'; readonly note: string }
    | undefined;
  /** Nothing stands in the way but the form, if there is one. */
  readonly mayApply: boolean;
}

/** As everything stands now: the person's own lane decides when they apply. Undefined: nobody knows the person yet. */
export async function candidateOf(
  pool: Pool,
  { workspace, program, definition }: PublicProgram,
  person: KnownPerson | undefined,
  now: EpochMs,
): Promise<Candidate> {
  const { conditions, form = [], approval } = definition.participant ?? {};
  const stored = person === undefined ? undefined : await readSurvivor(pool, workspace, person.person);
  const { parts, traits } = personParts(stored);
  const asked = askedOf(conditions, viewOf(parts, traits), now);
  const rows = person === undefined ? [] : await findApplications(pool, workspace, program, person.profiles);
  const row = rows.find(({ state }) => state === 'waiting') ?? rows.find(({ state }) => state === 'refused');
  const application =
    row === undefined
      ? undefined
      : row.state === 'waiting'
        ? ({ state: 'waiting', appliedAt: row.appliedAt } as const)
        : ({ state: 'refused', note: row.note } as const);
  const mayApply = application === undefined && asked.every(({ unmet }) => unmet === undefined);
  return { asked, form, isApproved: approval === 'manual', application, mayApply };
}
