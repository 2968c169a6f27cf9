import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isbot } from 'isbot';
import { pageLanguage } from '../../kit/branded-pages.ts';
import type { AppealTrouble } from './http-ban-page.ts';
import { leaveForm, sendPageOf, type Whose } from './http-cabinet-frame.ts';
import { cabinetBody, cabinetScript, cabinetTitle, placeIn, plainBody } from './http-cabinet-page.ts';
import { type CabinetAddress, cookie, cookieOf, langOf } from './http-cabinet-session.ts';
import { choosingNotice, namingNotice, sharingPages, takingNotice } from './http-cabinet-sharing.ts';
import { statisticsPage } from './http-cabinet-statistics.ts';
import { candidateBody, candidateTitle, inputName, type Trouble } from './http-candidate-page.ts';
import { formField, isFromHere, logoRoute, plainPage } from './http-page-parts.ts';
import type { Appeals, SentAppeal } from './service-appeals.ts';
import type { CabinetAnswer, CandidatePage, Opening } from './service-cabinet-pages.ts';
import type { CabinetStatistics } from './service-cabinet-statistics.ts';
import { type Cabinets, cabinetLimits } from './service-cabinets.ts';
import type { Sharing } from './service-sharing.ts';
import { type CabinetText, cabinetTexts } from './texts-cabinet.ts';

export interface CabinetRoutes {
  readonly cabinets: Cabinets;
  readonly sharing: Sharing;
  readonly appeals: Appeals;
  readonly statistics: CabinetStatistics;
  /** Where our own pages begin, without a slash at its end. */
  readonly publicUrl: string;
}

const hidden = { schema: { hide: true } } as const;
/** More than any form has. */
const fieldsAtMost = 100;
/** Twenty answers that are too long fit: they are answered with a sentence. */
const formBytes = 256 * 1024;

/** `/me/:program`: the cabinet of whoever invites, opened once by a signed link, then by a cookie for a short time. */
export function cabinetPages(
  app: FastifyInstance,
  { cabinets, sharing, appeals, statistics, publicUrl }: CabinetRoutes,
): void {
  sharingPages(app, { sharing, publicUrl });
  statisticsPage(app, { statistics });
  logoRoute(app, '/me/:program/logo', async (program) => cabinets.logo(program));
  app.get<CabinetAddress>('/me/:program', hidden, async (request, reply) => {
    const { token, after } = request.query;
    const { program } = request.params;
    if (typeof token === 'string') return open(request, reply, cabinets, publicUrl, token);
    const answer = await cabinets.view(program, cookieOf(request), placeIn(after));
    return show(request, reply, answer);
  });
  app.post<CabinetAddress>('/me/:program', { ...hidden, bodyLimit: formBytes }, async (request, reply) => {
    if (!isFromHere(request, publicUrl)) return plainPage(request, reply, 403, 'missing', 'foreign');
    if (request.body instanceof URLSearchParams && request.body.has('appeal')) {
      return takeAppeal(request, reply, { cabinets, appeals });
    }
    const typed = typedIn(request);
    const answer = await cabinets.apply(request.params.program, cookieOf(request), typed, request.ip);
    switch (answer.kind) {
      case 'applied':
        reply.header('cache-control', 'no-store');
        return reply.redirect(`${answer.program.program}${langOf(request).replace('&', '?')}`, 303);
      case 'candidate':
        return showCandidate(request, reply, 422, answer.page, { typed, problems: answer.problems });
      case 'wait':
        reply.header('retry-after', String(answer.seconds));
        return plainPage(request, reply, 429, 'tooMany', 'tooManyText');
      default:
        return show(request, reply, answer);
    }
  });
  app.post<CabinetAddress>('/me/:program/sign-out', hidden, async (request, reply) => {
    if (!isFromHere(request, publicUrl)) return plainPage(request, reply, 403, 'missing', 'foreign');
    const program = await cabinets.program(request.params.program);
    if (program === undefined) return plainPage(request, reply, 404, 'missing', 'missingText');
    const secret = cookieOf(request);
    if (secret !== undefined) await cabinets.close(secret);
    reply.header('set-cookie', cookie(publicUrl, program.program, '', 0));
    return reply.header('cache-control', 'no-store').redirect(`../${program.program}?left=1${langOf(request)}`, 303);
  });
}

