import { escapeHtml } from '../../kit/pages.ts';
import { counted, type Language, type Sentence, sentenceOf } from '../../kit/values/sentences.ts';
import { dayIn } from '../../kit/values/zones.ts';
import {
  consentSentence,
  type FieldProblem,
  type FormField,
  type FormProblems,
  type LandingPage,
  type TypedForm,
} from './service-landing.ts';
import { invalidInvitationTexts } from './texts-bans.ts';
import { fieldProblemTexts, type LandingText, landingTexts, waitTexts } from './texts-landing.ts';
import { fullRulesTexts } from './texts-rules.ts';

/** What is shown beside the page itself, after a form came in that could not be taken. */
export interface FormTrouble {
  readonly typed: TypedForm;
  readonly problems: FormProblems;
  readonly notice?: Sentence;
}

type Say = (key: LandingText, values?: Readonly<Record<string, string | Sentence>>) => string;

/** Texts in one language with what every sentence may name; plain text, not HTML. */
function speaker({ brand, inviter, promise, program }: LandingPage, language: Language): Say {
  const values = {
    workspace: brand.name,
    inviter: inviter ?? '',
    ...{ gift: promise.friendsGift.gift ?? '', least: promise.friendsGift.least },
    amount: promise.referrerGets ?? '',
    program: program.definition.name,
  };
  return (key, more = {}) => sentenceOf(landingTexts, key, { ...values, ...more })[language].trim();
}

export function landingTitle(page: LandingPage, language: Language, key: 'title' | 'thanksTitle' = 'title'): string {
  return speaker(page, language)(key);
}

/** The sentence about a wait of so many seconds. */
export function busyNotice(seconds: number): Sentence {
  const wait = counted(waitTexts, 'minute', Math.max(1, Math.ceil(seconds / 60)));
  return sentenceOf(landingTexts, 'busy', { wait });
}

/** The landing: who invites, to what, what the visitor gets, the form, how it works and on which terms. */
export function landingBody(page: LandingPage, language: Language, trouble?: FormTrouble): string {
  const say = speaker(page, language);
  if (page.isInvalid) return invalid(language) + siteLink(page, say, 'btn');
  if (page.state === 'ended') return hero(page, say, 'ended', say('endedText')) + siteLink(page, say, 'btn');
  return [
    hero(page, say),
    form(page, language, say, trouble),
    howItWorks(page, say),
    rules(page, language, say),
    siteLink(page, say, 'btn second'),
  ].join('');
}

/** Whoever invited is banned: nothing is promised, and there is nothing to fill in. */
function invalid(language: Language): string {
  const { title, text } = invalidInvitationTexts[language];
  return `<div class="hero"><h1>${escapeHtml(title)}</h1><p class="lead">${escapeHtml(text)}</p></div>`;
}

/** What a visitor is told whose form came in. */
export function thanksBody(page: LandingPage, language: Language): string {
  const say = speaker(page, language);
  const { code, promise } = page;
  const steps = [
    say('nextContact'),
    say('nextSame'),
    ...(promise.friendsGift.gift === undefined ? [] : [say(`next_${promise.friendsGift.cause}`)]),
  ].map((step) => `<li><span>${escapeHtml(step)}</span></li>`);
  const named =
    code === undefined ? '' : `<p class="soft small code-lead">${escapeHtml(say('nextCode'))}</p>${codeBox(code)}`;
  return `<div class="hero">${tick}<h1>${escapeHtml(say('thanks'))}</h1></div>
<section class="card"><h2>${escapeHtml(say('nextTitle'))}</h2><ol class="steps">${steps.join('')}</ol>${named}</section>
${siteLink(page, say, 'btn')}`;
}

const tick = `<div class="face" aria-hidden="true"><svg width="30" height="30" viewBox="0 0 24 24" fill="none"
stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">
<path d="m5 12.5 4.5 4.5L19 7.5"/></svg></div>`;

/** A code in groups of four, as one dictates it; read out letter by letter and copied without the gaps. */
export function codeBox(code: string): string {
  const groups = code.match(/.{1,4}/g) ?? [code];
  const shown = groups.map((group) => `<span>${escapeHtml(group)}</span>`).join('');
  return `<p class="code" translate="no" lang="en">${shown}</p>`;
}

/** How the gift is put where its phrase says what it is for, and where it leaves that out. */
const giftKeys = {
  firstPayment: { heading: 'gift', step: 'stepGift' },
  payment: { heading: 'giftFor', step: 'stepGiftFor' },
  invitation: { heading: 'gift', step: 'stepGiftFree' },
  registration: { heading: 'gift', step: 'stepGiftFree' },
  anything: { heading: 'giftFor', step: 'stepGiftFor' },
} as const;

function hero(page: LandingPage, say: Say, title?: LandingText, text?: string): string {
  const { inviter, promise } = page;
  const who = inviter === undefined ? say('somebodyInvites') : say('invites');
  const initial = [...(inviter ?? page.brand.name)][0]?.toUpperCase() ?? '';
  const gets = promise.referrerGets === undefined ? '' : say(inviter === undefined ? 'somebodyGets' : 'otherGets');
  const other = page.code === undefined ? '' : gets;
  const { cause, gift } = promise.friendsGift;
  const lead = text ?? say(gift === undefined ? 'leadNoGift' : `lead_${cause}`, { other });
  const heading = say(title ?? (gift === undefined ? 'noGift' : giftKeys[cause].heading));
  return `<div class="hero"><div class="face" aria-hidden="true">${escapeHtml(initial)}</div>
<p class="who" dir="auto">${escapeHtml(who)}</p><h1>${escapeHtml(heading)}</h1>
<p class="lead">${escapeHtml(lead)}</p></div>`;
}

