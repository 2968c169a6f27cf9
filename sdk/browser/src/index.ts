import { createClient, type Sarafan } from './client.ts';
import type { Options } from './options.ts';
import { browserWorld } from './world.ts';

export type { Invitation, Sarafan } from './client.ts';
export type { Fields } from './event.ts';
export type { Options } from './options.ts';

/** Where a page keeps its client, whichever way and however often the SDK came into it. */
const place = Symbol.for('@sarafan/browser');
type Page = Window & typeof globalThis & { [place]?: Sarafan };

/** Starts the SDK. A page has one client: loading again answers with the first, whatever the options are. */
export function load(options: Options): Sarafan {
  const view: Page = window;
  const known = view[place];
  if (known !== undefined) return known;
  const client = createClient(browserWorld(view), options);
  view[place] = client;
  return client;
}