/** Whoever is banned says what they have to say; a text that cannot be taken is shown again. */
async function takeAppeal(
  request: FastifyRequest<CabinetAddress>,
  reply: FastifyReply,
  { cabinets, appeals }: Pick<CabinetRoutes, 'cabinets' | 'appeals'>,
): Promise<FastifyReply> {
  const { program } = request.params;
  const typed = formField(request, 'appeal');
  const sent = await appeals.send(program, cookieOf(request), typed, request.ip);
  if (sent.kind === 'wait') {
    reply.header('retry-after', String(sent.seconds));
    return plainPage(request, reply, 429, 'tooMany', 'tooManyText');
  }
  const problem = appealProblem(sent);
  if (problem !== undefined) {
    return show(request, reply, await cabinets.view(program, cookieOf(request), undefined), { typed, problem });
  }
  reply.header('cache-control', 'no-store');
  return reply.redirect(`${encodeURIComponent(program)}${langOf(request).replace('&', '?')}#appeal`, 303);
}

function appealProblem(sent: SentAppeal): AppealTrouble['problem'] | undefined {
  const problems = { empty: 'empty', too_long: 'tooLong', appealed_already: 'again' } as const;
  if (sent.kind !== 'answered' || sent.answer === 'sent' || sent.answer === 'not_banned') return undefined;
  return problems[sent.answer];
}

async function open(
  request: FastifyRequest<CabinetAddress>,
  reply: FastifyReply,
  cabinets: Cabinets,
  publicUrl: string,
  token: string,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store');
  const agent = request.headers['user-agent'] ?? '';
  const isPreview = request.method === 'HEAD' || agent === '' || isbot(agent);
  // A preview of a message would use the link up before its reader has seen it.
  if (isPreview) {
    const answer = await cabinets.view(request.params.program, undefined, undefined);
    if (answer.kind !== 'closed') return show(request, reply, answer);
    return sayPlainly(request, reply, 401, answer, 'previewTitle', 'previewText');
  }
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
  request: FastifyRequest<CabinetAddress>,
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
  request: FastifyRequest<CabinetAddress>,
  reply: FastifyReply,
  answer: CabinetAnswer,
  appeal?: AppealTrouble,
): Promise<FastifyReply> {
  const language = pageLanguage(request);
  switch (answer.kind) {
    case 'unknown':
      return plainPage(request, reply, 404, 'missing', 'missingText');
    case 'candidate':
      return showCandidate(request, reply, 200, answer.page);
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
      const naming = namingNotice(request);
      const choosing = choosingNotice(request);
      const taking = takingNotice(request);
      const notices = {
        ...(naming && { naming }),
        ...(choosing && { choosing }),
        ...(taking && { taking }),
        ...(appeal && { appeal }),
      };
      return sendPageOf(request, reply, appeal === undefined ? 200 : 422, page, {
        title: cabinetTitle(page, language),
        main: cabinetBody(page, language, notices),
        aside: leaveForm(request, page, language),
        script: cabinetScript,
        wide: true,
      });
    }
  }
}

function showCandidate(
  request: FastifyRequest<CabinetAddress>,
  reply: FastifyReply,
  status: number,
  page: CandidatePage,
  trouble?: Trouble,
): Promise<FastifyReply> {
  const language = pageLanguage(request);
  return sendPageOf(request, reply, status, page, {
    title: candidateTitle(page, language),
    main: candidateBody(page, language, trouble),
    aside: leaveForm(request, page, language),
  });
}

/** What was typed into the form of a program, by its fields. */
function typedIn(request: FastifyRequest): ReadonlyMap<string, string> {
  const sent = request.body instanceof URLSearchParams ? [...request.body.keys()] : [];
  const prefix = inputName('');
  const names = sent.filter((name) => name.startsWith(prefix)).slice(0, fieldsAtMost);
  return new Map(names.map((name) => [name.slice(prefix.length), formField(request, name)]));
}

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
