/** Gives a promotion the codes that the command claims. */
export const giveCodes = 'Give Promo Codes';
/** A person has looked at an alarm. */
export const closeAlarm = 'Close Promo Alarm';
