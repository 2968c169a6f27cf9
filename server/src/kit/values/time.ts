/** A moment as milliseconds since 1970-01-01T00:00:00Z. Rules receive moments; they never read a clock. */
export type EpochMs = number;

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The range of moments that Sarafan stores: the years 1970 to 9999. */
export const earliestMoment: EpochMs = 0;
export const latestMoment: EpochMs = 253_402_300_799_999;

/** A moment as ISO 8601 in UTC: 2026-01-15T09:00:00.000Z. */
export function isoMoment(moment: EpochMs): string {
  return new Date(moment).toISOString();
}

/** The day of a moment in UTC: 2026-01-15. */
export function isoDate(moment: EpochMs): string {
  return isoMoment(moment).slice(0, 10);
}
