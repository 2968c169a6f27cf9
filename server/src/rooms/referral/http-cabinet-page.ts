import { escapeHtml } from '../../kit/pages.ts';
import { type Language, type Sentence, sentenceOf } from '../../kit/values/sentences.ts';
import { dayIn } from '../../kit/values/zones.ts';
import { codeBox } from './http-landing-page.ts';
import { qrSvg } from './http-qr.ts';
import type { CabinetPage, Friend, FriendPlace } from './service-cabinets.ts';
import { type CabinetText, cabinetTexts } from './texts-cabinet.ts';

type Say = (key: CabinetText, values?: Readonly<Record<string, string | Sentence>>) => string;

function speaker({ brand, promise, program, name }: CabinetPage, language: Language): Say {
  const values = {
    ...{ workspace: brand.name, program: program.definition.name, name: name ?? '' },
    ...{ friend: promise.friendGets ?? '', referrer: promise.referrerGets ?? '' },
  };
  return (key, more = {}) => sentenceOf(cabinetTexts, key, { ...values, ...more })[language];
}

export function cabinetTitle(page: CabinetPage, language: Language): string {
  return speaker(page, language)('title');
}

/** The cabinet: what to share, what came of it, what is held, who came, and on which terms. */
export function cabinetBody(page: CabinetPage, language: Language): string {
  const say = speaker(page, language);
  const dayOf = dayIn(page.brand.timeZone);
  const day = (moment: number): string => dayOf(moment)[language];
  if (page.isFurther) return friends(page, language, say, day);
  return [
    hero(page, say, day),
    sharing(page, say),
    counts(page, language, say),
    balance(page, language, say, day),
    friends(page, language, say, day),
    rules(page, language, say),
  ].join('');
}

type Day = (moment: number) => string;

function hero({ promise, name, state, program }: CabinetPage, say: Say, day: Day): string {
  const both = promise.friendGets !== undefined && promise.referrerGets !== undefined;
  const one = promise.referrerGets === undefined ? 'leadFriend' : 'leadReferrer';
  const none = promise.friendGets === undefined && promise.referrerGets === undefined;
  const lead = say(both ? 'leadBoth' : none ? 'leadNone' : one);
  const notice =
    state === 'running'
      ? ''
      : `<p class="note" role="status">${escapeHtml(
          state === 'ended'
            ? say('ended')
            : say('notStarted', { day: day(Date.parse(program.definition.startsAt ?? '')) }),
        )}</p>`;
  const hello = say(name === undefined ? 'helloNobody' : 'hello');
  return `${notice}<div class="intro"><h1 dir="auto">${escapeHtml(hello)}</h1>
<p class="lead">${escapeHtml(lead)}</p></div>`;
}

