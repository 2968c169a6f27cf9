import type { Reply } from '../../../engine/reactor.ts';
import type { ProfileId, ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import type { Application, ReferralPart } from './part.ts';

/** What a person asked for by whichever of their profiles; one that waits goes before one that was refused. */
export function applicationOf(
  parts: ReadonlyMap<ProfileId, ReferralPart>,
  profiles: readonly ProfileId[],
  program: ProgramId,
): Application | undefined {
  const all = profiles.flatMap((profile) => parts.get(profile)?.applications?.[program] ?? []);
  return all.find(({ state }) => state === 'waiting') ?? all[0];
}

/** The parts with each application of a program in one state changed; undefined takes it away. */
export function withApplications(
  parts: ReadonlyMap<ProfileId, ReferralPart>,
  program: ProgramId,
  from: Application['state'],
  to: Application | undefined,
): ReadonlyMap<ProfileId, ReferralPart> {
  const changed = new Map<ProfileId, ReferralPart>();
  for (const [profile, part] of parts) {
    const { [program]: application, ...others } = part.applications ?? {};
    if (application?.state !== from) continue;
    changed.set(profile, { ...part, applications: to === undefined ? others : { ...others, [program]: to } });
  }
  return changed;
}

/** The answer to whoever waits for an approval. */
export function waitingReply(program: ProgramId, person: SubjectId): Reply {
  return { status: 'done', result: { program, person, application: 'waiting' } };
}
