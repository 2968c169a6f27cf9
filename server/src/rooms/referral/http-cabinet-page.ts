import { escapeHtml } from '../../kit/pages.ts';
import { type Language, sentenceOf } from '../../kit/values/sentences.ts';
import { dayIn } from '../../kit/values/zones.ts';
import { type AppealTrouble, banNotice, liftedNotice } from './http-ban-page.ts';
import { type ChoosingNotice, choicesSection } from './http-cabinet-choices.ts';
import { handoutsSection } from './http-cabinet-handouts.ts';
import { bonusesCard, forecastCard, statisticsLink, turnoverCard } from './http-cabinet-outlook.ts';
import { type NamingNotice, namedLinks, type Say, sharing } from './http-cabinet-share-page.ts';
import { type TakingNotice, tasksSection } from './http-cabinet-tasks.ts';
import { allRules } from './http-landing-page.ts';
import type { CabinetPage } from './service-cabinet-pages.ts';
import type { Friend, FriendPlace } from './service-cabinets.ts';
import { type CabinetText, cabinetTexts } from './texts-cabinet.ts';

/** Texts in one language with what every sentence may name. */
export function speaker(
  { brand, promise, program, name }: Pick<CabinetPage, 'brand' | 'promise' | 'program' | 'name'>,
  language: Language,
): Say {
  const values = {
    ...{ workspace: brand.name, program: program.definition.name, name: name ?? '' },
    ...{ friend: promise.friendGets ?? '', referrer: promise.referrerGets ?? '' },
  };
  return (key, more = {}) => sentenceOf(cabinetTexts, key, { ...values, ...more })[language];
}

export function cabinetTitle(page: CabinetPage, language: Language): string {
  return speaker(page, language)('title');
}

/** What forms of the page have to say, where one was sent. */
export interface CabinetNotices {
  readonly naming?: NamingNotice;
  readonly taking?: TakingNotice;
  readonly choosing?: ChoosingNotice;
  readonly appeal?: AppealTrouble;
}

/** The cabinet: what to share, what came of it, what is held, who came, and on which terms. */
export function cabinetBody(page: CabinetPage, language: Language, told: CabinetNotices = {}): string {
  const say = speaker(page, language);
  const dayOf = dayIn(page.brand.timeZone);
  const day = (moment: number): string => dayOf(moment)[language];
  if (page.isFurther) return friends(page, language, say, day);
  // Whoever is banned has nothing to share: nobody would be rewarded for it.
  const invites = [hero(page, say, day), sharing(page, language, say), namedLinks(page, language, say, told.naming)];
  return [
    liftedNotice(page, language),
    ...(page.ban === undefined ? invites : [banNotice(page, language, told.appeal)]),
    counts(page, language, say),
    balance(page, language, say, day),
    handoutsSection(page, language, say, day),
    choicesSection(page, language, told.choosing),
    tasksSection(page, language, day, told.taking),
    bonusesCard(page, language),
    turnoverCard(page, language),
    forecastCard(page, language, day),
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

function counts({ counts: counted, program }: CabinetPage, language: Language, say: Say): string {
  const { followed, registered, paid } = counted;
  const format = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-US');
  const tiles = [
    [followed, say('followed')],
    [registered, say('registered')],
    [paid, say('paid')],
  ] as const;
  return `<section class="card"><h2>${escapeHtml(say('countsTitle'))}</h2><dl class="tiles">${tiles
    .map(([count, name]) => `<div><dt>${escapeHtml(name)}</dt><dd>${format.format(count)}</dd></div>`)
    .join('')}</dl>${statisticsLink(program.program, language)}</section>`;
}

function balance({ holdings, handouts, ban, program }: CabinetPage, language: Language, say: Say, day: Day): string {
  const held = holdings.map(({ available, isDebt, pending, expiring }) => {
    const waits = pending.map(({ amount, availableAt }) => {
      return `<li>${escapeHtml(say('pendingUntil', { amount, day: day(availableAt) }))}</li>`;
    });
    // The last day of what expires is the one that ends then.
    const lasts = expiring.map(({ amount, expiresAt }) => {
      return `<li>${escapeHtml(say('lastDay', { amount, day: day(expiresAt - 1) }))}</li>`;
    });
    const further = (name: 'pending' | 'expiring', items: readonly string[]): string =>
      items.length === 0
        ? ''
        : `<p class="soft small">${escapeHtml(say(name))}</p><ul class="rules">${items.join('')}</ul>`;
    const waiting = further('expiring', lasts) + further('pending', waits);
    return `<div class="held"><p><strong>${escapeHtml(available[language])}</strong> <span class="soft">${escapeHtml(
      say(isDebt ? 'debt' : 'available'),
    )}</span></p>${waiting}</div>`;
  });
  // Whoever is handed something has not nothing, and whoever is banned is promised nothing.
  if (held.length === 0 && (handouts.length > 0 || ban !== undefined)) return '';
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
  waiting: 'rewardWaiting',
  available: 'rewardAvailable',
  fulfilled: 'rewardFulfilled',
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

function rules({ promise, program }: CabinetPage, language: Language, say: Say): string {
  const items = promise.rules.map((rule) => `<li>${escapeHtml(rule[language])}</li>`).join('');
  return `<section class="card"><h2>${escapeHtml(say('rulesTitle'))}</h2><ul class="rules">${items}</ul>
${allRules(program.program, language)}</section>`;
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
