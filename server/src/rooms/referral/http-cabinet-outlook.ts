import { escapeHtml } from '../../kit/pages.ts';
import { type Language, sentenceOf, type TextValues } from '../../kit/values/sentences.ts';
import { periodName } from './rules/explained-bonuses.ts';
import type { KeptPeriod } from './rules/outlook.ts';
import { turnoverWords } from './rules/outlook-phrases.ts';
import { unitAmount } from './rules/unit-words.ts';
import type { CabinetPage } from './service-cabinet-pages.ts';
import { cabinetTexts } from './texts-cabinet.ts';
import { type OutlookText, outlookTexts } from './texts-outlook.ts';

export type SayOutlook = (key: OutlookText, values?: TextValues) => string;

/** Texts of outlooks in one language, ready to stand in a page. */
export const outlookIn =
  (language: Language): SayOutlook =>
  (key, values = {}) =>
    escapeHtml(sentenceOf(outlookTexts, key, values)[language]);

/** The way to the page of statistics. */
export function statisticsLink(program: string, language: Language): string {
  const say = outlookIn(language);
  return `<p class="site"><a class="btn second" href="${escapeHtml(`${program}/statistics?lang=${language}`)}">${say(
    'toStatistics',
  )}</a></p>`;
}

/** What all friends together bring: how it stands, what is missing to the next step, and what earlier times came to. */
export function bonusesCard({ outlook, program, ban }: CabinetPage, language: Language): string {
  const { open, earlier } = outlook;
  const shown = ban === undefined ? open : [];
  if (shown.length === 0 && earlier.length === 0 && program.definition.bonuses === undefined) return '';
  const text = cabinetTexts[language];
  const now = shown.map(({ sentence, next }) => {
    const lines = [sentence, next].flatMap((each) => (each === undefined ? [] : [escapeHtml(each[language])]));
    return `<li class="open">${lines.join('<br>')}</li>`;
  });
  const items = [
    ...now,
    ...earlier.map(({ sentence, state }) => `<li class="${state}">${escapeHtml(sentence[language])}</li>`),
  ];
  const hasNothing = earlier.length === 0 && shown.every(({ sentence }) => sentence === undefined);
  const none = hasNothing ? `<p class="soft">${escapeHtml(text.bonusesNone)}</p>` : '';
  const inside = items.length === 0 ? none : `${none}<ul class="rules">${items.join('')}</ul>`;
  return `<section class="card" id="bonuses"><h2>${escapeHtml(text.bonusesTitle)}</h2>${inside}</section>`;
}

/** What friends have paid in the present period and in the last ones. */
export function turnoverCard({ outlook }: CabinetPage, language: Language): string {
  const { periods } = outlook;
  if (periods.length === 0) return '';
  const say = outlookIn(language);
  return `<section class="card" id="turnover"><h2>${say('turnoverTitle')}</h2>
<p class="soft small">${say('turnoverText')}</p>${periodTable(periods, language, ['sales', 'turnover'])}</section>`;
}

type Column = 'leads' | 'sales' | 'friends' | 'turnover';

/** Periods below one another; the first column names them. */
export function periodTable(periods: readonly KeptPeriod[], language: Language, columns: readonly Column[]): string {
  const say = outlookIn(language);
  const format = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-US');
  const cell = ({ sums }: KeptPeriod, column: Column): string => {
    if (column !== 'turnover') return format.format(sums[column]);
    const words = turnoverWords(sums);
    return words === undefined ? say('noTurnover') : escapeHtml(words[language]);
  };
  const rows = periods.map((each) => {
    const cells = columns.map((column) => `<td>${cell(each, column)}</td>`).join('');
    return `<tr><th scope="row">${escapeHtml(periodName(each.period)[language])}</th>${cells}</tr>`;
  });
  const head = columns.map((column) => `<th scope="col">${say(column)}</th>`).join('');
  return `<table><thead><tr><th scope="col">${say('period')}</th>${head}</tr></thead><tbody>${rows.join(
    '',
  )}</tbody></table>`;
}

/** What may come: what waits, and bonuses as if their periods ended now. Nothing of it is promised. */
export function forecastCard(
  { outlook: { forecast }, ban }: CabinetPage,
  language: Language,
  day: (moment: number) => string,
): string {
  if (forecast === undefined || ban !== undefined) return '';
  const say = outlookIn(language);
  const held = forecast.map(({ named, pendingMinor, bonusMinor, availableAt }) => {
    const amount = (minor: bigint): string => unitAmount(minor, named)[language];
    const from = availableAt === undefined ? undefined : day(availableAt);
    const waits = { amount: amount(pendingMinor), day: from ?? '' };
    const lines = [
      ...(pendingMinor > 0n ? [say(from === undefined ? 'pending' : 'pendingFrom', waits)] : []),
      ...(bonusMinor > 0n ? [say('bonus', { amount: amount(bonusMinor) })] : []),
    ];
    return `<div class="held"><p><strong>${escapeHtml(amount(pendingMinor + bonusMinor))}</strong></p><ul class="rules">${lines
      .map((line) => `<li>${line}</li>`)
      .join('')}</ul></div>`;
  });
  const inside = held.length === 0 ? `<p class="soft">${say('forecastNone')}</p>` : held.join('');
  return `<section class="card" id="forecast"><h2>${say('forecastTitle')}</h2>${inside}
<p class="hint">${say('noPromise')}</p></section>`;
}
