import type { FastifyInstance } from 'fastify';
import { isbot } from 'isbot';
import { escapeHtml, languageOf, sendPage } from '../../kit/pages.ts';
import type { InviteLinks } from './service-links.ts';
import { pageTexts } from './texts.ts';
import { placementParameter } from './types-placements.ts';

/** `/r/:code`, where an invite link leads: it sends the visitor on at once and remembers nothing in the browser. */
export function invitePages(app: FastifyInstance, links: InviteLinks, publicUrl: string): void {
  app.get<{ Params: { code: string }; Querystring: Record<string, unknown> }>(
    '/r/:code',
    { schema: { hide: true } },
    async (request, reply) => {
      const { to, [placementParameter]: placement } = request.query;
      const agent = request.headers['user-agent'] ?? '';
      const landing = await links.follow({
        publicUrl,
        code: request.params.code,
        to: typeof to === 'string' ? to : undefined,
        placement,
        // A preview asks for the head alone, and no browser hides its name.
        isPerson: request.method === 'GET' && agent !== '' && !isbot(agent),
        address: request.ip,
      });
      reply.header('cache-control', 'no-store');
      if (landing.kind === 'leads') return reply.redirect(landing.to, 302);
      const language = languageOf(request);
      const { title, text, waitTitle, waitText } = pageTexts[language];
      if (landing.kind === 'unknown') return sendPage(reply, 404, { language, title, body: bodyOf(title, text) });
      reply.header('retry-after', String(landing.seconds));
      return sendPage(reply, 429, { language, title: waitTitle, body: bodyOf(waitTitle, waitText) });
    },
  );
}

function bodyOf(title: string, text: string): string {
  return `<main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></main>`;
}
