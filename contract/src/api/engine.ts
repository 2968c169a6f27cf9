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
    id: Type.String({ description: 'Its lane and number: `sarafan quarantine release` takes it' }),
    messageId: Type.String(),
    error: Type.String(),
    quarantinedAt: ApiMoment,
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
