import type { ProgramDefinition } from '@sarafan/contract';
import { hostOf } from './hosts.ts';

type Link = NonNullable<ProgramDefinition['invite']['link']>;

/** The parameter under which the destination is told of the click. */
export const clickParameter = 'sarafan_click';

const addressAtMost = 2_000;

/** The link of a participant; a code of another system may have other letters than ours. */
export function inviteLink(publicUrl: string, code: string): string {
  return `${publicUrl}/r/${encodeURIComponent(code)}`;
}

/** Our own page of a program: it greets whoever was invited by the code. */
export function landingPage(publicUrl: string, program: string, code: string | undefined): string {
  const page = `${publicUrl}/i/${encodeURIComponent(program)}`;
  return code === undefined ? page : `${page}?code=${encodeURIComponent(code)}`;
}

/**
 * Where an invite link leads: to the page that the visitor was sent to when it lies on an allowed host, else to the
 * program's destination, else to `own`, our landing for it. Nothing that an outsider writes into the link leads
 * anywhere else.
 */
export function landingAddress(link: Link, to: string | undefined, token: string | undefined, own: string): string {
  const { destination, landing = destination === undefined } = link;
  const url = allowedPage(link, to) ?? new URL(landing ? own : (destination ?? own));
  return withClick(url, token);
}

/** The page of the customer's site where the landing leads on; undefined when the program names none. */
export function siteAddress(link: Link | undefined, token: string | undefined): string | undefined {
  return link?.destination === undefined ? undefined : withClick(new URL(link.destination), token);
}

/** The address with the click's token, and with no other. */
export function withClick(url: URL, token: string | undefined): string {
  if (url.searchParams.has(clickParameter)) url.searchParams.delete(clickParameter);
  // Appended as text: rewriting the whole query could change what the shop put there.
  if (token !== undefined)
    url.search += `${url.search === '' ? '?' : '&'}${clickParameter}=${encodeURIComponent(token)}`;
  return url.href;
}

function allowedPage({ allowedHosts, destination }: Link, to: string | undefined): URL | undefined {
  if (to === undefined || to.length > addressAtMost || !URL.canParse(to)) return undefined;
  const url = new URL(to);
  const plain = (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
  // Another port of the same host may be another service; only the destination's own is known to be the shop's.
  const isOwn = destination !== undefined && url.host === new URL(destination).host;
  const known = allowedHosts.some((host) => hostOf(host) === url.hostname);
  return plain && (url.port === '' || isOwn) && known ? url : undefined;
}
