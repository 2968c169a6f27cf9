import { courseNamed, courses, packs } from './courses.ts';
import { gift } from './drawings.ts';
import { type Html, html } from './html.ts';
import { invitedNote, lessonsText, money, page, textsFor, type Viewer } from './pages.ts';
import type { Order, Student } from './students.ts';

/** What somebody wrote into a form, to be shown again when something is missing. */
export type Written = Readonly<Record<string, string>>;

const problem = (sentence: string | undefined): Html | undefined =>
  sentence === undefined ? undefined : html`<p class="wrong" role="alert">${sentence}</p>`;

interface FieldOptions {
  readonly type?: 'text' | 'email' | 'tel';
  readonly hint?: string;
  readonly complete?: string;
  readonly required?: boolean;
}

function field(name: string, label: string, value: string | undefined, options: FieldOptions = {}): Html {
  const { type = 'text', hint, complete = 'off', required = false } = options;
  const described = hint === undefined ? '' : html` aria-describedby="${name}-hint"`;
  return html`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" value="${value ?? ''}" autocomplete="${complete}"
 maxlength="200"${described}${
   required ? html` required` : ''
 }>${hint === undefined ? '' : html`<small id="${name}-hint">${hint}</small>`}</div>`;
}

export function signUpPage(viewer: Viewer, written: Written, wrong?: string): string {
  const say = textsFor(viewer);
  const { signUp } = say;
  return page(
    viewer,
    signUp.title,
    html`<div class="narrow"><h1>${signUp.title}</h1><p>${signUp.lead}</p>${invitedNote(say)}
<form class="fields" method="post" action="/sign-up">${problem(wrong)}
<input type="hidden" name="anonymousId" value=""><input type="hidden" name="course" value="${written['course'] ?? ''}">
${field('name', signUp.name, written['name'], { complete: 'name', required: true })}
${field('email', signUp.email, written['email'], { type: 'email', complete: 'email', required: true })}
${field('phone', signUp.phone, written['phone'], { type: 'tel', complete: 'tel' })}
${field('code', signUp.code, written['code'], { hint: signUp.codeHint })}
<label class="check"><input type="checkbox" name="consent" value="yes" required><span>${signUp.consent}</span></label>
<button class="button" type="submit">${signUp.action}</button></form></div>`,
  );
}

export function checkoutPage(viewer: Viewer, written: Written, wrong?: string): string {
  const say = textsFor(viewer);
  const { checkout } = say;
  const { language } = viewer;
  const chosen = courseNamed(written['course'])?.id ?? courses[0]?.id;
  const pack = written['pack'] ?? String(packs[0]?.lessons);
  const method = written['method'] ?? 'card';
  const checked = (is: boolean): Html | undefined => (is ? html` checked` : undefined);
  return page(
    viewer,
    checkout.title,
    html`<div class="narrow"><h1>${checkout.title}</h1>
<form class="fields gap" method="post" action="/checkout">${problem(wrong)}
<div class="field"><label for="course">${checkout.course}</label><select id="course" name="course">${courses.map(
      ({ id, name }) => html`<option value="${id}"${id === chosen ? html` selected` : ''}>${name[language]}</option>`,
    )}</select></div>
<fieldset class="packs"><legend>${checkout.pack}</legend>${packs.map(
      ({ lessons, price }) =>
        html`<label class="choice"><input type="radio" name="pack"
 value="${lessons}"${checked(pack === String(lessons))}>
<span>${lessonsText(lessons, language)}</span><b>${money(price, language)}</b></label>`,
    )}</fieldset>
<fieldset><legend>${checkout.method}</legend>
<label class="choice"><input type="radio" name="method" value="card"${checked(method === 'card')}>
<span>${checkout.card}</span></label>
<small data-method="card">${checkout.cardText}</small>
<label class="choice"><input type="radio" name="method" value="certificate"${checked(method === 'certificate')}>
<span>${checkout.certificate}</span></label>
<div data-method="certificate">
${field('number', checkout.number, written['number'], { hint: checkout.numberHint })}</div>
</fieldset>
<button class="button" type="submit">${checkout.action}</button></form></div>`,
  );
}

