import { type Static, Type } from 'typebox';
import { DecimalText, rewardSides, UnitName } from '../program-values.ts';
import { ApiMoment, apiLimits, IdText, nullable, PageQuery, UserId } from './common.ts';
import { PersonSummary } from './people.ts';

/**
 * review: owed no longer, but spent or too old to be corrected by itself, so a person decides.
 */
export const grantStates = ['pending', 'available', 'review', 'clawed_back'] as const;
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
  },
  { additionalProperties: false },
);
export type RewardGrant = Static<typeof RewardGrant>;

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
