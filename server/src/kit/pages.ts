// Brings the nonce of helmet into the type of a reply.
import type {} from '@fastify/helmet';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from './values/sentences.ts';

/** The language of a visitor: the first of ours that the browser prefers, English when it names neither. */
export function languageOf(request: FastifyRequest): Language {
  const header = request.headers['accept-language'] ?? '';
  const wanted = header
    .slice(0, 500)
    .split(',')
    .map((part, index) => {
      const [name = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((each) => /^\s*q=(\d(?:\.\d{1,3})?)$/.exec(each)?.[1]).find((each) => each);
      return { name: name.trim().split('-')[0], weight: Number(weight ?? 1), index };
    })
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight || left.index - right.index);
  const found = wanted.find(({ name }) => name === 'ru' || name === 'en');
  return found?.name === 'ru' ? 'ru' : 'en';
}

const characters: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Controls, and signs without a shape that hide or turn around what stands beside them; lines and tabs are neither. */
const shapeless = /(?![\t\n\r])[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * A text as HTML shows it, in which nothing is hidden. Everything that was not written in our own templates goes
 * through here.
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => characters[character] ?? '').replace(shapeless, '\ufffd');
}

export interface Page {
  readonly language: Language;
  readonly title: string;
  /** HTML. */
  readonly body: string;
  /** Styles of this page beside those that all pages have. */
  readonly style?: string;
}

/** Sends a page of ours: no script, nothing from anywhere else, light or dark as the visitor's system is. */
export function sendPage(reply: FastifyReply, status: number, page: Page): FastifyReply {
  const { language, title, body, style = '' } = page;
  const nonce = escapeHtml(reply.cspNonce.style);
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-language', language)
    .header('vary', 'Accept-Language')
    .send(
      `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${pageStyle}${style}</style>
</head>
<body>
${body}
</body>
</html>
`,
    );
}

const pageStyle = `
:root { color-scheme: light dark; --back: #fbfbfa; --text: #1d1f21; --soft: #5d6368; --line: #dfe1e3; --card: #fff;
  --accent: #0b6bcb; }
@media (prefers-color-scheme: dark) {
  :root { --back: #16181a; --text: #e6e7e8; --soft: #a0a6ab; --line: #33383c; --card: #1d2023; --accent: #6cb2f5; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; background: var(--back); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 1rem 0; }
a { color: var(--accent); }
`;
