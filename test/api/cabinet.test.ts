import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { openLanding } from '../support/landing.ts';
import { createSchool, type School } from '../support/school.ts';

let school: School;
let program: string;
beforeAll(async () => {
  school = await createSchool();
  program = ((await school.api('GET', '/api/v1/referral/programs/language-school')) as { program: string }).program;
  await school.server({
    type: 'identify',
    userId: 'anna',
    traits: { name: 'Иванова Анна Петровна', email: 'anna@school.ru' },
  });
});
afterAll(() => school.close());

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64url');

/** A token as the customer's own site makes it, of which any part may be wrong. */
function siteToken(claims: Readonly<Record<string, unknown>> = {}, secretKey = school.keys.secretKey): string {
  const key = createHash('sha256').update(secretKey).digest('hex').slice(0, 16);
  const usual = { key, program, userId: 'anna', expires: school.clock.now() + 5 * minuteMs };
  const payload = Buffer.from(JSON.stringify({ ...usual, ...claims })).toString('base64url');
  return `${payload}.${hmac(hmac(secretKey, 'sarafan cabinet'), payload)}`;
}

async function linkFor(userId: string, more: object = {}): Promise<string> {
  const url = `/api/v1/referral/programs/${program}/cabinet-links`;
  const made = (await school.api('POST', url, { userId, ...more })) as { url: string };
  return made.url.replace('http://localhost:4100', '');
}

interface Opened {
  readonly status: number;
  readonly html: string;
  readonly cookie: string;
  readonly setCookie: string;
  readonly location: string;
}

/** Follows a link as a browser does: a redirect, then the page with the cookie. */
async function open(url: string, language: 'ru' | 'en' = 'ru', cookie = ''): Promise<Opened> {
  const asked = school.during(openLanding(school, url, language, { headers: { cookie }, address: '192.0.2.9' }));
  const { status, html, headers } = await asked;
  const setCookie = String(headers['set-cookie'] ?? '');
  const kept = setCookie.split(';')[0] ?? '';
  return { status, html, setCookie, cookie: kept === '' ? cookie : kept, location: String(headers['location'] ?? '') };
}

async function enter(url: string, language: 'ru' | 'en' = 'ru'): Promise<Opened> {
  const opened = await open(url, language);
  expect(opened.status, opened.html).toBe(303);
  return open(`/me/${opened.location}`, language, opened.cookie);
}

describe('a cabinet', () => {
  test('opens by a link of the API once, and makes whoever opens it a participant (REF-42)', async () => {
    const url = await linkFor('newcomer');
    const opened = await open(url);
    expect(opened.status).toBe(303);
    expect(opened.location).toBe(program);
    expect(opened.setCookie).toMatch(
      new RegExp(`^sarafan_me=[\\w-]{43}; Path=/me/${program}; Max-Age=7200; HttpOnly; SameSite=Lax$`),
    );
    const shown = await open(`/me/${opened.location}`, 'ru', opened.cookie);
    expect(shown.status).toBe(200);
    const { code } = (await school.api('POST', `/api/v1/referral/programs/${program}/participants`, {
      userId: 'newcomer',
    })) as { code: string };
    expect(shown.html).toContain(`/r/${code}`);
    const again = await open(url);
    expect(again.status).toBe(410);
    expect(again.html).toContain('По этой ссылке уже вошли');
    expect(again.setCookie).toBe('');
    // Whoever is inside already is let in, and nobody else is.
    expect((await open(url, 'ru', opened.cookie)).status).toBe(303);
  });
});
