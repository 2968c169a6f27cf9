import { addressInHost, isPublicAddress } from '../../../kit/values/addresses.ts';

export type UrlProblem = 'not_a_url' | 'not_https' | 'url_has_user' | 'address_refused';

export type CheckedUrl =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly problem: UrlProblem };

/** Names that mean this machine wherever they are asked for. */
const isLocalName = (name: string): boolean => /(^|\.)localhost\.?$/.test(name);

/**
 * A URL as it is stored. What its name resolves to is looked at anew with each connection; an address in it is refused
 * here already. `allowsPrivate` also allows http, which no public endpoint is sent anything by.
 */
export function checkUrl(text: string, allowsPrivate: boolean): CheckedUrl {
  if (!URL.canParse(text)) return { ok: false, problem: 'not_a_url' };
  const url = new URL(text);
  const isPlain = url.protocol === 'http:' && allowsPrivate;
  if (url.protocol !== 'https:' && !isPlain) return { ok: false, problem: 'not_https' };
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'url_has_user' };
  const address = addressInHost(url.hostname);
  const isPublic = address === undefined ? !isLocalName(url.hostname) : isPublicAddress(address);
  if (!isPublic && !allowsPrivate) return { ok: false, problem: 'address_refused' };
  url.hash = '';
  return { ok: true, url: url.href };
}
