import {
  type CommandDoor,
  findSurvivors,
  type Reply,
  readSubject,
  readSurvivor,
  readTimeline,
  type StoredSubject,
  type Survivor,
  type TimelineCursor,
  type TimelineRow,
} from '../../engine/index.ts';
import {
  fromTheNewest,
  type Page,
  type PageRequest,
  pageFrom,
  pageSize,
  readCursor,
  writeCursor,
} from '../../kit/api/paging.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool, Queryable } from '../../kit/db.ts';
import { normaliseEmail, normalisePhone } from '../../kit/values/identifiers.ts';
import {
  kindOfSubject,
  type Lane,
  laneOfSubject,
  type ProfileId,
  parseSubjectId,
  type SubjectId,
  type WorkspaceId,
} from '../../kit/values/ids.ts';
import { insertAudit } from '../access/index.ts';
import { separateProfile } from './rules/facts.ts';
import type { Listed, Standing } from './rules/listed.ts';
import { type PeoplePart, type Person, personOf } from './rules/person.ts';
import { findPerson } from './service.ts';
import { type Consent, type ConsentStatements, listConsents } from './service-consents.ts';
import { type Merged, mergeByHand } from './service-merges.ts';
import { searchPersons } from './service-search.ts';
import {
  findPersonRow,
  type IdentifierRow,
  identifiersOfProfiles,
  type PersonListRow,
  personsByAge,
  personsByName,
} from './store-persons.ts';

export interface PeopleOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly commands: CommandDoor;
  /** How an invite code that somebody dictated is read; the room of codes knows. */
  readonly readCode: (text: string) => string | undefined;
  /** What imports state of the consent of everybody in their files, by their ids. */
  readonly consentStatements: ConsentStatements;
  /** Who has an invite code, or one that was meant by a mistyped one. */
  readonly codeOwners: (workspace: WorkspaceId, text: string) => Promise<readonly SubjectId[]>;
}

/** Whom a list is narrowed to, and under which standings they are listed. */
const standingsOf = {
  server: ['server'],
  form: ['form'],
  browser: ['visitor', 'browser'],
  named: ['server', 'form', 'visitor'],
} as const satisfies Readonly<Record<string, readonly Standing[]>>;
type KnownBy = keyof typeof standingsOf;

/** What a list of persons is narrowed to; every identifier that is given must lead to the same person. */
export interface PersonFilter {
  readonly knownBy?: KnownBy;
  readonly userId?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly code?: string;
  /** How the name begins, whatever its case. */
  readonly name?: string;
  /** How anything that is known of the person begins, or an invite code: what somebody typed into the one field. */
  readonly q?: string;
}

/** A person whom an id led to, after joins were followed. */
export interface KnownPerson {
  readonly person: SubjectId;
  /** All profiles that make the person; rows of before a join bear the ids of these. */
  readonly profiles: readonly ProfileId[];
}

export interface PersonView extends PersonListRow {
  readonly redirect: SubjectId | null;
  readonly profiles: readonly ProfileId[];
  readonly identifiers: readonly IdentifierRow[];
  readonly traits: Person['traits'];
}

const identifiersAtMost = 500;

/** Of somebody about whom nothing was told that lists show. */
const nobody: Listed = { userId: null, email: null, phone: null, name: null, standing: 'browser', said: null };

/** The person behind an id of this workspace; undefined for any other text. */
export async function knownPerson(
  db: Queryable,
  workspace: WorkspaceId,
  text: string,
): Promise<KnownPerson | undefined> {
  return (await knownPersons(db, workspace, [text])).get(text);
}

