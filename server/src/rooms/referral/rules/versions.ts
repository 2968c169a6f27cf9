import type { ProgramDefinition, VersionReach } from '@sarafan/contract';
import type { ProgramId, WorkspaceId } from '../../../kit/values/ids.ts';
import { type FactPosition, timeOf } from '../../../kit/values/position.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { type DateIn, dateIn } from '../../../kit/values/zones.ts';

/** A program as it stood from a moment on; the first version also covers what came before it. */
export interface ProgramVersion {
  readonly workspace: WorkspaceId;
  readonly program: ProgramId;
  readonly version: number;
  readonly from: EpochMs;
  readonly startsAt: EpochMs | undefined;
  readonly endsAt: EpochMs | undefined;
  readonly appliesTo: VersionReach;
  readonly definition: ProgramDefinition;
  /** The day of a moment by the program's own calendar. */
  readonly dateOf: DateIn;
  /** Decimals of the units that its rewards are in. */
  readonly exponents: ReadonlyMap<string, number>;
}

/** A version as its definition says; `launched` is what the definition does not say. */
export function versionOf(
  launched: Pick<ProgramVersion, 'workspace' | 'program' | 'version' | 'from' | 'appliesTo' | 'exponents'>,
  definition: ProgramDefinition,
): ProgramVersion {
  const { startsAt, endsAt, timeZone = 'UTC' } = definition;
  return {
    ...launched,
    startsAt: momentOf(startsAt),
    endsAt: momentOf(endsAt),
    dateOf: dateIn(timeZone),
    definition,
  };
}

/**
 * The version that decides about an invitation of a moment: the one that stood then, unless a later one applies to
 * invitations of before, too. `isOpen` says whether nothing is decided of it by a moment, under a version.
 */
export function versionFor(
  versions: readonly ProgramVersion[],
  moment: EpochMs,
  isOpen: (version: ProgramVersion, by: EpochMs) => boolean,
): ProgramVersion {
  const first = versionAt(versions, moment);
  return versions.reduce((current, later) => {
    if (later.version <= first.version || later.appliesTo === 'new') return current;
    return later.appliesTo === 'all' || isOpen(current, later.from) ? later : current;
  }, first);
}

/** The version that stood at a moment. */
export function versionAt(versions: readonly ProgramVersion[], moment: EpochMs): ProgramVersion {
  const current = versions.findLast((version) => version.from <= moment) ?? versions[0];
  if (current === undefined) throw new Error('A program has at least one version');
  return current;
}

/** An invitation and a payment of the same moment came together (a code entered at checkout): that is in time. */
export function isBefore(left: FactPosition, right: FactPosition): boolean {
  return timeOf(left) < timeOf(right);
}

/** A moment of a definition, which its checker has read as one. */
export function momentOf(text: string | undefined): EpochMs | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
