import { createHash, createHmac } from 'node:crypto';

/** A link is followed at once, so it works for some minutes and no longer. */
const lastsMs = 10 * 60_000;

export interface CabinetSigner {
  /** Where browsers find Sarafan, without a slash at its end. */
  readonly url: string;
  readonly secretKey: string;
  readonly program: string;
}

/**
 * The address of a student's own page at Sarafan. The school knows who is signed in and vouches for them with its
 * secret key: the claims as JSON and a signature over them, both in base64url. The key itself never leaves the server;
 * what signs follows from it, and the claims name it by the beginning of its hash.
 */
export function cabinetAddress({ url, secretKey, program }: CabinetSigner, userId: string, now: number): string {
  const key = createHash('sha256').update(secretKey).digest('hex').slice(0, 16);
  const signingKey = createHmac('sha256', secretKey).update('sarafan cabinet').digest('base64url');
  const claims = Buffer.from(JSON.stringify({ key, program, userId, expires: now + lastsMs })).toString('base64url');
  const signature = createHmac('sha256', signingKey).update(claims).digest('base64url');
  return `${url}/me/${program}?token=${claims}.${signature}`;
}
