import { type Static, Type } from 'typebox';
import { DecimalText, UnitName } from '../program.ts';
import { ApiMoment, nullable, UserId } from './common.ts';

export const RewardGrant = Type.Object(
  {
    grant: Type.String(),
    program: Type.String(),
    version: Type.Integer(),
    side: Type.Enum(['referrer', 'friend']),
    holder: Type.String(),
    friend: Type.String(),
    order: Type.String(),
    unit: Type.String(),
    amount: Type.String({ description: 'A decimal text in major units' }),
    state: Type.Enum(['pending', 'available', 'clawed_back']),
    reason: nullable(Type.String()),
    grantedAt: ApiMoment,
    availableAt: ApiMoment,
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
