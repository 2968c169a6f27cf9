import { type Static, Type } from 'typebox';
import { ApiMoment, IdText, nullable, Sentence, UserId } from './common.ts';
import { ProgramName } from './referral.ts';

export const ResultsQuery = Type.Object(
  { person: Type.Optional(IdText), userId: Type.Optional(UserId) },
  { additionalProperties: false, description: 'The person is named by one of userId and person' },
);

const counts = {
  shared: Type.Integer({ description: 'Presses of share buttons' }),
  followed: Type.Integer({ description: 'Clicks of links' }),
  invited: Type.Integer(),
  registered: Type.Integer(),
  paid: Type.Integer(),
  rewarded: Type.Integer(),
};

const Way = Type.Object(
  {
    channel: Type.Enum(['link', 'code', 'manual']),
    placement: nullable(Type.String({ description: 'Where the link stood; `*` for names that found no room' })),
    ...counts,
  },
  { additionalProperties: false },
);

const PeriodSums = Type.Object(
  {
    period: Type.String({ description: 'Such as month:2026-01 or year:2026; empty: for all time' }),
    leads: Type.Integer(),
    sales: Type.Integer(),
    friends: Type.Integer({ description: 'Friends who have bought' }),
    turnover: Type.Array(
      Type.Object({ currency: Type.String(), amount: Type.String() }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
);

const Progress = Type.Object(
  {
    version: Type.Integer(),
    bonus: Type.Integer({ description: 'Which bonus of that version' }),
    period: Type.String(),
    reached: Type.String(),
    unit: nullable(Type.String()),
    amount: nullable(Type.String({ description: 'What it comes to by now' })),
    dueAt: nullable(ApiMoment),
    next: nullable(
      Type.Object(
        {
          step: Type.Integer(),
          from: nullable(Type.String()),
          above: nullable(Type.String()),
          missing: nullable(Type.String({ description: 'Null where it is no number that one adds to' })),
          sentence: Sentence,
        },
        { additionalProperties: false, description: 'The step that is not reached yet' },
      ),
    ),
    sentence: Sentence,
  },
  { additionalProperties: false },
);

const UnitForecast = Type.Object(
  {
    unit: Type.String(),
    pending: Type.String({ description: 'Granted and not available yet, by all programs' }),
    availableAt: nullable(ApiMoment),
    bonuses: Type.String({ description: 'What bonuses would come to if their periods ended now' }),
    total: Type.String(),
  },
  { additionalProperties: false },
);

export const ParticipantResults = Type.Object(
  {
    program: ProgramName,
    person: Type.String(),
    counts: Type.Object(counts, { additionalProperties: false }),
    ways: Type.Array(Way, { description: 'The same by the way of inviting, those that brought the most first' }),
    periods: Type.Array(PeriodSums, { description: 'The sums that the program keeps, the latest periods first' }),
    progress: Type.Array(Progress, { description: 'Bonuses that are still open, with the next step of each' }),
    forecast: Type.Array(UnitForecast, { description: 'No promise: refunds, new orders and checks change it' }),
  },
  { additionalProperties: false },
);
export type ParticipantResults = Static<typeof ParticipantResults>;
