import {
  answers,
  commandAnswers,
  IdempotencyHeaders,
  Merge,
  Merged,
  PageQuery,
  PersonConsent,
  PersonDetail,
  PersonParams,
  PersonQuery,
  PersonSummary,
  pageOf,
  Separated,
  Separation,
  TimelineItem,
} from '@sarafan/contract';
import { refuseAs } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { apiTexts } from '../../kit/api/texts.ts';
import { notFound, type Outcome, outcomeOf, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';
import { timeOf, trustOf } from '../../kit/values/position.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import type { Consent } from './service-consents.ts';
import type { PeopleService } from './service-persons.ts';
import { summaryOf } from './service-summaries.ts';
import { peopleRefusal } from './texts.ts';

export interface PeopleRoutes {
  readonly people: PeopleService;
  readonly writes: Writes;
}

const tags = ['people'];

export function peopleRoutes(api: Api, { people, writes }: PeopleRoutes): void {
  api.get(
    '/people/persons',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Persons, newest first, or whom an identifier or a search leads to',
        querystring: PersonQuery,
        response: answers(pageOf(PersonSummary)),
      },
    },
    async (request) => {
      const { cursor, limit, ...filter } = request.query;
      const page = { ...(cursor === undefined ? {} : { cursor }), ...(limit === undefined ? {} : { limit }) };
      const { items, next } = await people.list(callerOf(request).workspace, filter, page);
      return { items: items.map(summaryOf), next };
    },
  );
  api.get(
    '/people/persons/:person',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'What is known of a person, and who vouches for it',
        params: PersonParams,
        response: answers(PersonDetail),
      },
    },
    async (request, reply) => {
      const found = await people.person(callerOf(request).workspace, request.params.person);
      return found === undefined ? refuseAs(reply, 404, 'unknown_person') : presentPerson(found);
    },
  );
  api.get(
    '/people/persons/:person/timeline',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Facts and decisions about a person, newest first',
        params: PersonParams,
        querystring: PageQuery,
        response: answers(pageOf(TimelineItem)),
      },
    },
    async (request, reply) => {
      const page = await people.timeline(callerOf(request).workspace, request.params.person, request.query);
      if (page === undefined) return refuseAs(reply, 404, 'unknown_person');
      return { items: page.items.map(presentTimeline), next: page.next };
    },
  );
  consents(api, people);
  separations(api, { people, writes });
  merges(api, { people, writes });
}

function consents(api: Api, people: PeopleService): void {
  api.get(
    '/people/persons/:person/consents',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'What a person agreed to, newest first, each with the fact that proves it',
        params: PersonParams,
        querystring: PageQuery,
        response: answers(pageOf(PersonConsent)),
      },
    },
    async (request, reply) => {
      const page = await people.consents(callerOf(request).workspace, request.params.person, request.query);
      if (page === undefined) return refuseAs(reply, 404, 'unknown_person');
      return { items: page.items.map(presentConsent), next: page.next };
    },
  );
}

function separations(api: Api, { people, writes }: PeopleRoutes): void {
  api.post(
    '/people/persons/:person/separations',
    {
      config: { scope: 'support' },
      schema: {
        tags,
        summary: 'Take a profile out of a person again',
        description: 'What the profile brought goes back with it, and no shared identifier joins the two again.',
        headers: IdempotencyHeaders,
        params: PersonParams,
        body: Separation,
        response: commandAnswers(Separated),
      },
    },
    (request, reply) =>
      writes.command(request, reply, async (messageId) => {
        const caller = callerOf(request);
        const found = await people.find(caller.workspace, request.params.person);
        if (found === undefined) return notFound('unknown_person');
        const { person } = found;
        const decided = await people.separate(caller, person, request.body.profile, messageId);
        return outcomeOf(
          decided,
          (reason) => peopleRefusal(reason),
          (result) => {
            return { status: 200, body: { person, profile: textIn(result, 'profile') } };
          },
        );
      }),
  );
}

