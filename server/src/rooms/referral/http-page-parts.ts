import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pageLanguage } from '../../kit/branded-pages.ts';
import { escapeHtml, sendPage } from '../../kit/pages.ts';
import { landingTexts } from './texts-landing.ts';

/** True unless the browser says that another site's page sends this form. */
export function isFromHere(request: FastifyRequest, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && [new URL(publicUrl).host, request.host].includes(new URL(origin).host);
}

/** The same address in the other language. */
export function otherLanguage(request: FastifyRequest): { readonly href: string; readonly name: string } {
  const language = pageLanguage(request);
  const [, query = ''] = request.url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('lang', language === 'ru' ? 'en' : 'ru');
  return { href: `?${parameters.toString()}`, name: landingTexts[language].otherLanguage };
}

/** Forms come as browsers send them without a script. */
export function readsForms(app: FastifyInstance): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(String(body)));
  });
}

/** A field of a form, without characters that cannot be stored; empty when it is not there. */
export function formField(request: FastifyRequest, name: string): string {
  const fields = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
  return (fields.get(name) ?? '').replaceAll('\u0000', '');
}

/** The workspace's picture under an address of its own, so that pages stay small and the browser keeps it. */
export function logoRoute(
  app: FastifyInstance,
  path: string,
  find: (program: string) => Promise<string | undefined>,
): void {
  app.get<{ Params: { program: string } }>(path, { schema: { hide: true } }, async (request, reply) => {
    const [head = '', body = ''] = ((await find(request.params.program)) ?? '').split(';base64,');
    const type = pictureTypes.find((each) => `data:${each}` === head);
    if (type === undefined) return reply.code(404).type('text/plain').send('');
    return (
      reply
        .type(type)
        .header('cache-control', 'public, max-age=300')
        // A picture may be markup with a script in it, which a browser would run when it is opened by itself.
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .send(Buffer.from(body, 'base64'))
    );
  });
}

const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml'];

/** A page without a workspace of its own: we do not know whose it would be. */
export function plainPage(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  title: keyof (typeof landingTexts)['en'],
  text: keyof (typeof landingTexts)['en'],
): FastifyReply {
  const language = pageLanguage(request);
  const texts = landingTexts[language];
  const body = `<main><h1>${escapeHtml(texts[title])}</h1><p>${escapeHtml(texts[text])}</p></main>`;
  reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex, nofollow');
  return sendPage(reply, status, { language, title: texts[title], body });
}
