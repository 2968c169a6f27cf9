import type { School } from './school.ts';

/** A visitor's browser. */
export const visitor = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
} as const;

export interface OpenedPage {
  readonly status: number;
  readonly html: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Opens a page as a browser of this language does. */
export async function openLanding(
  { http }: Pick<School, 'http'>,
  url: string,
  language: 'ru' | 'en' = 'ru',
  more: { readonly headers?: Readonly<Record<string, string>>; readonly address?: string } = {},
): Promise<OpenedPage> {
  const headers = { ...visitor, 'accept-language': language, ...more.headers };
  const {
    statusCode,
    body,
    headers: answered,
  } = await http.inject({
    url,
    headers,
    ...(more.address === undefined ? {} : { remoteAddress: more.address }),
  });
  return { status: statusCode, html: body, headers: answered };
}

/** The hidden fields of the form on a page. */
export function hiddenFields(html: string): Record<string, string> {
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]));
}

export type Typed = Readonly<Record<string, string>>;

export interface Sending {
  readonly language?: 'ru' | 'en';
  readonly headers?: Readonly<Record<string, string>>;
  readonly address?: string;
}

/** Opens a landing and sends its form, the box for consent ticked unless it is typed otherwise. */
export async function sendForm(school: Pick<School, 'http'>, url: string, typed: Typed, how: Sending = {}) {
  const { language = 'ru' } = how;
  const { html } = await openLanding(school, url, language, how);
  return postForm(school, url, { ...hiddenFields(html), consent: 'yes', ...typed }, how);
}

/** Sends a form as a browser sends it. */
export async function postForm({ http }: Pick<School, 'http'>, url: string, fields: Typed, how: Sending = {}) {
  const { language = 'ru', headers = {}, address } = how;
  const {
    statusCode,
    body,
    headers: answered,
  } = await http.inject({
    method: 'POST',
    url,
    headers: {
      ...visitor,
      'accept-language': language,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    payload: new URLSearchParams(fields).toString(),
    ...(address === undefined ? {} : { remoteAddress: address }),
  });
  return { status: statusCode, html: body, headers: answered };
}
