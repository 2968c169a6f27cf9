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

/**
 * A lane as the batch knows it: the place of its next fact, and the latest `now` that any fact of it has had. A subject
 * never leaves its lane, so no subject's `now` goes back.
 */
export interface LaneMemory {
  nextSeq: number;
  now: EpochMs;
}

/** A subject as the batch knows it: read once, changed in memory, written once. */
export interface SubjectMemory {
  readonly id: SubjectId;
  readonly lane: Lane;
  readonly kind: SubjectKind;
  readonly workspace: WorkspaceId;
  readonly createdAt: EpochMs;
  /** Whether the database has a row of it. */
  readonly isStored: boolean;
  profiles: readonly ProfileId[];
  redirect: SubjectId | undefined;
  /** True when it must be written: it is new, or its profiles, its redirect or a part changed. */
  changed: boolean;
  /** Parts by reactor and profile; a part is never changed in place. */
  readonly parts: Map<string, Map<ProfileId, unknown>>;
  /** Timers set or removed in this batch, by `reactor` and key; null is removed. */
  readonly timers: Map<string, PlannedTimer | null>;
}

export interface PlannedTimer {
  readonly reactor: string;
  readonly key: string;
  readonly dueAt: EpochMs;
  readonly properties: JsonObject;
}

/** What the database keeps of a subject besides its key. */
export interface StoredMemory {
  readonly profiles: readonly ProfileId[];
  readonly createdAt: EpochMs;
  readonly redirect: SubjectId | undefined;
  readonly parts: Map<string, Map<ProfileId, unknown>>;
}

/** A subject that the database knows, or a new one, which came to be at `createdAt`. */
export function subjectMemory(
  id: SubjectId,
  workspace: WorkspaceId,
  stored: StoredMemory | { readonly createdAt: EpochMs },
): SubjectMemory {
  const known = 'parts' in stored;
  return {
    id,
    lane: laneOfSubject(id),
    kind: kindOfSubject(id),
    workspace,
    createdAt: stored.createdAt,
    isStored: known,
    profiles: known ? stored.profiles : [id],
    redirect: known ? stored.redirect : undefined,
    changed: !known,
    parts: known ? stored.parts : new Map(),
    timers: new Map(),
  };
}

const nothing: ReadonlyMap<ProfileId, unknown> = new Map();

export function partsOf(subject: SubjectMemory, reactor: string): ReadonlyMap<ProfileId, unknown> {
  return subject.parts.get(reactor) ?? nothing;
}

export function setPart(subject: SubjectMemory, reactor: string, profile: ProfileId, part: unknown): void {
  getOrInsert(subject.parts, reactor, () => new Map<ProfileId, unknown>()).set(profile, part);
  subject.changed = true;
}

export function removePart(subject: SubjectMemory, reactor: string, profile: ProfileId): void {
  const parts = subject.parts.get(reactor);
  if (parts?.delete(profile) !== true) return;
  if (parts.size === 0) subject.parts.delete(reactor);
  subject.changed = true;
}

/** All parts of a subject as one JSON text: an object of profiles for each reactor. */
export function partsText(parts: SubjectMemory['parts']): string {
  return JSON.stringify(Object.fromEntries([...parts].map(([reactor, each]) => [reactor, Object.fromEntries(each)])));
}

/** Reads what `partsText` wrote. */
export function partsIn(text: string): Map<string, Map<ProfileId, unknown>> {
  const parts = new Map<string, Map<ProfileId, unknown>>();
  for (const [reactor, each] of Object.entries(JSON.parse(text) as Record<string, Record<ProfileId, unknown>>)) {
    parts.set(reactor, new Map(Object.entries(each) as [ProfileId, unknown][]));
  }
  return parts;
}

/** Profiles as they are stored: their ids, which have no commas, the subject's own first. */
export function profilesText(profiles: readonly ProfileId[]): string {
  return profiles.join(',');
}

export function profilesIn(text: string): readonly ProfileId[] {
  return text.split(',') as ProfileId[];
}

export function timerText(reactor: string, key: string): string {
  return `${reactor}\u0000${key}`;
}
