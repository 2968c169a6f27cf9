// Brings the nonces of helmet into the type of a reply.

import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type {} from '@fastify/helmet';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { brandedStyle } from './branded-style.ts';
import { escapeHtml, languageOf } from './pages.ts';
import { paletteOf } from './values/colours.ts';
import { type Language, languages } from './values/sentences.ts';

const compress = promisify(gzip);

/** A page that a customer's customers see: in the customer's name and colour, with nothing of ours on it. */
export interface BrandedPage {
  readonly language: Language;
  readonly title: string;
  readonly brand: { readonly name: string; readonly accent: string; readonly logo: string | undefined };
  /** HTML. */
  readonly main: string;
  /** HTML at the end of the header, for instance a way to sign out. */
  readonly aside?: string;
  /** The same page in the other language. */
  readonly otherLanguage: { readonly href: string; readonly name: string };
  /** True for a page with more than one can read in a narrow column. */
  readonly wide?: boolean;
  /** A script that makes the page nicer; everything works without it. */
  readonly script?: string;
}

/** The language that the address asks for (`?lang=en`), else the browser's. */
export function pageLanguage(request: FastifyRequest): Language {
  const { lang } = request.query as { lang?: unknown };
  return languages.find((each) => each === lang) ?? languageOf(request);
}

export async function sendBrandedPage(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  page: BrandedPage,
): Promise<FastifyReply> {
  const html = render(page, reply.cspNonce);
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-language', page.language)
    .header('vary', 'Accept-Language, Accept-Encoding')
    .header('cache-control', 'no-store')
    // What is behind an invite link is between two people.
    .header('x-robots-tag', 'noindex, nofollow');
  const encodings = request.headers['accept-encoding'] ?? '';
  if (!/\bgzip\b/i.test(encodings)) return reply.send(html);
  return reply.header('content-encoding', 'gzip').send(await compress(html));
}

function render(page: BrandedPage, nonce: { readonly style: string; readonly script: string }): string {
  const { language, title, brand, main, aside = '', otherLanguage, wide = false, script } = page;
  const { fill, onFill, onLight, onDark } = paletteOf(brand.accent);
  const colours = `:root{--fill:${fill};--on-fill:${onFill};--accent-light:${onLight};--accent-dark:${onDark}}`;
  const name = escapeHtml(brand.name);
  const sign =
    brand.logo === undefined
      ? `<span>${name}</span>`
      : `<img src="${escapeHtml(brand.logo)}" alt="${name}" height="36">`;
  const code = script === undefined ? '' : `<script nonce="${escapeHtml(nonce.script)}">${script}</script>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style nonce="${escapeHtml(nonce.style)}">${colours}${brandedStyle}</style>
</head>
<body${wide ? ' class="wide"' : ''}>
<header class="top"><div class="brand">${sign}</div>${aside}</header>
<main>${main}</main>
<footer><span dir="auto">${name}</span><a href="${escapeHtml(otherLanguage.href)}" hreflang="${
    language === 'ru' ? 'en' : 'ru'
  }" lang="${language === 'ru' ? 'en' : 'ru'}">${escapeHtml(otherLanguage.name)}</a></footer>
${code}</body>
</html>
`;
}
