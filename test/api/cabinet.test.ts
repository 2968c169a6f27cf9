import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../../server/src/kit/values/time.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { openLanding, postForm, sendForm, visitor } from '../support/landing.ts';
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

const soon = (minutes: number): number => school.clock.now() + minutes * minuteMs;

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

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Follows a link as a browser does: a redirect, then the page with the cookie. */
async function open(url: string, language: 'ru' | 'en' = 'ru', cookie = '', address = '192.0.2.9'): Promise<Opened> {
  const asked = school.during(openLanding(school, url, language, { headers: { cookie }, address }));
  const { status, html, headers } = await asked;
  const setCookie = textOf(headers['set-cookie']);
  const kept = setCookie.split(';')[0] ?? '';
  return { status, html, setCookie, cookie: kept === '' ? cookie : kept, location: textOf(headers['location']) };
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

  test('opens by a token of the customer’s own site, which nobody else can make (REF-42)', async () => {
    const shown = await enter(`/me/${program}?token=${siteToken()}`);
    expect(shown.html).toContain('Анна, приглашайте друзей');
    expect(shown.html).not.toContain('anna@school.ru');
    expect(
      (await enter(`/me/language-school?token=${siteToken({ program: 'language-school', expires: soon(4) })}`)).status,
    ).toBe(200);
    const once = siteToken({ expires: soon(3) });
    const both = await Promise.all([open(`/me/${program}?token=${once}`), open(`/me/${program}?token=${once}`)]);
    expect(both.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([303, 410]);
  });

  test.each([
    ['cabinets.md', 7],
    ['guide/customers.md', 8],
    ['guide/ru/customers.md', 9],
  ])('opens by the very code that %s shows', async (name, moment) => {
    const documented = readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
    const code = /```js\n([\s\S]*?)```/.exec(documented)?.[1] ?? '';
    const here = code
      .replace('process.env.SARAFAN_SECRET_KEY', JSON.stringify(school.keys.secretKey))
      .replace('Date.now()', String(school.clock.now() + moment));
    const { cabinetAddress } = (await import(`data:text/javascript,${encodeURIComponent(here)}`)) as {
      cabinetAddress: (sarafan: string, program: string, userId: string) => string;
    };
    expect((await enter(cabinetAddress('', program, 'anna'))).html).toContain('Анна, приглашайте друзей');
  });

  test('does not open by a token that is forged, over, for too long, or about something else (REF-42)', async () => {
    const stranger = await school.rooms.access.createWorkspace('Other', 'test');
    const good = siteToken({ expires: soon(2) });
    const refused: [string, string, number][] = [
      ['forged by another key', siteToken({}, 'sfs_nobody'), 403],
      ['signed by a write key', siteToken({}, school.keys.writeKey), 403],
      ['of another workspace', siteToken({}, stranger.secretKey), 403],
      [
        'of another workspace that names ours',
        siteToken({ workspace: school.keys.workspace }, stranger.secretKey),
        403,
      ],
      ['about another program', siteToken({ program: 'prg_other' }), 403],
      ['about another person than was signed', `${Buffer.from(good).toString('base64url')}.${good.split('.')[1]}`, 403],
      ['over', siteToken({ expires: school.clock.now() }), 410],
      ['for a year', siteToken({ expires: school.clock.now() + 365 * dayMs }), 410],
      ['of nobody', siteToken({ userId: 'null' }), 403],
      ['no token', 'x', 403],
      ['two in one', `${good}.${good}`, 403],
      ['of a megabyte', 'x'.repeat(15_000), 403],
    ];
    for (const [why, token, status] of refused) {
      const { status: got, setCookie, html } = await open(`/me/${program}?token=${token}`, 'ru', '', '192.0.2.50');
      expect(got, why).toBe(status);
      expect(setCookie, why).toBe('');
      expect(html, why).not.toContain('/r/');
    }
    expect((await open(`/me/${program}?token=${good}`)).status).toBe(303);
  });

  test('a key that was revoked signs nothing any more', async () => {
    const made = await school.rooms.access.createKey(school.keys.workspace, 'secret', [], 'second', 'test');
    expect((await open(`/me/${program}?token=${siteToken({ expires: soon(9) }, made.key)}`)).status).toBe(303);
    await school.rooms.access.revokeKey(school.keys.workspace, made.keyId, 'test');
    expect((await open(`/me/${program}?token=${siteToken({ expires: soon(8) }, made.key)}`)).status).toBe(403);
  });

  test('whoever tries tokens is asked to wait (INV-8)', async () => {
    const address = '192.0.2.60';
    for (let index = 0; index < 30; index += 1) await open(`/me/${program}?token=x${index}`, 'ru', '', address);
    const token = siteToken({ expires: soon(7) });
    expect((await open(`/me/${program}?token=${token}`, 'ru', '', address)).status).toBe(429);
    expect((await open(`/me/${program}?token=${token}`)).status).toBe(303);
  });

  test('a preview of the link does not use it up', async () => {
    const url = await linkFor('anna');
    const preview = await openLanding(school, url, 'ru', {
      headers: { 'user-agent': 'TelegramBot (like TwitterBot)' },
    });
    expect(preview.status).toBe(401);
    expect(preview.html).toContain('откройте её в обычном браузере');
    const head = await school.http.inject({ method: 'HEAD', url, headers: visitor });
    expect(head.headers['set-cookie']).toBeUndefined();
    expect((await open(url)).status).toBe(303);
  });

  test('a link lasts as long as was asked, a session two hours, and signing out ends it everywhere', async () => {
    const late = await linkFor('anna', { minutes: 1 });
    const entered = await enter(await linkFor('anna'));
    const copied = entered.cookie;
    school.clock.advance(2 * minuteMs);
    expect((await open(late)).status).toBe(410);
    const { status, headers } = await postForm(school, `/me/${program}/sign-out`, {}, { headers: { cookie: copied } });
    expect(status).toBe(303);
    expect(String(headers['set-cookie'])).toContain('Max-Age=0');
    expect((await open(`/me/${program}`, 'ru', copied)).status).toBe(401);
    const again = await enter(await linkFor('anna'));
    school.clock.advance(2 * hourMs);
    expect((await open(`/me/${program}`, 'ru', again.cookie)).status).toBe(401);
    const foreign = { headers: { cookie: again.cookie, 'sec-fetch-site': 'cross-site' } };
    expect((await postForm(school, `/me/${program}/sign-out`, {}, foreign)).status).toBe(403);
  });

  test('a cookie opens one person’s cabinet in one program, and no other (INV-6)', async () => {
    const definition = { ...languageSchool, name: { ru: 'Вторая', en: 'Second' } };
    const other = (await school.api('POST', '/api/v1/referral/programs', { key: 'second', definition })) as {
      program: string;
    };
    const { cookie } = await enter(await linkFor('anna'));
    expect((await open(`/me/${other.program}`, 'ru', cookie)).status).toBe(401);
    for (const wrong of ['sarafan_me=x', `sarafan_me=${'A'.repeat(43)}`, 'sarafan_me=', 'other=1']) {
      expect((await open(`/me/${program}`, 'ru', wrong)).status, wrong).toBe(401);
    }
    expect((await open('/me/prg_unknown', 'ru', cookie)).status).toBe(404);
  });

  test('shows names as text, allows one script of our own, and is less than 10 KB on its way (INV-8)', async () => {
    const anna = await enter(await linkFor('anna'));
    const link = /href="http:\/\/localhost:4100(\/r\/\w+)"/.exec(anna.html)?.[1] ?? '';
    const landing = String((await openLanding(school, link)).headers['location']).replace('http://localhost:4100', '');
    const hostile = ['<img src=x onerror=alert(1)>', '\u202eАнна', 'я'.repeat(100), '"><script>alert(1)</script>'];
    for (const [index, name] of hostile.entries()) {
      const form = { name, email: `hostile${index}@example.com` };
      expect((await sendForm(school, landing, form, { address: `203.0.113.${index}` })).status).toBe(303);
    }
    await school.settle();
    await school.server(
      ...hostile.map((name, index) => ({
        ...{ type: 'identify', userId: `hostile${index}` },
        traits: { name, email: `hostile${index}@example.com` },
      })),
    );
    const { html, status } = await enter(await linkFor('anna'));
    expect(status).toBe(200);
    expect(html).not.toMatch(/onerror|alert\(1\)|\u202e/);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/hostile\d@/);
    expect(gzipSync(html).length).toBeLessThan(10_000);
  });

  test('a link leaves an audit entry, and is given out once under an Idempotency-Key', async () => {
    const ask = () =>
      school.http.inject({
        method: 'POST',
        url: `/api/v1/referral/programs/${program}/cabinet-links`,
        headers: { authorization: `Bearer ${school.keys.apiKey}`, 'idempotency-key': 'link-1' },
        payload: { userId: 'anna' },
      });
    const [first, second] = [await ask(), await ask()];
    expect(first.statusCode).toBe(201);
    expect(second.json()).toEqual(first.json());
    const audit = (await school.api('GET', '/api/v1/access/audit?limit=1')) as { items: object[] };
    expect(audit.items).toMatchObject([{ action: 'cabinet.link', target: 'anna', detail: { program, minutes: 30 } }]);
  });

  test('of a program that is over still shows what there was, and takes nobody new in', async () => {
    const anna = await enter(await linkFor('anna'), 'en');
    const definition = { ...languageSchool, endsAt: new Date(school.clock.now()).toISOString() };
    await school.api('POST', '/api/v1/referral/programs', { key: 'language-school', definition });
    const shown = await open(`/me/${program}`, 'en', anna.cookie);
    expect(shown.html).toContain('The program has ended: new invitations do not count.');
    expect(shown.html).toContain('/r/');
    const stranger = await enter(await linkFor('somebody'), 'en');
    expect(stranger.html).toContain('It takes in no new participants.');
    expect(stranger.html).not.toContain('/r/');
  });
});