export function thanksPage(viewer: Viewer, order: Order): string {
  const { thanks } = textsFor(viewer);
  const { language } = viewer;
  const text = thanks.text
    .replace('{lessons}', lessonsText(order.lessons, language))
    .replace('{course}', courseNamed(order.course)?.name[language] ?? '');
  return page(
    viewer,
    thanks.title,
    html`<div class="narrow"><h1>${thanks.title}</h1><p>${text}</p><div class="row">
<a class="button" href="/invite">${thanks.invite}</a><a class="button plain"
 href="/account">${thanks.account}</a></div></div>`,
  );
}

/** `gifts` is undefined while Sarafan does not answer. */
export function accountPage(viewer: Viewer, student: Student, gifts: string | undefined): string {
  const { account } = textsFor(viewer);
  const bought = student.orders.reduce((sum, each) => sum + (each.refunded === true ? 0 : each.lessons), 0);
  const orders = student.orders.map((order) => orderLine(viewer, order));
  const list = orders.length === 0 ? html`<p>${account.none}</p>` : html`<ul class="list">${orders}</ul>`;
  return page(
    viewer,
    account.title,
    html`<div class="narrow"><h1>${account.hello.replace('{name}', student.name)}</h1>
<div class="numbers"><div class="card"><b>${bought}</b>${account.bought}</div>
<div class="card"><b>${gifts ?? '…'}</b>${account.gift}</div></div>
<h2>${account.orders}</h2>${list}<a class="button" href="/checkout">${account.buy}</a></div>`,
  );
}

function orderLine(viewer: Viewer, order: Order): Html {
  const { account } = textsFor(viewer);
  const { language } = viewer;
  const what = `${courseNamed(order.course)?.name[language] ?? ''}, ${lessonsText(order.lessons, language)}`;
  const how = `${money(order.price, language)}, ${order.method === 'card' ? account.card : account.certificate}`;
  const end =
    order.refunded === true
      ? html`<small>${account.refunded}</small>`
      : html`<form method="post" action="/refund"><input type="hidden" name="order" value="${order.id}">
<button class="button plain small" type="submit">${account.refund}</button></form>`;
  return html`<li><span>${what}<small>${how}</small></span>${end}</li>`;
}

/** What the student shares: undefined while Sarafan does not answer. */
export interface Sharing {
  readonly code: string;
  readonly link: string | null;
  /** The student's own page at Sarafan. */
  readonly cabinet: string;
}

export function invitePage(viewer: Viewer, sharing: Sharing | undefined): string {
  const { invite } = textsFor(viewer);
  const copyable = (label: string, text: string, kind: string): Html => html`<h2 class="gap label">${label}</h2>
<div class="copy"><output class="${kind}">${text}</output>
<button class="button plain small" type="button" data-copy="${text}"
 data-copied="${invite.copied}">${invite.copy}</button></div>`;
  const parts =
    sharing === undefined
      ? problem(invite.unavailable)
      : html`${sharing.link === null ? '' : copyable(invite.link, sharing.link, 'link')}
${copyable(invite.code, sharing.code, 'code')}<small>${invite.codeHint}</small>
<p class="gap"><a class="button" href="${sharing.cabinet}">${invite.cabinet}</a></p>
<p class="invited gap">${gift}<span>${invite.rules}</span></p>`;
  return page(
    viewer,
    invite.title,
    html`<div class="narrow"><h1>${invite.title}</h1><p>${invite.lead}</p>${parts}</div>`,
  );
}

export function enterPage(viewer: Viewer, students: readonly Student[]): string {
  const { enter } = textsFor(viewer);
  const lines = students.map(
    ({ id, name, email }) => html`<li><span>${name}<small>${email}</small></span>
<form method="post" action="/enter"><input type="hidden" name="student" value="${id}">
<button class="button plain small" type="submit"
 aria-label="${enter.action}: ${name}">${enter.action}</button></form></li>`,
  );
  return page(
    viewer,
    enter.title,
    html`<div class="narrow"><h1>${enter.title}</h1><p>${enter.lead}</p><ul class="list">${lines}</ul>
<a class="button" href="/sign-up">${enter.new}</a></div>`,
  );
}
