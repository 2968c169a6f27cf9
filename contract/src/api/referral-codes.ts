import { type Static, Type } from 'typebox';
import { nullable, Sentence } from './common.ts';
import { PersonSummary } from './people.ts';
import { ProgramName } from './referral.ts';
import { ReferralCounts } from './referral-statistics.ts';

export const CodeQuery = Type.Object(
  { code: Type.String({ minLength: 1, maxLength: 64, description: 'As it was heard or typed' }) },
  { additionalProperties: false },
);

const foundCode = {
  code: Type.String(),
  program: ProgramName,
  person: Type.String(),
  owner: nullable(PersonSummary),
  link: nullable(Type.String()),
  counts: ReferralCounts,
};

export const FoundCode = Type.Object(foundCode, { additionalProperties: false });
export type FoundCode = Static<typeof FoundCode>;

export const CodeLookup = Type.Object(
  {
    read: Type.Union([Type.String(), Type.Null()], {
      description: 'How the text is read as a code, in whichever keyboard layout; null: as none',
    }),
    match: nullable(FoundCode),
    suggestions: Type.Array(
      Type.Object(
        {
          ...foundCode,
          difference: Type.Object(
            {
              kind: Type.Enum(['substituted', 'swapped', 'missing', 'extra']),
              at: Type.Integer({ description: 'Which character of the typed text, from one' }),
              typed: Type.String(),
              meant: Type.String(),
              sentence: Sentence,
            },
            { additionalProperties: false },
          ),
        },
        { additionalProperties: false },
      ),
      { description: 'When nobody has the code: existing ones that differ from it by one mistake' },
    ),
  },
  { additionalProperties: false },
);
export type CodeLookup = Static<typeof CodeLookup>;
