import type { FastifyInstance } from 'fastify';
import { pageLanguage } from '../../kit/branded-pages.ts';
import { escapeHtml } from '../../kit/pages.ts';
import type { Language } from '../../kit/values/sentences.ts';
import { leaveForm, sendPageOf } from './http-cabinet-frame.ts';
import { numbersTable, outlookIn, periodTable, type SayOutlook } from './http-cabinet-outlook.ts';
import { type CabinetAddress, cookieOf, langOf } from './http-cabinet-session.ts';
import type { CabinetStatistics, Part, StatisticsPage, WayCounts } from './service-cabinet-statistics.ts';
import { cabinetTexts } from './texts-cabinet.ts';
import { noPlacement, otherPlacement, qrPlacement, shareButtons } from './types-placements.ts';

export interface StatisticsRoutes {
  readonly statistics: CabinetStatistics;
}

/** `/me/:program/statistics`: what somebody's own invitations came to. */
export function statisticsPage(app: FastifyInstance, { statistics }: StatisticsRoutes): void {
  app.get<CabinetAddress>('/me/:program/statistics', { schema: { hide: true } }, async (request, reply) => {
    const { program } = request.params;
    const { ways, periods } = request.query;
    const place = { ways: startIn(ways), periods: startIn(periods) };
    const page = await statistics.view(program, cookieOf(request), place);
    // Whoever has no cabinet open is told so there.
    if (page === undefined) {
      const address = `../${encodeURIComponent(program)}${langOf(request).replace('&', '?')}`;
      return reply.header('cache-control', 'no-store').redirect(address, 303);
    }
    const language = pageLanguage(request);
    const say = outlookIn(language);
    return sendPageOf(request, reply, 200, page, {
      title: `${say('statisticsTitle')} — ${page.program.definition.name[language]}`,
      main: statisticsBody(page, language),
      aside: leaveForm(request, page, language, '../'),
      wide: true,
    });
  });
}

/** Where a list begins, from the address. */
function startIn(text: unknown): number {
  return typeof text === 'string' && /^\d{1,4}$/.test(text) ? Number(text) : 0;
}

function statisticsBody(page: StatisticsPage, language: Language): string {
  const say = outlookIn(language);
  const back = `../${page.program.program}?lang=${language}`;
  return `<div class="intro"><p><a href="${escapeHtml(back)}">${say('back')}</a></p>
<h1>${say('statisticsTitle')}</h1></div>${countsCard(page, language, say)}${waysCard(page, language, say)}${periodsCard(
    page,
    language,
    say,
  )}`;
}

function countsCard({ counts, registeredByLink }: StatisticsPage, language: Language, say: SayOutlook): string {
  const { followed, registered, paid } = counts;
  const texts = cabinetTexts[language];
  const format = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-US');
  const tiles = [
    [followed, texts.followed],
    [registered, texts.registered],
    [paid, texts.paid],
  ] as const;
  const rates = [
    rate(registeredByLink, followed, language, (percent) => say('rateRegistered', { percent })),
    rate(paid, registered, language, (percent) => say('ratePaid', { percent })),
  ].filter((each) => each !== '');
  const told = rates.length === 0 ? `<p class="soft">${say('rateNone')}</p>` : rates.join('');
  return `<section class="card"><h2>${escapeHtml(texts.countsTitle)}</h2><dl class="tiles">${tiles
    .map(([count, name]) => `<div><dt>${escapeHtml(name)}</dt><dd>${format.format(count)}</dd></div>`)
    .join('')}</dl></section><section class="card"><h2>${say('rates')}</h2>${told}</section>`;
}

/** A share of those before. Several may come by one click that was passed on, so there may be more: then none. */
function rate(some: number, all: number, language: Language, said: (percent: string) => string): string {
  if (all === 0 || some > all) return '';
  const format = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-US', {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  return `<p>${said(format.format(some / all))}</p>`;
}

function waysCard({ ways }: StatisticsPage, language: Language, say: SayOutlook): string {
  const format = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-US');
  const columns = ['followed', 'registered', 'paid'] as const;
  const rows = ways.items.map(({ channel, placement, counts }) => {
    const cells = columns.map((column) => `<td>${format.format(counts[column])}</td>`).join('');
    return `<tr><th scope="row" dir="auto">${wayName({ channel, placement }, language, say)}</th>${cells}</tr>`;
  });
  const table = numbersTable(
    say('ways'),
    (['way', ...columns] as const).map((name) => say(name)),
    rows,
  );
  const inside = rows.length === 0 ? `<p class="soft">${say('waysNone')}</p>` : table;
  const further = furtherLinks(ways, 'ways', language, say);
  return `<section class="card" id="ways"><h2>${say('ways')}</h2>${inside}${further}</section>`;
}

function wayName(
  { channel, placement }: Pick<WayCounts, 'channel' | 'placement'>,
  language: Language,
  say: SayOutlook,
): string {
  if (channel === 'code') return say('by_code');
  if (channel === 'manual') return say('by_staff');
  if (placement === noPlacement) return say('by_link');
  if (placement === otherPlacement) return say('by_rest');
  if (placement === qrPlacement) return say('by_qr');
  const button = shareButtons.find((each) => each === placement);
  return escapeHtml(button === undefined ? placement : cabinetTexts[language][button]);
}

function periodsCard({ every, periods }: StatisticsPage, language: Language, say: SayOutlook): string {
  if (every === undefined) return '';
  const title = every === 'month' ? 'months' : 'years';
  return `<section class="card" id="periods"><h2>${say(title)}</h2>${periodTable(title, periods.items, language, [
    'sales',
    'friends',
    'turnover',
  ])}${furtherLinks(periods, 'periods', language, say)}</section>`;
}

/** The way to the next part of a list, and back to its beginning. */
function furtherLinks(
  { from, next }: Part<unknown>,
  name: 'ways' | 'periods',
  language: Language,
  say: SayOutlook,
): string {
  const link = (to: number, label: string): string => {
    const href = `?${name}=${to}&amp;lang=${language}#${name}`;
    return `<p class="site"><a class="btn second" rel="nofollow" href="${href}">${label}</a></p>`;
  };
  const further = next === undefined ? '' : link(next, say(name === 'ways' ? 'more' : 'earlier'));
  return `${further}${from === 0 ? '' : link(0, say('latest'))}`;
}
