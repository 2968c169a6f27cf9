import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayMs, isoMoment, secondMs } from '../../server/src/kit/values/time.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { readClickToken } from '../../server/src/rooms/referral/rules/clicks.ts';
import { createSchool, type School } from '../support/school.ts';

const link = {
  destination: 'https://school.example/start?from=friend#top',
  allowedHosts: ['school.example', 'shop.example'],
};
const definition = {
  ...languageSchool,
  invite: { ...languageSchool.invite, link },
  endsAt: '2026-03-01T00:00:00Z',
};

let school: School;
let code: string;
beforeAll(async () => {
  school = await createSchool(definition);
  code = await school.codeOf('anna');
});
afterAll(() => school.close());

const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };

function follow(path: string, headers: Record<string, string> = browser, method: 'GET' | 'HEAD' = 'GET') {
  return school.http.inject({ method, url: `/r/${path}`, headers });
}

/** A redirect does not wait for its click, so they are counted until they rest. */
async function clicks(): Promise<number> {
  let last = -1;
  for (;;) {
    const now = await counted();
    if (now === last) return now;
    last = now;
    await sleep(250);
  }
}

async function counted(): Promise<number> {
  await school.settle();
  const { rows } = await school.database.pool.query<{ count: string }>(
    "select count(*) as count from engine_facts where name = 'Referral Link Clicked' and subject_id = $1",
    [await school.person('anna')],
  );
  return Number(rows[0]?.count);
}

const tokenOf = (location: unknown): string | null => new URL(String(location)).searchParams.get('sarafan_click');

