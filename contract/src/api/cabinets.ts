import { type Static, Type } from 'typebox';
import { ApiMoment, UserId } from './common.ts';

export const NewCabinetLink = Type.Object(
  {
    userId: UserId,
    minutes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_440,
        description: 'How long the link works until it is opened; 30 when absent',
      }),
    ),
  },
  { additionalProperties: false },
);

export const CabinetLink = Type.Object(
  {
    url: Type.String({ description: 'Opens the cabinet once; whoever has it sees the cabinet of this person' }),
    expiresAt: ApiMoment,
  },
  { additionalProperties: false },
);
export type CabinetLink = Static<typeof CabinetLink>;