function sharing(page: CabinetPage, say: Say): string {
  const { link, code } = page;
  const shown = link.replace(/^https?:\/\//, '');
  const copy = (text: string): string =>
    `<button class="chip" type="button" hidden data-copy="${escapeHtml(text)}"
data-done="${escapeHtml(say('copied'))}">${escapeHtml(say('copy'))}</button>`;
  return `<section class="card share"><div class="words">
<h2>${escapeHtml(say('linkTitle'))}</h2>
<div class="line"><a class="link" href="${escapeHtml(link)}">${escapeHtml(shown)}</a>${copy(link)}</div>
<h2>${escapeHtml(say('codeTitle'))}</h2>
<div class="line">${codeBox(code)}${copy(code)}</div>
<p class="hint">${escapeHtml(say('codeHint'))}</p>
</div><figure>${qrSvg(link, escapeHtml(say('qrTitle')))}
<figcaption class="hint">${escapeHtml(say('qrHint'))}</figcaption></figure>
<div class="ways"><h2>${escapeHtml(say('shareTitle'))}</h2><ul>${ways(page, say)
    .map(
      ([name, href]) =>
        `<li><a class="chip" target="_blank" rel="noopener noreferrer" href="${escapeHtml(href)}">
${escapeHtml(name)}</a></li>`,
    )
    .join('')}<li><button class="chip" type="button" hidden data-share="${escapeHtml(link)}"
data-text="${escapeHtml(shareText(page, say))}">${escapeHtml(say('more'))}</button></li></ul></div></section>`;
}

function shareText({ promise }: CabinetPage, say: Say): string {
  return say(promise.friendGets === undefined ? 'shareTextPlain' : 'shareText');
}

/** Plain links: nothing of the networks is loaded, and they hear of the person only when one is pressed. */
function ways(page: CabinetPage, say: Say): readonly (readonly [string, string])[] {
  const { link } = page;
  const text = shareText(page, say);
  const query = (values: Readonly<Record<string, string>>): string =>
    Object.entries(values)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
  return [
    [say('telegram'), `https://t.me/share/url?${query({ url: link, text })}`],
    [say('vk'), `https://vk.com/share.php?${query({ url: link, title: text })}`],
    [say('whatsapp'), `https://wa.me/?${query({ text: `${text} ${link}` })}`],
    [say('email'), `mailto:?${query({ subject: say('shareSubject'), body: `${text}\n\n${link}` })}`],
  ];
}

function counts({ counts: { followed, registered, paid } }: CabinetPage, language: Language, say: Say): string {
  const format = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-US');
  const tiles = [
    [followed, say('followed')],
    [registered, say('registered')],
    [paid, say('paid')],
  ] as const;
  return `<section class="card"><h2>${escapeHtml(say('countsTitle'))}</h2><dl class="tiles">${tiles
    .map(([count, name]) => `<div><dt>${escapeHtml(name)}</dt><dd>${format.format(count)}</dd></div>`)
    .join('')}</dl></section>`;
}

function balance({ holdings, program }: CabinetPage, language: Language, say: Say, day: Day): string {
  const held = holdings.map(({ available, isDebt, pending }) => {
    const waits = pending.map(({ amount, availableAt }) => {
      return `<li>${escapeHtml(say('pendingUntil', { amount, day: day(availableAt) }))}</li>`;
    });
    const waiting =
      waits.length === 0
        ? ''
        : `<p class="soft small">${escapeHtml(say('pending'))}</p><ul class="rules">${waits.join('')}</ul>`;
    return `<div class="held"><p><strong>${escapeHtml(available[language])}</strong> <span class="soft">${escapeHtml(
      say(isDebt ? 'debt' : 'available'),
    )}</span></p>${waiting}</div>`;
  });
  const isByFirstOrder = program.definition.rewards.some(
    ({ to, on, conditions }) => to === 'referrer' && on === undefined && conditions === undefined,
  );
  const none = `<p class="soft">${escapeHtml(say(isByFirstOrder ? 'balanceNone' : 'balanceNoneYet'))}</p>`;
  const inside = held.length === 0 ? none : held.join('');
  return `<section class="card"><h2>${escapeHtml(say('balanceTitle'))}</h2>${inside}</section>`;
}

function friends({ friends: page }: CabinetPage, language: Language, say: Say, day: Day): string {
  const rows = page.friends.map((each) => friendRow(each, language, say, day));
  const inside =
    rows.length === 0
      ? `<p class="soft">${escapeHtml(say('friendsNone'))}</p>`
      : `<ul class="friends">${rows.join('')}</ul>`;
  const next =
    page.next === undefined
      ? ''
      : `<p class="site"><a class="btn second" rel="nofollow" href="?after=${escapeHtml(placeText(page.next))}">
${escapeHtml(say('next'))}</a></p>`;
  return `<section class="card"><h2>${escapeHtml(say('friendsTitle'))}</h2>${inside}${next}</section>`;
}

const rewardWords = {
  asked: 'rewardAsked',
  pending: 'rewardPending',
  available: 'rewardAvailable',
  review: 'rewardReview',
  clawed_back: 'rewardClawedBack',
  declined: 'rewardDeclined',
  withdrawn: undefined,
} as const satisfies Record<Friend['rewards'][number]['state'], CabinetText | undefined>;

const stateWords = {
  following: 'stateFollowing',
  contacts: 'stateContacts',
  registered: 'stateRegistered',
  paid: 'statePaid',
  credited: 'stateCredited',
  refused: 'stateRefused',
  reversed: 'stateReversed',
} as const satisfies Record<Friend['state'], CabinetText>;

function friendRow({ name, state, rewards, whys, invitedAt }: Friend, language: Language, say: Say, day: Day): string {
  const shown = name ?? say('someone');
  const gained = rewards.flatMap(({ state: is, amount, availableAt }) => {
    const word = rewardWords[is];
    return word === undefined
      ? []
      : [`<p class="${is}">${escapeHtml(say(word, { amount, day: day(availableAt) }))}</p>`];
  });
  const reason =
    whys.length === 0 || state === 'following' || state === 'contacts' || state === 'registered'
      ? ''
      : `<details><summary>${escapeHtml(say('why'))}</summary>${whys
          .map((why) => `<p>${escapeHtml(why[language])}</p>`)
          .join('')}</details>`;
  return `<li><span class="dot ${state}" aria-hidden="true">${escapeHtml([...shown][0]?.toUpperCase() ?? '')}</span>
<div><p class="name" dir="auto">${escapeHtml(shown)}</p><p class="soft small">${escapeHtml(
    say(stateWords[state], { day: day(invitedAt) }),
  )}</p>${reason}</div><div class="gain">${gained.join('')}</div></li>`;
}

function rules({ promise }: CabinetPage, language: Language, say: Say): string {
  const items = promise.rules.map((rule) => `<li>${escapeHtml(rule[language])}</li>`).join('');
  return `<section class="card"><h2>${escapeHtml(say('rulesTitle'))}</h2><ul class="rules">${items}</ul></section>`;
}

function placeText({ changedAt, friend }: FriendPlace): string {
  return `${changedAt}.${friend}`;
}

/** Where a page of friends begins, from the address. */
export function placeIn(text: unknown): FriendPlace | undefined {
  const [, moment, friend] = (typeof text === 'string' && /^(\d{1,15})\.(per_[0-9a-z]{18})$/.exec(text)) || [];
  return moment === undefined || friend === undefined ? undefined : { changedAt: Number(moment), friend };
}

/** A page that says one thing. */
export function plainBody(
  title: string,
  text: string,
  action?: { readonly href: string; readonly label: string },
): string {
  const link =
    action === undefined
      ? ''
      : `<p class="site"><a class="btn" href="${escapeHtml(action.href)}">${escapeHtml(action.label)}</a></p>`;
  return `<div class="hero"><h1>${escapeHtml(title)}</h1><p class="lead">${escapeHtml(text)}</p></div>${link}`;
}

/** Copies and shares where the browser can; without it the link and the code are there to be read. */
export const cabinetScript = `
for (const b of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) break;
  b.hidden = false;
  const was = b.textContent;
  b.onclick = () => navigator.clipboard.writeText(b.dataset.copy).then(() => {
    b.textContent = b.dataset.done;
    setTimeout(() => { b.textContent = was; }, 2000);
  });
}
for (const b of document.querySelectorAll('[data-share]')) {
  if (!navigator.share) break;
  b.hidden = false;
  b.onclick = () => navigator.share({ text: b.dataset.text, url: b.dataset.share }).catch(() => {});
}`;
