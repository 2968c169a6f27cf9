import { type Static, Type } from 'typebox';
import { ApiMoment, apiLimits, FreeObject, IdText, nullable, PageQuery, UserId } from './common.ts';

const Trust = Type.Enum(['public', 'server'], { description: 'Who vouches for it: a browser, or your server' });

export const PersonQuery = Type.Object(
  {
    ...PageQuery.properties,
    knownBy: Type.Optional(
      Type.Enum(['server', 'form', 'browser', 'named'], {
        description:
          'Who tells of the person; `named`: everybody but browsers that never said a name, a contact or a user id. ' +
          'Counts beside every other filter. Absent: everybody',
      }),
    ),
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
          'other filters but `knownBy` do not count then',
      }),
    ),
  },
  { additionalProperties: false },
);

const Said = Type.Object(
  {
    userId: nullable(Type.String()),
    email: nullable(Type.String()),
    phone: nullable(Type.String()),
    name: nullable(Type.String()),
  },
  { additionalProperties: false, description: 'What a form or a browser said of the person; nobody has confirmed it' },
);

export const PersonSummary = Type.Object(
  {
    person: Type.String(),
    userId: nullable(Type.String()),
    email: nullable(Type.String()),
    phone: nullable(Type.String()),
    name: nullable(Type.String()),
    knownBy: Type.Enum(['server', 'form', 'browser'], {
      description: 'Who tells of the person: your server, a form in which they left a contact, or only a browser',
    }),
    said: nullable(Said),
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

export const PersonConsent = Type.Object(
  {
    fact: Type.String({ description: 'The message id of the fact that proves it' }),
    profile: Type.String(),
    source: Type.Enum(['form', 'import'], { description: 'A form that was sent, or a statement about a whole file' }),
    channels: Type.Array(Type.Enum(['email', 'phone']), { description: 'The contacts that it is about' }),
    purpose: nullable(Type.String()),
    wording: nullable(Type.String({ description: 'What was agreed to, word for word' })),
    language: nullable(Type.String()),
    place: nullable(Type.String({ description: 'The address of the form, or where an import says it was given' })),
    document: nullable(Type.String({ description: 'What an import names as its proof' })),
    import: nullable(Type.String({ description: 'The import that stated it' })),
    row: nullable(Type.Integer({ description: 'The line of its file' })),
    givenOn: nullable(Type.String({ description: 'The day that an import states; a form was sent at `at`' })),
    at: Type.String({ format: 'date-time', description: 'When the fact says it happened' }),
  },
  { additionalProperties: false },
);
export type PersonConsent = Static<typeof PersonConsent>;

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
