import { type Static, Type } from 'typebox';
import { nullable } from './common.ts';
import { PersonSummary } from './people.ts';
import { ProgramName } from './referral.ts';

const referralCounts = {
  shared: Type.Integer({ description: 'Presses of the share buttons of cabinets' }),
  followed: Type.Integer({
    description: 'Clicks of the invite link by people; a visitor who clicks twice counts twice',
  }),
  invited: Type.Integer({ description: 'Friends who were invited, whatever was decided of it' }),
  registered: Type.Integer({
    description: 'Those of them whom a server has named since and who were not there before',
  }),
  paid: Type.Integer({ description: 'Those who made an order after the invitation, whatever was decided of it' }),
  rewarded: Type.Integer({
    description: 'Those for whom a reward is due as things stand now: to them or their inviter, for an order or not',
  }),
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

export const placementKinds = ['plain', 'named', 'other'] as const;

const PlacementCounts = Type.Object(
  {
    kind: Type.Enum([...placementKinds], {
      description:
        'plain: links that do not say where they stand; other: placements beyond the fifty that brought most',
    }),
    placement: Type.Union([Type.String(), Type.Null()], {
      description: 'As `subid` of the link said; null unless named',
    }),
    ...referralCounts,
  },
  { additionalProperties: false },
);

/** How far the program reaches. Ratios are null where there is nothing to divide by. */
const Reach = Type.Object(
  {
    participants: Type.Integer({ description: 'Persons with a code at the end of the period' }),
    sharers: Type.Integer({ description: 'Those who pressed a share button in the period' }),
    invitedPerParticipant: nullable(Type.Number()),
    conversion: Type.Union([Type.Number(), Type.Null()], { description: 'Registered by invited' }),
    kFactor: Type.Union([Type.Number(), Type.Null()], {
      description: 'Invitations for each participant times the conversion of an invitation',
    }),
    medianSecondsToPay: Type.Union([Type.Integer(), Type.Null()], {
      description: 'From the invitation to the payment, of those who paid in the period: half of them took no longer',
    }),
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
    placements: Type.Array(PlacementCounts, { description: 'Of invite links: by where they stand' }),
    reach: Reach,
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

export const ProgramCosts = Type.Object(
  {
    program: ProgramName,
    zone: Type.String(),
    from: Day,
    to: Day,
    paid: Type.Integer({ description: 'Friends who paid in the period' }),
    rewards: Type.Array(
      Type.Object(
        {
          unit: Type.String(),
          grants: Type.Integer(),
          referrer: Type.String({ description: 'What inviters were granted, a decimal text in major units' }),
          friend: Type.String({ description: 'What friends were granted' }),
          bonus: Type.String({ description: 'What inviters were granted for all that they had brought' }),
          total: Type.String(),
          perPaid: Type.Union([Type.String(), Type.Null()], {
            description: 'The total for each friend who paid, with two decimals more than the unit has; null for none',
          }),
        },
        { additionalProperties: false },
      ),
      { description: 'What was granted in the period and not taken back, by unit' },
    ),
    liability: Type.Array(
      Type.Object(
        { unit: Type.String(), pending: Type.String(), available: Type.String(), reserved: Type.String() },
        { additionalProperties: false },
      ),
      {
        description:
          'What all persons hold now, granted and not spent, in the units that the program pays in; less debts',
      },
    ),
    expiry: Type.Array(
      Type.Object(
        {
          unit: Type.String(),
          month: Type.String({ description: 'A month of the zone, such as 2026-01' }),
          available: Type.String({ description: 'What may be spent until then' }),
          pending: Type.String({ description: 'What is not available yet' }),
        },
        { additionalProperties: false },
      ),
      { description: 'What will expire in each month if nothing of it is spent, of what all persons hold now' },
    ),
  },
  { additionalProperties: false },
);
export type ProgramCosts = Static<typeof ProgramCosts>;
