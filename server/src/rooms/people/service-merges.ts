import { type CommandDoor, readSurvivor, type StoredSubject } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import { kindOfSubject, parseSubjectId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { TextValues } from '../../kit/values/sentences.ts';
import { insertAudit } from '../access/index.ts';
import { mergePersons } from './rules/facts.ts';
import { type Candidate, judgeJoin, profilesAtMost } from './rules/joining.ts';
import { type PeoplePart, personOf } from './rules/person.ts';

export interface MergeOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly commands: CommandDoor;
}

/** Who both are now and whose profile came along, or why they stay two. */
export type Merged =
  | { readonly ok: true; readonly person: SubjectId; readonly profile: SubjectId }
  | { readonly ok: false; readonly reason: string; readonly values?: TextValues; readonly decided: boolean };

/**
 * Support says that two persons are one. What the lanes would refuse is refused at once with a sentence; the lanes
 * judge again, since either person may have changed meanwhile. Undefined: they are not one yet.
 */
export async function mergeByHand(
  { pool, clock, commands }: MergeOptions,
  { workspace, actor }: { readonly workspace: WorkspaceId; readonly actor: string },
  { person: text, into: otherText }: { readonly person: string; readonly into: string },
  messageId: string,
): Promise<Merged | undefined> {
  const read = async (id: SubjectId): Promise<StoredSubject | undefined> => readSurvivor(pool, workspace, id);
  const [id, otherId] = [personId(text), personId(otherText)];
  const mine = id === undefined ? undefined : await read(id);
  const theirs = otherId === undefined ? undefined : await read(otherId);
  if (id === undefined || otherId === undefined || mine === undefined || theirs === undefined) {
    return refused('unknown_person');
  }
  if (id === otherId) return refused('same_person');
  if (mine.subject === theirs.subject) return merged(mine.subject, id, otherId);
  const judgement = judgeJoin(candidate(mine), candidate(theirs), true);
  if (judgement.kind === 'suggest') {
    const values = {
      mine: candidate(mine).userId ?? '',
      theirs: candidate(theirs).userId ?? '',
      limit: profilesAtMost,
    };
    return refused(judgement.reason, values);
  }
  const detail = { into: theirs.subject };
  const entry = { workspace, at: clock.now(), actor, action: 'person.merge', target: mine.subject, detail };
  await insertAudit(pool, entry, messageId);
  const properties = { into: theirs.subject };
  const reply = await commands.send({ workspace, name: mergePersons, to: mine.subject, messageId, properties });
  if (reply === undefined) return undefined;
  if (reply.status === 'refused') return { ok: false, reason: reply.reason ?? 'refused', decided: true };
  return commands.until(async () => {
    const [one, other] = [await read(id), await read(otherId)];
    return one !== undefined && one.subject === other?.subject ? merged(one.subject, id, otherId) : undefined;
  });
}

function personId(text: string): SubjectId | undefined {
  const id = parseSubjectId(text);
  return id !== undefined && kindOfSubject(id) === 'per' ? id : undefined;
}

function refused(reason: string, values: TextValues = {}): Merged {
  return { ok: false, reason, values, decided: false };
}

function merged(survivor: SubjectId, one: SubjectId, other: SubjectId): Merged {
  return { ok: true, person: survivor, profile: one === survivor ? other : one };
}

function candidate(stored: StoredSubject): Candidate {
  const parts = stored.partsOf('people') as readonly PeoplePart[];
  const { subject, createdAt, profiles } = stored;
  return { subject, createdAt, profiles, userId: personOf(parts).userId, apart: parts.flatMap((part) => part.apart) };
}
