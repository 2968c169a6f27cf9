import type { WidgetAnswer } from '@sarafan/contract';
import type { FastifyInstance } from 'fastify';
import { pageLanguage } from '../../kit/branded-pages.ts';
import type { ProgramWidget } from './service-widget.ts';

/** What the widget of any site asks: public, without a cookie, and nothing that the landing does not say. */
export function widgetRoute(app: FastifyInstance, widget: ProgramWidget): void {
  app.get<{ Params: { program: string }; Querystring: Record<string, unknown> }>(
    '/sdk/programs/:program',
    { schema: { hide: true } },
    async (request, reply) => {
      const { click, code, invite } = request.query;
      const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
      const found = await widget.words({
        ...{ program: request.params.program, language: pageLanguage(request), address: request.ip },
        ...{ click: text(click), code: text(code), invite: text(invite) },
      });
      reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
      const nothing: WidgetAnswer = { words: null };
      if (found.kind === 'wait') return reply.code(429).header('retry-after', String(found.seconds)).send(nothing);
      if (found.kind === 'unknown') return reply.code(404).send(nothing);
      const { words, isInvited } = found;
      const answer: WidgetAnswer = { words };
      // Who invites is between two people.
      return reply.header('cache-control', isInvited ? 'private, no-store' : 'public, max-age=300').send(answer);
    },
  );
}
