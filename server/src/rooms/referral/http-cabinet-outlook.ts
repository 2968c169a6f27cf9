import { escapeHtml } from '../../kit/pages.ts';
import { type Language, sentenceOf, type TextValues } from '../../kit/values/sentences.ts';
import type { CabinetPage } from './service-cabinet-pages.ts';
import type { PeriodTold } from './service-outlook.ts';
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
  // Whoever is banned is owed no bonus, so nothing is said of what may still come.
  if (shown.length === 0 && earlier.length === 0 && (ban !== undefined || program.definition.bonuses === undefined)) {
    return '';
  }
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
  const table = periodTable('turnoverTitle', periods, language, ['sales', 'turnover']);
  return `<section class="card" id="turnover"><h2>${say('turnoverTitle')}</h2>
<p class="soft small">${say('turnoverText')}</p>${table}</section>`;
}

type Column = 'sales' | 'friends' | 'turnover';

/** Periods below one another; the first column names them. */
export function periodTable(
  title: 'turnoverTitle' | 'months' | 'years',
  periods: readonly PeriodTold[],
  language: Language,
  columns: readonly Column[],
): string {
  const say = outlookIn(language);
  const format = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-US');
  const cell = (told: PeriodTold, column: Column): string => {
    if (column !== 'turnover') return format.format(told[column]);
    return told.turnover === undefined ? say('noTurnover') : escapeHtml(told.turnover[language]);
  };
  const rows = periods.map((told) => {
    const cells = columns.map((column) => `<td>${cell(told, column)}</td>`).join('');
    return `<tr><th scope="row">${escapeHtml(told.name[language])}</th>${cells}</tr>`;
  });
  return numbersTable(
    say(title),
    (['period', ...columns] as const).map((name) => say(name)),
    rows,
  );
}

/** A table that scrolls by itself where its words need more room than there is; everything in it is HTML. */
export function numbersTable(title: string, columns: readonly string[], rows: readonly string[]): string {
  const head = columns.map((column) => `<th scope="col">${column}</th>`).join('');
  return `<div class="scroll" role="region" tabindex="0" aria-label="${title}"><table><thead><tr>${head}</tr></thead>
<tbody>${rows.join('')}</tbody></table></div>`;
}

/** What may come: what waits, and bonuses as if their periods ended now. Nothing of it is promised. */
export function forecastCard(
  { outlook: { forecast }, ban }: CabinetPage,
  language: Language,
  day: (moment: number) => string,
): string {
  if (forecast === undefined || ban !== undefined) return '';
  const say = outlookIn(language);
  const held = forecast.map(({ total, pending, bonus, availableAt }) => {
    const from = availableAt === undefined ? undefined : day(availableAt);
    const waits = from === undefined ? ('pending' as const) : ('pendingFrom' as const);
    const lines = [
      ...(pending === undefined ? [] : [say(waits, { amount: pending, day: from ?? '' })]),
      ...(bonus === undefined ? [] : [say('bonus', { amount: bonus })]),
    ];
    return `<div class="held"><p><strong>${escapeHtml(total[language])}</strong></p>
<ul class="rules">${lines.map((line) => `<li>${line}</li>`).join('')}</ul></div>`;
  });
  const inside = held.length === 0 ? `<p class="soft">${say('forecastNone')}</p>` : held.join('');
  return `<section class="card" id="forecast"><h2>${say('forecastTitle')}</h2>${inside}
<p class="hint">${say('noPromise')}</p></section>`;
}
