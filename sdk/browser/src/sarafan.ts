import type { Sarafan } from './client.ts';
import { load } from './index.ts';
import type { Options } from './options.ts';

/** A call as the snippet has written it down before this script was there. */
type Call = readonly [method: string, ...given: unknown[]];

interface Global {
  sarafan?: { readonly q?: Iterable<Call>; readonly loaded?: boolean };
}

const methods = [
  'load',
  'page',
  'track',
  'identify',
  'group',
  'reset',
  'consent',
  'anonymousId',
  'invitation',
  'ready',
] as const satisfies readonly (keyof Sarafan | 'load')[];

/**
 * The classic script: takes the place of the snippet's stub, starts by the attributes of its own tag or by `load`, and
 * makes up for the calls that came before. A second copy of it on the same page does nothing.
 */
function begin(page: Global, tag: HTMLScriptElement | SVGScriptElement | null): void {
  const { loaded, q = [] } = page.sarafan ?? {};
  if (loaded === true) return;
  let early: Call[] = [];
  let client: Sarafan | undefined;
  const start = (options: Options): void => {
    client ??= load(options);
    const missed = early;
    early = [];
    for (const each of missed) call(...each);
  };
  const call = (method: string, ...given: unknown[]): unknown => {
    if (method === 'load') return start(given[0] as Options);
    if (client !== undefined) return (client[method as keyof Sarafan] as (...given: unknown[]) => unknown)(...given);
    early.push([method, ...given]);
    return undefined;
  };
  const door = Object.fromEntries(methods.map((method) => [method, call.bind(undefined, method)]));
  // A page may go on writing calls into the list that it began.
  const list = Object.assign([], { push: take });
  page.sarafan = { ...door, q: list, loaded: true };
  const told = optionsOf(tag);
  if (told !== undefined) start(told);
  take(...q);

  function take(...calls: Call[]): number {
    for (const each of calls) if (methods.some((method) => method === each[0])) call(...each);
    return 0;
  }
}

/** Options in the attributes of the tag: `data-write-key`, and `data-host` unless the script's own server is meant. */
function optionsOf(tag: HTMLScriptElement | SVGScriptElement | null): Options | undefined {
  if (!(tag instanceof HTMLScriptElement)) return undefined;
  const { writeKey, host = new URL(tag.src || location.href).origin, cleanAddress, ...rest } = tag.dataset;
  return writeKey === undefined
    ? undefined
    : ({ ...rest, writeKey, host, cleanAddress: cleanAddress !== 'false' } as Options);
}

begin(window as Global, document.currentScript);
