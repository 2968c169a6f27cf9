/** All that the SDK asks of the browser. It is given in, so that tests can play a browser of their own. */
export interface World {
  /** Milliseconds since 1970. */
  now(): number;
  /** A new id that nobody else draws. */
  id(): string;
  /** A number from 0 up to 1. */
  chance(): number;
  /** Runs something later; the answer takes it back. */
  later(milliseconds: number, run: () => void): () => void;
  /** The storage of this site; throws or answers nothing where the browser keeps nothing. */
  storage(): Kept | null | undefined;
  /** Sends a body; `last` says that the page may end before the answer. Rejects when nothing came back. */
  post(url: string, body: string, last: boolean): Promise<Answer>;
  isOnline(): boolean;
  place(): Place;
  /** Shows another address without going there. */
  showAddress(url: string): void;
  /** Runs something whenever one of these happens to the page. */
  on(happening: Happening, run: (detail?: StorageChange) => void): void;
}

export type Happening = 'address' | 'hidden' | 'leaving' | 'online' | 'returned' | 'storage';

export interface StorageChange {
  readonly key: string | null;
  readonly value: string | null;
}

/** The part of `Storage` that is used. */
export interface Kept {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
}

/** Where the visitor is. */
export interface Place {
  readonly url: string;
  readonly title: string;
  readonly referrer: string;
  readonly locale: string;
  readonly userAgent: string;
}

/** The browser that this page runs in. */
export function browserWorld(view: Window & typeof globalThis = window): World {
  const { document, history, navigator } = view;
  return {
    now: () => Date.now(),
    id: () => drawId(view.crypto),
    chance: () => Math.random(),
    later(milliseconds, run) {
      const timer = view.setTimeout(run, milliseconds);
      return () => view.clearTimeout(timer);
    },
    storage: () => view.localStorage,
    post: (url, body, last) => post(view, url, body, last),
    isOnline: () => navigator.onLine !== false,
    place: () => ({
      url: view.location.href,
      title: document.title,
      referrer: document.referrer,
      locale: navigator.language,
      userAgent: navigator.userAgent,
    }),
    showAddress: (url) => history.replaceState(history.state, '', url),
    on: (happening, run) => listen(view, happening, run),
  };
}

/** `randomUUID` exists on secure pages only. */
function drawId(crypto: Crypto): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The body is sent as plain text, which no browser asks leave for; the server reads it whatever it is called. */
async function post(view: Window & typeof globalThis, url: string, body: string, last: boolean): Promise<Answer> {
  if (last && !('keepalive' in view.Request.prototype)) {
    view.navigator.sendBeacon(url, body);
    throw new Error('A beacon has no answer');
  }
  const response = await view.fetch(url, { method: 'POST', body, keepalive: last, credentials: 'omit' });
  return { status: response.status, retryAfter: response.headers.get('retry-after') };
}

function listen(view: Window & typeof globalThis, happening: Happening, run: (detail?: StorageChange) => void): void {
  const { document, history } = view;
  const plainly = (): void => run();
  switch (happening) {
    case 'address':
      for (const name of ['pushState', 'replaceState'] as const) {
        const original = history[name];
        history[name] = function (this: History, ...change) {
          original.apply(this, change);
          plainly();
        };
      }
      view.addEventListener('popstate', plainly);
      view.addEventListener('hashchange', plainly);
      break;
    case 'hidden':
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'hidden') run();
      });
      break;
    case 'leaving':
      view.addEventListener('pagehide', plainly);
      break;
    case 'returned':
      view.addEventListener('pageshow', plainly);
      break;
    case 'online':
      view.addEventListener('online', plainly);
      break;
    case 'storage':
      view.addEventListener('storage', ({ key, newValue }) => run({ key, value: newValue }));
      break;
  }
}
