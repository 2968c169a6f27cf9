import { profileJoined, profileLeft, profileParted } from '../../engine/batch/identity.ts';
import type { Fact, IdentifierKey } from '../../engine/fact.ts';
import type {
  AppliedEffect,
  DecideInput,
  Decision,
  DerivedFact,
  IdentifierConflict,
  Outcome,
  Reactor,
} from '../../engine/reactor.ts';
import type { ProfileId, SubjectId } from '../../kit/values/ids.ts';
import { hasImport, takeBackImport, withoutImport } from '../../kit/values/imports.ts';
import { type JsonObject, textIn } from '../../kit/values/json.ts';
import { counterpartsOf, isAsserted } from './rules/asserted.ts';
import { consentIn } from './rules/consent.ts';
import { mergePersons, separateProfile } from './rules/facts.ts';
import { previousIdOf } from './rules/identifiers.ts';
import { byHand, type Candidate, judgeJoin } from './rules/joining.ts';
import { listedPerson } from './rules/listed.ts';
import { emptyPart, foldTraits, type PeoplePart, personOf } from './rules/person.ts';
import { applyPersons } from './store.ts';
import { evidenceOf, insertConsents } from './store-consents.ts';

/** One lane asks another whether its person is the same as ours. */
const joinRequested = 'Join Requested';
/** The last fact of a person before it freezes: every room lets go of what it holds for the person. */
export const personFreezing = 'Person Freezing';
/** The last fact of a person before a profile leaves: every room lets go of what it holds for that profile. */
export const profileLeaving = 'Profile Leaving';

const none: readonly IdentifierKey[] = [];

type Input = DecideInput<PeoplePart, undefined>;

export const peopleReactor: Reactor<PeoplePart, undefined> = {
  name: 'people',
  subjects: ['per'],
  loadDefinitions: () => Promise.resolve(undefined),
  lookups(fact) {
    const previous = previousIdOf(fact.trust, fact);
    const counterparts = counterpartsOf(fact.trust, fact);
    if (previous === undefined && counterparts.length === 0) return none;
    const keys = counterparts.map(({ key }) => key);
    return previous === undefined ? keys : [{ kind: 'userId', value: previous }, ...keys];
  },
  decide(input) {
    const { fact } = input;
    if (fact.type === 'derived') return decideDerived(input);
    if (fact.type === 'timer') return {};
    if (fact.type === 'command' && fact.name === takeBackImport) return takeBack(input);
    const part = input.parts.get(fact.profile) ?? emptyPart;
    const folded = foldEvent(part, fact);
    const requests = [
      ...(fact.trust === 'server' ? requestJoins(input, folded) : []),
      ...requestMeetings(input, folded),
    ];
    if (fact.type === 'command' && fact.name === separateProfile) return separate(input);
    if (fact.type === 'command' && fact.name === mergePersons) return merge(input);
    const changed = folded !== part || !input.parts.has(fact.profile);
    const evidence = consentIn(fact);
    const effects = [
      ...(changed ? [projection(input, folded)] : []),
      ...(evidence === undefined ? [] : [{ evidence }]),
    ];
    return { ...(changed ? { part: folded } : {}), effects, facts: requests };
  },
  async apply(tx, effects) {
    const isEvidence = (effect: AppliedEffect): boolean => evidenceOf(effect) !== undefined;
    await applyPersons(
      tx,
      effects.filter((effect) => !isEvidence(effect)),
    );
    await insertConsents(tx, effects.filter(isEvidence));
  },
};

function foldEvent(part: PeoplePart, fact: Fact): PeoplePart {
  let next = part;
  if (fact.userId !== undefined) {
    if (fact.trust === 'server') {
      if (next.userId === undefined) next = { ...next, userId: fact.userId };
    } else if (!next.asserted.includes(fact.userId) && next.asserted.length < 20) {
      next = { ...next, asserted: [...next.asserted, fact.userId] };
    }
  }
  return fact.type === 'identify' && fact.traits !== undefined ? foldTraits(next, fact.traits, fact) : next;
}

