import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageLanguage, sendBrandedPage } from '../../kit/branded-pages.ts';
import { escapeHtml } from '../../kit/pages.ts';
import type { Language } from '../../kit/values/sentences.ts';
import { type CabinetAddress, langOf } from './http-cabinet-session.ts';
import { otherLanguage } from './http-page-parts.ts';
import type { CabinetPage } from './service-cabinet-pages.ts';
import { cabinetTexts } from './texts-cabinet.ts';

/** Whose pages these are. */
export type Whose = Pick<CabinetPage, 'program' | 'brand'>;

/** A page of a cabinet in the workspace's name and colour. */
export function sendPageOf(
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

/** The way out; `base` leads from the page to the place where cabinets stand. */
export function leaveForm(
  request: FastifyRequest<CabinetAddress>,
  { program }: Whose,
  language: Language,
  base = '',
): string {
  const action = `${base}${program.program}/sign-out${langOf(request).replace('&', '?')}`;
  return `<form method="post" action="${escapeHtml(action)}">
<button class="plain">${escapeHtml(cabinetTexts[language].leave)}</button></form>`;
}
