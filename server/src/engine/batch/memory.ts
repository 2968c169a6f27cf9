import { getOrInsert } from '../../kit/values/group.ts';
import {
  kindOfSubject,
  type Lane,
  laneOfSubject,
  type ProfileId,
  type SubjectId,
  type SubjectKind,
  type WorkspaceId,
} from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import type { EpochMs } from '../../kit/values/time.ts';

/** A subject as the batch knows it: read once, changed in memory, written once. */
export interface SubjectMemory {
  readonly id: SubjectId;
  readonly lane: Lane;
  readonly kind: SubjectKind;
  readonly workspace: WorkspaceId;
  readonly createdAt: EpochMs;
  now: EpochMs;
  profiles: readonly ProfileId[];
  redirect: SubjectId | undefined;
  touched: boolean;
  /** Parts by reactor and profile; a part is never changed in place. */
  readonly parts: Map<string, Map<ProfileId, unknown>>;
  /** Which parts must be written (or deleted, when they are gone from `parts`). */
  readonly dirty: Map<string, Set<ProfileId>>;
  /** Timers set or removed in this batch, by `reactor` and key; null is removed. */
  readonly timers: Map<string, PlannedTimer | null>;
}

export interface PlannedTimer {
  readonly reactor: string;
  readonly key: string;
  readonly dueAt: EpochMs;
  readonly properties: JsonObject;
}

export function newSubject(
  id: SubjectId,
  workspace: WorkspaceId,
  at: EpochMs,
  stored?: { profiles: readonly ProfileId[]; createdAt: EpochMs; redirect: SubjectId | undefined },
): SubjectMemory {
  return {
    id,
    lane: laneOfSubject(id),
    kind: kindOfSubject(id),
    workspace,
    createdAt: stored?.createdAt ?? at,
    now: at,
    profiles: stored?.profiles ?? [id],
    redirect: stored?.redirect,
    touched: false,
    parts: new Map(),
    dirty: new Map(),
    timers: new Map(),
  };
}

const nothing: ReadonlyMap<ProfileId, unknown> = new Map();

export function partsOf(subject: SubjectMemory, reactor: string): ReadonlyMap<ProfileId, unknown> {
  return subject.parts.get(reactor) ?? nothing;
}

export function setPart(subject: SubjectMemory, reactor: string, profile: ProfileId, part: unknown): void {
  getOrInsert(subject.parts, reactor, () => new Map<ProfileId, unknown>()).set(profile, part);
  getOrInsert(subject.dirty, reactor, () => new Set<ProfileId>()).add(profile);
}

export function removePart(subject: SubjectMemory, reactor: string, profile: ProfileId): void {
  if (subject.parts.get(reactor)?.delete(profile) !== true) return;
  getOrInsert(subject.dirty, reactor, () => new Set<ProfileId>()).add(profile);
}

export function timerText(reactor: string, key: string): string {
  return `${reactor}\u0000${key}`;
}
