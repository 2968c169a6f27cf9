import type { FormField } from '@sarafan/contract';
import { escapeHtml } from '../../kit/pages.ts';
import { type Language, type Sentence, sentenceOf } from '../../kit/values/sentences.ts';
import { dayIn } from '../../kit/values/zones.ts';
import type { CandidatePage } from './service-cabinet-pages.ts';
import type { AnswerProblem } from './service-cabinets.ts';
import { type CandidateText, candidateTexts } from './texts-candidate.ts';
import { answerTexts } from './texts-qualification.ts';

/** A form that came in and could not be taken: what was typed, by field, and what is wrong with it. */
export interface Trouble {
  readonly typed: ReadonlyMap<string, string>;
  readonly problems: readonly AnswerProblem[];
}

type Say = (key: CandidateText, values?: Readonly<Record<string, string | Sentence>>) => string;

function speaker({ brand, promise, program }: CandidatePage, language: Language): Say {
  const values = { workspace: brand.name, program: program.definition.name, referrer: promise.referrerGets ?? '' };
  return (key, more = {}) => sentenceOf(candidateTexts, key, { ...values, ...more })[language];
}

export function candidateTitle(page: CandidatePage, language: Language): string {
  return speaker(page, language)('title');
}

/** The name under which a form sends a field, apart from whatever else a form may send. */
export function inputName(field: string): string {
  return `answer_${field}`;
}

/** What stands between somebody and taking part: conditions, the form, a decision. */
export function candidateBody(page: CandidatePage, language: Language, trouble?: Trouble): string {
  const say = speaker(page, language);
  const { application, brand } = page;
  if (application?.state === 'waiting') {
    const day = dayIn(brand.timeZone)(application.appliedAt);
    return `${heading(say('waitingTitle'), say('waitingText', { day }))}${again(say)}${rules(page, language, say)}`;
  }
  if (application !== undefined) {
    const note = `<p class="note" dir="auto">${escapeHtml(say('refusedText', { note: application.note }))}</p>`;
    return `${heading(say('refusedTitle'), say('refusedHint'))}${note}${rules(page, language, say)}`;
  }
  const lead = say(page.promise.referrerGets === undefined ? 'leadNone' : 'leadReferrer');
  return [
    heading(say('heading'), lead),
    conditions(page, language, say),
    page.mayApply ? form(page, language, say, trouble) : later(page, language, say, trouble),
    rules(page, language, say),
  ].join('');
}

function heading(title: string, text: string): string {
  return `<div class="hero"><h1>${escapeHtml(title)}</h1><p class="lead">${escapeHtml(text)}</p></div>`;
}

function again(say: Say): string {
  return `<p class="site"><a class="btn second" href="">${escapeHtml(say('refresh'))}</a></p>`;
}

function conditions({ asked }: CandidatePage, language: Language, say: Say): string {
  if (asked.length === 0) return '';
  const items = asked.map(({ phrase, unmet }) => {
    const state = `<span class="state">${escapeHtml(say(unmet === undefined ? 'isMet' : 'isUnmet'))}</span>`;
    const why = unmet === undefined ? '' : `<p class="hint" dir="auto">${escapeHtml(unmet.sentence[language])}</p>`;
    return `<li class="${unmet === undefined ? 'met' : 'unmet'}"><p>${escapeHtml(capital(phrase[language]))}</p>
${state}${why}</li>`;
  });
  return `<section class="card"><h2>${escapeHtml(say('askedTitle'))}</h2>
<ul class="asked">${items.join('')}</ul></section>`;
}

function capital(text: string): string {
  const [first = '', ...rest] = text;
  return `${first.toUpperCase()}${rest.join('')}`;
}

/** Nobody is asked for personal data before they may take part. */
function later({ form: fields }: CandidatePage, language: Language, say: Say, trouble?: Trouble): string {
  const notice = trouble === undefined ? '' : `<p class="note" role="alert">${escapeHtml(say('changed'))}</p>`;
  if (fields.length === 0) return `${notice}${again(say)}`;
  const names = fields.map(({ label }) => label[language]).join(', ');
  const said = escapeHtml(say('formLater', { fields: names }));
  return `${notice}<section class="card"><p class="soft" dir="auto">${said}</p></section>${again(say)}`;
}

