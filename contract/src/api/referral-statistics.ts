import { type Static, Type } from 'typebox';
import { nullable } from './common.ts';
import { PersonSummary } from './people.ts';
import { ProgramName } from './referral.ts';

const referralCounts = {
  followed: Type.Integer({
    description: 'Clicks of the invite link by people; a visitor who clicks twice counts twice',
  }),
  invited: Type.Integer({ description: 'Friends whose invitation counts' }),
  registered: Type.Integer({
    description: 'Those of them whom a server has named since and who were not there before',
  }),
  paid: Type.Integer({ description: 'Those who made an order after the invitation, whatever was decided of it' }),
  rewarded: Type.Integer({ description: 'Those whose order is rewarded as things stand now' }),
};

export const ReferralCounts = Type.Object(referralCounts, { additionalProperties: false });
export type ReferralCounts = Static<typeof ReferralCounts>;

/** A period of statistics has at most so many days. */
export const statisticsDaysAtMost = 400;

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day, for instance 2026-01-15' });

export const StatisticsQuery = Type.Object(
  {
    from: Type.Optional(Type.String({ ...Day, description: 'The first day; 29 days before `to` when absent' })),
    to: Type.Optional(Type.String({ ...Day, description: 'The last day; today when absent' })),
    zone: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'Where days begin; the workspace’s time zone when absent',
      }),
    ),
  },
  { additionalProperties: false },
);

const Channel = Type.Enum(['link', 'code', 'manual', 'none']);

export const Statistics = Type.Object(
  {
    program: ProgramName,
    zone: Type.String(),
    from: Day,
    to: Day,
    total: ReferralCounts,
    channels: Type.Array(Type.Object({ channel: Channel, ...referralCounts }, { additionalProperties: false })),
    days: Type.Array(
      Type.Object(
        {
          date: Day,
          total: ReferralCounts,
          channels: Type.Array(Type.Object({ channel: Channel, ...referralCounts }, { additionalProperties: false })),
        },
        { additionalProperties: false },
      ),
      { description: 'Every day of the period, also those on which nothing happened' },
    ),
    referrers: Type.Array(
      Type.Object(
        { referrer: Type.String(), person: nullable(PersonSummary), ...referralCounts },
        { additionalProperties: false },
      ),
      { description: 'The twenty who brought the most, by payments, then by registrations and invitations' },
    ),
  },
  { additionalProperties: false },
);
export type Statistics = Static<typeof Statistics>;
