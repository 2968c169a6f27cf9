import type { FastifyRequest } from 'fastify';

export interface CabinetAddress {
  Params: { program: string };
  Querystring: Record<string, unknown>;
}

const cookieName = 'sarafan_me';

/** The language that the address asks for, as the rest of a query. */
export function langOf({ query }: { readonly query: unknown }): string {
  const { lang } = query as { lang?: unknown };
  return lang === 'ru' || lang === 'en' ? `&lang=${lang}` : '';
}

export function cookieOf(request: FastifyRequest): string | undefined {
  for (const pair of (request.headers.cookie ?? '').slice(0, 8_000).split(';')) {
    const [name = '', value = ''] = pair.trim().split('=');
    if (name === cookieName && /^[\w-]{20,100}$/.test(value)) return value;
  }
  return undefined;
}

/** Only for this cabinet and out of a script's reach; lax, because the link comes from a message or another site. */
export function cookie(publicUrl: string, program: string, value: string, maxAge: number): string {
  const { protocol, pathname } = new URL(publicUrl);
  const path = `${pathname.replace(/\/$/, '')}/me/${program}`;
  const secure = protocol === 'https:' ? '; Secure' : '';
  return `${cookieName}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}
