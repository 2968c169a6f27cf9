import { laneOfSubject, type ProfileId, type SubjectId } from '../../kit/values/ids.ts';
import type { Json, JsonObject } from '../../kit/values/json.ts';
import { isJsonObject, textIn } from '../../kit/values/json.ts';
import type { Fact, FactBody, IdentifierOwner } from '../fact.ts';
import type { DerivedFact, IdentityChange, Reactor } from '../reactor.ts';
import type { InboxArrival } from './arrival.ts';
import { removePart, type SubjectMemory, setPart } from './memory.ts';
import type { Occasion } from './outcome.ts';
import type { BatchWrites } from './writes.ts';

/**
 * How profiles move between persons. A person is a set of profiles, and each reactor's state is kept a part a profile,
 * so a join hands the parts over and an unmerge hands the very same parts back: neither reads history again.
 *
 * Join: the loser freezes in its own lane (identifiers lead to the survivor, unsent messages are cancelled, timers end)
 * and its parts travel as the fact `Profile Joined`. Leave: the survivor sends a profile's parts home as the fact
 * `Profile Left`. A frozen person admits that and `Redirected`; everything else is forwarded to the survivor.
 *
 * A survivor may itself have joined another by the time somebody joins it, and a person may bring profiles that joined
 * them before. So whoever takes profiles in tells each of them, by `Redirected`, where they are now: no profile is
 * ever led to somebody who may leave without it.
 *
 * While profiles move, facts about them meet persons whom they have not reached or have left. Such a fact is sent to
 * the profile's own home, where the fact by which the profile moves is or has been before it.
 */
export const profileJoined = 'Profile Joined';
export const profileLeft = 'Profile Left';
/** Tells the survivor's reactors, in its own lane, that a profile has gone. */
export const profileParted = 'Profile Parted';

/** Tells a frozen person who has its profile by now. */
export const redirected = 'Redirected';

/** True for the facts that a frozen person takes itself. */
export function factAdmitted(body: FactBody): boolean {
  return body.type === 'derived' && (body.name === profileLeft || body.name === redirected);
}

/** A fact meets profiles on their way this often at most; what then is nowhere waits in quarantine for its profile. */
const returnsAtMost = 16;

/**
 * The fact as it goes on when its profile is not here, and to whom: from a frozen person to the survivor, from others
 * to the profile's own home. Undefined when it takes effect here.
 */
export function onward(
  subject: SubjectMemory,
  row: InboxArrival,
  profile: ProfileId,
): { readonly row: InboxArrival; readonly to: IdentifierOwner } | undefined {
  if (factAdmitted(row.body)) return undefined;
  if (subject.redirect !== undefined) return { row, to: { subject: subject.redirect, profile } };
  if (subject.profiles.includes(profile)) return undefined;
  const returns = (row.body.returns ?? 0) + 1;
  if (returns > returnsAtMost) throw new Error(`${profile} is neither with ${subject.id} nor on its way there`);
  return { row: { ...row, body: { ...row.body, returns } }, to: { subject: profile, profile } };
}

/** What arrives with a fact enters the subject's memory before its reactors decide about that fact. */
export function takeIn(occasion: Occasion, reactors: readonly Reactor[], writes: BatchWrites): void {
  const { subject, fact } = occasion;
  if (fact.type !== 'derived') return;
  switch (fact.name) {
    case redirected:
      if (subject.redirect === undefined) return;
      subject.redirect = textIn(fact.properties, 'into') as SubjectId;
      subject.changed = true;
      return;
    case profileLeft:
      subject.redirect = undefined;
      subject.profiles = profileList(fact.properties?.['profiles']);
      takeParts(subject, fact, reactors);
      return;
    case profileJoined: {
      const profiles = profileList(fact.properties?.['profiles']);
      subject.profiles = [...subject.profiles, ...profiles.filter((profile) => !subject.profiles.includes(profile))];
      takeParts(subject, fact, reactors);
      redirect(occasion, profiles, writes);
    }
  }
}

