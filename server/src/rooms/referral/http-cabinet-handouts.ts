import { escapeHtml } from '../../kit/pages.ts';
import { type Language, sentenceOf } from '../../kit/values/sentences.ts';
import { copy, type Say } from './http-cabinet-share-page.ts';
import { codeBox } from './http-landing-page.ts';
import type { CabinetPage } from './service-cabinet-pages.ts';
import type { Handout } from './service-handouts.ts';
import { handoutTexts } from './texts-fulfilment.ts';

/** What is handed out instead of being spent: what waits, what was given, and promo codes to be copied. */
export function handoutsSection(
  { handouts }: CabinetPage,
  language: Language,
  say: Say,
  day: (moment: number) => string,
): string {
  if (handouts.length === 0) return '';
  const told = ({ by, state, changedAt }: Handout): string => {
    const key = state === 'failed' ? 'failed' : (`${by}_${state}` as const);
    return escapeHtml(sentenceOf(handoutTexts, key, { day: day(changedAt) })[language]);
  };
  const items = handouts.map((each) => {
    const { amount, code } = each;
    const given = code === null ? '' : `<div class="line">${codeBox(code)}${copy(code, say)}</div>`;
    return `<li><p><strong>${escapeHtml(amount[language])}</strong> <span class="soft">${told(each)}</span></p>
${given}</li>`;
  });
  return `<section class="card"><h2>${escapeHtml(sentenceOf(handoutTexts, 'title', {})[language])}</h2>
<ul class="tasks">${items.join('')}</ul></section>`;
}
