import { isSameText, shortSignature } from '../../../kit/values/signature.ts';
import { type EpochMs, hourMs, latestMoment } from '../../../kit/values/time.ts';

/**
 * A ticket goes out with each form and comes back with it: it says that the page was ours and when it was shown, and
 * names the form, so that one sent twice counts once.
 */
export interface Ticket {
  readonly at: EpochMs;
  readonly nonce: string;
}

/** A page may lie open over night. */
const ticketLastsMs = 24 * hourMs;

export function ticketText(about: string, { at, nonce }: Ticket, key: string): string {
  const text = `${at.toString(36)}.${nonce}`;
  return `${text}.${shortSignature(`${about}.${text}`, key)}`;
}

/** The ticket of a form about this; undefined for one that we did not sign, that is about another, or is too old. */
export function readTicket(about: string, text: string, key: string, now: EpochMs): Ticket | undefined {
  const [moment, nonce, given, ...more] = text.length > 200 ? [] : text.split('.');
  if (moment === undefined || nonce === undefined || given === undefined || more.length > 0) return undefined;
  if (!isSameText(given, shortSignature(`${about}.${moment}.${nonce}`, key))) return undefined;
  const at = Number.parseInt(moment, 36);
  return at >= 0 && at <= latestMoment && now - at <= ticketLastsMs ? { at, nonce } : undefined;
}