/** The persons behind some ids, each under the id that was asked for; those nobody knows are absent. */
export async function knownPersons<Text extends string>(
  db: Queryable,
  workspace: WorkspaceId,
  texts: readonly Text[],
): Promise<ReadonlyMap<Text, KnownPerson>> {
  const ids = texts.flatMap((text) => parsePersonId(text) ?? []);
  const survivors: ReadonlyMap<string, Survivor> = await findSurvivors(db, workspace, ids);
  return new Map(
    texts.flatMap((text) => {
      const found = survivors.get(text);
      return found === undefined ? [] : [[text, { person: found.subject, profiles: found.profiles }]];
    }),
  );
}

function parsePersonId(text: string): SubjectId | undefined {
  const id = parseSubjectId(text);
  return id !== undefined && kindOfSubject(id) === 'per' ? id : undefined;
}

/** Persons as support looks at them. */
export class PeopleService {
  readonly #options: PeopleOptions;

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  /** The newest first; with a name, in the order of names. */
  async list(workspace: WorkspaceId, filter: PersonFilter, request: PageRequest): Promise<Page<PersonListRow>> {
    const { pool } = this.#options;
    const limit = pageSize(request);
    const { name, q, knownBy, ...identifiers } = filter;
    const standings: readonly Standing[] | undefined = knownBy === undefined ? undefined : standingsOf[knownBy];
    const isWanted = ({ standing }: PersonListRow): boolean => standings?.includes(standing) ?? true;
    if (q !== undefined) return searchPersons(this.#options, workspace, { q, standings }, request);
    if (Object.keys(identifiers).length > 0) {
      const row = await this.#named(workspace, identifiers);
      const wanted = name?.toLowerCase() ?? '';
      const fits = row !== undefined && isWanted(row) && (row.name ?? '').toLowerCase().startsWith(wanted);
      return { items: fits ? [row] : [], next: null };
    }
    if (name !== undefined) {
      const after = readCursor(request.cursor, ['string', 'string']);
      // Whom no server knows has no name here.
      if (standings?.includes('server') === false) return { items: [], next: null };
      const rows = await personsByName(pool, workspace, name, after, limit + 1);
      return pageFrom(
        rows,
        limit,
        (row) => row,
        (last) => writeCursor(last.folded, last.person),
      );
    }
    const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
    const rows = await personsByAge(pool, { workspace, standings, before, limit: limit + 1 });
    return pageFrom(
      rows,
      limit,
      (row) => row,
      (last) => writeCursor(last.createdAt, last.person),
    );
  }

  async #named(
    workspace: WorkspaceId,
    filter: Omit<PersonFilter, 'name' | 'q' | 'knownBy'>,
  ): Promise<PersonListRow | undefined> {
    const { pool, readCode } = this.#options;
    const read = {
      userId: (text: string) => text,
      email: normaliseEmail,
      phone: normalisePhone,
      code: readCode,
    };
    let person: SubjectId | undefined;
    for (const kind of ['userId', 'email', 'phone', 'code'] as const) {
      const text = filter[kind];
      if (text === undefined) continue;
      const value = read[kind](text);
      const owner = value === undefined ? undefined : await findPerson(pool, { workspace, kind, value });
      if (owner === undefined || (person !== undefined && owner !== person)) return undefined;
      person = owner;
    }
    return person === undefined ? undefined : findPersonRow(pool, workspace, person);
  }

  /** Everything that is known of a person; of one who turned out to be another, only who that is. */
  async person(workspace: WorkspaceId, text: string): Promise<PersonView | undefined> {
    const { pool } = this.#options;
    const id = parsePersonId(text);
    const stored = id === undefined ? undefined : await readSubject(pool, workspace, id);
    if (id === undefined || stored === undefined) return undefined;
    const row = await findPersonRow(pool, workspace, id);
    const identifiers =
      stored.redirect === undefined
        ? await identifiersOfProfiles(pool, workspace, stored.profiles, identifiersAtMost)
        : [];
    return {
      ...(row ?? { ...nobody, createdAt: stored.createdAt }),
      person: id,
      redirect: stored.redirect ?? null,
      profiles: stored.profiles,
      identifiers,
      traits: personOf(peopleParts(stored)).traits,
    };
  }

