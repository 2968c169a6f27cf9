import { isDeepStrictEqual } from 'node:util';
import type { LimitBrought, ProgramDefinition, VersionReach } from '@sarafan/contract';
import type { Transaction } from '../../kit/db.ts';
import type { ProgramId, WorkspaceId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import type { Recipe } from './recipes/recipe.ts';
import type { ProgramProblem } from './rules/problems.ts';
import { findProgram } from './store-programs.ts';

/** A version of a program that was launched. */
export interface Launch {
  readonly workspace: WorkspaceId;
  readonly program: ProgramId;
  readonly key: string;
  readonly version: number;
  readonly note: string;
  readonly at: number;
}

export type SaveProgramResult =
  | {
      readonly ok: true;
      readonly program: ProgramId;
      readonly version: number;
      readonly isNew: boolean;
      /** What became of the spending limits that a recipe brings; absent where there was no recipe. */
      readonly limits?: readonly LimitBrought[];
    }
  | {
      readonly ok: false;
      readonly problems: readonly ProgramProblem[];
      /** Set, and nothing else is wrong, when it is based on another version than the latest. */
      readonly base?: { readonly latest: number; readonly isUnknown: boolean };
    };

/** Who asks: a key's id or the command line, for the audit log. */
export interface Asker {
  readonly workspace: WorkspaceId;
  readonly actor: string;
}

/** A version that is to be launched under a program's key. */
export interface NewVersion {
  readonly key: string;
  readonly definition: unknown;
  readonly note: string;
  /** The version that it was made from, 0 for none: a newer one is not replaced. Absent: whatever runs is. */
  readonly basedOn?: number | undefined;
  /** Absent: to invitations from now on. */
  readonly appliesTo?: VersionReach;
  /** The recipe that it began as: launching makes its units, and brings its spending limits. */
  readonly recipe?: Recipe | undefined;
  /** What the audit log says besides. */
  readonly audited?: JsonObject;
}

/** What would be launched; without a key, a new program. */
export type CheckedVersion = Pick<NewVersion, 'definition' | 'recipe'> & { readonly key?: string | undefined };

/** What the checker found nothing wrong with has the schema's form: that is the first thing it looks at. */
export function isSound(_definition: unknown, problems: readonly ProgramProblem[]): _definition is ProgramDefinition {
  return problems.length === 0;
}

/** The definition that stands already, and applies to as many; a wider reach is a change. */
export async function unchanged(
  tx: Transaction,
  workspace: WorkspaceId,
  { key, definition, appliesTo }: Required<Pick<NewVersion, 'key' | 'definition' | 'appliesTo'>>,
): Promise<SaveProgramResult | undefined> {
  const present = await findProgram(tx, workspace, key);
  if (present === undefined || !isDeepStrictEqual(present.definition, definition)) return undefined;
  if (appliesTo !== 'new' && appliesTo !== present.appliesTo) return undefined;
  return { ok: true, program: present.program, version: present.version, isNew: false };
}

/** A version that is based on another one than the latest would undo what was launched between. */
export function misplaced(basedOn: number | undefined, latest: number): SaveProgramResult | undefined {
  if (basedOn === undefined || basedOn === latest) return undefined;
  return { ok: false, problems: [], base: { latest, isUnknown: basedOn > latest } };
}
