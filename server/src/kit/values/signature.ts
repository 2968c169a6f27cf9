import { createHmac, timingSafeEqual } from 'node:crypto';

/** A short signature (132 bits of HMAC-SHA-256) for tokens that travel in addresses. */
export function shortSignature(text: string, key: string): string {
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, 22);
}

/** A whole HMAC-SHA-256. */
export function signature(text: string, key: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

/** Compares in a time that does not tell where two texts differ. */
export function isSameText(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
