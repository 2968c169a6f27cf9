import type { WidgetAnswer, WidgetWords } from '@sarafan/contract';
import { captureFrom } from './capture.ts';
import { createStore, type Store } from './store.ts';
import { keptVisitor } from './visitor.ts';
import { widgetStyle } from './widget-style.ts';

/** By which invitation a visitor came, as far as this browser knows. */
interface Invitation {
  readonly click?: string | undefined;
  readonly code?: string | undefined;
}

interface Page {
  sarafan?: { readonly invitation?: () => unknown };
}

/** The attributes of the widget's tag. */
interface Settings {
  readonly host: string;
  readonly program: string;
  readonly language: string;
  /** A page of the site where one invites, for instance the one that opens the cabinet. */
  readonly invite: string | undefined;
  /** Where in the page the widget stands; absent: at its corner. */
  readonly target: string | undefined;
  /** Nothing is kept in the browser unless the site's visitor has allowed it. */
  readonly needsConsent: boolean;
}

/** The element of a tag; another one, or none, where the script was loaded as a module. */
type Tag = HTMLScriptElement | SVGScriptElement | null;

function settingsOf(tag: Tag): Settings | undefined {
  if (!(tag instanceof HTMLScriptElement)) return undefined;
  const { program, language, host = new URL(tag.src || location.href).origin, invite, target, consent } = tag.dataset;
  if (program === undefined || program === '') return undefined;
  const spoken = (language ?? document.documentElement.lang) || navigator.language;
  return {
    ...{ host, program, invite, target, needsConsent: consent === 'required' },
    language: /^ru\b/i.test(spoken) ? 'ru' : 'en',
  };
}

/** The address tells it first; the SDK, which may have cleaned the address by now, remembers it. */
function invitationOf(store: Store, page: Page): Invitation {
  const { click, code } = captureFrom(location.href);
  if (click !== undefined || code !== undefined) return { click, code };
  const told = page.sarafan?.invitation?.();
  return typeof told === 'object' && told !== null ? (told as Invitation) : (keptVisitor(store) ?? {});
}

async function wordsOf(settings: Settings, { click, code }: Invitation): Promise<WidgetWords | null> {
  const { host, program, language, invite } = settings;
  const query = new URLSearchParams({ lang: language });
  const own = invite === undefined ? undefined : new URL(invite, location.href).href;
  for (const [name, value] of Object.entries({ click, code, invite: own })) if (value) query.set(name, value);
  const address = `${host}/sdk/programs/${encodeURIComponent(program)}?${query.toString()}`;
  const answer = await fetch(address, { credentials: 'omit' });
  if (!answer.ok) return null;
  return ((await answer.json()) as WidgetAnswer).words;
}

/**
 * Puts the widget into the page: in a tree of its own, so that neither's style reaches the other, and made of elements
 * and texts alone, so that the strictest policy of a site lets it be.
 */
function show({ language, target }: Settings, words: WidgetWords, closed: () => void): void {
  const host = document.createElement('div');
  const place = target === undefined ? null : document.querySelector(target);
  const root = host.attachShadow({ mode: 'open' });
  const style = new CSSStyleSheet();
  style.replaceSync(widgetStyle);
  root.adoptedStyleSheets = [style];
  const box = element('section', place === null ? 'box corner' : 'box');
  box.lang = language;
  box.setAttribute('aria-label', words.title);
  for (const [name, colour] of Object.entries(words.colours)) box.style.setProperty(`--${name}`, colour);
  const close = element('button', 'close', '×');
  close.setAttribute('type', 'button');
  close.setAttribute('aria-label', words.close);
  const title = element('p', 'title', words.title);
  title.dir = 'auto';
  const links = element('div', 'links');
  links.append(link('action', words.action));
  if (words.action.url !== words.rules.url) links.append(link('rules', words.rules));
  box.append(title, element('p', 'text', words.text), links, close);
  const leave = (): void => {
    host.remove();
    closed();
  };
  close.addEventListener('click', leave);
  box.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') leave();
  });
  root.append(box);
  (place ?? document.body).append(host);
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function link(className: string, { label, url }: { readonly label: string; readonly url: string }): HTMLElement {
  const made = element('a', className, label);
  made.setAttribute('href', url);
  return made;
}

/** Once for each program: a widget that was closed stays closed, also on other pages of the site. */
async function begin(page: Page, settings: Settings): Promise<void> {
  const store = createStore(() => localStorage);
  const name = `widget.${settings.program}`;
  const mayKeep = !settings.needsConsent || keptVisitor(store) !== undefined;
  if (store.get(name) === 'closed') return;
  const words = await wordsOf(settings, invitationOf(store, page));
  if (words === null) return;
  if (document.readyState === 'loading') {
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  }
  show(settings, words, () => {
    // Without the visitor's leave the page itself remembers it, and it is asked again on the next one.
    if (mayKeep) store.set(name, 'closed');
  });
}

const settings = settingsOf(document.currentScript);
// A page never sees an exception of ours: where Sarafan cannot be reached, there is no widget.
if (settings !== undefined) begin(window as Page, settings).catch(() => undefined);
