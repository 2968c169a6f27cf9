import { type Static, Type } from 'typebox';
import { ApiMoment, apiLimits, FreeObject, IdText, nullable, PageQuery, UserId } from './common.ts';

const Trust = Type.Enum(['public', 'server'], { description: 'Who vouches for it: a browser, or your server' });

export const PersonQuery = Type.Object(
  {
    ...PageQuery.properties,
    userId: Type.Optional(UserId),
    email: Type.Optional(Type.String({ minLength: 1, maxLength: 320 })),
    phone: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    code: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'An invite code, as it was heard' })),
    name: Type.Optional(
      Type.String({ minLength: 1, maxLength: apiLimits.nameCharacters, description: 'How the name begins' }),
    ),
    q: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: apiLimits.nameCharacters,
        description:
          'How any word of the name, the address, the phone or your own id begins, or an invite code, also mistyped; ' +
          'other filters do not count then',
      }),
    ),
  },
  { additionalProperties: false },
);

export const PersonSummary = Type.Object(
  {
    person: Type.String(),
    userId: nullable(Type.String()),
    email: nullable(Type.String()),
    phone: nullable(Type.String()),
    name: nullable(Type.String()),
    createdAt: ApiMoment,
  },
  { additionalProperties: false },
);
export type PersonSummary = Static<typeof PersonSummary>;

export const PersonParams = Type.Object({ person: IdText });

export const PersonDetail = Type.Object(
  {
    ...PersonSummary.properties,
    redirect: Type.Union([Type.String(), Type.Null()], {
      description: 'The person whom this one turned out to be; all that is known is told there',
    }),
    profiles: Type.Array(Type.String(), { description: 'The profiles that make this person, its own first' }),
    identifiers: Type.Array(
      Type.Object(
        { kind: Type.String(), value: Type.String(), profile: Type.String(), detail: Type.Optional(Type.String()) },
        { additionalProperties: false },
      ),
    ),
    traits: Type.Array(
      Type.Object(
        { name: Type.String(), value: Type.Unknown(), trust: Trust, at: ApiMoment },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type PersonDetail = Static<typeof PersonDetail>;

const TimelineFact = Type.Object(
  {
    kind: Type.Literal('fact'),
    id: Type.String(),
    at: ApiMoment,
    happenedAt: ApiMoment,
    type: Type.String(),
    name: Type.String(),
    trust: Trust,
    messageId: Type.String(),
    profile: Type.String(),
    properties: Type.Optional(FreeObject),
    traits: Type.Optional(FreeObject),
    context: Type.Optional(FreeObject),
  },
  { additionalProperties: false },
);

const TimelineDecision = Type.Object(
  {
    kind: Type.Literal('decision'),
    id: Type.String(),
    at: ApiMoment,
    reactor: Type.String({ description: 'Which room decided' }),
    about: Type.String(),
    outcome: Type.String(),
    detail: FreeObject,
    revision: Type.Integer({ description: 'The revision of the definitions it was decided under' }),
  },
  { additionalProperties: false },
);

export const TimelineItem = Type.Union([TimelineFact, TimelineDecision]);
export type TimelineItem = Static<typeof TimelineItem>;

export const Merge = Type.Object(
  { into: Type.String({ minLength: 1, maxLength: 64, description: 'The other person' }) },
  { additionalProperties: false },
);

export const Merged = Type.Object(
  {
    person: Type.String({ description: 'Who both are now: the one with an id of yours, else the older one' }),
    profile: Type.String({ description: 'Who is now a profile of that person; a separation takes it out again' }),
  },
  { additionalProperties: false },
);

export const Separation = Type.Object({ profile: IdText }, { additionalProperties: false });

export const Separated = Type.Object(
  { person: Type.String(), profile: Type.String({ description: 'Now a person of its own' }) },
  { additionalProperties: false },
);
