import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isbot } from 'isbot';
import { pageLanguage } from '../../kit/branded-pages.ts';
import type { ChoosingNotice } from './http-cabinet-choices.ts';
import { speaker } from './http-cabinet-page.ts';
import { type CabinetAddress, cookieOf, langOf } from './http-cabinet-session.ts';
import { type NamingNotice, shareAddress } from './http-cabinet-share-page.ts';
import type { TakingNotice } from './http-cabinet-tasks.ts';
import { formField, isFromHere, plainPage } from './http-page-parts.ts';
import { qrSvg } from './http-qr.ts';
import type { ChoosingAnswer, NamingAnswer, Sharing, TakingAnswer } from './service-sharing.ts';
import { shareButtons } from './types-placements.ts';

export interface SharingRoutes {
  readonly sharing: Sharing;
  readonly publicUrl: string;
}

const hidden = { schema: { hide: true } } as const;

const notices = {
  bad: 'linkBad',
  ours: 'linkOurs',
  too_many: 'linkTooMany',
  soon: 'linkSoon',
} as const satisfies Record<Exclude<NamingAnswer, 'named' | 'closed'>, NamingNotice>;

const takings = { refused: 'notTaken', soon: 'soon' } as const satisfies Record<
  Exclude<TakingAnswer, 'taken' | 'closed'>,
  TakingNotice
>;

const choosings = { chosen: 'chosen', refused: 'notChosen', soon: 'soon' } as const satisfies Record<
  Exclude<ChoosingAnswer, 'closed'>,
  ChoosingNotice
>;

/** What the page says of the form that took a task. */
export function takingNotice({ query }: FastifyRequest<CabinetAddress>): TakingNotice | undefined {
  const { taking } = query;
  return Object.values(takings).find((notice) => notice === taking);
}

/** What the page says of the form that chose a reward. */
export function choosingNotice({ query }: FastifyRequest<CabinetAddress>): ChoosingNotice | undefined {
  const { choosing } = query;
  return Object.values(choosings).find((notice) => notice === choosing);
}

/** What the page says of the form that named a link, by what its address remembers. */
export function namingNotice({ query }: FastifyRequest<CabinetAddress>): NamingNotice | undefined {
  const { naming } = query;
  return Object.values(notices).find((notice) => notice === naming);
}

/**
 * What a cabinet does below its own address: it passes the link on, names one for a place, draws its QR code, takes a
 * task, chooses a reward.
 */
export function sharingPages(app: FastifyInstance, { sharing, publicUrl }: SharingRoutes): void {
  app.get<{ Params: { program: string; button: string }; Querystring: Record<string, unknown> }>(
    '/me/:program/share/:button',
    hidden,
    async (request, reply) => {
      const { program, button: asked } = request.params;
      const button = shareButtons.find((each) => each === asked);
      if (button === undefined) return plainPage(request, reply, 404, 'missing', 'missingText');
      const agent = request.headers['user-agent'] ?? '';
      const isPreview = request.method === 'HEAD' || agent === '' || isbot(agent);
      const sharer = isPreview ? undefined : await sharing.share(program, cookieOf(request), button);
      reply.header('cache-control', 'no-store');
      if (sharer === undefined) return reply.redirect(`../../${encodeURIComponent(program)}`, 302);
      return reply.redirect(shareAddress(sharer, button, speaker(sharer, pageLanguage(request))), 302);
    },
  );
  app.get<{ Params: { program: string; placement: string }; Querystring: Record<string, unknown> }>(
    '/me/:program/qr/:placement',
    hidden,
    async (request, reply) => {
      const { program, placement } = request.params;
      const link = await sharing.link(program, cookieOf(request), placement);
      if (link === undefined) return reply.code(404).type('text/plain').send('');
      return reply
        .type('image/svg+xml')
        .header('cache-control', 'private, max-age=3600')

        .send(qrSvg(link, '').replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"'));
    },
  );
  app.post<{ Params: { program: string; task: string }; Querystring: Record<string, unknown> }>(
    '/me/:program/tasks/:task',
    hidden,
    async (request, reply) => {
      if (!isFromHere(request, publicUrl)) return plainPage(request, reply, 403, 'missing', 'foreign');
      const { program, task } = request.params;
      const answer = await sharing.take(program, cookieOf(request), task);
      const notice = answer === 'taken' || answer === 'closed' ? '' : `&taking=${takings[answer]}`;
      const query = `${langOf(request)}${notice}`.replace('&', '?');
      reply.header('cache-control', 'no-store');
      return reply.redirect(`../../${encodeURIComponent(program)}${query}#tasks`, 303);
    },
  );
  app.post<{ Params: { program: string; choice: string }; Querystring: Record<string, unknown> }>(
    '/me/:program/choices/:choice',
    hidden,
    async (request, reply) => {
      if (!isFromHere(request, publicUrl)) return plainPage(request, reply, 403, 'missing', 'foreign');
      const { program, choice } = request.params;
      const option = formField(request, 'option');
      const answer = await sharing.choose(program, cookieOf(request), { choice, option });
      const notice = answer === 'closed' ? '' : `&choosing=${choosings[answer]}`;
      const query = `${langOf(request)}${notice}`.replace('&', '?');
      reply.header('cache-control', 'no-store');
      return reply.redirect(`../../${encodeURIComponent(program)}${query}#choices`, 303);
    },
  );
  app.post<CabinetAddress>('/me/:program/links', hidden, async (request, reply) => {
    if (!isFromHere(request, publicUrl)) return plainPage(request, reply, 403, 'missing', 'foreign');
    const { program } = request.params;
    const answer = await sharing.name(program, cookieOf(request), formField(request, 'placement'));
    const notice = answer === 'named' || answer === 'closed' ? '' : `&naming=${notices[answer]}`;
    const query = `${langOf(request)}${notice}`.replace('&', '?');
    reply.header('cache-control', 'no-store');
    return reply.redirect(`../${encodeURIComponent(program)}${query}#links`, 303);
  });
}
