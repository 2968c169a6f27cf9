import { isPlaceholderId } from '../../../kit/values/identifiers.ts';
import { isJsonObject, type Json } from '../../../kit/values/json.ts';
import { isSameText, signature } from '../../../kit/values/signature.ts';
import { type EpochMs, hourMs, minuteMs } from '../../../kit/values/time.ts';

/**
 * What opens a cabinet: claims as JSON and a signature over them, both in base64url with a point between. Either we
 * sign it for a link (`key` names the master key), or the customer's site does (`key` names its secret key). Whoever
 * signs vouches for the person; the token works once and for a short time.
 */
export interface CabinetClaims {
  readonly key: string;
  /** Only we name the workspace: a secret key has one of its own. */
  readonly workspace?: string;
  /** The program's id or key. */
  readonly program: string;
  readonly userId: string;
  readonly expires: EpochMs;
  /** Makes two links for one person two; absent in a customer's token, whose moment tells them apart. */
  readonly nonce?: string;
}

export const cabinetLimits = {
  tokenCharacters: 2_000,
  userIdCharacters: 512,
  /** How long a token of the customer's site may work: it is made when the link is shown or followed. */
  siteTokenMs: hourMs,
  linkMinutesUsual: 30,
  linkMinutesAtMost: 24 * 60,
  /** Clocks of two machines differ. */
  skewMs: 2 * minuteMs,
  sessionMs: 2 * hourMs,
} as const;

export interface ReadToken {
  readonly claims: CabinetClaims;
  readonly payload: string;
  readonly signature: string;
}

export function writeToken(claims: CabinetClaims, signingKey: string): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${payload}.${signature(payload, signingKey)}`;
}

/** What a token says, before anybody has looked whether it is signed; undefined for any other text. */
export function readToken(text: string): ReadToken | undefined {
  if (text.length > cabinetLimits.tokenCharacters) return undefined;
  const [payload = '', given = '', ...more] = text.split('.');
  if (more.length > 0 || !/^[\w-]+$/.test(payload) || !/^[\w-]{43}$/.test(given)) return undefined;
  const claims = claimsIn(parsed(Buffer.from(payload, 'base64url').toString('utf8')));
  return claims === undefined ? undefined : { claims, payload, signature: given };
}

export function isSigned({ payload, signature: given }: ReadToken, signingKey: string): boolean {
  return isSameText(given, signature(payload, signingKey));
}

/** Whether a token may be used now: not after its end, and not one that would work for too long. */
export function isTimely({ expires }: CabinetClaims, now: EpochMs, lastsAtMostMs: number): boolean {
  return expires > now && expires <= now + lastsAtMostMs + cabinetLimits.skewMs;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function claimsIn(json: Json | undefined): CabinetClaims | undefined {
  if (!isJsonObject(json)) return undefined;
  const { key, workspace, program, userId, expires, nonce } = json;
  if (typeof key !== 'string' || typeof program !== 'string' || typeof userId !== 'string') return undefined;
  if (typeof expires !== 'number' || !Number.isSafeInteger(expires)) return undefined;
  const id = userId.trim();
  if (id === '' || id.length > cabinetLimits.userIdCharacters || isPlaceholderId(id) || !isStorable(id))
    return undefined;
  return {
    ...{ key, program, userId: id, expires },
    ...(typeof workspace === 'string' ? { workspace } : {}),
    ...(typeof nonce === 'string' ? { nonce } : {}),
  };
}

function isStorable(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}
