import { ingestLimits } from './limits.ts';

const basic = /^basic +([A-Za-z0-9+/_-]+=*) *$/i;

/**
 * The key in an Authorization header: the user name of Basic authentication, whatever the password. An empty text when
 * the header holds no key that could exist; undefined when there is no Basic header, for then the body may have the
 * key.
 */
export function keyOfHeader(header: string | undefined): string | undefined {
  if (header === undefined || !/^basic\b/i.test(header)) return undefined;
  const encoded = basic.exec(header)?.[1];
  if (encoded === undefined) return '';
  const [key = ''] = Buffer.from(encoded, 'base64').toString().split(':', 1);
  return isPossibleKey(key) ? key : '';
}

/** Keys are short and printable, so nothing else needs to be looked up. */
export function isPossibleKey(key: string): boolean {
  return key.length > 0 && key.length <= ingestLimits.keyCharacters && /^[\x21-\x7e]+$/.test(key);
}
