import { type Static, Type } from 'typebox';

/** Limits of a program definition (INV-8). */
export const programLimits = {
  rewards: 10,
  /** Of all programs of a workspace together, so that whoever is invited to every one of them can be paid. */
  rewardsOfAllPrograms: 500,
  windowDays: 3_650,
  holdDays: 365,
  backDateDays: 90,
  correctionDays: 365,
  hosts: 50,
  /** Of one friend so many causes of one reward count, the earliest: orders, or events of one name. */
  causes: 300,
  /** Kinds of goods that are rewarded apart, and lines of an order that are looked at. */
  lineRules: 50,
  lines: 100,
  rates: 20,
  /** Steps of a scale, and how many levels up somebody may be rewarded. */
  steps: 20,
  levels: 5,
  /** Rewards for what somebody brings in a period or in all, and how long after its end they may be given. */
  bonuses: 5,
  afterDays: 60,
  /** What participants may take on beside the program's standing rewards. */
  tasks: 10,
  /** The longest chain of invitations that a bonus may ask for. */
  chain: 10,
} as const;

/**
 * Whom a new version applies to: invitations from its launch on; besides, those of which nothing is decided by then; or
 * all there ever were.
 */
export const versionReaches = ['new', 'open', 'all'] as const;
export type VersionReach = (typeof versionReaches)[number];

/** What a reward is for: a pair, on one of its sides, or all that somebody has brought. */
export const rewardSides = ['referrer', 'friend', 'bonus'] as const;

/** Within which a limit counts: a calendar day, a week from Monday on, a month, a year, in the program's time zone. */
export const periods = ['day', 'week', 'month', 'year'] as const;
export type Period = (typeof periods)[number];

export const Every = Type.Optional(
  Type.Enum([...periods], { description: 'The limit begins anew with each; absent: it is for all time' }),
);
export const Partly = Type.Optional(
  Type.Boolean({ description: 'True: what is left is given where it is less than the reward; absent: nothing is' }),
);

/** Results that are counted one by one; a bonus may be given for each of them. */
export const countedResults = ['leads', 'sales', 'friends'] as const;
export type CountedResult = (typeof countedResults)[number];

/** Periods for which sums of what friends bring are kept. */
export const bonusPeriods = ['month', 'year'] as const;
export type BonusPeriod = (typeof bonusPeriods)[number];

export const accrualPeriods = ['week', 'month'] as const;
export type AccrualPeriod = (typeof accrualPeriods)[number];

export const AfterDays = Type.Optional(
  Type.Integer({
    minimum: 0,
    maximum: programLimits.afterDays,
    description: 'So many days after the end of the period; 0 when absent',
  }),
);
export const Approval = Type.Optional(
  Type.Literal('manual', { description: 'Then it waits until a person has looked at it and lets it through' }),
);

/** A text that people read, in both languages. */
export const LocalisedText = Type.Object(
  { ru: Type.String({ minLength: 1, maxLength: 500 }), en: Type.String({ minLength: 1, maxLength: 500 }) },
  { additionalProperties: false },
);

/** An amount in major units as decimal text, for instance "2" lessons or "500.00". */
export const DecimalText = Type.String({ pattern: '^[0-9]{1,15}(\\.[0-9]{1,6})?$' });

export const UnitName = Type.String({ pattern: '^[a-zA-Z][a-zA-Z0-9_]{0,31}$' });

export type LocalisedText = Static<typeof LocalisedText>;

export const Moment = Type.String({ format: 'date-time', maxLength: 40, description: 'ISO 8601 with an offset' });