function merges(api: Api, { people, writes }: PeopleRoutes): void {
  api.post(
    '/people/persons/:person/merges',
    {
      config: { scope: 'support' },
      schema: {
        tags,
        summary: 'Say that two persons are one',
        description: 'Both keep what they brought, and a separation takes either profile out again.',
        headers: IdempotencyHeaders,
        params: PersonParams,
        body: Merge,
        response: commandAnswers(Merged),
      },
    },
    (request, reply) =>
      writes.command(request, reply, async (messageId): Promise<Outcome<{ person: string; profile: string }>> => {
        const persons = { person: request.params.person, into: request.body.into };
        const merged = await people.merge(callerOf(request), persons, messageId);
        if (merged === undefined) return { kind: 'pending' };
        if (merged.ok)
          return { kind: 'answered', status: 200, body: { person: merged.person, profile: merged.profile } };
        const { reason, values, decided } = merged;
        if (reason === 'unknown_person') return notFound('unknown_person');
        const sentence = peopleRefusal(reason, values) ?? sentenceOf(apiTexts, 'refused', { reason });
        return { kind: 'refused', status: 409, code: reason, sentence, decided };
      }),
  );
}

type View = NonNullable<Awaited<ReturnType<PeopleService['person']>>>;
type TimelineRow = NonNullable<Awaited<ReturnType<PeopleService['timeline']>>>['items'][number];

function presentPerson(view: View): PersonDetail {
  return {
    ...summaryOf(view),
    redirect: view.redirect,
    profiles: [...view.profiles],
    identifiers: view.identifiers.map(({ kind, value, profile, detail }) => {
      return { kind, value, profile, ...(detail === null ? {} : { detail }) };
    }),
    traits: [...view.traits].map(([name, { value, at }]) => {
      return { name, value, trust: trustOf(at), at: isoMoment(timeOf(at)) };
    }),
  };
}

function presentConsent({ profile, messageId, givenAt, evidence, statement }: Consent): PersonConsent {
  const { source, channels, row } = evidence;
  const text = (name: string): string | null => {
    const value = evidence[name];
    return typeof value === 'string' ? value : null;
  };
  const isNamed = (channel: 'email' | 'phone'): boolean => Array.isArray(channels) && channels.includes(channel);
  return {
    ...{ fact: messageId, profile, source: source === 'import' ? 'import' : 'form' },
    channels: (['email', 'phone'] as const).filter(isNamed),
    ...{ purpose: text('purpose'), wording: statement?.wording ?? text('wording'), language: text('language') },
    ...{ place: statement?.source ?? text('place'), document: statement?.document ?? null },
    ...{ import: text('import'), row: typeof row === 'number' ? row : null, givenOn: statement?.date ?? null },
    at: isoMoment(givenAt),
  };
}

/** Facts that carry a profile's state from lane to lane; the state is the engine's own affair. */
const internalMembers = new Set(['parts']);

function presentTimeline(row: TimelineRow): TimelineItem {
  const at = isoMoment(row.at);
  if (row.kind === 'decision') {
    const { kind, lane, seq, position, reactor, about, outcome, detail, revision } = row;
    return { kind, id: `${lane}.${seq}.${position}`, at, reactor, about, outcome, detail: { ...detail }, revision };
  }
  const { kind, lane, seq, type, name, trust, messageId, profile, body } = row;
  const happenedAt = isoMoment(row.happenedAt);
  return {
    ...{ kind, id: `${lane}.${seq}`, at, happenedAt, type, name, trust, messageId, profile },
    ...member(body, 'properties', type === 'derived' ? internalMembers : none),
    ...member(body, 'traits', none),
    ...member(body, 'context', none),
  };
}

const none: ReadonlySet<string> = new Set();

function member(body: JsonObject, name: string, without: ReadonlySet<string>): Record<string, JsonObject> {
  const value = body[name];
  if (!isJsonObject(value)) return {};
  return { [name]: Object.fromEntries(Object.entries(value).filter(([key]) => !without.has(key))) };
}
