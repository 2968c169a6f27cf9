import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../words.ts';

const studentCookie = 'school_student';
const languageCookie = 'school_language';
const monthSeconds = 30 * 86_400;

/** Who is at the school's pages, by a cookie that only the school can write. */
export class Sessions {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  studentOf(request: FastifyRequest): string | undefined {
    const [id, signature] = cookieOf(request, studentCookie)?.split('~') ?? [];
    if (id === undefined || signature === undefined) return undefined;
    const given = Buffer.from(signature);
    const right = Buffer.from(this.#sign(id));
    return given.length === right.length && timingSafeEqual(given, right) ? decodeURIComponent(id) : undefined;
  }

  begin(reply: FastifyReply, student: string): void {
    const id = encodeURIComponent(student);
    setCookie(reply, studentCookie, `${id}~${this.#sign(id)}`, monthSeconds);
  }

  end(reply: FastifyReply): void {
    setCookie(reply, studentCookie, '', 0);
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('base64url');
  }
}

/** The language that was chosen here, else the browser's. */
export function languageFor(request: FastifyRequest): Language {
  const chosen = cookieOf(request, languageCookie);
  if (chosen === 'ru' || chosen === 'en') return chosen;
  const [first] = (request.headers['accept-language'] ?? '').split(',').filter((each) => /^\s*(ru|en)/i.test(each));
  return first?.trim().toLowerCase().startsWith('ru') ? 'ru' : 'en';
}

export function chooseLanguage(reply: FastifyReply, language: Language): void {
  setCookie(reply, languageCookie, language, monthSeconds);
}

function cookieOf(request: FastifyRequest, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((each) => each.trim());
  return pairs.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Several cookies of one answer stand beside each other. */
function setCookie(reply: FastifyReply, name: string, value: string, seconds: number): void {
  const before = [reply.getHeader('set-cookie') ?? []].flat().map(String);
  const cookie = `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax`;
  reply.header('set-cookie', [...before, cookie]);
}
