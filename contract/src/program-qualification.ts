import { type Static, Type } from 'typebox';
import { ConditionsSchema } from './conditions.ts';

/** Who may take part: whoever invites, not the friend. */
export const Qualification = Type.Object(
  {
    conditions: Type.Optional(ConditionsSchema),
  },
  {
    additionalProperties: false,
    description:
      'Who may take part. Conditions ask about traits, counts, sums and what was spent, as they stand when one ' +
      'joins; whoever takes part already stays, whatever becomes of them. Absent: everybody may',
  },
);
export type Qualification = Static<typeof Qualification>;
