import { expectEffect } from './bench.ts';
import type { Tenant } from './tenant.ts';

/** Opens somebody's cabinet as their browser does; answers what asks for its page. */
export async function openCabinet(
  { apiKey }: Tenant,
  port: number,
  program: string,
  userId: string,
): Promise<() => Promise<string>> {
  const at = `http://127.0.0.1:${port}`;
  const made = await fetch(`${at}/api/v1/referral/programs/${program}/cabinet-links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ userId }),
  });
  const { pathname, search } = new URL(((await made.json()) as { url: string }).url);
  const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
  const opened = await fetch(`${at}${pathname}${search}`, { headers: browser, redirect: 'manual' });
  expectEffect(opened.status === 303, `the cabinet of ${userId} was answered ${opened.status}`);
  const cookie = opened.headers.getSetCookie().map((each) => each.split(';')[0]);
  return async () => {
    const page = await fetch(`${at}${pathname}`, { headers: { ...browser, cookie: cookie.join('; ') } });
    expectEffect(page.status === 200, `the page of ${userId} was answered ${page.status}`);
    return page.text();
  };
}
