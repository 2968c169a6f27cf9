import { type Static, Type } from 'typebox';
import { ApiMoment, FreeObject, IdText, nullable } from './common.ts';

export const CommandParams = Type.Object({ command: IdText });

export const CommandStatus = Type.Object(
  {
    command: Type.String(),
    status: Type.Enum(['pending', 'done', 'refused', 'quarantined']),
    reason: Type.Optional(Type.String({ description: 'Why it was refused' })),
    result: Type.Optional(FreeObject),
  },
  { additionalProperties: false },
);
export type CommandStatus = Static<typeof CommandStatus>;

export const QuarantinedFact = Type.Object(
  {
    id: Type.String({ description: 'Its lane and number' }),
    messageId: Type.String(),
    error: Type.String(),
    quarantinedAt: ApiMoment,
    releasedAt: nullable(ApiMoment),
    fact: Type.Unknown({ description: 'What was sent' }),
  },
  { additionalProperties: false },
);
export type QuarantinedFact = Static<typeof QuarantinedFact>;

export const RefusedFact = Type.Object(
  {
    refusedAt: ApiMoment,
    trust: Type.Enum(['public', 'server']),
    messageId: nullable(Type.String()),
    code: Type.String(),
    reason: Type.String(),
    raw: Type.String({ description: 'What was sent, cut to its limit' }),
  },
  { additionalProperties: false },
);
export type RefusedFact = Static<typeof RefusedFact>;

export const QuarantineParams = Type.Object({ fact: IdText });

export const LiveQuery = Type.Object(
  {
    after: Type.Optional(
      Type.String({
        format: 'date-time',
        maxLength: 40,
        description: '`next` of the answer before; absent: the last ten minutes, which is also how far it goes back',
      }),
    ),
  },
  { additionalProperties: false },
);

export const LiveFact = Type.Object(
  {
    id: Type.String({ description: 'Its lane and place: an event may be told twice, and this tells it' }),
    at: ApiMoment,
    happenedAt: ApiMoment,
    type: Type.String(),
    name: Type.String(),
    trust: Type.Enum(['public', 'server']),
    messageId: Type.String(),
    person: Type.String(),
    userId: nullable(Type.String()),
    anonymousId: nullable(Type.String()),
    page: Type.Union([Type.String(), Type.Null()], { description: 'The address of the page, where one was told' }),
  },
  { additionalProperties: false },
);
export type LiveFact = Static<typeof LiveFact>;

export const Live = Type.Object(
  {
    items: Type.Array(LiveFact, { description: 'Newest first, at most fifty' }),
    next: Type.String({ description: 'What to ask `after` a moment later' }),
  },
  { additionalProperties: false },
);
export type Live = Static<typeof Live>;
