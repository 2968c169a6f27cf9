import { hash } from 'node:crypto';

/** SHA-256 of a text in 43 characters of base64url: to tell inputs apart, not to hide what could be guessed. */
export function hashOfText(text: string): string {
  return hash('sha256', text, 'base64url');
}
