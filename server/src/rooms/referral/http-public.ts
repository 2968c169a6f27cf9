import type { FastifyInstance } from 'fastify';
import { isbot } from 'isbot';
import { escapeHtml, languageOf, sendPage } from '../../kit/pages.ts';
import type { InviteLinks } from './service-links.ts';
import { pageTexts } from './texts.ts';

/** `/r/:code`, where an invite link leads: it sends the visitor on at once and remembers nothing in the browser. */
export function invitePages(app: FastifyInstance, links: InviteLinks): void {
  app.get<{ Params: { code: string }; Querystring: Record<string, unknown> }>(
    '/r/:code',
    { schema: { hide: true } },
    async (request, reply) => {
      const { to } = request.query;
      const agent = request.headers['user-agent'] ?? '';
      const leadsTo = await links.follow({
        code: request.params.code,
        to: typeof to === 'string' ? to : undefined,
        // A preview asks for the head alone, and no browser hides its name.
        isPerson: request.method === 'GET' && agent !== '' && !isbot(agent),
        address: request.ip,
      });
      reply.header('cache-control', 'no-store');
      if (leadsTo !== undefined) return reply.redirect(leadsTo, 302);
      const language = languageOf(request);
      const { title, text } = pageTexts[language];
      const body = `<main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></main>`;
      return sendPage(reply, 404, { language, title, body });
    },
  );
}
