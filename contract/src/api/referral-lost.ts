import { type Static, Type } from 'typebox';
import { ApiMoment, nullable, Sentence } from './common.ts';
import { PersonSummary } from './people.ts';
import { PairStatus, ProgramName } from './referral.ts';

export const LostReferrals = Type.Object(
  {
    program: ProgramName,
    zone: Type.String(),
    from: Type.String(),
    to: Type.String(),
    followed: Type.Integer({ description: 'Clicks of invite links in the period' }),
    invitedByLink: Type.Integer({ description: 'Friends who were invited by a link in the period' }),
    reasons: Type.Array(
      Type.Object(
        {
          reason: Type.String({
            description:
              'unknown_code: texts typed as a code that nobody has, in the whole workspace; no_binding: clicks ' +
              'beyond the friends invited by link; else the reason of pairs',
          }),
          status: Type.Union([PairStatus, Type.Null()], {
            description: 'Of the pairs; null for what made no pair. rewarded: only the payment brought nothing',
          }),
          count: Type.Integer(),
          sentence: Sentence,
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type LostReferrals = Static<typeof LostReferrals>;

const Someone = Type.Object(
  { person: Type.String(), summary: nullable(PersonSummary) },
  { additionalProperties: false },
);

export const FailedCode = Type.Object(
  {
    typed: Type.String({ description: 'As the code that it is read as, else as it was typed, cut' }),
    attempts: Type.Integer(),
    persons: Type.Array(Someone, { description: 'Who typed it last, at most ten; nobody where it was on a landing' }),
    near: Type.Array(
      Type.Object(
        { code: Type.String(), person: Type.String(), summary: nullable(PersonSummary) },
        { additionalProperties: false },
      ),
      { description: 'Codes that differ from it by one mistake, with whose they are, at most ten' },
    ),
    firstAt: ApiMoment,
    lastAt: ApiMoment,
  },
  { additionalProperties: false },
);
export type FailedCode = Static<typeof FailedCode>;
