import { banLimits } from '@sarafan/contract';
import { escapeHtml } from '../../kit/pages.ts';
import { type Language, type Sentence, sentenceOf } from '../../kit/values/sentences.ts';
import { dayIn } from '../../kit/values/zones.ts';
import type { CabinetPage } from './service-cabinet-pages.ts';
import { banReasonTexts, banTexts } from './texts-bans.ts';

/** An appeal that came in and could not be taken, with what was typed. */
export interface AppealTrouble {
  readonly typed: string;
  readonly problem: 'empty' | 'tooLong' | 'again';
}

type Say = (key: keyof (typeof banTexts)['en'], values?: Readonly<Record<string, string | Sentence>>) => string;

/** Since when, for what and what it means; then the appeal, or what became of it. */
export function banNotice(
  { ban, brand }: Pick<CabinetPage, 'ban' | 'brand'>,
  language: Language,
  trouble?: AppealTrouble,
): string {
  if (ban === undefined) return '';
  const say: Say = (key, values = {}) => sentenceOf(banTexts, key, values)[language];
  const dayOf = dayIn(brand.timeZone);
  const reason = sentenceOf(banReasonTexts, ban.reason);
  const word = ban.appeal === null ? form(say, trouble) : sent(ban, say, dayOf, trouble);
  return `<div class="hero"><h1>${escapeHtml(say('title'))}</h1>
<p class="lead" role="status">${escapeHtml(say('text', { day: dayOf(ban.since), reason }))}</p>
<p class="hint">${escapeHtml(say('means'))}</p></div>${word}`;
}

/** For some time after a ban: when it was lifted, and what was answered. */
export function liftedNotice({ lifted, brand }: Pick<CabinetPage, 'lifted' | 'brand'>, language: Language): string {
  if (lifted === undefined) return '';
  const { at, note } = lifted;
  const say: Say = (key, values = {}) => sentenceOf(banTexts, key, values)[language];
  const told = say(note === '' ? 'lifted' : 'liftedNote', { day: dayIn(brand.timeZone)(at), note });
  return `<p class="note calm" role="status" dir="auto">${escapeHtml(told)}</p>`;
}

type Ban = NonNullable<CabinetPage['ban']>;

function sent(
  { appeal, appealedAt, decision, decidedAt, decisionNote }: Ban,
  say: Say,
  dayOf: ReturnType<typeof dayIn>,
  trouble: AppealTrouble | undefined,
): string {
  const notice = trouble === undefined ? '' : `<p class="note" role="alert">${escapeHtml(say('again'))}</p>`;
  const state =
    decision === 'kept'
      ? say('kept', { day: dayOf(decidedAt ?? 0), note: decisionNote })
      : say('waiting', { day: dayOf(appealedAt ?? 0) });
  return `<section class="card" id="appeal"><h2>${escapeHtml(say('yours'))}</h2>${notice}
<p class="soft" dir="auto">${escapeHtml(appeal ?? '')}</p>
<p class="note" role="status" dir="auto">${escapeHtml(state)}</p></section>`;
}

function form(say: Say, trouble: AppealTrouble | undefined): string {
  const limit = String(banLimits.appealCharacters);
  const error =
    trouble === undefined
      ? ''
      : `<p class="error" id="appeal-error">${escapeHtml(say(trouble.problem, { limit }))}</p>`;
  const marks =
    trouble === undefined
      ? ' aria-describedby="appeal-hint"'
      : ' aria-invalid="true" aria-describedby="appeal-error appeal-hint" autofocus';
  return `<section class="card" id="appeal"><h2>${escapeHtml(say('appealTitle'))}</h2>
<form method="post" novalidate><div class="field">
<label for="appeal_text">${escapeHtml(say('appealLabel'))}</label>
<textarea id="appeal_text" name="appeal" rows="6" maxlength="${limit}" required${marks}>
${escapeHtml(trouble?.typed ?? '')}</textarea>${error}
<p class="hint" id="appeal-hint">${escapeHtml(say('appealHint'))}</p></div>
<button class="btn">${escapeHtml(say('send'))}</button></form></section>`;
}
