import { type Language, words } from '../words.ts';
import { courses, packs } from './courses.ts';
import { bridge, clock, friends, gift, logo, pair, talk } from './drawings.ts';
import { Html, html } from './html.ts';
import { type SiteTexts, siteTexts } from './texts.ts';

/** What every page needs to know of who looks at it. */
export interface Viewer {
  readonly language: Language;
  /** The name of the student who is signed in. */
  readonly student?: string | undefined;
  /** The address of this page, for the choice of language and the place in the menu. */
  readonly path: string;
  /** Where Sarafan's script is, and the public key. */
  readonly sarafan: { readonly url: string; readonly writeKey: string };
}

export const textsFor = ({ language }: Pick<Viewer, 'language'>): SiteTexts => siteTexts[language];

export function money(roubles: number, language: Language): string {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'RUB',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  }).format(roubles);
}

/** A whole page. The one tag of Sarafan stands in its head; everything else is the school's own. */
export function page(viewer: Viewer, title: string, body: Html): string {
  const { language, path, sarafan } = viewer;
  const say = textsFor(viewer);
  const other = language === 'ru' ? 'en' : 'ru';
  const back = encodeURIComponent(path);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} — ${say.school}, ${say.tagline}</title>
<link rel="icon" href="/logo.svg" type="image/svg+xml">
<link rel="stylesheet" href="/school.css">
<script async src="${sarafan.url}/sdk/sarafan.js" data-write-key="${sarafan.writeKey}" data-pages="auto"></script>
<script defer src="/school.js"></script>
</head>
<body>
<header><p class="demo">${say.demo}</p>
<div class="top"><div class="wrap">
<a class="brand" href="/">${logo}<span><b>${say.school}</b><small>${say.tagline}</small></span></a>
<nav aria-label="${say.school}">${menu(viewer, say)}</nav>
<a class="language" href="/language?to=${other}&amp;back=${back}" lang="${other}"
 hreflang="${other}">${say.otherLanguage}</a>
</div></div></header>
<main>${body}</main>
<footer><div class="wrap"><span>© ${say.school}, ${say.tagline}</span>
<a href="/invite">${say.nav.invite}</a></div></footer>
</body>
</html>
`.text;
}

function menu({ path, student }: Viewer, say: SiteTexts): Html {
  const link = (to: string, text: string): Html =>
    html`<a href="${to}"${path === to ? html` aria-current="page"` : ''}>${text}</a>`;
  const known = html`${link('/account', say.nav.account)}<a href="/leave" data-leave>${say.nav.leave}</a>`;
  const unknown = link('/enter', say.nav.enter);
  const own = student === undefined ? unknown : known;
  return html`${link('/courses', say.nav.courses)}${link('/invite', say.nav.invite)}${own}`;
}

/** Shown by the school's script to whoever came by an invitation. */
export function invitedNote(say: SiteTexts): Html {
  return html`<p class="invited" data-invited hidden>${gift}<span>${say.invited}</span></p>`;
}

export function homePage(viewer: Viewer): string {
  const say = textsFor(viewer);
  const { hero, why, friend } = say;
  const reasons = [
    [pair, why.one, why.oneText],
    [talk, why.two, why.twoText],
    [clock, why.three, why.threeText],
  ] as const;
  return page(
    viewer,
    hero.title,
    html`<div class="wrap hero"><div><h1>${hero.title}</h1><p>${hero.text}</p>
<div class="row"><a class="button" href="/sign-up">${hero.start}</a><a class="button plain"
 href="/courses">${hero.courses}</a></div>
${invitedNote(say)}</div>${bridge}</div>
<section class="band"><div class="wrap"><h2>${why.title}</h2><div class="cards">
${reasons.map(([drawing, title, text]) => html`<div class="card">${drawing}<h3>${title}</h3><p>${text}</p></div>`)}
</div></div></section>
<section class="part"><div class="wrap"><h2>${say.coursesTitle}</h2>${courseCards(viewer, say, 'h3')}</div></section>
<section class="wrap part"><div class="friend">${friends}<div><h2>${friend.title}</h2><p>${friend.text}</p></div>
<a class="button" href="/invite">${friend.action}</a></div></section>`,
  );
}

export function coursesPage(viewer: Viewer): string {
  const say = textsFor(viewer);
  const cards = courseCards(viewer, say, 'h2');
  return page(
    viewer,
    say.coursesTitle,
    html`<section class="part"><div class="wrap"><h1>${say.coursesTitle}</h1>
${invitedNote(say)}${cards}</div></section>`,
  );
}

/** `heading` is the level below the heading over the cards. */
function courseCards({ language, student }: Viewer, say: SiteTexts, heading: 'h2' | 'h3'): Html {
  const each = Math.min(...packs.map(({ lessons, price }) => price / lessons));
  const price = say.from.replace('{price}', money(each, language));
  const next = student === undefined ? '/sign-up' : '/checkout';
  const cards = courses.map(
    ({
      id,
      name,
      about,
      greeting,
    }) => html`<div class="card course"><span class="greeting" lang="und">${greeting}</span>
${new Html(`<${heading}>`)}${name[language]}${new Html(`</${heading}>`)}<p>${about[language]}</p>
<p class="price">${price}</p>
<a class="button small" href="${next}?course=${id}" data-track="Course Chosen" data-course="${id}">${say.choose}<span
 hidden> ${name[language]}</span></a></div>`,
  );
  return html`<div class="cards">${cards}</div>`;
}

/** A page with nothing but a heading, a text and one way on. */
export function plainPage(viewer: Viewer, say: { title: string; text: string; action: string }, to: string): string {
  return page(
    viewer,
    say.title,
    html`<div class="narrow"><h1>${say.title}</h1><p>${say.text}</p><a class="button"
 href="${to}">${say.action}</a></div>`,
  );
}

export const lessonsText = (count: number, language: Language): string => words[language].lessons(String(count));
