import { escapeHtml } from '../../kit/pages.ts';
import type { Language, Sentence } from '../../kit/values/sentences.ts';
import { codeBox } from './http-landing-page.ts';
import { qrSvg } from './http-qr.ts';
import { placementLimits } from './limits.ts';
import type { CabinetPage, Sharer } from './service-cabinet-pages.ts';
import { withPlacement } from './service-sharing.ts';
import type { CabinetText } from './texts-cabinet.ts';
import { qrPlacement, type ShareButton, shareButtons } from './types-placements.ts';

export type Say = (key: CabinetText, values?: Readonly<Record<string, string | Sentence>>) => string;

/** What is said beside the form that names a link. */
export type NamingNotice = 'linkBad' | 'linkTooMany' | 'linkOurs' | 'linkSoon';

/** The link and the code of whoever invites, and the ways to pass them on. */
export function sharing(page: CabinetPage, language: Language, say: Say): string {
  const { link, code, hasPlacements } = page;
  const shown = link.replace(/^https?:\/\//, '');
  const label = escapeHtml(say('qrTitle'));
  return `<section class="card share"><div class="words">
<h2>${escapeHtml(say('linkTitle'))}</h2>
<div class="line"><a class="link" href="${escapeHtml(link)}">${escapeHtml(shown)}</a>${copy(link, say)}</div>
<h2>${escapeHtml(say('codeTitle'))}</h2>
<div class="line">${codeBox(code)}${copy(code, say)}</div>
<p class="hint">${escapeHtml(say('codeHint'))}</p>
</div><figure>${qrSvg(hasPlacements ? withPlacement(link, qrPlacement) : link, label)}
<figcaption class="hint">${escapeHtml(say('qrHint'))}</figcaption></figure>
<div class="ways"><h2>${escapeHtml(say('shareTitle'))}</h2><ul>${shareButtons
    .map(
      (button) =>
        `<li><a class="chip" target="_blank" rel="noopener noreferrer nofollow"
href="${page.program.program}/share/${button}?lang=${language}">${escapeHtml(say(button))}</a></li>`,
    )
    .join('')}<li><button class="chip" type="button" hidden data-share="${escapeHtml(link)}"
data-text="${escapeHtml(shareText(page, say))}">${escapeHtml(say('more'))}</button></li></ul></div></section>`;
}

/** A button that copies where the browser can. */
export function copy(text: string, say: Say): string {
  return `<button class="chip" type="button" hidden data-copy="${escapeHtml(text)}"
data-done="${escapeHtml(say('copied'))}">${escapeHtml(say('copy'))}</button>`;
}

function shareText({ promise }: Pick<CabinetPage, 'promise'>, say: Say): string {
  const { cause, gift } = promise.friendsGift;
  if (gift === undefined) return say('shareTextPlain');
  // Where the gift says what it is for, that is no gift «за регистрацию в подарок».
  return say(cause === 'payment' || cause === 'anything' ? 'shareTextFor' : 'shareText', { gift });
}

/** Where a button leads: the network hears of the person only when it is pressed, and gets the link of that button. */
export function shareAddress(sharer: Sharer, button: ShareButton, say: Say): string {
  const link = sharer.hasPlacements ? withPlacement(sharer.link, button) : sharer.link;
  const text = shareText(sharer, say);
  const query = (values: Readonly<Record<string, string>>): string =>
    Object.entries(values)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
  const addresses = {
    telegram: `https://t.me/share/url?${query({ url: link, text })}`,
    vk: `https://vk.com/share.php?${query({ url: link, title: text })}`,
    whatsapp: `https://wa.me/?${query({ text: `${text} ${link}` })}`,
    email: `mailto:?${query({ subject: say('shareSubject'), body: `${text}\n\n${link}` })}`,
  } as const satisfies Record<ShareButton, string>;
  return addresses[button];
}

/** Links for several places, each counted apart: those that there are, and a form for one more. */
export function namedLinks(page: CabinetPage, language: Language, say: Say, notice: NamingNotice | undefined): string {
  const { named, link, hasPlacements, program } = page;
  if (!hasPlacements) return '';
  const rows = named.map((placement) => {
    const address = withPlacement(link, placement);
    const shown = escapeHtml(address.replace(/^https?:\/\//, ''));
    const name = escapeHtml(placement);
    return `<li><p class="name" dir="auto">${name}</p>
<div class="line"><a class="link" href="${escapeHtml(address)}">${shown}</a>${copy(address, say)}</div>
<details><summary>${escapeHtml(say('linkQr', { placement }))}</summary><img class="qr" loading="lazy" width="176"
height="176" alt="${escapeHtml(say('linkQr', { placement }))}"
src="${program.program}/qr/${encodeURIComponent(placement)}"></details></li>`;
  });
  const told = notice === undefined ? '' : `<p class="error" id="placement-error">${escapeHtml(say(notice))}</p>`;
  const described = `placement-hint${notice === undefined ? '' : ' placement-error'}`;
  const form = `<form method="post" action="${program.program}/links?lang=${language}"><div class="field">
<label for="placement">${escapeHtml(say('linkName'))}</label>
<input id="placement" name="placement" type="text" autocomplete="off" maxlength="${placementLimits.characters}"
aria-describedby="${described}"${notice === undefined ? '' : ' aria-invalid="true" autofocus'}>
${told}<p class="hint" id="placement-hint">${escapeHtml(say('linkHint'))}</p></div>
<button class="btn second">${escapeHtml(say('linkMake'))}</button></form>`;
  const isFull = named.length >= placementLimits.named;
  return `<section class="card" id="links"><h2>${escapeHtml(say('linksTitle'))}</h2>
<p class="soft">${escapeHtml(say('linksText'))}</p>
${rows.length === 0 ? '' : `<ul class="named">${rows.join('')}</ul>`}${isFull ? '' : form}</section>`;
}