/** An import is taken back: what it said of the person is gone, whichever of their profiles it said it of. */
function takeBack(input: Input): Outcome<PeoplePart> {
  const { fact } = input;
  if (fact.trust !== 'server') return {};
  const id = textIn(fact.properties, 'import');
  const own = input.parts.get(fact.profile) ?? emptyPart;
  const parts = new Map([[fact.profile, withoutImport(own, id)]]);
  for (const [profile, part] of input.parts) if (hasImport(part, id)) parts.set(profile, withoutImport(part, id));
  return { parts, effects: [rowOf(input, new Map([...input.parts, ...parts]))] };
}

/** The row of lists and look-ups that this person has now. */
function projection(input: Input, changed: PeoplePart): JsonObject {
  return rowOf(input, new Map(input.parts).set(input.fact.profile, changed));
}

function rowOf(input: Input, parts: ReadonlyMap<ProfileId, PeoplePart>): JsonObject {
  const { said, ...listed } = listedPerson(personOf(parts.values()));
  return { ...listed, said: said === null ? null : { ...said }, joinedInto: null, createdAt: input.createdAt };
}

function candidate(input: Input, part?: PeoplePart): Candidate {
  const parts = part === undefined ? input.parts : new Map(input.parts).set(input.fact.profile, part);
  return {
    subject: input.fact.subject,
    userId: personOf(parts.values()).userId,
    createdAt: input.createdAt,
    profiles: input.profiles,
    apart: [...parts.values()].flatMap((each) => each.apart),
  };
}

/** Whoever else owns an identifier that a server named for this person is asked whether they are the same person. */
function requestJoins(input: Input, part: PeoplePart): DerivedFact[] {
  const asked = new Map<SubjectId, IdentifierKey>();
  const user = knownBefore(input);
  if (user !== undefined) asked.set(user.owner.subject, user.key);
  for (const { key, owner } of input.conflicts) {
    // What a browser did under somebody's user id, which can be guessed, is not this person's because of an alias.
    if (user !== undefined && key.kind === 'anonymousId' && key.value === user.key.value) continue;
    if (key.kind !== 'code' && !asked.has(owner.subject)) asked.set(owner.subject, key);
  }
  return [...asked].map(([subject, key]) => joinRequest(input, candidate(input, part), subject, { ...key }));
}

/**
 * A form asserted a contact and a server named it: whoever of the two is told last asks the other. What is asked rests
 * on the server's word, since without it nobody would own the contact; the form only says which person is meant.
 */
function requestMeetings(input: Input, part: PeoplePart): DerivedFact[] {
  const asked = new Map<SubjectId, IdentifierKey>();
  for (const { key, asserted } of counterpartsOf(input.fact.trust, input.fact)) {
    const found = input.owner(key);
    if (found !== undefined && found.subject !== input.fact.subject) asked.set(found.subject, asserted);
  }
  return [...asked].map(([subject, key]) => {
    return { ...joinRequest(input, candidate(input, part), subject, { ...key }), trust: 'server' };
  });
}

/** The other user whom a server's alias means when its previousId is a user id; undefined when it is nobody's. */
function knownBefore({ fact, owner }: Input): IdentifierConflict | undefined {
  const previous = previousIdOf(fact.trust, fact);
  if (previous === undefined) return undefined;
  const key = { kind: 'userId', value: previous } as const;
  const found = owner(key);
  return found === undefined || found.subject === fact.subject ? undefined : { key, owner: found };
}

function joinRequest(input: Input, mine: Candidate, to: SubjectId, key: JsonObject): DerivedFact {
  const { subject, userId, createdAt, profiles, apart } = mine;
  return {
    name: joinRequested,
    subject: to,
    timestamp: input.fact.timestamp,
    properties: { from: subject, ...(userId === undefined ? {} : { userId }), createdAt, profiles, apart, key },
  };
}