function form(page: LandingPage, language: Language, say: Say, trouble?: FormTrouble): string {
  const typed: TypedForm = trouble?.typed ?? { name: '', email: '', phone: '', code: '', consent: false };
  const problems: FormProblems = trouble?.problems ?? new Map();
  const notices = [
    trouble?.notice?.[language],
    problems.size === 0 ? undefined : say('checkFields'),
    page.codeIsWrong && !problems.has('code') ? say('codeWrong') : undefined,
    page.state === 'not_started' ? notStarted(page, say) : undefined,
  ].filter((each) => each !== undefined);
  const first = [...problems.keys()][0];
  const field = (name: Exclude<FormField, 'consent'>, attributes: string, hint?: string): string =>
    textField(
      { name, attributes, label: say(name), value: typed[name], hint, isFirst: first === name },
      problemText(problems.get(name), language),
    );
  const consent = problemText(problems.get('consent'), language);
  const agreed = consentSentence(page.brand)[language];
  return `<section class="card" id="form"><h2>${escapeHtml(say('formTitle'))}</h2>
${notices.map((notice) => `<p class="note" role="alert">${escapeHtml(notice)}</p>`).join('')}
<form method="post" novalidate>
<input type="hidden" name="ticket" value="${escapeHtml(page.ticket)}">
${page.click === undefined ? '' : `<input type="hidden" name="sarafan_click" value="${escapeHtml(page.click)}">`}
${field('name', 'type="text" autocomplete="name" maxlength="200"')}
${field('email', 'type="email" autocomplete="email" inputmode="email" maxlength="254"')}
${field('phone', 'type="tel" autocomplete="tel" inputmode="tel" maxlength="64"', say('phoneHint'))}
${page.code === undefined ? field('code', 'type="text" autocomplete="off" maxlength="64"', say('codeHint')) : ''}
<div class="trap" aria-hidden="true"><label for="website">${escapeHtml(say('trap'))}</label>
<input type="text" id="website" name="website" tabindex="-1" autocomplete="off"></div>
<div class="field"><label class="check">
<input type="checkbox" name="consent" value="yes"${typed.consent ? ' checked' : ''}${
    consent === undefined ? '' : ' aria-invalid="true" aria-describedby="consent-error"'
  }${first === 'consent' ? ' autofocus' : ''}><span>${escapeHtml(agreed)}</span></label>
${consent === undefined ? '' : `<p class="error" id="consent-error">${escapeHtml(consent)}</p>`}</div>
<button class="btn">${escapeHtml(say('send'))}</button>
</form></section>`;
}

interface TextField {
  readonly name: string;
  readonly attributes: string;
  readonly label: string;
  readonly value: string;
  readonly hint: string | undefined;
  readonly isFirst: boolean;
}

const typedAtMost = 200;

function textField({ name, attributes, label, value, hint, isFirst }: TextField, error: string | undefined): string {
  const described = [hint === undefined ? '' : `${name}-hint`, error === undefined ? '' : `${name}-error`];
  const by = described.filter((each) => each !== '').join(' ');
  const shown = escapeHtml([...value].slice(0, typedAtMost).join(''));
  return `<div class="field"><label for="${name}">${escapeHtml(label)}</label>
<input id="${name}" name="${name}" ${attributes} value="${shown}"${by === '' ? '' : ` aria-describedby="${by}"`}${
    error === undefined ? '' : ' aria-invalid="true"'
  }${isFirst ? ' autofocus' : ''}>
${error === undefined ? '' : `<p class="error" id="${name}-error">${escapeHtml(error)}</p>`}${
  hint === undefined ? '' : `<p class="hint" id="${name}-hint">${escapeHtml(hint)}</p>`
}</div>`;
}

function problemText(problem: FieldProblem | undefined, language: Language): string | undefined {
  return problem === undefined ? undefined : fieldProblemTexts[language][problem];
}

function notStarted({ program, brand }: LandingPage, say: Say): string {
  const day = dayIn(brand.timeZone)(Date.parse(program.definition.startsAt ?? ''));
  return say('notStarted', { day });
}

function howItWorks({ promise }: LandingPage, say: Say): string {
  const { cause, gift } = promise.friendsGift;
  const last = gift === undefined ? 'stepWelcome' : giftKeys[cause].step;
  const steps = [say('stepForm'), say(`step_${cause}`), say(last)];
  const items = steps.map((step) => `<li><span>${escapeHtml(step)}</span></li>`).join('');
  return `<section class="card"><h2>${escapeHtml(say('how'))}</h2><ol class="steps">${items}</ol></section>`;
}

function rules({ promise, program }: LandingPage, language: Language, say: Say): string {
  const items = promise.rules.map((rule) => `<li>${escapeHtml(rule[language])}</li>`).join('');
  return `<details class="card"><summary>${escapeHtml(say('rules'))}</summary>
<ul class="rules">${items}</ul>${allRules(program.program, language)}</details>`;
}

/** Where the rules stand in full. */
export function allRules(program: string, language: Language): string {
  const text = escapeHtml(fullRulesTexts[language].link);
  return `<p class="site"><a href="/rules/${program}?lang=${language}">${text}</a></p>`;
}

function siteLink({ site, brand }: LandingPage, say: Say, style: string): string {
  if (site === undefined) return '';
  const label = brand.name.length > 40 ? say('site') : say('siteOf');
  return `<p class="site"><a class="${style}" rel="nofollow" href="${escapeHtml(site)}">${escapeHtml(label)}</a></p>`;
}
