import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isbot } from 'isbot';
import { pageLanguage, sendBrandedPage } from '../../kit/branded-pages.ts';
import { escapeHtml } from '../../kit/pages.ts';
import type { Language } from '../../kit/values/sentences.ts';
import { cabinetBody, cabinetScript, cabinetTitle, placeIn, plainBody } from './http-cabinet-page.ts';
import { isFromHere, logoRoute, otherLanguage, plainPage } from './http-page-parts.ts';
import {
  type CabinetAnswer,
  type CabinetPage,
  type Cabinets,
  cabinetLimits,
  type Opening,
} from './service-cabinets.ts';
import { type CabinetText, cabinetTexts } from './texts-cabinet.ts';

export interface CabinetRoutes {
  readonly cabinets: Cabinets;
  /** Where our own pages begin, without a slash at its end. */
  readonly publicUrl: string;
}

interface Address {
  Params: { program: string };
  Querystring: Record<string, unknown>;
}

const hidden = { schema: { hide: true } } as const;
const cookieName = 'sarafan_me';

/** `/me/:program`: the cabinet of whoever invites, opened once by a signed link, then by a cookie for a short time. */
export function cabinetPages(app: FastifyInstance, { cabinets, publicUrl }: CabinetRoutes): void {
  logoRoute(app, '/me/:program/logo', async (program) => cabinets.logo(program));
  app.get<Address>('/me/:program', hidden, async (request, reply) => {
    const { token, after } = request.query;
    const { program } = request.params;
    if (typeof token === 'string') return open(request, reply, cabinets, publicUrl, token);
    const answer = await cabinets.view(program, cookieOf(request), placeIn(after));
    return show(request, reply, answer);
  });
  app.post<Address>('/me/:program/sign-out', hidden, async (request, reply) => {
    if (!isFromHere(request, publicUrl)) return plainPage(request, reply, 403, 'missing', 'foreign');
    const program = await cabinets.program(request.params.program);
    if (program === undefined) return plainPage(request, reply, 404, 'missing', 'missingText');
    const secret = cookieOf(request);
    if (secret !== undefined) await cabinets.close(secret);
    reply.header('set-cookie', cookie(publicUrl, program.program, '', 0));
    return reply.header('cache-control', 'no-store').redirect(`../${program.program}?left=1${langOf(request)}`, 303);
  });
}

async function open(
  request: FastifyRequest<Address>,
  reply: FastifyReply,
  cabinets: Cabinets,
  publicUrl: string,
  token: string,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store');
  const agent = request.headers['user-agent'] ?? '';
  const isPreview = request.method === 'HEAD' || agent === '' || isbot(agent);
  // A preview of a message would use the link up before its reader has seen it.
  if (isPreview) return show(request, reply, await cabinets.view(request.params.program, undefined, undefined));
  const opening = await cabinets.open(request.params.program, token, request.ip);
  switch (opening.kind) {
    case 'opened': {
      const { program, secret } = opening;
      const lasts = Math.floor(cabinetLimits.sessionMs / 1_000);
      reply.header('set-cookie', cookie(publicUrl, program.program, secret, lasts));
      // To the same page without the token, so that it stays in no history and is told to nobody.
      return reply.redirect(`${program.program}${langOf(request).replace('&', '?')}`, 303);
    }
    case 'refused':
      return refused(request, reply, cabinets, opening);
    case 'wait':
      reply.header('retry-after', String(opening.seconds));
      return plainPage(request, reply, 429, 'tooMany', 'tooManyText');
    case 'unknown':
      return plainPage(request, reply, 404, 'missing', 'missingText');
  }
}

const problemTexts = {
  bad: ['badTitle', 'badText'],
  expired: ['expiredTitle', 'expiredText'],
  used: ['usedTitle', 'usedText'],
} as const satisfies Record<string, readonly [CabinetText, CabinetText]>;

