import { type Static, Type } from 'typebox';
import { ApiMoment, apiLimits, IdText, nullable, PageQuery, UserId } from './common.ts';
import { PersonSummary } from './people.ts';

export const banLimits = {
  /** Bans of a workspace that stand at once: they are part of its definitions, which every process keeps in memory. */
  standing: 1_000,
  appealCharacters: 2_000,
} as const;

/** For what participants are banned. */
export const banReasons = [
  'paid_advertising',
  'contextual_advertising',
  'targeted_advertising',
  'lookalike_site',
  'spam',
  'fake_friends',
  'other',
] as const;
const BanReason = Type.Enum([...banReasons]);
export type BanReason = (typeof banReasons)[number];

/** standing: it holds, whether or not its appeal was turned down; appealed: it holds, and its appeal waits. */
export const banStates = ['standing', 'appealed', 'lifted'] as const;
const BanState = Type.Enum([...banStates]);
export type BanState = (typeof banStates)[number];

const Appeal = Type.Object(
  {
    text: Type.String({ description: 'In the words of whoever is banned' }),
    at: ApiMoment,
    decision: Type.Enum(['waiting', 'lifted', 'kept']),
    note: Type.String({ description: 'Why; whoever is banned reads it' }),
    decidedAt: nullable(ApiMoment),
  },
  { additionalProperties: false },
);

export const Ban = Type.Object(
  {
    ban: Type.String(),
    program: Type.String(),
    person: Type.String(),
    participant: nullable(PersonSummary),
    state: BanState,
    reason: BanReason,
    note: Type.String({ description: 'For colleagues; whoever is banned does not read it' }),
    since: ApiMoment,
    bannedBy: Type.String({ description: 'The user or the key that banned' }),
    appeal: nullable(Appeal),
    liftedAt: nullable(ApiMoment),
    liftedBy: nullable(Type.String()),
    liftNote: Type.String({ description: 'Why it was lifted' }),
    work: Type.Object(
      {
        isDone: Type.Boolean({ description: 'True when everybody whom the ban, or its end, concerns has been told' }),
        told: Type.Integer({ description: 'How many messages went out so far: friends, and whoever is banned' }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type Ban = Static<typeof Ban>;

export const BanQuery = Type.Object(
  { ...PageQuery.properties, state: Type.Optional(BanState), person: Type.Optional(IdText) },
  { additionalProperties: false },
);

export const BanParams = Type.Object({ program: IdText, ban: IdText });

export const NewBan = Type.Object(
  {
    userId: Type.Optional(UserId),
    person: Type.Optional(IdText),
    reason: BanReason,
    note: Type.Optional(Type.String({ maxLength: apiLimits.noteCharacters, description: 'For colleagues' })),
  },
  { additionalProperties: false },
);

export const BanDecision = Type.Object(
  {
    note: Type.String({
      minLength: 1,
      maxLength: apiLimits.noteCharacters,
      description: 'Why; whoever is banned reads it',
    }),
  },
  { additionalProperties: false },
);
export type BanDecision = Static<typeof BanDecision>;