function decideDerived(input: Input): Outcome<PeoplePart> {
  const { fact } = input;
  switch (fact.name) {
    case joinRequested:
      return answerRequest(input);
    case personFreezing: {
      const into = fact.properties?.['into'] as SubjectId;
      const decision: Decision = { about: into, outcome: 'joined', detail: { into } };
      return {
        identity: { kind: 'join', into },
        decisions: [decision],
        effects: [{ ...projection(input, input.parts.get(fact.subject) ?? emptyPart), joinedInto: into }],
      };
    }
    case profileLeaving:
      return { identity: { kind: 'leave', profile: textIn(fact.properties, 'profile') as ProfileId } };
    case profileJoined:
    case profileParted:
      return { effects: [refreshed(input)] };
    case profileLeft: {
      const from = fact.properties?.['from'] as ProfileId;
      const part = input.parts.get(fact.subject) ?? emptyPart;
      const apart = { ...part, apart: [...part.apart, from] };
      return { part: apart, effects: [projection(input, apart)] };
    }
    default:
      return fact.userId === undefined || fact.trust !== 'server' ? {} : meet(input);
  }
}

/** Somebody of whom we know only because another person's fact named them, for instance as the one who learns. */
function meet(input: Input): Outcome<PeoplePart> {
  const part = input.parts.get(input.fact.profile) ?? emptyPart;
  const named = foldEvent(part, input.fact);
  return named === part ? {} : { part: named, effects: [projection(input, named)] };
}

/** The projection after profiles came or went, with nothing changed by the fact itself. */
function refreshed(input: Input): JsonObject {
  return projection(input, input.parts.get(input.fact.profile) ?? emptyPart);
}

function answerRequest(input: Input): Outcome<PeoplePart> {
  const { fact } = input;
  const properties = fact.properties ?? {};
  const from = properties['from'] as SubjectId;
  if (fact.trust !== 'server' || from === fact.subject) return {};
  const key = properties['key'] as JsonObject;
  const mine = bearing(candidate(input), key);
  const theirs: Candidate = {
    subject: from,
    userId: properties['userId'] as string | undefined,
    createdAt: properties['createdAt'] as number,
    profiles: properties['profiles'] as readonly ProfileId[],
    apart: properties['apart'] as readonly ProfileId[],
  };
  const judgement = judgeJoin(mine, theirs, key['kind'] === byHand);
  if (judgement.kind === 'suggest') {
    // Anybody may type anybody's address into a form, so nothing is suggested to support because of one.
    if (isAsserted(key['kind'])) return {};
    const detail = { with: from, reason: judgement.reason, key };
    return { decisions: [{ about: from, outcome: 'join_suggested', detail }] };
  }
  if (judgement.survivor === 'mine') return { facts: [joinRequest(input, mine, from, key)] };
  const freezing = { into: from, key };
  return {
    facts: [{ name: personFreezing, subject: fact.subject, timestamp: fact.timestamp, properties: freezing }],
  };
}

/** Whoever is asked because of a user id bears it, also when no event has come under it yet. */
function bearing(mine: Candidate, key: JsonObject): Candidate {
  const { kind, value } = key;
  return mine.userId === undefined && kind === 'userId' && typeof value === 'string'
    ? { ...mine, userId: value }
    : mine;
}

/** Support says that two persons are one; their lanes judge as they do when a server says it. */
function merge(input: Input): Outcome<PeoplePart> {
  const into = input.fact.properties?.['into'];
  if (typeof into !== 'string' || into === input.fact.subject) {
    return { reply: { status: 'refused', reason: 'same_person' } };
  }
  const key = { kind: byHand, value: input.fact.messageId };
  return {
    facts: [joinRequest(input, candidate(input), into as SubjectId, key)],
    decisions: [{ about: into, outcome: 'merge_asked', detail: { into } }],
    reply: { status: 'done', result: { into } },
  };
}

/** Support takes a profile out of a person again; both remember not to join by themselves. */
function separate(input: Input): Outcome<PeoplePart> {
  const { fact } = input;
  const profile = fact.properties?.['profile'];
  if (typeof profile !== 'string' || profile === fact.subject || !input.profiles.includes(profile as ProfileId)) {
    return { reply: { status: 'refused', reason: 'not_a_joined_profile' } };
  }
  const own = input.parts.get(fact.profile) ?? emptyPart;
  return {
    part: { ...own, apart: [...own.apart, profile as ProfileId] },
    facts: [
      { name: profileLeaving, subject: fact.subject, timestamp: fact.timestamp, owed: true, properties: { profile } },
    ],
    decisions: [{ about: profile, outcome: 'separated', detail: { profile } }],
    reply: { status: 'done', result: { profile } },
  };
}