/** Whoever presses a used link again and is still inside is let in; everybody else is told what is wrong with it. */
async function refused(
  request: FastifyRequest<Address>,
  reply: FastifyReply,
  cabinets: Cabinets,
  { program, brand, why }: Extract<Opening, { kind: 'refused' }>,
): Promise<FastifyReply> {
  if (why === 'used' && (await cabinets.session(program, cookieOf(request))) !== undefined) {
    return reply.redirect(`${program.program}${langOf(request).replace('&', '?')}`, 303);
  }
  const [title, text] = problemTexts[why];
  return sayPlainly(request, reply, why === 'bad' ? 403 : 410, { program, brand }, title, text);
}

async function show(
  request: FastifyRequest<Address>,
  reply: FastifyReply,
  answer: CabinetAnswer,
): Promise<FastifyReply> {
  const language = pageLanguage(request);
  switch (answer.kind) {
    case 'unknown':
      return plainPage(request, reply, 404, 'missing', 'missingText');
    case 'ended':
      return sayPlainly(request, reply, 200, answer, 'endedTitle', 'endedText');
    case 'soon':
      return sayPlainly(request, reply, 202, answer, 'soonTitle', 'soonText', { href: '', label: 'refresh' });
    case 'closed': {
      const { left } = request.query;
      const site = answer.site === undefined ? undefined : { href: answer.site, label: 'site' as const };
      if (left === '1') return sayPlainly(request, reply, 200, answer, 'leftTitle', 'leftText', site);
      return sayPlainly(request, reply, 401, answer, 'closedTitle', 'closedText', site);
    }
    case 'shown': {
      const { page } = answer;
      return sendPageOf(request, reply, 200, page, {
        title: cabinetTitle(page, language),
        main: cabinetBody(page, language),
        aside: leaveForm(request, page, language),
        script: cabinetScript,
        wide: true,
      });
    }
  }
}

type Whose = Pick<CabinetPage, 'program' | 'brand'>;

function sayPlainly(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  whose: Whose,
  title: CabinetText,
  text: CabinetText,
  action?: { readonly href: string; readonly label: CabinetText },
): Promise<FastifyReply> {
  const texts = cabinetTexts[pageLanguage(request)];
  const link = action === undefined ? undefined : { href: action.href, label: texts[action.label] };
  return sendPageOf(request, reply, status, whose, {
    title: texts[title],
    main: plainBody(texts[title], texts[text], link),
  });
}

function sendPageOf(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  { program, brand }: Whose,
  page: {
    readonly title: string;
    readonly main: string;
    readonly aside?: string;
    readonly script?: string;
    readonly wide?: boolean;
  },
): Promise<FastifyReply> {
  const { name, accent, logo } = brand;
  return sendBrandedPage(request, reply, status, {
    ...page,
    language: pageLanguage(request),
    brand: { name, accent, logo: logo === null ? undefined : `/me/${program.program}/logo` },
    otherLanguage: otherLanguage(request),
  });
}

function leaveForm(request: FastifyRequest<Address>, { program }: CabinetPage, language: Language): string {
  const action = `${program.program}/sign-out${langOf(request).replace('&', '?')}`;
  return `<form method="post" action="${escapeHtml(action)}">
<button class="plain">${escapeHtml(cabinetTexts[language].leave)}</button></form>`;
}

/** The language that the address asks for, as the rest of a query. */
function langOf({ query }: FastifyRequest<Address>): string {
  const { lang } = query;
  return lang === 'ru' || lang === 'en' ? `&lang=${lang}` : '';
}

function cookieOf(request: FastifyRequest): string | undefined {
  for (const pair of (request.headers.cookie ?? '').slice(0, 8_000).split(';')) {
    const [name = '', value = ''] = pair.trim().split('=');
    if (name === cookieName && /^[\w-]{20,100}$/.test(value)) return value;
  }
  return undefined;
}

/** Only for this cabinet and out of a script's reach; lax, because the link comes from a message or another site. */
function cookie(publicUrl: string, program: string, value: string, maxAge: number): string {
  const { protocol, pathname } = new URL(publicUrl);
  const path = `${pathname.replace(/\/$/, '')}/me/${program}`;
  const secure = protocol === 'https:' ? '; Secure' : '';
  return `${cookieName}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}
