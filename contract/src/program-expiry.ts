import { type Static, Type } from 'typebox';

/** By what the life of a reward is counted: it ends with a day, a month or a year of the program's calendar. */
export const expiryPeriods = ['day', 'month', 'year'] as const;
export type ExpiryPeriod = (typeof expiryPeriods)[number];

/** Limits of the expiry of rewards (INV-8). */
export const expiryLimits = {
  /** How many days, months or years a reward may be kept: ten years of each. */
  after: { day: 3_650, month: 120, year: 10 },
  /** Reminders of one reward, and how many days before its last day. */
  reminders: 5,
  remindDays: 90,
} as const satisfies { readonly after: Readonly<Record<ExpiryPeriod, number>> } & Record<string, unknown>;

/** How many days before the last day its holder is reminded, where the program does not say. */
export const remindDaysUsual: readonly number[] = [14, 3];

export const Expires = Type.Optional(
  Type.Object(
    {
      endOf: Type.Enum([...expiryPeriods], {
        description: 'It may be used until the end of a day, a month or a year by the program’s calendar',
      }),
      after: Type.Integer({
        minimum: 0,
        maximum: expiryLimits.after.day,
        description:
          'Of which one, counted from that in which it becomes available. 30 with day: until the end of the ' +
          'thirtieth day after; 0 with month: until the end of the same month',
      }),
      remindDays: Type.Optional(
        Type.Array(Type.Integer({ minimum: 0, maximum: expiryLimits.remindDays }), {
          maxItems: expiryLimits.reminders,
          uniqueItems: true,
          description:
            'How many days before the last day the holder is reminded, in the morning; 14 and 3 when absent, ' +
            'empty: never',
        }),
      ),
    },
    { additionalProperties: false, description: 'Until when it may be used; absent: for ever' },
  ),
);
export type Expires = NonNullable<Static<typeof Expires>>;