  /** Facts and decisions, newest first; undefined when there is no such person. */
  async timeline(workspace: WorkspaceId, text: string, request: PageRequest): Promise<Page<TimelineRow> | undefined> {
    const { pool } = this.#options;
    const cursor = readTimelineCursor(request.cursor);
    const id = parsePersonId(text);
    const stored = id === undefined ? undefined : await readSurvivor(pool, workspace, id);
    if (stored === undefined) return undefined;
    const page = await readTimeline(pool, workspace, lanesOf(stored), stored.profiles, cursor, pageSize(request));
    return { items: page.rows, next: page.next === undefined ? null : writeTimelineCursor(page.next) };
  }

  /** What proves that the person agreed to something, newest first; undefined when there is no such person. */
  async consents(workspace: WorkspaceId, text: string, request: PageRequest): Promise<Page<Consent> | undefined> {
    const { pool } = this.#options;
    const id = parsePersonId(text);
    const stored = id === undefined ? undefined : await readSurvivor(pool, workspace, id);
    if (stored === undefined) return undefined;
    const withoutImports = peopleParts(stored).flatMap(({ takenBack }) => takenBack ?? []);
    const whose = { workspace, lanes: lanesOf(stored), profiles: stored.profiles, withoutImports };
    return listConsents(this.#options, whose, request);
  }

  /** Support takes a profile out of a person. Undefined: the decision is still to come. */
  async separate(
    asker: { readonly workspace: WorkspaceId; readonly actor: string },
    person: SubjectId,
    profile: string,
    messageId: string,
  ): Promise<Reply | undefined> {
    const { pool, clock, commands } = this.#options;
    const { workspace, actor } = asker;
    const entry = { workspace, at: clock.now(), actor, action: 'person.separate', target: person, detail: { profile } };
    await insertAudit(pool, entry, messageId);
    return commands.send({ workspace, name: separateProfile, to: person, messageId, properties: { profile } });
  }

  /** Support says that two persons are one. Undefined: it is still to come. */
  merge(
    asker: { readonly workspace: WorkspaceId; readonly actor: string },
    persons: { readonly person: string; readonly into: string },
    messageId: string,
  ): Promise<Merged | undefined> {
    return mergeByHand(this.#options, asker, persons, messageId);
  }

  /** The newest persons whom a search finds, for lists of other rooms that are narrowed by them. */
  readonly search = async (workspace: WorkspaceId, text: string, limit: number): Promise<readonly SubjectId[]> => {
    const { items } = await searchPersons(this.#options, workspace, { q: text }, { limit });
    return items.map(({ person }) => person);
  };

  /** The person behind an id of this workspace; undefined for any other text. */
  find(workspace: WorkspaceId, text: string): Promise<KnownPerson | undefined> {
    return knownPerson(this.#options.pool, workspace, text);
  }
}

function peopleParts(stored: StoredSubject): PeoplePart[] {
  return [...stored.partsOf('people')] as PeoplePart[];
}

/** Where a person's facts lie: in its profiles' lanes, and in those of persons it was separated from. */
function lanesOf(stored: StoredSubject): Lane[] {
  const apart = peopleParts(stored).flatMap((part) => part.apart);
  return [...new Set([...stored.profiles, ...apart].map(laneOfSubject))];
}

function readTimelineCursor(text: string | undefined): TimelineCursor {
  const [lanes = ''] = readCursor(text, ['string']) ?? [];
  const places = [...lanes.matchAll(/(\d{1,3})\.(\d{1,15})\.(-1|\d{1,4})/g)];
  return new Map(
    places.map(([, lane, seq, position]) => [Number(lane), { seq: Number(seq), position: Number(position) }]),
  );
}

function writeTimelineCursor(cursor: TimelineCursor): string {
  return writeCursor([...cursor].map(([lane, { seq, position }]) => `${lane}.${seq}.${position}`).join(' '));
}
