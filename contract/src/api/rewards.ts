import { type Static, Type } from 'typebox';
import { fulfilWays } from '../program-fulfilment.ts';
import { DecimalText, rewardSides, UnitName } from '../program-values.ts';
import { ApiMoment, apiLimits, IdText, nullable, PageQuery, UserId } from './common.ts';
import { PersonSummary } from './people.ts';

/**
 * waiting: to be handed out; fulfilled: it was; review: owed no longer, but spent or too old to be corrected by itself,
 * so a person decides.
 */
export const grantStates = ['pending', 'waiting', 'available', 'fulfilled', 'review', 'clawed_back'] as const;
const State = Type.Enum([...grantStates]);

export const GrantQuery = Type.Object(
  {
    ...PageQuery.properties,
    person: Type.Optional(Type.String({ ...IdText, description: 'Whose rewards' })),
    friend: Type.Optional(Type.String({ ...IdText, description: 'For inviting whom' })),
    program: Type.Optional(IdText),
    state: Type.Optional(
      Type.Enum([...grantStates, 'accrual'], {
        description: 'accrual: of those in review, what waits to be let through',
      }),
    ),
    unit: Type.Optional(UnitName),
    from: Type.Optional(
      Type.String({ format: 'date-time', maxLength: 40, description: 'Granted at that moment or later' }),
    ),
    to: Type.Optional(Type.String({ format: 'date-time', maxLength: 40, description: 'Granted before that moment' })),
  },
  { additionalProperties: false },
);

export const GrantParams = Type.Object({ grant: IdText });

export const Review = Type.Object(
  {
    note: Type.String({
      minLength: 1,
      maxLength: apiLimits.noteCharacters,
      description: 'Why: it stands in the audit log and in the explanation of the pair',
    }),
  },
  { additionalProperties: false },
);

/** waiting: to be handed out; done: it was; failed: it could not be; cancelled: it was taken back before. */
export const fulfilmentStates = ['waiting', 'done', 'failed', 'cancelled'] as const;

const Fulfilment = Type.Object(
  {
    by: Type.Enum([...fulfilWays]),
    state: Type.Enum([...fulfilmentStates]),
    promotion: nullable(Type.String({ description: 'Whose code is given' })),
    code: nullable(Type.String({ description: 'The promo code that the holder was given' })),
    reference: nullable(Type.String({ description: 'What whoever handed it out knows it by' })),
    note: nullable(Type.String()),
    since: ApiMoment,
    changedAt: ApiMoment,
  },
  { additionalProperties: false },
);
export type Fulfilment = Static<typeof Fulfilment>;

export const RewardGrant = Type.Object(
  {
    grant: Type.String(),
    program: Type.String(),
    version: Type.Integer(),
    side: Type.Enum([...rewardSides]),
    holder: Type.String(),
    holderPerson: nullable(PersonSummary),
    friend: Type.String(),
    friendPerson: nullable(PersonSummary),
    order: Type.String(),
    unit: Type.String(),
    amount: Type.String({ description: 'A decimal text in major units' }),
    state: State,
    review: Type.Union([Type.Enum(['spent', 'window_closed', 'accrual', 'approved']), Type.Null()], {
      description: 'Why a person has to decide, or that a person let it stand',
    }),
    reason: nullable(Type.String()),
    grantedAt: ApiMoment,
    availableAt: ApiMoment,
    expiresAt: Type.Union([ApiMoment, Type.Null()], {
      description:
        'When what is left of it expires, if it does. Rewards are not told apart: what expires first is spent first',
    }),
    fulfilment: Type.Union([Fulfilment, Type.Null()], {
      description: 'How it is handed out, from the moment at which it could be; null: it is a balance, or not due yet',
    }),
  },
  { additionalProperties: false },
);
export type RewardGrant = Static<typeof RewardGrant>;

const Note = Type.String({
  minLength: 1,
  maxLength: apiLimits.noteCharacters,
  description: 'It stands in the audit log',
});

export const Fulfilled = Type.Object(
  {
    note: Type.Optional(Note),
    reference: Type.Optional(
      Type.String({ minLength: 1, maxLength: apiLimits.idCharacters, description: 'What you know it by' }),
    ),
  },
  { additionalProperties: false },
);

export const NotFulfilled = Type.Object({ note: Note }, { additionalProperties: false });

export const FulfilmentQuery = Type.Object(
  {
    ...PageQuery.properties,
    state: Type.Optional(Type.Enum([...fulfilmentStates])),
    by: Type.Optional(Type.Enum([...fulfilWays])),
    program: Type.Optional(IdText),
    person: Type.Optional(Type.String({ ...IdText, description: 'To whom' })),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'A search for holders' })),
  },
  { additionalProperties: false },
);

export const NewSpending = Type.Object(
  { userId: UserId, unit: UnitName, amount: DecimalText },
  { additionalProperties: false },
);

export const Spending = Type.Object(
  {
    person: Type.String(),
    unit: Type.String(),
    spent: Type.String({ description: 'A decimal text in major units' }),
    available: Type.String({ description: 'What is left to spend' }),
  },
  { additionalProperties: false },
);
export type Spending = Static<typeof Spending>;