describe('an invite link', () => {
  test('leads to the program with a token that only we can sign, and tells the referrer’s timeline', async () => {
    const before = await clicks();
    const answer = await follow(code);
    expect(answer.statusCode).toBe(302);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(answer.headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
    expect(answer.headers['set-cookie']).toBeUndefined();
    const url = new URL(String(answer.headers['location']));
    expect(`${url.origin}${url.pathname}${url.hash}`).toBe('https://school.example/start#top');
    expect(url.searchParams.get('from')).toBe('friend');
    // Nobody waits for the click to be stored.
    await expect.poll(clicks, { timeout: 20_000 }).toBe(before + 1);
    const authorization = `Bearer ${school.keys.apiKey}`;
    const timeline = `/api/v1/people/persons/${await school.person('anna')}/timeline?limit=1`;
    const told = await school.http.inject({ url: timeline, headers: { authorization } });
    expect(told.json()).toMatchObject({
      items: [{ kind: 'fact', name: 'Referral Link Clicked', trust: 'public', properties: { code } }],
    });
  });

  test('the token binds whoever brings it back, and says when the link was followed', async () => {
    const token = tokenOf((await follow(code)).headers['location']) ?? '';
    const clickedAt = isoMoment(school.clock.now());
    school.clock.advance(dayMs);
    await school.server(
      { type: 'identify', userId: 'boris', context: { referrer: { type: 'sarafan', id: token } } },
      { type: 'track', event: 'Page Opened', userId: 'boris', properties: { referral_click: token } },
    );
    school.clock.advance(dayMs);
    await school.server({ type: 'track', event: 'Order Completed', userId: 'boris', properties: { total: 10 } });
    expect(await school.pair('boris')).toEqual({ status: 'rewarded', reason: null });
    const told = await school.http.inject({
      url: '/api/v1/referral/explanations?program=language-school&userId=boris',
      headers: { authorization: `Bearer ${school.keys.apiKey}` },
    });
    expect(told.json()).toMatchObject({ invitation: { channel: 'link', code, clickedAt } });
    expect(readClickToken(token, 'another key')).toBeUndefined();
  });

  test('is read as people write it', async () => {
    const spellings = [code.toLowerCase(), `${code.slice(0, 4)}-${code.slice(4)}`, encodeURIComponent(` ${code} `)];
    for (const spelling of spellings) expect((await follow(spelling)).statusCode, spelling).toBe(302);
  });

  test('leads to another page of an allowed host, and to no other', async () => {
    const leadsTo = async (to: string): Promise<string> => {
      const { headers } = await follow(`${code}?to=${encodeURIComponent(to)}`);
      const url = new URL(String(headers['location']));
      url.searchParams.delete('sarafan_click');
      return url.href;
    };
    expect(await leadsTo('https://shop.example/course?level=2')).toBe('https://shop.example/course?level=2');
    expect(await leadsTo('HTTPS://SHOP.EXAMPLE/course')).toBe('https://shop.example/course');
    const home = 'https://school.example/start?from=friend#top';
    const outside = [
      'https://evil.example/',
      '//evil.example/',
      'https://shop.example@evil.example/',
      'https://user:secret@shop.example/',
      'https://shop.example.evil.example/',
      'https://evil.example\\@shop.example/',
      'https://shop.example:8443/',
      'javascript:alert(1)//shop.example',
      'data:text/html,shop.example',
      '/course',
      'shop.example/course',
      `https://shop.example/${'x'.repeat(3_000)}`,
    ];
    for (const to of outside) expect(await leadsTo(to), to).toBe(home);
    expect(tokenOf((await follow(`${code}?to=a&to=b`)).headers['location'])).not.toBeNull();
  });

  test('leads a crawler, a preview and a check on without a token, and they are no clicks', async () => {
    const before = await clicks();
    const robots = [
      'Googlebot/2.1 (+http://www.google.com/bot.html)',
      'TelegramBot (like TwitterBot)',
      'curl/8.5.0',
      '',
    ];
    for (const agent of robots) {
      const { statusCode, headers } = await follow(code, { 'user-agent': agent });
      expect(statusCode, agent).toBe(302);
      expect(tokenOf(headers['location']), agent).toBeNull();
    }
    expect(tokenOf((await follow(code, browser, 'HEAD')).headers['location'])).toBeNull();
    expect(await clicks()).toBe(before);
  });

  test('that nobody gave out is a friendly page in the language of the reader', async () => {
    for (const path of ['XXXXXXXX', 'ЖЖЖЖЖЖЖЖ', 'a', '%3Cscript%3E', 'x'.repeat(99)]) {
      const russian = await follow(encodeURI(decodeURI(path)), { ...browser, 'accept-language': 'ru' });
      expect(russian.statusCode, path).toBe(404);
      expect(russian.body).toContain('Такой пригласительной ссылки нет');
      expect(russian.headers['cache-control']).toBe('no-store');
      expect(russian.body).not.toContain('<script>');
    }
    const english = await follow('XXXXXXXX', { ...browser, 'accept-language': 'de, en;q=0.5' });
    expect(english.body).toContain('There is no such invite link');
  });

  test('counts no more clicks of one address than a person makes', async () => {
    const before = await clicks();
    const answers = await Promise.all(Array.from({ length: 100 }, () => follow(code)));
    expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([302]));
    expect((await clicks()) - before).toBeLessThanOrEqual(60);
  });

  test('cannot be found by trying codes: after too many misses an address is told nothing (INV-8)', async () => {
    const from = (remoteAddress: string, path: string, language = 'en') =>
      school.http.inject({ url: `/r/${path}`, headers: { ...browser, 'accept-language': language }, remoteAddress });
    const guesses = Array.from({ length: 60 }, (_, index) => from('192.0.2.1', `XXXX${1_000 + index}`));
    expect(new Set((await Promise.all(guesses)).map((answer) => answer.statusCode))).toEqual(new Set([404]));
    for (const guess of ['XXXXXXXX', code]) {
      const english = await from('192.0.2.1', guess);
      expect(english.statusCode).toBe(429);
      expect(english.headers).toMatchObject({ 'retry-after': '5', 'cache-control': 'no-store' });
      expect(english.body).toContain('Too many attempts');
      expect((await from('192.0.2.1', guess, 'ru')).body).toContain('Слишком много попыток');
    }
    // Whoever else knows a code is led on at once, and mistakes of one do not add up with those of another.
    expect((await from('192.0.2.2', code)).statusCode).toBe(302);
    expect((await from('192.0.2.2', 'XXXXXXXX')).statusCode).toBe(404);
    school.clock.advance(5 * secondMs);
    expect((await from('192.0.2.1', code)).statusCode).toBe(302);
    expect((await from('192.0.2.1', 'XXXXXXXX')).statusCode).toBe(404);
    expect((await from('192.0.2.1', 'XXXXXXXX')).statusCode).toBe(429);
  });

  test('of a program that has ended still leads there, without a token', async () => {
    school.clock.moveTo(Date.parse('2026-03-01T00:00:00Z'));
    const { statusCode, headers } = await follow(code);
    expect(statusCode).toBe(302);
    expect(headers['location']).toBe(link.destination);
  });
});