function form(page: CandidatePage, language: Language, say: Say, trouble?: Trouble): string {
  const problems = new Map((trouble?.problems ?? []).map(({ field, code }) => [field, answerTexts[language][code]]));
  const first = page.form.find(({ field }) => problems.has(field))?.field;
  const fields = page.form.map((field) =>
    input(field, language, say, {
      typed: trouble?.typed.get(field.field) ?? '',
      error: problems.get(field.field),
      isFirst: field.field === first,
    }),
  );
  const notice = problems.size === 0 ? '' : `<p class="note" role="alert">${escapeHtml(say('checkFields'))}</p>`;
  const approval = page.isApproved ? `<p class="hint">${escapeHtml(say('approval'))}</p>` : '';
  return `<section class="card" id="form"><h2>${escapeHtml(say(fields.length === 0 ? 'applyTitle' : 'formTitle'))}</h2>
${notice}<form method="post" novalidate>${fields.join('')}
<button class="btn">${escapeHtml(say(page.isApproved ? 'sendApplication' : 'send'))}</button>
${approval}</form></section>`;
}

interface Filled {
  readonly typed: string;
  readonly error: string | undefined;
  readonly isFirst: boolean;
}

const types = { text: 'text', date: 'date', phone: 'tel', email: 'email' } as const;
const typedAtMost = 600;

function input(field: FormField, language: Language, say: Say, { typed, error, isFirst }: Filled): string {
  const { kind, label, required } = field;
  const id = inputName(field.field);
  const named = required ? label[language] : say('optional', { label: label[language] });
  const marks = [
    ...(error === undefined ? [] : [`aria-invalid="true" aria-describedby="${id}-error"`]),
    ...(required ? ['required'] : []),
    ...(isFirst ? ['autofocus'] : []),
  ].join(' ');
  const problem = error === undefined ? '' : `<p class="error" id="${id}-error">${escapeHtml(error)}</p>`;
  if (kind === 'checkbox') {
    const checked = typed === '' ? '' : ' checked';
    return `<div class="field"><label class="check"><input type="checkbox" name="${id}" value="true"${checked} ${marks}>
<span>${escapeHtml(named)}</span></label>${problem}</div>`;
  }
  const shown = [...typed].slice(0, typedAtMost).join('');
  return `<div class="field"><label for="${id}">${escapeHtml(named)}</label>
${kind === 'choice' ? choice(field, language, say, shown, marks) : line(kind, id, shown, marks)}${problem}</div>`;
}

/** A date that was typed as people write it would be lost in a field for dates. */
function line(kind: keyof typeof types, id: string, typed: string, marks: string): string {
  const isWritten = kind === 'date' && typed !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(typed);
  const type = isWritten ? 'text' : types[kind];
  return `<input id="${id}" name="${id}" type="${type}" maxlength="500" value="${escapeHtml(typed)}" ${marks}>`;
}

function choice(
  { field, options = [] }: FormField,
  language: Language,
  say: Say,
  typed: string,
  marks: string,
): string {
  const shown = options.map(({ value, label }) => {
    const selected = value === typed ? ' selected' : '';
    return `<option value="${escapeHtml(value)}"${selected}>${escapeHtml(label[language])}</option>`;
  });
  const id = inputName(field);
  return `<select id="${id}" name="${id}" ${marks}><option value="">${escapeHtml(say('choose'))}</option>
${shown.join('')}</select>`;
}

function rules({ promise }: CandidatePage, language: Language, say: Say): string {
  const items = promise.rules.map((rule) => `<li>${escapeHtml(rule[language])}</li>`).join('');
  return `<details class="card"><summary>${escapeHtml(say('rulesTitle'))}</summary>
<ul class="rules">${items}</ul></details>`;
}
