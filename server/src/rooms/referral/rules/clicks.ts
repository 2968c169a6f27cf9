import { isSameText, shortSignature } from '../../../kit/values/signature.ts';
import { type EpochMs, latestMoment } from '../../../kit/values/time.ts';
import { readPlacement } from './placements.ts';

/**
 * A click token says that an invite link of this workspace was followed at a moment. We sign it on the redirect, so its
 * moment is ours whoever brings it back, and it tells nothing about anybody.
 */
export interface Click {
  readonly code: string;
  readonly at: EpochMs;
  /** Where the link stood, when it said so. */
  readonly placement?: string;
}

export function clickToken({ code, at, placement }: Click, nonce: string, key: string): string {
  const where = placement === undefined ? [] : [Buffer.from(placement).toString('base64url')];
  const text = [code, at.toString(36), nonce, ...where].join('.');
  return `${text}.${shortSignature(text, key)}`;
}

/** The click of a token that this key signed; undefined for any other text. */
export function readClickToken(token: string, key: string): Click | undefined {
  if (token.length > 200) return undefined;
  const signed = token.slice(0, Math.max(0, token.lastIndexOf('.')));
  const [code, moment, nonce, where, ...more] = signed.split('.');
  if (code === undefined || moment === undefined || nonce === undefined || more.length > 0) return undefined;
  const same = isSameText(token.slice(signed.length + 1), shortSignature(signed, key));
  const at = Number.parseInt(moment, 36);
  if (!(same && at >= 0 && at <= latestMoment)) return undefined;
  const placement = where === undefined ? undefined : readPlacement(Buffer.from(where, 'base64url').toString());
  return { code, at, ...(placement === undefined ? {} : { placement }) };
}