/** The joined profiles lead here, unless who joined was already told so. */
function redirect(occasion: Occasion, profiles: readonly ProfileId[], writes: BatchWrites): void {
  const { subject, fact } = occasion;
  const { from, into } = fact.properties ?? {};
  const isMeant = into === subject.id;
  if (!isMeant) writes.redirections.push({ workspace: subject.workspace, profiles, subject: subject.id });
  for (const profile of profiles) {
    if (!(isMeant && profile === from)) post(occasion, profile, redirected, { into: subject.id }, writes);
  }
}

function takeParts(subject: SubjectMemory, fact: Fact, reactors: readonly Reactor[]): void {
  subject.changed = true;
  const parts = fact.properties?.['parts'];
  if (!isJsonObject(parts)) return;
  for (const reactor of reactors) {
    const mine = parts[reactor.name];
    if (!isJsonObject(mine)) continue;
    for (const [profile, part] of Object.entries(mine)) setPart(subject, reactor.name, profile as ProfileId, part);
  }
}

function profileList(value: Json | undefined): ProfileId[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string').map((item) => item as ProfileId) : [];
}

/** Carries out what the people room decided; returns facts about this same subject that follow from it. */
export function handOver(
  occasion: Occasion,
  change: IdentityChange,
  reactors: readonly Reactor[],
  writes: BatchWrites,
): readonly DerivedFact[] {
  switch (change.kind) {
    case 'join':
      join(occasion, change.into, reactors, writes);
      return [];
    case 'leave':
      return leave(occasion, change.profile, reactors, writes);
  }
}

function join(occasion: Occasion, into: SubjectId, reactors: readonly Reactor[], writes: BatchWrites): void {
  const { subject } = occasion;
  const profiles = subject.profiles;
  const properties = { from: subject.id, into, profiles, parts: takeOut(subject, profiles, reactors) };
  subject.redirect = into;
  subject.profiles = [subject.id];
  subject.changed = true;
  for (const text of subject.timers.keys()) subject.timers.set(text, null);
  writes.frozen.push({ lane: subject.lane, subject: subject.id });
  writes.redirections.push({ workspace: subject.workspace, profiles, subject: into });
  post(occasion, into, profileJoined, properties, writes);
}

function leave(
  occasion: Occasion,
  profile: ProfileId,
  reactors: readonly Reactor[],
  writes: BatchWrites,
): readonly DerivedFact[] {
  const { subject, fact } = occasion;
  const properties = { from: subject.id, profiles: [profile], parts: takeOut(subject, [profile], reactors) };
  subject.profiles = subject.profiles.filter((other) => other !== profile);
  subject.changed = true;
  writes.redirections.push({ workspace: subject.workspace, profiles: [profile], subject: profile });
  post(occasion, profile, profileLeft, properties, writes);
  return [{ name: profileParted, subject: subject.id, timestamp: fact.timestamp, properties: { profile } }];
}

/** Removes the parts of these profiles and returns them by reactor and profile. */
function takeOut(subject: SubjectMemory, profiles: readonly ProfileId[], reactors: readonly Reactor[]): JsonObject {
  const taken: Record<string, Record<string, Json>> = {};
  for (const reactor of reactors) {
    for (const profile of profiles) {
      const part = subject.parts.get(reactor.name)?.get(profile);
      if (part === undefined) continue;
      taken[reactor.name] = { ...taken[reactor.name], [profile]: part as Json };
      removePart(subject, reactor.name, profile);
    }
  }
  return taken;
}

function post(
  { subject, fact: cause, now }: Occasion,
  target: SubjectId,
  name: string,
  properties: JsonObject,
  writes: BatchWrites,
): void {
  const { timestamp } = cause;
  const { root, depth, budget } = cause.lineage;
  writes.toInbox.push({
    workspace: subject.workspace,
    lane: laneOfSubject(target),
    trust: cause.trust,
    messageId: `~j${cause.lane}.${cause.seq}.${target}`,
    acceptedAt: now,
    body: {
      type: 'derived',
      name,
      timestamp,
      properties,
      subject: target,
      profile: target,
      lineage: { root, cause: `${cause.lane}.${cause.seq}`, depth: depth + 1, budget },
    },
  });
}
