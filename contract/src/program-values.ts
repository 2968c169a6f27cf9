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
} as const;

/** Within which a limit counts: a calendar day, a week from Monday on, a month, a year, in the program's time zone. */
export const periods = ['day', 'week', 'month', 'year'] as const;
export type Period = (typeof periods)[number];

export const Every = Type.Optional(
  Type.Enum([...periods], { description: 'The limit begins anew with each; absent: it is for all time' }),
);
export const Partly = Type.Optional(
  Type.Boolean({ description: 'True: what is left is given where it is less than the reward; absent: nothing is' }),
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
