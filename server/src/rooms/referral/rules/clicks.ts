import { isSameText, shortSignature } from '../../../kit/values/signature.ts';
import { type EpochMs, latestMoment } from '../../../kit/values/time.ts';

/**
 * A click token says that an invite link of this workspace was followed at a moment. We sign it on the redirect, so its
 * moment is ours whoever brings it back, and it tells nothing about anybody.
 */
export interface Click {
  readonly code: string;
  readonly at: EpochMs;
}

export function clickToken(click: Click, nonce: string, key: string): string {
  const text = `${click.code}.${click.at.toString(36)}.${nonce}`;
  return `${text}.${shortSignature(text, key)}`;
}

/** The click of a token that this key signed; undefined for any other text. */
export function readClickToken(token: string, key: string): Click | undefined {
  if (token.length > 200) return undefined;
  const parts = token.split('.');
  const [code, moment, nonce, given] = parts;
  if (parts.length !== 4 || code === undefined || moment === undefined || given === undefined) return undefined;
  const same = isSameText(given, shortSignature(`${code}.${moment}.${nonce}`, key));
  const at = Number.parseInt(moment, 36);
  return same && at >= 0 && at <= latestMoment ? { code, at } : undefined;
}
