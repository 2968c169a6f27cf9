import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isbot } from 'isbot';
import { pageLanguage, sendBrandedPage } from '../../kit/branded-pages.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { busyNotice, type FormTrouble, landingBody, landingTitle, thanksBody } from './http-landing-page.ts';
import { formField, isFromHere, logoRoute, otherLanguage, plainPage } from './http-page-parts.ts';
import type { FormAnswer, LandingAnswer, LandingPage, Landings, LandingVisit, TypedForm } from './service-landing.ts';
import { landingTexts } from './texts-landing.ts';
import { placementParameter } from './types-placements.ts';

export interface LandingRoutes {
  readonly landings: Landings;
  /** Where our own pages begin, without a slash at its end. */
  readonly publicUrl: string;
}

interface Address {
  Params: { program: string; code?: string };
  Querystring: Record<string, unknown>;
}

const hidden = { schema: { hide: true } } as const;
/** Ten thousand characters of a hostile name fit: they are answered with a sentence. */
const formBytes = 128 * 1024;

/** `/i/:program`: the page that greets whoever was invited. It remembers nothing in the browser and needs no script. */
export function landingPages(app: FastifyInstance, { landings, publicUrl }: LandingRoutes): void {
  logoRoute(app, '/i/:program/logo', (program) => landings.logo(program));
  app.get<Address>('/i/:program/thanks', hidden, async (request, reply) => {
    const answer = await landings.visit({ ...visitOf(request), isPerson: false });
    if (answer.kind !== 'shown') return elsewhere(request, reply, answer);
    const body = thanksBody(answer.page, pageLanguage(request));
    return show(request, reply, 200, answer.page, body, 'thanksTitle');
  });
  for (const path of ['/i/:program', '/i/:program/:code']) {
    app.get<Address>(path, hidden, async (request, reply) => {
      const answer = await landings.visit(visitOf(request));
      if (answer.kind !== 'shown') return elsewhere(request, reply, answer);
      return show(request, reply, 200, answer.page, landingBody(answer.page, pageLanguage(request)));
    });
    app.post<Address>(path, { ...hidden, bodyLimit: formBytes }, async (request, reply) => {
      if (!isFromHere(request, publicUrl)) return plainPage(request, reply, 403, 'missing', 'foreign');
      const click = formField(request, 'sarafan_click');
      const visit = { ...visitOf(request), ...(click === '' ? {} : { click }) };
      const answer = await landings.send(visit, {
        typed: typedIn(request),
        ticket: formField(request, 'ticket'),
        language: pageLanguage(request),
        page: pathOf(request),
        trapped: formField(request, 'website') !== '',
      });
      return tell(request, reply, answer);
    });
  }
}

function visitOf(request: FastifyRequest<Address>): LandingVisit {
  const { program, code } = request.params;
  const { query } = request;
  const agent = request.headers['user-agent'] ?? '';
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return {
    program,
    code: code ?? text(query['code']),
    click: text(query['sarafan_click']),
    placement: query[placementParameter],
    // A preview asks for the head alone, and no browser hides its name.
    isPerson: request.method !== 'HEAD' && agent !== '' && !isbot(agent),
    address: request.ip,
  };
}

function typedIn(request: FastifyRequest): TypedForm {
  const [name, email, phone, code] = ['name', 'email', 'phone', 'code'].map((field) => formField(request, field));
  return {
    ...{ name: name ?? '', email: email ?? '', phone: phone ?? '', code: code ?? '' },
    consent: formField(request, 'consent') === 'yes',
  };
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '';
}

/** What came of a form. Whatever was wrong, everything that was typed is still there. */
async function tell(request: FastifyRequest<Address>, reply: FastifyReply, answer: FormAnswer): Promise<FastifyReply> {
  if (answer.kind === 'unknown' || answer.kind === 'wait') return elsewhere(request, reply, answer);
  const { page } = answer;
  const language = pageLanguage(request);
  const again = (status: number, trouble: Omit<FormTrouble, 'typed'>): Promise<FastifyReply> => {
    const body = landingBody(page, language, { typed: typedIn(request), ...trouble });
    return show(request, reply, status, page, body);
  };
  switch (answer.kind) {
    case 'sent':
      return reply.header('cache-control', 'no-store').redirect(thanksAddress(request, page), 303);
    case 'wrong':
      return again(422, { problems: answer.problems });
    case 'stale':
      return again(409, { problems: new Map(), notice: sentenceOf(landingTexts, 'stale') });
    case 'robot':
      return again(403, { problems: new Map(), notice: sentenceOf(landingTexts, 'robot') });
    case 'busy':
      reply.header('retry-after', String(answer.seconds));
      return again(429, { problems: new Map(), notice: busyNotice(answer.seconds) });
    case 'closed':
      return again(410, { problems: new Map() });
  }
}

/** Relative, so that the visitor stays on the very address they came by; nothing that was typed stands in it. */
function thanksAddress(request: FastifyRequest<Address>, { program, code, click }: LandingPage): string {
  const parameters = new URLSearchParams();
  if (code !== undefined) parameters.set('code', code);
  if (click !== undefined) parameters.set('sarafan_click', click);
  const { lang } = request.query;
  if (lang === 'ru' || lang === 'en') parameters.set('lang', lang);
  const query = parameters.size === 0 ? '' : `?${parameters.toString()}`;
  return request.params.code === undefined ? `${program.program}/thanks${query}` : `thanks${query}`;
}

function show(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  page: LandingPage,
  main: string,
  title: 'title' | 'thanksTitle' = 'title',
): Promise<FastifyReply> {
  const { name, accent, logo } = page.brand;
  const language = pageLanguage(request);
  return sendBrandedPage(request, reply, status, {
    ...{ language, main, title: landingTitle(page, language, title) },
    brand: { name, accent, logo: logo === null ? undefined : `/i/${page.program.program}/logo` },
    otherLanguage: otherLanguage(request),
  });
}

function elsewhere(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Exclude<LandingAnswer, { kind: 'shown' }>,
): FastifyReply {
  if (answer.kind === 'unknown') return plainPage(request, reply, 404, 'missing', 'missingText');
  reply.header('retry-after', String(answer.seconds));
  return plainPage(request, reply, 429, 'tooMany', 'tooManyText');
}
